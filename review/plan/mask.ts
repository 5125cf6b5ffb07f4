import type { ResourceValues, ValueChange } from "./change";
import { equalJson, isObject, type Json, type JsonObject, type Path } from "./json";
import { eitherMarks, hasMark, isMarked, type Marks, marksOfPart } from "./marks";

/** What is shown instead of what nobody may see. It says nothing of its length. */
export const SENSITIVE = "(sensitive value)";

/** The same, of a value that is not what it was. */
export const SENSITIVE_CHANGED = "(sensitive value, changed)";

/**
 * A change in which nobody sees what is sensitive, before or after: what is marked on one side is masked on both, for a
 * value that is now marked was as secret before. Masking what is masked changes nothing.
 */
export function maskedChange<T extends ValueChange>(change: T): T {
  const { before, after, afterUnknown, beforeSensitive, afterSensitive } = change;
  const marks = eitherMarks(beforeSensitive, afterSensitive);
  return {
    ...change,
    before: maskedValue(before, marks),
    after: maskedValue(after, marks, before),
    afterUnknown: maskedUnknown(afterUnknown, marks),
    ...("replacePaths" in change ? { replacePaths: shown(change.replacePaths as readonly Path[], marks) } : {}),
  };
}

/** A resource in which nobody sees what is sensitive. */
export function maskedResource(resource: ResourceValues): ResourceValues {
  const { values, sensitive = true } = resource;
  return {
    ...resource,
    values: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, maskedValue(value, marksOfPart(sensitive, name))]),
    ),
  };
}

/**
 * A value without what is marked in it. That there is nothing (null) is not hidden. Where the marks are of another shape
 * than the value, no part can be told from the other, and all of it is masked.
 *
 * @param former - what it was, to say whether it changed
 */
export function maskedValue(value: Json, marks: Marks | undefined, former: Json = null): Json {
  if (value === null || !hasMark(marks)) return value;
  if (Array.isArray(value) && Array.isArray(marks) && value.length === marks.length) {
    const [parts, formers] = [value as readonly Json[], partsOf(former)];
    return parts.map((part, index) => maskedValue(part, marksOfPart(marks, index), formers[index] ?? null));
  }
  if (isObject(value) && isObject(marks)) {
    const formers: JsonObject = isObject(former) ? former : {};
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [
        name,
        maskedValue(part, marksOfPart(marks, name), Object.hasOwn(formers, name) ? (formers[name] ?? null) : null),
      ]),
    );
  }
  // What is masked already says it itself.
  if (value === SENSITIVE_CHANGED) return value;
  return former === null || equalJson(value, former) ? SENSITIVE : SENSITIVE_CHANGED;
}

function partsOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

/** What is unknown in a value that is masked may not tell the names of its parts. */
function maskedUnknown(unknown: Marks, marks: Marks): Marks {
  if (isMarked(marks)) return hasMark(unknown);
  if (!hasMark(marks)) return unknown;
  if (Array.isArray(unknown)) {
    return (unknown as readonly Json[]).map((part, index) => maskedUnknown(part, marksOfPart(marks, index)));
  }
  if (!isObject(unknown)) return unknown;
  return Object.fromEntries(
    Object.entries(unknown).map(([name, part]) => [name, maskedUnknown(part, marksOfPart(marks, name))]),
  );
}

/** Paths up to where they would lead into what is masked. */
function shown(paths: readonly Path[], marks: Marks): Path[] {
  return paths.map((path) => {
    const end = path.findIndex((_, index) => isMarked(path.slice(0, index).reduce<Marks>(marksOfPart, marks)));
    return end < 0 ? path : path.slice(0, end);
  });
}
