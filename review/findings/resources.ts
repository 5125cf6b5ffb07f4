import type { Change } from "../plan/change";
import { isObject, type Json, type JsonObject } from "../plan/json";
import { textOf } from "./reading";
import type { Context } from "./rule";

/**
 * Whether the plan destroys the thing that a setting is of, too: then the setting's end is no news. A bucket's settings name
 * it by `bucket`, a listener its load balancer by ARN.
 */
export function goesWith(owner: RegExp, reference: Json | undefined, { plans }: Context): boolean {
  const name = textOf(reference);
  if (name === undefined) return false;
  return plans
    .flatMap(({ changes }) => changes)
    .some((change) => change.action === "delete" && owner.test(change.type) && isCalled(change.before, name));
}

/** The accounts that the environment's resources are in, by their ARNs. */
export function accountsIn({ plans }: Context): ReadonlySet<string> {
  const resources = plans.flatMap(({ resourcesBefore, resourcesAfter }) => [...resourcesBefore, ...resourcesAfter]);
  return new Set(resources.flatMap(({ values }) => [...accountOf(values["arn"]), ...accountOf(values["owner_id"])]));
}

/** Whether the tags alone differ, or nothing does. */
export function changesTagsAlone({ action, before, after }: Change): boolean {
  if (action !== "update" || !isObject(before) || !isObject(after)) return false;
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.every((name) => name.startsWith("tags") || JSON.stringify(before[name]) === JSON.stringify(after[name]));
}

function isCalled(values: Json, name: string): boolean {
  return isObject(values) && ["id", "arn", "bucket", "name"].some((attribute) => values[attribute] === name);
}

/** An ARN's, or an account's own number. AWS's own things have `aws` there, or nothing. */
function accountOf(value: JsonObject[string] | undefined): string[] {
  const text = textOf(value) ?? "";
  const account = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(text)?.[1] ?? (/^\d{12}$/.test(text) ? text : undefined);
  return account === undefined ? [] : [account];
}
