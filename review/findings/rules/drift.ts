import { equalJson, type Json } from "../../plan/json";
import type { Change } from "../../plan/change";
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
  return context.plan.drift.flatMap((change) => {
    const reading = read(change, context.plan.provisional?.placeholders);
    const attention = attentionTo(reading, context, rules);
    return attention === undefined ? [] : [findingOf("drift", reading, attention)];
  });
}

function attentionTo(reading: Reading, context: Context, rules: readonly FindingRule[]): Attention | undefined {
  const { change, before, after } = reading;
  if (change.action === "move") return undefined;
  if (after === undefined || before === undefined) {
    return {
      severity: GUARDS.test(change.type) ? "medium" : "low",
      what: "was deleted outside of Terraform",
      meaning: [whatFollows(change, context)],
    };
  }
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

function whatFollows({ action, address, previousAddress }: Change, { plan: { changes } }: Context): string {
  const planned = changes.find(
    (each) =>
      !each.deposed &&
      [each.address, each.previousAddress ?? each.address].some((name) => [address, previousAddress].includes(name)),
  );
  switch (planned?.action) {
    case "create":
      return "The plan makes it again.";
    case "update":
      return "The plan changes it as well: its diff shows what is put back.";
    case "replace":
      return "The plan replaces it.";
    case "delete":
      return "The plan destroys it.";
    default:
      return action === "delete" ? "The plan does not make it again." : "The plan leaves it as it is now.";
  }
}
