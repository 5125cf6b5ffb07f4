import { findingsOf } from "../../../review/findings";
import type { Finding, FindingKind } from "../../../review/findings/finding";
import type { Action, Change, ResourceValues } from "../../../review/plan/change";
import type { Json } from "../../../review/plan/json";
import type { StackPlan } from "../../../review/plan/stack-plan";

/** What a test says of a change; the rest is as Terraform would say it. */
export type Planned = Partial<Change> & Pick<Change, "type">;

const ACTIONS: Readonly<Record<string, string>> = { replace: "delete,create", move: "no-op", other: "open,close" };

/** A change of `<type>.it` in the stack dev-test. What it does follows from what there was and what there will be. */
export function planned({ before = null, after = null, ...given }: Planned): Change {
  const action: Action = given.action ?? (before === null ? "create" : after === null ? "delete" : "update");
  return {
    stack: "dev-test",
    address: `${given.type}.it`,
    action,
    actions: ACTIONS[action] ?? action,
    replacePaths: [],
    deposed: false,
    before,
    after,
    afterUnknown: false,
    beforeSensitive: false,
    afterSensitive: false,
    ...given,
  };
}

/** A plan of these changes. */
export function planOf(changes: readonly Change[], given: Partial<StackPlan> = {}): StackPlan {
  return {
    stack: changes[0]?.stack ?? "dev-test",
    changes,
    outputs: [],
    drift: [],
    resourcesBefore: [],
    resourcesAfter: [],
    ...given,
  };
}

/** A resource of the stack dev-test as it is. */
export function resource(type: string, values: Readonly<Record<string, Json>>, name = "it"): ResourceValues {
  return { stack: "dev-test", address: `${type}.${name}`, type, values };
}

/** What a change raises when it is alone in a plan. */
export function findingsFor(change: Planned, given: Partial<StackPlan> = {}): Finding[] {
  return findingsOf([planOf([planned(change)], given)]);
}

/** The kinds of that, the worst first. */
export function kindsFor(change: Planned, given: Partial<StackPlan> = {}): FindingKind[] {
  return findingsFor(change, given).map(({ kind }) => kind);
}

/** The one finding of a kind. */
export function findingFor(kind: FindingKind, change: Planned, given: Partial<StackPlan> = {}): Finding {
  const found = findingsFor(change, given).filter((each) => each.kind === kind);
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} findings of kind ${kind}`);
  return first;
}

/** A policy in writing. */
export function policyOf(...statements: readonly Json[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
