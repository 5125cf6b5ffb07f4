import { isObject, type Json } from "../plan/json";
import { hasMark, isMarked, type Marks, marksOfPart } from "../plan/marks";
import { SENSITIVE, SENSITIVE_CHANGED } from "../plan/mask";
import { formatPlaceholder, type Placeholder, placeholderIn } from "../plan/placeholder";

/** What a value is only said to be, such as `(known after apply)`. It is written without quotes. */
export class Said {
  constructor(readonly text: string) {}
}

/** A value as it is shown. Keys are not looked up in a prototype: they are somebody else's. */
export type Part = string | number | boolean | null | Said | readonly Part[] | ReadonlyMap<string, Part>;

export const UNKNOWN = new Said("(known after apply)");
const SENSITIVE_UNKNOWN = new Said("(sensitive value, known after apply)");

/**
 * A masked value, with what is unknown put where it stands.
 *
 * @param sensitive - the marks by which it was masked
 */
export function partOf(
  value: Json | undefined,
  unknown: Marks,
  sensitive: Marks,
  placeholders: readonly Placeholder[],
): Part {
  if (isMarked(unknown)) return isMarked(sensitive) ? SENSITIVE_UNKNOWN : UNKNOWN;
  const part = (each: Json | undefined, step: string | number): Part =>
    partOf(each, marksOfPart(unknown, step), marksOfPart(sensitive, step), placeholders);
  if (Array.isArray(value) || (Array.isArray(unknown) && isNothing(value) && hasMark(unknown))) {
    const [values, marks] = [listOf(value), listOf(unknown)];
    return Array.from({ length: Math.max(values.length, marks.length) }, (_, index) => part(values[index], index));
  }
  if (isObject(value) || (isObject(unknown) && isNothing(value) && hasMark(unknown))) {
    const names = [value, unknown].flatMap((each) => (isObject(each) ? Object.keys(each) : []));
    return new Map([...new Set(names)].map((name) => [name, part(own(value, name), name)]));
  }
  if (isNothing(value)) return null;
  if (typeof value === "string") {
    if (isMarked(sensitive) || value === SENSITIVE || value === SENSITIVE_CHANGED) return new Said(value);
    const placeholder = placeholderIn(value, placeholders);
    return placeholder === undefined ? value : new Said(formatPlaceholder(placeholder));
  }
  return value as number | boolean;
}

/** Of plain JSON. */
export function plainPart(value: Json, placeholders: readonly Placeholder[]): Part {
  return partOf(value, false, false, placeholders);
}

function isNothing(value: Json | undefined): value is null | undefined {
  return value === undefined || value === null;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

function own(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function isList(part: Part): part is readonly Part[] {
  return Array.isArray(part);
}

export function isMap(part: Part): part is ReadonlyMap<string, Part> {
  return part instanceof Map;
}

/** Nothing, for who reads: null, an empty text, list or object, and what holds no more than those. */
export function isEmpty(part: Part): boolean {
  if (part === null || part === "") return true;
  if (isList(part)) return part.every(isEmpty);
  return isMap(part) && [...part.values()].every(isEmpty);
}

/** In writing: what is equal is written equally, whatever the order of keys. */
export function inWriting(part: Part): string {
  if (part instanceof Said) return part.text;
  if (isList(part)) return `[${part.map(inWriting).join()}]`;
  if (!isMap(part)) return JSON.stringify(part);
  const entries = [...part]
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${JSON.stringify(name)}:${inWriting(value)}`);
  return `{${entries.sort().join()}}`;
}

export function equalParts(a: Part, b: Part): boolean {
  return a === b || inWriting(a) === inWriting(b);
}
