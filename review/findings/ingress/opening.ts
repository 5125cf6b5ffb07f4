import type { PortRange, Protocol } from "../../../topology/model";
import { ALL_PORTS, portsOf, protocolOf } from "../../../topology/protocol";
import type { Json, JsonObject } from "../../plan/json";
import { blocksOf, isTrue, isUnknown, itemsOf, textOf } from "../reading";

/** To what is in a security group, or from there. */
export type Direction = "ingress" | "egress";

/** What a rule of a security group lets pass. */
export interface Opening {
  readonly protocol: Protocol;
  readonly ports: PortRange;
  /** Blocks of both families. Those that are no blocks are left out: AWS refuses them. */
  readonly cidrs: readonly string[];
  /** Prefix lists hold blocks that the plan does not show. */
  readonly prefixLists: readonly string[];
  /** Security groups, of what is in which nobody can tell the addresses; `itself` for the group that the rule is of. */
  readonly groups: readonly string[];
  /** The part of it that only apply can know. */
  readonly unknown?: "from where" | "on which port";
}

/** Stands for a prefix list or a group that is not known so far. */
export const NOT_KNOWN = "known after apply";

const GROUPS = ["aws_security_group", "aws_default_security_group"];

/** What a resource lets pass, as it is before or after a change; none for resources that let nothing pass. */
export function openingsOf(type: string, values: JsonObject | undefined, direction: Direction = "ingress"): Opening[] {
  if (values === undefined) return [];
  if (type === `aws_vpc_security_group_${direction}_rule`) return [standalone(values)];
  if (type === "aws_security_group_rule") return values["type"] === direction ? [inline(values)] : [];
  // A group without rules in its code has unknown ones when it is made: those that are then in AWS, which are none.
  if (isGroup(type)) return blocksOf(values[direction]).map(inline);
  return [];
}

/** Whether it is a security group, which may have rules inline. */
export function isGroup(type: string): boolean {
  return GROUPS.includes(type);
}

/** aws_vpc_security_group_ingress_rule: one peer. */
function standalone(values: JsonObject): Opening {
  return {
    ...traffic(values["ip_protocol"], values["from_port"], values["to_port"]),
    ...peers([values["cidr_ipv4"], values["cidr_ipv6"]], [values["prefix_list_id"]]),
    groups: named([values["referenced_security_group_id"]]),
  };
}

/** aws_security_group_rule, and the `ingress` and `egress` of aws_security_group: many peers. */
function inline(values: JsonObject): Opening {
  const lists = (names: readonly string[]): Json[] =>
    names.flatMap((name) => (isUnknown(values[name]) ? [values[name] ?? null] : itemsOf(values[name])));
  return {
    ...traffic(values["protocol"], values["from_port"], values["to_port"]),
    ...peers(lists(["cidr_blocks", "ipv6_cidr_blocks"]), lists(["prefix_list_ids"])),
    groups: [
      ...named(lists(["security_groups", "source_security_group_id"])),
      ...(isTrue(values["self"]) ? ["itself"] : []),
    ],
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
  return {
    cidrs: cidrs.flatMap((each) => textOf(each) ?? []),
    prefixLists: named(prefixLists),
    ...(cidrs.some(isUnknown) ? { unknown: "from where" as const } : {}),
  };
}

function named(values: readonly (Json | undefined)[]): string[] {
  return [...values.flatMap((each) => textOf(each) ?? []), ...(values.some(isUnknown) ? [NOT_KNOWN] : [])];
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}
