import type { Change, OutputChange, ValueChange } from "../plan/change";
import { equalJson, isObject, type Json } from "../plan/json";
import { hasMark, marksOfPart } from "../plan/marks";
import { addressInWords } from "../plan/read-changes";
import type { StackPlan } from "../plan/stack-plan";
import type { TerraformPlan } from "../plan/terraform-plan";
import { type Comparison, differencesOf, type MarkedValue } from "./compare-values";

/** Where a plan is not what was reviewed. */
export interface Mismatch {
  /** Such as `aws_lb.fargate_alb`, or `output.vpc_id`. */
  readonly address: string;
  /** A clause. No sensitive value. */
  readonly what: string;
}

/** A plan that was reviewed, with its placeholders resolved, and one that is made just before it is applied. */
export interface ComparedPlans {
  readonly reviewed: StackPlan;
  readonly now: StackPlan;
  /** What Terraform said, for the outputs that do not change. */
  readonly nowPlan: TerraformPlan;
}

/**
 * Where what would be applied now is not what was reviewed; none if they are equal, but for what only apply can know.
 *
 * What an apply has done already that was stopped in the middle is no difference: a reviewed change that is not planned any
 * more must be found done, and one that is half done must lead to what was reviewed.
 */
export function compareStacks({ reviewed, now, nowPlan }: ComparedPlans): Mismatch[] {
  const how: Comparison = { anyOrder: reviewed.provisional !== undefined, nothingIs: "nothing" };
  return [
    ...now.changes.flatMap((change) => mismatchesOf(change, reviewed.changes, how)),
    ...reviewed.changes
      .filter((change) => counterpart(change, now.changes) === undefined)
      .flatMap((change) => notDone(change, now, how)),
    ...now.outputs.flatMap((output) => outputMismatches(output, reviewed.outputs, how)),
    ...reviewed.outputs
      .filter(({ name }) => !now.outputs.some((output) => output.name === name))
      .flatMap((output) => outputNotDone(output, nowPlan, how)),
  ];
}

function counterpart(change: Change, among: readonly Change[]): Change | undefined {
  return among.find(({ address, deposed }) => address === change.address && deposed === change.deposed);
}

function mismatchesOf(now: Change, all: readonly Change[], how: Comparison): Mismatch[] {
  const reviewed = counterpart(now, all);
  const mismatch = (what: string): Mismatch => ({ address: addressInWords(now), what });
  if (reviewed === undefined) {
    // The old one of a replacement that was stopped before it was deleted.
    const isLeftOver =
      now.deposed &&
      all.some((each) => each.address === now.address && each.action === "replace" && idOf(each) === idOf(now));
    return isLeftOver ? [] : [mismatch(`${VERBS[now.action]} now, which is not in the review`)];
  }
  if (isBegun(reviewed, now)) return onlyAfter(reviewed, now, how).map(mismatch);
  if (isSameAction(reviewed, now)) return changedParts(reviewed, now, how).map(mismatch);
  if (isHalfDone(reviewed, now)) return onlyAfter(reviewed, now, how).map(mismatch);
  return [mismatch(`${VERBS[reviewed.action]} according to the review, and ${VERBS[now.action]} now`)];
}

const VERBS: Readonly<Record<Change["action"], string>> = {
  create: "is created",
  update: "is changed",
  replace: "is replaced",
  delete: "is destroyed",
  move: "is moved",
  import: "is imported",
  forget: "is forgotten",
  other: "is changed in an unknown way",
};

/** A move is kept as soon as an apply begins, so it may be done while the change itself is not. */
function isSameAction(reviewed: Change, now: Change): boolean {
  const isMovedAlike = now.previousAddress === undefined || now.previousAddress === reviewed.previousAddress;
  const isImportedAlike = now.importId === undefined || now.importId === reviewed.importId;
  return reviewed.actions === now.actions && isMovedAlike && isImportedAlike;
}

/** It must come out as reviewed, from whatever an apply that was stopped has made of it. */
function onlyAfter(reviewed: Change, now: Change, how: Comparison): string[] {
  return differencesOf(after(reviewed), after(now), { ...how, nothingIs: "empty" });
}

/** The replacement was stopped while the new one was being made: that one is tainted, and is made again. */
function isBegun(reviewed: Change, now: Change): boolean {
  const isAnother = idOf(reviewed) !== undefined && idOf(reviewed) !== idOf(now);
  return reviewed.action === "replace" && isTainted(now) && isAnother;
}

function isTainted({ action, reason }: Change): boolean {
  return action === "replace" && reason === "replace_because_tainted";
}

/** An apply that was stopped has left it between what was and what was reviewed. */
function isHalfDone(reviewed: Change, now: Change): boolean {
  if (!["create", "replace", "import"].includes(reviewed.action)) return false;
  if (now.action === "create") return reviewed.action === "replace";
  // It was to be another, and would now be the old one with changes.
  const isTheOldOne = idOf(reviewed) !== undefined && idOf(reviewed) === idOf(now);
  if (reviewed.action === "replace" && now.action === "update" && isTheOldOne) return false;
  // Created, and then something about it failed: Terraform makes it again, or completes it.
  return now.action === "update" || isTainted(now);
}

