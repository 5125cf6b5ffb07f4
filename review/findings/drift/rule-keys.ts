import type { Json, JsonObject } from "../../plan/json";
import { portsOf, protocolOf } from "../../../topology/protocol";
import { isTrue, itemsOf, textOf } from "../reading";

/**
 * A rule of a security group, one text for each peer, the same however it is written: as a resource of its own, as the older
 * aws_security_group_rule, or as an entry of a group's `ingress` or `egress`, whose name is then given as the type.
 */
export function openingKeys(type: string, values: JsonObject): string[] {
  const group = textOf(values["security_group_id"]) ?? "";
  const protocol = protocolOf(textOf(values["ip_protocol"]) ?? textOf(values["protocol"]) ?? "-1");
  const { from, to } = portsOf(protocol, numberOf(values["from_port"]), numberOf(values["to_port"]));
  const rule = `${group} ${directionOf(type, values)} ${protocol} ${from}-${to}`;
  return peersOf(values, group).map((peer) => `${rule} ${peer}`);
}

function directionOf(type: string, values: JsonObject): string {
  if (type === "aws_security_group_rule") return textOf(values["type"]) ?? "";
  return type.includes("ingress") ? "ingress" : "egress";
}

const PEERS = [
  ...["cidr_ipv4", "cidr_ipv6", "cidr_blocks", "ipv6_cidr_blocks", "prefix_list_id", "prefix_list_ids"],
  ...["referenced_security_group_id", "source_security_group_id", "security_groups"],
];

function peersOf(values: JsonObject, group: string): string[] {
  const named = PEERS.flatMap((name) => itemsOf(values[name]).flatMap((each) => textOf(each) ?? []));
  return [...new Set([...named, ...(isTrue(values["self"]) ? [group] : [])])];
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}
