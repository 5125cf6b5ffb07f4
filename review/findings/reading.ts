import type { Change } from "../plan/change";
import { isObject, type Json, type JsonObject } from "../plan/json";
import { hasMark, type Marks, marksOfPart } from "../plan/marks";
import { formatPlaceholder, type Placeholder } from "../plan/placeholder";

/** A change as rules read it: what is not known is UNKNOWN, wherever it is. */
export interface Reading {
  readonly change: Change;
  /** The attributes so far; undefined where there is no resource yet. */
  readonly before: JsonObject | undefined;
  /** The attributes to come; undefined where there will be none that Terraform manages. */
  readonly after: JsonObject | undefined;
  /** Whether nobody may see the attribute or a part of it, before or after. */
  readonly isSensitive: (attribute: string) => boolean;
}

/** Stands for a value that only apply can know. No provider gives a string that holds NUL. */
export const UNKNOWN = "\0unknown";

/** What people are shown instead of a value that they may not see. */
export const SENSITIVE = "(sensitive value)";

/**
 * Reads a change.
 *
 * @param placeholders - what stands in a provisional plan for values of stacks that are not applied yet: they are unknown
 */
export function read(change: Change, placeholders: readonly Placeholder[] = []): Reading {
  return {
    change,
    before: attributes(withUnknown(change.before, false, placeholders)),
    after: attributes(withUnknown(change.after, change.afterUnknown, placeholders)),
    isSensitive: (attribute) =>
      [change.beforeSensitive, change.afterSensitive].some((marks) => hasMark(marksOfPart(marks, attribute))),
  };
}

/** Whether nothing can be said of a value. */
export function isUnknown(value: Json | undefined): boolean {
  return value === UNKNOWN;
}

/** A string that is known and not empty: providers write an empty one where there is none. */
export function textOf(value: Json | undefined): string | undefined {
  return typeof value === "string" && value !== "" && !isUnknown(value) ? value : undefined;
}

/** The items of a list; those of nothing are none, and a single thing is a list of one. */
export function itemsOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null || isUnknown(value)) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
}

/** The blocks of a name. */
export function blocksOf(value: Json | undefined): readonly JsonObject[] {
  return itemsOf(value).filter(isObject);
}

/** Whether it is true, in whatever way providers write that. */
export function isTrue(value: Json | undefined): boolean {
  return value === true || value === "true";
}

function attributes(value: Json): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

function withUnknown(value: Json | undefined, marks: Marks, placeholders: readonly Placeholder[]): Json {
  if (marks === true) return UNKNOWN;
  if (typeof value === "string") return withoutPlaceholders(value, placeholders);
  if (Array.isArray(value) || (Array.isArray(marks) && !isObject(value))) {
    const length = Math.max(itemsOf(value).length, Array.isArray(marks) ? marks.length : 0);
    return Array.from({ length }, (_, index) =>
      withUnknown(itemsOf(value)[index], marksOfPart(marks, index), placeholders),
    );
  }
  // Of a resource that is deleted nothing is left, and nothing is unknown.
  if (isObject(value) || (isObject(marks) && hasMark(marks))) {
    const names = [...new Set([...Object.keys(value ?? {}), ...(isObject(marks) ? Object.keys(marks) : [])])];
    return Object.fromEntries(
      names
        .map((name) => [name, isObject(value) ? value[name] : undefined, marksOfPart(marks, name)] as const)
        // A mark that marks nothing does not make an attribute.
        .filter(([, part, partMarks]) => part !== undefined || hasMark(partMarks))
        .map(([name, part, partMarks]) => [name, withUnknown(part, partMarks, placeholders)]),
    );
  }
  return value ?? null;
}

/** A document that only mentions a placeholder is known for the rest. */
function withoutPlaceholders(text: string, placeholders: readonly Placeholder[]): string {
  const held = placeholders.filter(({ value }) => text.includes(value));
  if (held.length === 0) return text;
  if (!/^\s*[{[]/.test(text)) return UNKNOWN;
  return held.reduce((document, each) => document.replaceAll(each.value, formatPlaceholder(each)), text);
}
