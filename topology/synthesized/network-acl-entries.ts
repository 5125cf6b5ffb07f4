import type { NetworkAclEntry } from "../model";
import { ALL_PORTS } from "../protocol";
import { type Attributes, isUnknown } from "./attributes";
import { trafficOf } from "./traffic";

type Direction = NetworkAclEntry["direction"];

/** The last number that a person can give; AWS's own last entries, which deny the rest, are in no model. */
const LAST_RULE_NUMBER = 32_766;

/** An `ingress` or `egress` block. */
export function entriesInBlock(block: Attributes, direction: Direction): NetworkAclEntry[] {
  return entries(block, direction, { number: "rule_no", action: "action" });
}

/** An aws_network_acl_rule. */
export function entriesOfRule(rule: Attributes): NetworkAclEntry[] {
  const egress = rule.flag("egress") ?? false;
  if (isUnknown(egress)) {
    return [...unknownEntries("ingress", egress.expression), ...unknownEntries("egress", egress.expression)];
  }
  return entries(rule, egress ? "egress" : "ingress", { number: "rule_number", action: "rule_action" });
}

/**
 * Entries that may be about anything, allow it or deny it, before all others: whatever they may be about is then unknown. What
 * cannot be parsed as a block is one that nobody knows.
 */
export function unknownEntries(direction: Direction, expression: string): NetworkAclEntry[] {
  return (["allow", "deny"] as const).map((action) => ({
    direction,
    ruleNumber: 0,
    action,
    protocol: "all",
    cidr: expression,
    ports: ALL_PORTS,
  }));
}

function entries(
  attributes: Attributes,
  direction: Direction,
  names: { readonly number: string; readonly action: string },
): NetworkAclEntry[] {
  if (!attributes.isCertain) return unknownEntries(direction, attributes.expression());
  const ruleNumber = attributes.number(names.number) ?? { expression: attributes.expression(names.number) };
  if (isUnknown(ruleNumber)) return unknownEntries(direction, ruleNumber.expression);
  if (ruleNumber > LAST_RULE_NUMBER) return [];
  const action = attributes.text(names.action) ?? attributes.expression(names.action);
  if (action !== "allow" && action !== "deny") return unknownEntries(direction, action);
  const traffic = trafficOf(attributes, "protocol");
  if (isUnknown(traffic)) return unknownEntries(direction, traffic.expression);
  return ["cidr_block", "ipv6_cidr_block"]
    .flatMap((name) => attributes.text(name) ?? [])
    .map((cidr) => ({ direction, ruleNumber, action, ...traffic, cidr }));
}
