import type { Action } from "../plan/change";
import type { Review } from "../review";
import { counted } from "./block";

/** Those that are always said, as Terraform does, and those that are said if there are any. */
const ALWAYS: readonly [Action, string][] = [
  ["create", "to add"],
  ["update", "to change"],
  ["replace", "to replace"],
  ["delete", "to destroy"],
];
const SOMETIMES: readonly [Action, string][] = [
  ["move", "to move"],
  ["import", "to import"],
  ["forget", "to forget"],
  ["other", "not understood"],
];

/**
 * The review in one line of plain text, such as `dev: 3 to add, 1 to change, 1 to replace, 0 to destroy`. Moved is only what
 * does nothing else: a resource that moves and changes is one to change.
 */
export function headline({ environment, stacks, errors }: Review): string {
  const provisional = stacks.filter((each) => each.provisional !== undefined).length;
  const said = provisional === 0 ? "" : `; ${provisional} of ${counted(stacks.length, "stack")} provisional`;
  const changes = countsInWords(stacks);
  if (errors.length === 0) return `${environment}: ${changes}${said}`;
  const failed = `the review failed: ${counted(errors.length, "stack")} could not be planned`;
  return `${environment}: ${failed}${stacks.length === 0 ? "" : `; the others: ${changes}${said}`}`;
}

/** What some stacks do, such as `1 to add, 0 to change, 0 to replace, 0 to destroy`, or `no changes`. */
export function countsInWords(stacks: Review["stacks"]): string {
  const actions = stacks.flatMap(({ changes }) => changes.map(({ action }) => action));
  const outputs = stacks.flatMap((stack) => stack.outputs).length;
  if (actions.length === 0) return outputs === 0 ? "no changes" : `no changes but ${counted(outputs, "output")}`;
  const count = (action: Action): number => actions.filter((each) => each === action).length;
  return [
    ...ALWAYS.map(([action, words]) => `${count(action)} ${words}`),
    ...SOMETIMES.filter(([action]) => count(action) > 0).map(([action, words]) => `${count(action)} ${words}`),
  ].join(", ");
}
