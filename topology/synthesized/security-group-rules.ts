import type { Peer, SecurityGroupRule } from "../model";
import { ALL_PORTS } from "../protocol";
import { type Attributes, isUnknown } from "./attributes";
import type { Reference, Things } from "./things";
import { trafficOf } from "./traffic";

type Direction = SecurityGroupRule["direction"];

export const DIRECTIONS: readonly Direction[] = ["ingress", "egress"];

/** The attributes of one way of writing rules, each with what it names. */
interface Spelling {
  readonly protocol: "protocol" | "ip_protocol";
  readonly cidrs: readonly string[];
  readonly groups: readonly string[];
  readonly prefixLists: readonly string[];
}

/** In a block of a group, and in aws_security_group_rule. */
const OF_LISTS: Spelling = {
  protocol: "protocol",
  cidrs: ["cidr_blocks", "ipv6_cidr_blocks"],
  groups: ["security_groups", "source_security_group_id"],
  prefixLists: ["prefix_list_ids"],
};

/** In aws_vpc_security_group_ingress_rule and its counterpart, which have one peer each. */
const OF_ONE: Spelling = {
  protocol: "ip_protocol",
  cidrs: ["cidr_ipv4", "cidr_ipv6"],
  groups: ["referenced_security_group_id"],
  prefixLists: ["prefix_list_id"],
};

/** An `ingress` or `egress` block: a rule for each peer that it names. */
export function rulesInBlock(
  block: Attributes,
  direction: Direction,
  things: Things,
  self: Reference,
): SecurityGroupRule[] {
  return rules(block, direction, OF_LISTS, things, self);
}

/** A rule that is a resource of its own. */
export function rulesOfRule(rule: Attributes, things: Things, self: Reference | undefined): SecurityGroupRule[] {
  switch (rule.resource.type) {
    case "aws_vpc_security_group_ingress_rule":
      return rules(rule, "ingress", OF_ONE, things, self);
    case "aws_vpc_security_group_egress_rule":
      return rules(rule, "egress", OF_ONE, things, self);
    default: {
      const type = rule.text("type") ?? rule.expression("type");
      const direction = DIRECTIONS.find((each) => each === type);
      return direction === undefined
        ? DIRECTIONS.map((each) => unknownRule(each, type))
        : rules(rule, direction, OF_LISTS, things, self);
    }
  }
}

/** A rule that may be about anything and anyone: what cannot be parsed as a block is one that nobody knows. */
export function unknownRule(direction: Direction, expression: string): SecurityGroupRule {
  return { direction, protocol: "all", ports: ALL_PORTS, peer: { kind: "cidr", cidr: expression } };
}

function rules(
  attributes: Attributes,
  direction: Direction,
  spelling: Spelling,
  things: Things,
  self: Reference | undefined,
): SecurityGroupRule[] {
  if (!attributes.isCertain) return [unknownRule(direction, attributes.expression())];
  const traffic = trafficOf(attributes, spelling.protocol);
  if (isUnknown(traffic)) return [unknownRule(direction, traffic.expression)];
  return peers(attributes, spelling, things, self).map((peer) => ({ direction, ...traffic, peer }));
}

function peers(
  attributes: Attributes,
  { cidrs, groups, prefixLists }: Spelling,
  things: Things,
  self: Reference | undefined,
): Peer[] {
  const ofSelf = attributes.flag("self") ?? false;
  return [
    ...cidrs.flatMap((name) => attributes.texts(name)).map((cidr): Peer => ({ kind: "cidr", cidr })),
    ...groups
      .flatMap((name) => things.references(attributes, name, "security group"))
      .map(({ name }): Peer => ({ kind: "security group", name })),
    ...prefixLists.flatMap((name) => attributes.texts(name)).map((id): Peer => ({ kind: "prefix list", id })),
    ...(isUnknown(ofSelf) ? [{ kind: "security group", name: ofSelf.expression } as const] : []),
    ...(ofSelf === true && self !== undefined ? [{ kind: "security group", name: self.name } as const] : []),
  ];
}
