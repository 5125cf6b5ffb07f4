import type { Change } from "../../plan/change";
import { isObject, type Json, type JsonObject } from "../../plan/json";
import { read, type Reading, textOf } from "../reading";
import type { Context } from "../rule";
import { type Direction, isGroup, type Opening, openingsOf } from "./opening";

/** The rules of a security group beside the one that is looked at. */
export interface OtherRules {
  /** As Terraform knew them: what was opened by hand was not open. */
  readonly before: readonly Opening[];
  /** As they will be. */
  readonly after: readonly Opening[];
}

const NONE: OtherRules = { before: [], after: [] };

const RULE = /^aws_(vpc_security_group_(in|e)gress_rule|security_group_rule)$/;

/** Whether it is a rule of a security group that is a resource of its own. */
export function isGroupRule(type: string): boolean {
  return RULE.test(type);
}

/** The id of the group that a rule is of, or that is one itself; undefined for one that is to be made. */
export function groupOf(type: string, values: JsonObject | undefined): string | undefined {
  return textOf(values?.[isGroup(type) ? "id" : "security_group_id"]);
}

/**
 * What the other rules of a group let pass, those of all stacks. Rules that stand in the group itself are left out: AWS
 * repeats there whatever is in force, by hand or not.
 *
 * @param group - its id; of a group that nobody knows there are none
 */
export function otherRules(
  reading: Reading,
  group: string | undefined,
  direction: Direction,
  { plans }: Context,
): OtherRules {
  if (group === undefined) return NONE;
  const openings = (type: string, values: Json): Opening[] =>
    isObject(values) && groupOf(type, values) === group ? openingsOf(type, values, direction) : [];
  const others = plans.map((plan) => {
    const isOther = (each: Pick<Change, "stack" | "address" | "type">): boolean =>
      isGroupRule(each.type) && !isSame(reading.change, each);
    const resources = plan.resourcesBefore.filter(isOther);
    const changes = plan.changes.filter((each) => isOther(each) && !each.deposed);
    const drift = plan.drift.filter(isOther);
    const known = resources.map((each) => ({
      type: each.type,
      values: drift.find((change) => isSame(change, each))?.before ?? each.values,
    }));
    const staying = resources.filter((each) => !changes.some((change) => isSame(change, each)));
    const coming = changes.map((change) => ({
      type: change.type,
      // What is forgotten stays in AWS.
      values: change.action === "forget" ? change.before : (read(change, plan.provisional?.placeholders).after ?? null),
    }));
    return { before: known, after: [...staying, ...coming] };
  });
  return {
    before: others.flatMap(({ before }) => before).flatMap(({ type, values }) => openings(type, values)),
    after: others.flatMap(({ after }) => after).flatMap(({ type, values }) => openings(type, values)),
  };
}

function isSame(change: Change, { stack, address }: Pick<Change, "stack" | "address">): boolean {
  return change.stack === stack && [change.address, change.previousAddress].includes(address);
}
