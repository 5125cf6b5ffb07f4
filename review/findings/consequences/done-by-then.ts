import type { Change } from "../../plan/change";
import { isObject } from "../../plan/json";
import { isGroupRule } from "../ingress/group-rules";
import { isTrue, type Reading } from "../reading";
import type { Context } from "../rule";
import { inWords } from "../value-words";

/** What is done already when the apply stops at a resource, and stays so. */
export function doneByThen(reading: Reading, context: Context): string[] {
  return [...rulesGone(reading, context), ...stacksApplied(context)];
}

/** The stacks are applied one after the other. */
function stacksApplied({ plan, plans }: Context): string[] {
  const applied = plans
    .slice(0, plans.indexOf(plan))
    .filter(({ changes }) => changes.length > 0)
    .map(({ stack, changes }) => `${stack} (${changes.length === 1 ? "1 change" : `${changes.length} changes`})`);
  return applied.length === 0 ? [] : [`By then these are applied: ${inWords(applied, applied.length)}.`];
}

/** Terraform destroys the rules first, for they stand on the group. */
function rulesGone({ change, before }: Reading, { plan }: Context): string[] {
  if (change.type !== "aws_security_group" || change.actions === "create,delete") return [];
  // The provider takes rules away that it did not make, too (aws_security_group, revoke_rules_on_delete).
  if (isTrue(before?.["revoke_rules_on_delete"])) return [ALL_GONE];
  const isItsRule = (type: string, values: unknown): boolean =>
    isGroupRule(type) && isObject(values) && values["security_group_id"] === before?.["id"];
  const gone = plan.changes.filter((each) => isItsRule(each.type, each.before) && isGoneFirst(each));
  if (gone.length === 0) return [];
  const all = plan.resourcesBefore.filter(({ type, values }) => isItsRule(type, values));
  return gone.length >= all.length
    ? [ALL_GONE]
    : ["By then some of its rules are gone: what they let pass is stopped."];
}

const ALL_GONE = "By then its rules are gone: nothing passes.";

function isGoneFirst({ action, actions }: Change): boolean {
  return action === "delete" || (action === "replace" && actions !== "create,delete");
}
