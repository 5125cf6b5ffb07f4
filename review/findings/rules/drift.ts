import { equalJson, type Json } from "../../plan/json";
import type { Change } from "../../plan/change";
import { ifDestroyed } from "../consequences";
import { regionsLeft } from "../drift/regions-left";
import { isShadow, withoutShadows } from "../drift/shadows";
import type { Finding, FindingKind } from "../finding";
import { read, type Reading } from "../reading";
import { type Attention, type Context, type FindingRule, findingOf } from "../rule";
import { inWords } from "../value-words";
import { worstOf } from "../worst-first";

/** What decides who gets in, or who may do what: changed by hand, it deserves a look. */
const GUARDS =
  /^aws_(iam_|kms_|wafv2_|network_acl|default_network_acl|default_security_group|security_group|vpc_security_group_|s3_bucket_(policy|acl|public_access_block|ownership_controls)|\w+_policy$|lambda_permission)/;

/**
 * What was changed outside of Terraform since it was last applied.
 *
 * @param rules - what would be said of the change if Terraform made it: what is opened by hand is as open
 */
export function driftIn(context: Context, rules: readonly FindingRule[]): Finding[] {
  // What is in another region was not deleted: it is looked for where it never was.
  const isElsewhere = regionsLeft(context).length > 0;
  return context.plan.drift.flatMap((change) => {
    const reading = read(change, context.plan.provisional?.placeholders);
    if (isElsewhere && isDeleted(reading)) return [];
    const attention = attentionTo(reading, context, rules);
    return attention === undefined ? [] : [findingOf("drift", reading, attention)];
  });
}

function attentionTo(reading: Reading, context: Context, rules: readonly FindingRule[]): Attention | undefined {
  const { change, before, after } = reading;
  if (change.action === "move") return undefined;
  if (after === undefined || before === undefined) {
    const { severity, meaning } = ifDestroyed(change.type);
    return { severity, what: "was deleted outside of Terraform", meaning: [...meaning, whatFollows(change, context)] };
  }
  // It is half made: an apply that was cut off did that, and nobody by hand.
  if (plannedFor(change, context)?.reason === "replace_because_tainted") return undefined;
  const attributes = changedAttributes(reading, context);
  if (attributes.length === 0) return undefined;
  const worse = rules
    .filter(({ kind }) => isOpening(kind))
    .flatMap((rule) => rule.find(withoutShadows(reading, context), context) ?? []);
  return {
    severity: worstOf([...worse.map(({ severity }) => severity), GUARDS.test(change.type) ? "medium" : "low"]),
    what: [`was changed outside of Terraform: ${inWords(attributes)}`, ...worse.map(({ what }) => `it ${what}`)].join(
      "; ",
    ),
    meaning: [...worse.flatMap(({ meaning }) => meaning), whatFollows(change, context)],
  };
}

function isDeleted({ before, after }: Reading): boolean {
  return before !== undefined && after === undefined;
}

function changedAttributes({ change, before = {}, after = {} }: Reading, context: Context): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => !isSame(before[name], after[name]))
    .filter((attribute) => !isShadow({ type: change.type, attribute, before, after }, context));
}

/** A provider writes nothing in several ways, and another one when it reads anew: that is no drift. */
function isSame(before: Json | undefined, after: Json | undefined): boolean {
  return equalJson(before, after) || (isNothing(before) && isNothing(after));
}

function isNothing(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** Kinds that say the same of what was done by hand. */
function isOpening(kind: FindingKind): boolean {
  return !["destroy", "replace", "forget", "unknown-action"].includes(kind);
}

/** What the plan does about the same resource. */
function plannedFor({ address, previousAddress }: Change, { plan: { changes } }: Context): Change | undefined {
  return changes.find(
    (each) =>
      !each.deposed &&
      [each.address, each.previousAddress ?? each.address].some((name) => [address, previousAddress].includes(name)),
  );
}

function whatFollows(change: Change, context: Context): string {
  switch (plannedFor(change, context)?.action) {
    case "create":
      return "The plan makes it again.";
    case "update":
      return "The plan changes it as well: its diff shows what is put back.";
    case "replace":
      return "The plan replaces it.";
    case "delete":
      return "The plan destroys it.";
    default:
      return change.action === "delete" ? "The plan does not make it again." : "The plan leaves it as it is now.";
  }
}
