import type { Name, SecurityGroupRule } from "../model";
import { covers } from "../protocol";
import { AddressSet } from "./address-set";
import { isExpression } from "./expression";
import { type Flow, formatFlow } from "./flow";
import type { Graph } from "./graph";
import type { Checkpoint } from "./passage";
import { formatPeer, formatRule } from "./words";

/** Whose security groups are asked, and about whom. */
export interface GroupQuestion {
  readonly direction: "ingress" | "egress";
  /** Those of the interface; undefined where it is not known which it has. */
  readonly groups: readonly Name[] | undefined;
  /** For people. */
  readonly owner: string;
  readonly flow: Flow;
  readonly peer: {
    readonly label: string;
    /** Those of the other end; undefined where it is not known which it has. Addresses outside have none. */
    readonly groups: readonly Name[] | undefined;
  };
}

/**
 * Security groups are stateful: who may ask is answered. The rules of several groups add up ("Security group rules", Amazon
 * VPC User Guide). The addresses that pass are the other end's.
 */
export function checkSecurityGroups(graph: Graph, question: GroupQuestion): Checkpoint {
  const { direction, groups = [], owner, flow, peer } = question;
  const at = groups.length === 0 ? owner : groups.map((name) => `security group ${name}`).join(" and ");
  const found = groups.map((name) => graph.securityGroup(name));
  const isKnown = groups.length > 0 && found.every((group) => group !== undefined);
  const rules = found.flatMap((group) => group?.rules ?? []).filter((rule) => isAbout(rule, direction, flow));
  const side = direction === "ingress" ? "from" : "to";
  return (addresses) => {
    const { family } = addresses;
    let pass = AddressSet.none(family);
    let maybe = isKnown ? AddressSet.none(family) : addresses;
    let opening: SecurityGroupRule | undefined;
    for (const rule of rules) {
      const admitted = admittedBy(graph, rule, addresses, peer.groups);
      if (admitted === undefined) maybe = addresses;
      else if (!admitted.isEmpty) {
        pass = pass.union(admitted);
        opening ??= rule;
      }
    }
    return {
      pass,
      maybe: maybe.without(pass),
      hop: { at, why: opening === undefined ? "" : formatRule(opening) },
      obstacle: {
        at,
        why: `no ${direction} rule for ${formatFlow(flow)} ${side} ${peer.label}${others(rules)}`,
        change: `Add an ${direction} rule to it for ${formatFlow(flow)} ${side} ${peer.label}.`,
      },
      doubt: {
        at,
        why: isKnown
          ? `whether a rule for ${formatFlow(flow)} takes in ${peer.label} cannot be known${others(rules)}`
          : "its rules are not known",
        change: "Ask about something whose security groups are known.",
      },
    };
  };
}

function isAbout(rule: SecurityGroupRule, direction: "ingress" | "egress", { protocol, port }: Flow): boolean {
  const { from, to } = rule.ports;
  return rule.direction === direction && covers(rule.protocol, protocol) && from <= port && port <= to;
}

/** Undefined where it cannot be known. */
function admittedBy(
  graph: Graph,
  { peer }: SecurityGroupRule,
  addresses: AddressSet,
  groups: readonly Name[] | undefined,
): AddressSet | undefined {
  switch (peer.kind) {
    case "cidr":
      return AddressSet.of(addresses.family, [peer.cidr])?.intersection(addresses);
    case "security group":
      if (groups === undefined || (isExpression(peer.name) && graph.securityGroup(peer.name) === undefined)) {
        return undefined;
      }
      if (groups.includes(peer.name)) return addresses;
      // One that cannot be told may be the one that is named.
      return groups.some((name) => isExpression(name) && graph.securityGroup(name) === undefined)
        ? undefined
        : AddressSet.none(addresses.family);
    case "prefix list":
      return undefined;
  }
}

function others(rules: readonly SecurityGroupRule[]): string {
  return rules.length === 0
    ? ""
    : `; those that there are name ${rules.map(({ peer }) => formatPeer(peer)).join(", ")}`;
}
