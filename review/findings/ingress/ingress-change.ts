import type { JsonObject } from "../../plan/json";
import { blocksOf, isUnknown, type Reading, SENSITIVE } from "../reading";
import type { Context } from "../rule";
import { inWords } from "../value-words";
import { isNewlyAnywhere, FAMILIES, onInternet } from "./anywhere";
import { groupOf, otherRules } from "./group-rules";
import { newlyOpen, type OpenTraffic } from "./newly-open";
import { type Opening, openingsOf } from "./opening";

/** What a change lets in from anywhere, and why it might let in more. */
export interface IngressChange {
  readonly open: readonly OpenTraffic[];
  /** Whether the internet gets in at all, a sentence each. */
  readonly doubts: readonly string[];
  /** It gets in, and only apply can know on which port. */
  readonly isPortUnknown: boolean;
}

/**
 * What a change of a security group, a rule or a prefix list lets in from anywhere that was not let in before: by no rule of
 * the same group, where it is known which that is.
 */
export function fromAnywhereIn(reading: Reading, context: Context): IngressChange {
  const { change, before, after } = reading;
  if (change.type.startsWith("aws_ec2_managed_prefix_list")) {
    return { open: [], doubts: inPrefixList(reading), isPortUnknown: false };
  }
  const group = groupOf(change.type, after);
  // A rule that is led to another group opens that one.
  const isSameGroup = group === undefined || [group, undefined].includes(groupOf(change.type, before));
  const was = [
    ...(isSameGroup ? openingsOf(change.type, before) : []),
    ...otherRules(reading, group, "ingress", context).before,
  ];
  const is = openingsOf(change.type, after);
  const isPortUnknown = ({ unknown }: Opening): boolean => unknown === "on which port";
  return {
    open: newlyOpen(
      was,
      is.filter((each) => !isPortUnknown(each)),
    ),
    doubts: [...notKnown(reading, is), ...byPrefixList(reading, was, is)],
    isPortUnknown: newlyOpen([], is.filter(isPortUnknown)).length > 0,
  };
}

function notKnown({ change, after }: Reading, is: readonly Opening[]): string[] {
  // A group that is made, anew too, has unknown rules where its code has none: those that are then in AWS.
  const isUnknownGroup = change.action === "update" && isUnknown(after?.["ingress"]);
  const from = is.filter((each) => each.unknown === "from where");
  if (from.length === 0 && !isUnknownGroup) return [];
  return ["From where is known only after apply: it cannot be told whether that is the internet."];
}

function byPrefixList(reading: Reading, was: readonly Opening[], is: readonly Opening[]): string[] {
  const key = ({ protocol, ports }: Opening, list: string): string => `${list} ${protocol} ${ports.from}-${ports.to}`;
  const had = new Set(was.flatMap((each) => each.prefixLists.map((list) => key(each, list))));
  const lists = is.flatMap((each) => each.prefixLists.filter((list) => !had.has(key(each, list))));
  if (lists.length === 0) return [];
  const names = reading.isSensitive("prefix_list_id") || reading.isSensitive("prefix_list_ids") ? [SENSITIVE] : lists;
  return [`Who is on prefix list ${inWords([...new Set(names)])} is let in, and the plan does not show who that is.`];
}

/** Whatever rule names the list lets in who is on it. */
function inPrefixList({ change, before, after }: Reading): string[] {
  const cidrs = (values: JsonObject | undefined): string[] => {
    if (values === undefined) return [];
    const entries = change.type === "aws_ec2_managed_prefix_list_entry" ? [values] : blocksOf(values["entry"]);
    return entries.flatMap(({ cidr }) => (typeof cidr === "string" ? [cidr] : []));
  };
  const [was, is] = [cidrs(before), cidrs(after)];
  const opens = FAMILIES.some((family) => isNewlyAnywhere(onInternet(family, was), onInternet(family, is)));
  return opens ? ["Anywhere is on this prefix list then: every rule that names it lets the internet in."] : [];
}
