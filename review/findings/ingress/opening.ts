import type { PortRange, Protocol } from "../../../topology/model";
import { ALL_PORTS, portsOf, protocolOf } from "../../../topology/protocol";
import type { Json, JsonObject } from "../../plan/json";
import { blocksOf, isUnknown, itemsOf, textOf } from "../reading";

/** What a rule of a security group lets in. */
export interface Opening {
  readonly protocol: Protocol;
  readonly ports: PortRange;
  /** Blocks of both families. Those that are no blocks are left out: AWS refuses them. */
  readonly cidrs: readonly string[];
  /** Prefix lists hold blocks that the plan does not show. */
  readonly prefixLists: readonly string[];
  /** The part of it that only apply can know. */
  readonly unknown?: "from where" | "on which port";
}

const GROUPS = ["aws_security_group", "aws_default_security_group"];

/** What a resource lets in, as it is before or after a change; none for resources that let nothing in. */
export function openingsOf(type: string, values: JsonObject | undefined): Opening[] {
  if (values === undefined) return [];
  if (type === "aws_vpc_security_group_ingress_rule") return [standalone(values)];
  if (type === "aws_security_group_rule") return values["type"] === "ingress" ? [inline(values)] : [];
  // A group without rules in its code has unknown ones when it is made: those that are then in AWS, which are none.
  if (GROUPS.includes(type)) return blocksOf(values["ingress"]).map(inline);
  return [];
}

/** aws_vpc_security_group_ingress_rule: one peer. */
function standalone(values: JsonObject): Opening {
  return {
    ...traffic(values["ip_protocol"], values["from_port"], values["to_port"]),
    ...peers([values["cidr_ipv4"], values["cidr_ipv6"]], [values["prefix_list_id"]]),
  };
}

/** aws_security_group_rule, and the `ingress` of aws_security_group: many peers. */
export function inline(values: JsonObject): Opening {
  const lists = (names: readonly string[]): Json[] =>
    names.flatMap((name) => (isUnknown(values[name]) ? [values[name] ?? null] : itemsOf(values[name])));
  return {
    ...traffic(values["protocol"], values["from_port"], values["to_port"]),
    ...peers(lists(["cidr_blocks", "ipv6_cidr_blocks"]), lists(["prefix_list_ids"])),
  };
}

function traffic(protocol: Json | undefined, from: Json | undefined, to: Json | undefined) {
  if ([protocol, from, to].some(isUnknown)) {
    return { protocol: "all" as const, ports: ALL_PORTS, unknown: "on which port" as const };
  }
  const known = protocolOf(textOf(protocol) ?? "-1");
  return { protocol: known, ports: portsOf(known, numberOf(from), numberOf(to)) };
}

function peers(cidrs: readonly (Json | undefined)[], prefixLists: readonly (Json | undefined)[]) {
  const texts = (values: readonly (Json | undefined)[]): string[] => values.flatMap((each) => textOf(each) ?? []);
  return {
    cidrs: texts(cidrs),
    prefixLists: [...texts(prefixLists), ...(prefixLists.some(isUnknown) ? ["known after apply"] : [])],
    ...(cidrs.some(isUnknown) ? { unknown: "from where" as const } : {}),
  };
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}