/**
 * Of an update, what changes is compared: another value that stays as it is stays so. Of a replacement everything is, since
 * all of it is made anew. It must be the same object, and what an apply that was stopped has changed already is changed.
 */
function changedParts(reviewed: Change, now: Change, how: Comparison): string[] {
  const names = namesIn(
    reviewed.before,
    reviewed.after,
    now.before,
    now.after,
    reviewed.afterUnknown,
    now.afterUnknown,
  );
  return names.flatMap((name) => {
    const [was, is] = [partOf(reviewed, name), partOf(now, name)];
    const isId = name === "id" && reviewed.before !== null;
    const isAsked = isId || reviewed.action === "replace" || reviewed.action === "create";
    if (!isAsked && !changes(was) && !changes(is)) return [];
    const afters = differencesOf(after(was), after(is), how, [name]);
    const isDone = !isId && changes(was) && differencesOf(after(was), before(is), how).length === 0;
    const compareBefore = isId || changes(was) || changes(is);
    const befores = compareBefore && !isDone ? differencesOf(before(was), before(is), how, [name]) : [];
    return befores.length > 0 ? befores.map((each) => `${each}, before any change`) : afters;
  });
}

function changes(part: ValueChange): boolean {
  return hasMark(part.afterUnknown) || !equalJson(part.before, part.after);
}

/** A reviewed change that is not planned any more is done, or somebody changed what it was about. */
function notDone(reviewed: Change, now: StackPlan, how: Comparison): Mismatch[] {
  const address = addressInWords(reviewed);
  const resource = now.resourcesBefore.find((each) => each.address === reviewed.address);
  if (reviewed.deposed) return [];
  if (reviewed.action === "delete" || reviewed.action === "forget") {
    return resource === undefined
      ? []
      : [{ address, what: `${VERBS[reviewed.action]} according to the review, and stays now` }];
  }
  if (resource === undefined) {
    return [
      { address, what: `${VERBS[reviewed.action]} according to the review, and is neither there nor planned now` },
    ];
  }
  if (reviewed.action === "replace" && idOf(reviewed) !== undefined && idOf(reviewed) === resource.values["id"]) {
    return [{ address, what: `${VERBS.replace} according to the review, and the old one stays now` }];
  }
  // What nobody asked for AWS fills in as it likes; what the review changes has to be there as it said.
  return namesIn(reviewed.after, reviewed.afterUnknown)
    .flatMap((name) => {
      const was = partOf(reviewed, name);
      const found = { value: resource.values[name] ?? null, unknown: false, sensitive: was.afterSensitive };
      const asked = reviewed.before !== null && changes(was);
      return differencesOf(after(was), found, { ...how, nothingIs: asked ? "empty" : "anything" }, [name]);
    })
    .map((what) => ({ address, what: `no change is planned now, but ${what}` }));
}

function idOf({ before: value }: ValueChange): Json | undefined {
  return isObject(value) ? value["id"] : undefined;
}

function outputMismatches(now: OutputChange, all: readonly OutputChange[], how: Comparison): Mismatch[] {
  const address = `output.${now.name}`;
  const reviewed = all.find(({ name }) => name === now.name);
  if (reviewed === undefined) return [{ address, what: "changes now, which is not in the review" }];
  if ((reviewed.action === "delete") !== (now.action === "delete")) {
    const verb = (action: string): string => (action === "delete" ? "goes" : "stays");
    return [{ address, what: `${verb(reviewed.action)} according to the review, and ${verb(now.action)} now` }];
  }
  return differencesOf(after(reviewed), after(now), how).map((what) => ({ address, what }));
}

function outputNotDone(reviewed: OutputChange, plan: TerraformPlan, how: Comparison): Mismatch[] {
  const address = `output.${reviewed.name}`;
  const planned = plan.planned_values?.outputs?.[reviewed.name];
  if (reviewed.action === "delete") {
    return planned === undefined ? [] : [{ address, what: "goes according to the review, and stays now" }];
  }
  if (planned === undefined) return [{ address, what: "is new according to the review, and is not there now" }];
  const now = { value: planned.value ?? null, unknown: false, sensitive: planned.sensitive ?? false };
  return differencesOf(after(reviewed), now, how).map((what) => ({ address, what }));
}

function before({ before: value, beforeSensitive }: ValueChange): MarkedValue {
  return { value, unknown: false, sensitive: beforeSensitive };
}

function after({ after: value, afterUnknown, afterSensitive }: ValueChange): MarkedValue {
  return { value, unknown: afterUnknown, sensitive: afterSensitive };
}

function partOf(change: ValueChange, name: string): ValueChange {
  const of = (value: Json): Json => (isObject(value) ? (value[name] ?? null) : null);
  return {
    before: of(change.before),
    after: of(change.after),
    afterUnknown: marksOfPart(change.afterUnknown, name),
    beforeSensitive: marksOfPart(change.beforeSensitive, name),
    afterSensitive: marksOfPart(change.afterSensitive, name),
  };
}

function namesIn(...values: readonly Json[]): string[] {
  return [...new Set(values.filter(isObject).flatMap(Object.keys))];
}
