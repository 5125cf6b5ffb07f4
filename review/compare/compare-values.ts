import { equalJson, formatPath, isObject, type Json, type Path } from "../plan/json";
import { eitherMarks, hasMark, type Marks, marksOfPart } from "../plan/marks";

/** A value with what is not known of it and what nobody may see. */
export interface MarkedValue {
  readonly value: Json;
  readonly unknown: Marks;
  readonly sensitive: Marks;
}

/** How a list may be compared: one that Terraform made of a set has no order of its own. */
export interface Comparison {
  /** A list with the same elements in another order is the same. It always is where an element was unknown. */
  readonly anyOrder: boolean;
  /**
   * What equals nothing at the review: only nothing; also what a provider writes for nothing (`""`, `0`, `false`, a block of
   * these); or anything, where nobody asked for anything (null, no block) and AWS may have filled it in.
   */
  readonly nothingIs: "nothing" | "empty" | "anything";
}

/**
 * Where a value is otherwise than it was reviewed. What was not known at the review may be anything.
 *
 * @returns a clause for each place, such as `port was 6060 at the review, and is 8080 now`
 */
export function differencesOf(reviewed: MarkedValue, now: MarkedValue, how: Comparison, path: Path = []): string[] {
  if (reviewed.unknown === true) return [];
  if (isEqual(reviewed, now, how)) return [];
  const [before, after] = [reviewed.value, now.value];
  const isOpen = hasMark(reviewed.unknown) || hasMark(now.unknown);
  if (isObject(before) && isObject(after)) {
    const names = [
      ...new Set([...Object.keys(before), ...Object.keys(after), ...keysOf(reviewed.unknown), ...keysOf(now.unknown)]),
    ];
    return names.flatMap((name) => differencesOf(part(reviewed, name), part(now, name), how, [...path, name]));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    // What Terraform made of a set is sorted, and an unknown element has its place only once it is known.
    if ((how.anyOrder || hasMark(reviewed.unknown)) && matches(elementsOf(reviewed), elementsOf(now), how)) return [];
    if (isOpen || before.some((each) => isObject(each as Json))) {
      return before.flatMap((_, index) =>
        differencesOf(part(reviewed, index), part(now, index), how, [...path, index]),
      );
    }
  }
  const name = formatPath(path);
  return [`${name === "" ? "it" : name} was ${words(reviewed, now)} at the review, and is ${words(now, reviewed)} now`];
}

function isEqual(reviewed: MarkedValue, now: MarkedValue, { nothingIs }: Comparison): boolean {
  if (hasMark(reviewed.unknown)) return false;
  if (nothingIs === "anything" && isUnasked(reviewed.value)) return true;
  if (hasMark(now.unknown)) return false;
  if (equalJson(reviewed.value, now.value)) return true;
  return nothingIs !== "nothing" && isNothing(reviewed.value) && isNothing(now.value);
}

function isUnasked(value: Json): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}

function isNothing(value: Json): boolean {
  if (isObject(value)) return Object.values(value).every(isNothing);
  if (Array.isArray(value)) return (value as readonly Json[]).every(isNothing);
  return value === null || value === "" || value === 0 || value === false;
}

/** Whether each element of one list has its own equal in the other. */
function matches(reviewed: readonly MarkedValue[], now: readonly MarkedValue[], how: Comparison): boolean {
  const left = [...now];
  // What is wholly known first: an unknown one may take what it leaves.
  const knownFirst = [...reviewed].sort((a, b) => Number(hasMark(a.unknown)) - Number(hasMark(b.unknown)));
  return knownFirst.every((each) => {
    const index = left.findIndex((other) => differencesOf(each, other, how).length === 0);
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
}

function elementsOf(list: MarkedValue): MarkedValue[] {
  return (list.value as readonly Json[]).map((_, index) => part(list, index));
}

function part({ value, unknown, sensitive }: MarkedValue, step: string | number): MarkedValue {
  const of = Array.isArray(value) ? (value as readonly Json[])[step as number] : isObject(value) ? value[step] : null;
  return { value: of ?? null, unknown: marksOfPart(unknown, step), sensitive: marksOfPart(sensitive, step) };
}

function keysOf(marks: Marks): string[] {
  return isObject(marks) ? Object.keys(marks) : [];
}

const LONGEST = 120;

/** A value for people; what is sensitive on either side is shown on neither. */
function words({ value, unknown, sensitive }: MarkedValue, other: MarkedValue): string {
  if (hasMark(eitherMarks(sensitive, other.sensitive))) return "(a sensitive value)";
  if (hasMark(unknown)) return "(known after apply)";
  if (value === null) return "nothing";
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} ...` : text;
}
