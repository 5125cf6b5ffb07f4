import { inShort } from "../ingress/front-door-ports";
import { groupOf, otherRules } from "../ingress/group-rules";
import { noLongerOpen } from "../ingress/no-longer-open";
import { type Direction, NOT_KNOWN, type Opening, openingsOf } from "../ingress/opening";
import { isUnknown, type Reading } from "../reading";
import type { Context, FindingRule } from "../rule";
import { inWords, quoted } from "../value-words";

/** Where it stands what a rule lets pass. */
const ATTRIBUTES = [
  ...["ip_protocol", "protocol", "from_port", "to_port", "cidr_ipv4", "cidr_ipv6", "cidr_blocks", "ipv6_cidr_blocks"],
  ...["prefix_list_id", "prefix_list_ids", "referenced_security_group_id", "source_security_group_id"],
  ...["ingress", "egress"],
];

/**
 * A rule of a security group that stays and lets less pass: another port, fewer addresses. Whole rules that go are
 * `destroy`, and what other rules of the group let pass goes on passing.
 */
export const trafficStopped: FindingRule = {
  kind: "traffic-stopped",
  find: (reading, context) => {
    if (!["update", "replace"].includes(reading.change.action)) return undefined;
    const both = [stopped(reading, "ingress", context), stopped(reading, "egress", context)];
    const words = inWords(both.flatMap(({ traffic }) => traffic));
    if (words === "") return undefined;
    const isDoubtful = both.some((each) => each.isDoubtful);
    // A replacement says by itself that what it lets pass may be stopped.
    if (isDoubtful && reading.change.action === "replace") return undefined;
    return {
      severity: "medium",
      what: `${isDoubtful ? "may no longer let" : "no longer lets"} pass ${quoted(reading, ATTRIBUTES, words)}`,
      meaning: [
        isDoubtful
          ? "What it lets pass then is known only after apply."
          : "That is stopped as soon as it is applied, unless a rule that is in no state lets it pass.",
      ],
    };
  },
};

/** What a rule, or a group with rules inline, lets pass no longer in a direction. */
function stopped(
  reading: Reading,
  direction: Direction,
  context: Context,
): { readonly traffic: readonly string[]; readonly isDoubtful: boolean } {
  const { change, before, after } = reading;
  const was = openingsOf(change.type, before, direction);
  if (was.length === 0 || isUnknown(after?.[direction])) return { traffic: [], isDoubtful: false };
  const is = [
    ...openingsOf(change.type, after, direction),
    ...otherRules(reading, groupOf(change.type, before), direction, context).after,
  ];
  const traffic = noLongerOpen(was, is).map(
    (each) => `${inShort(each)} ${direction === "ingress" ? "from" : "to"} ${inWords(each.peers)}`,
  );
  return { traffic, isDoubtful: is.some(hasUnknown) };
}

function hasUnknown({ unknown, groups, prefixLists }: Opening): boolean {
  return unknown !== undefined || [...groups, ...prefixLists].includes(NOT_KNOWN);
}
