import { equalJson, type JsonObject } from "../../plan/json";
import type { Severity } from "../finding";
import { isUnknown, itemsOf, type Reading, SENSITIVE, textOf } from "../reading";
import type { Attention } from "../rule";
import { inWords } from "../value-words";

/** AWS managed policies that let do everything, or as good as that ("AWS managed policies for job functions", IAM User Guide). */
const ALMIGHTY: readonly (readonly [RegExp, Severity])[] = [
  [/:policy\/AdministratorAccess$/, "critical"],
  [/:policy\/(PowerUserAccess|IAMFullAccess|job-function\/SystemAdministrator)$/, "critical"],
  [/:policy\/\w*FullAccess$/, "high"],
];

/** What is attached, and to whom, in the resources that do nothing else. */
const ATTACHED = ["policy_arn", "policy_arns", "managed_policy_arns"];

/** A policy that somebody or something gets. */
export function attachmentOf({ before, after, ...reading }: Reading): Attention | undefined {
  if (after === undefined) return undefined;
  const names = ATTACHED.filter((name) => name in after);
  const added = names.flatMap((name) =>
    newIn(before, after, name).map((arn) => (reading.isSensitive(name) ? SENSITIVE : arn)),
  );
  // Those that a role has in AWS are its own only where the code says so.
  const isHidden = names.some(
    (name) => name !== "managed_policy_arns" && isUnknown(after[name]) && !isUnknown(before?.[name]),
  );
  if (added.length === 0 && !isHidden) return undefined;
  const severities = added.map((arn) => ALMIGHTY.find(([pattern]) => pattern.test(arn))?.[1]);
  return {
    severity: severities.find((each) => each === "critical") ?? severities.find((each) => each === "high") ?? "medium",
    what:
      added.length > 0
        ? `gives the permissions of ${inWords(added)}`
        : "gives the permissions of a policy that is known only after apply",
    meaning: ["Who has it may do what the policy allows."],
  };
}

/** What lets somebody in, or widens what they may, without a policy of its own. */
const BY_BEING_THERE: Readonly<Record<string, readonly [Severity, string]>> = {
  aws_iam_access_key: ["high", "makes a key that works from anywhere, until somebody deletes it"],
  aws_iam_user: ["medium", "makes a user: people and pipelines do better with a role"],
  aws_iam_user_login_profile: ["high", "gives a user a password for the console"],
  aws_iam_service_specific_credential: ["high", "makes a credential that works until somebody deletes it"],
  aws_iam_user_group_membership: ["medium", "gives a user the permissions of groups"],
  aws_iam_group_membership: ["medium", "gives users the permissions of a group"],
  aws_iam_instance_profile: ["medium", "gives instances the permissions of a role"],
};

/** Where other resources say with whose permissions they run. */
const RUNS_WITH: Readonly<Record<string, readonly string[]>> = {
  aws_ecs_task_definition: ["task_role_arn", "execution_role_arn"],
  aws_lambda_function: ["role"],
  aws_instance: ["iam_instance_profile"],
  aws_iam_role: ["permissions_boundary"],
  aws_iam_user: ["permissions_boundary"],
};

/** A key, a user, a membership; another role for what runs; a boundary that is gone. */
export function handedOut(reading: Reading): Attention | undefined {
  const { change, before, after } = reading;
  if (after === undefined) return undefined;
  const known = BY_BEING_THERE[change.type];
  const isNew = before === undefined || change.type.endsWith("membership") || change.action === "replace";
  if (known !== undefined && isNew) {
    return { severity: known[0], what: known[1], meaning: [] };
  }
  if (before === undefined) return undefined;
  const name = (RUNS_WITH[change.type] ?? []).find((each) => !equalJson(before[each] ?? null, after[each] ?? null));
  if (
    name === undefined ||
    (textOf(before[name]) === undefined && textOf(after[name]) === undefined && !isUnknown(after[name]))
  ) {
    return undefined;
  }
  if (name === "permissions_boundary") {
    return {
      severity: "high",
      what: "has another permissions boundary, or none",
      meaning: ["It may do more than the boundary let it."],
    };
  }
  return { severity: "medium", what: `runs with other permissions: ${name} changes`, meaning: [] };
}

function newIn(before: JsonObject | undefined, after: JsonObject, name: string): string[] {
  const had = itemsOf(before?.[name]);
  return itemsOf(after[name]).flatMap((each) => (had.includes(each) ? [] : (textOf(each) ?? [])));
}
