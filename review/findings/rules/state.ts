import type { JsonObject } from "../../plan/json";
import { blocksOf, isUnknown, type Reading, textOf } from "../reading";
import type { Attention, FindingRule } from "../rule";
import { inWords, quoted } from "../value-words";
import { versioningTurnedOff } from "../versioning";

/**
 * The bucket of Terraform's states, which is all that a stack named `<environment>-state` holds. What is public, encrypted or
 * destroyed has its own kind, too; this is what the states themselves can be lost by.
 */
export const state: FindingRule = {
  kind: "state",
  find: (reading, context) => {
    if (!reading.change.stack.endsWith("-state")) return undefined;
    switch (reading.change.type) {
      case "aws_s3_bucket":
        return bucket(reading);
      case "aws_s3_bucket_versioning":
        return versioningTurnedOff(reading, context) ? withoutVersions : undefined;
      case "aws_s3_bucket_lifecycle_configuration":
        return lifecycle(reading);
      default:
        return undefined;
    }
  },
};

function bucket({ change: { action } }: Reading): Attention | undefined {
  if (!["delete", "replace", "forget"].includes(action)) return undefined;
  return {
    severity: "critical",
    what: "is the bucket that keeps the states, and is kept no longer",
    meaning: ["Without its states, Terraform knows nothing of what is in AWS."],
  };
}

/** The way back from a mistake. */
const withoutVersions: Attention = {
  severity: "critical",
  what: "keeps no older versions of the states any more",
  meaning: ["A state that is broken or deleted cannot be brought back."],
};

/** Every way in which the lifecycle deletes more, or sooner. A rule that is new was none before. */
function lifecycle(reading: Reading): Attention | undefined {
  const { before, after } = reading;
  const worse = rulesOf(after).flatMap((rule) => {
    const was = rulesOf(before).find(({ id }) => id === rule["id"]);
    const [old, young] = [limitsOf(was), limitsOf(rule)];
    // Of a lifecycle that is made, what becomes of older versions was decided on; the states themselves must stay.
    return before === undefined
      ? deletesStates(old, young)
      : [...deletesStates(old, young), ...deletesVersions(old, young)];
  });
  if (worse.length === 0) return undefined;
  return {
    severity: "high",
    what: `deletes states sooner: ${quoted(reading, ["rule"], inWords(worse))}`,
    meaning: ["Older versions are what a broken or deleted state is brought back from."],
  };
}

/** What a rule deletes. Days are infinite where it deletes nothing. */
interface Limits {
  readonly currentDays: number;
  readonly noncurrentDays: number;
  /** So many of the newest versions stay, however old. */
  readonly kept: number;
}

function deletesStates(was: Limits, is: Limits): string[] {
  return is.currentDays < was.currentDays ? [`the states themselves after ${is.currentDays} days`] : [];
}

function deletesVersions(was: Limits, is: Limits): string[] {
  return [
    ...(is.noncurrentDays < was.noncurrentDays ? [`older versions after ${is.noncurrentDays} days`] : []),
    ...(is.noncurrentDays < Infinity && is.kept < was.kept
      ? [`only ${is.kept} of the newest versions are kept for ever`]
      : []),
  ];
}

function rulesOf(values: JsonObject | undefined): JsonObject[] {
  return blocksOf(values?.["rule"]).filter(
    ({ status, id }) => status !== "Disabled" && (textOf(id) !== undefined || isUnknown(id)),
  );
}

function limitsOf(rule: JsonObject | undefined): Limits {
  const [expiration] = blocksOf(rule?.["expiration"]);
  const [versions] = blocksOf(rule?.["noncurrent_version_expiration"]);
  // Zero days are none: the rule then deletes markers alone.
  const currentDays = numberOf(expiration?.["days"]) ?? 0;
  return {
    // On a day of the calendar is as good as at once.
    currentDays: textOf(expiration?.["date"]) !== undefined ? 0 : currentDays === 0 ? Infinity : currentDays,
    noncurrentDays: numberOf(versions?.["noncurrent_days"]) ?? Infinity,
    kept: numberOf(versions?.["newer_noncurrent_versions"]) ?? 0,
  };
}

/** The provider writes numbers as such, and as text in this resource. */
function numberOf(value: JsonObject[string] | undefined): number | undefined {
  const number = typeof value === "number" ? value : Number.parseInt(textOf(value) ?? "", 10);
  return Number.isNaN(number) ? undefined : number;
}
