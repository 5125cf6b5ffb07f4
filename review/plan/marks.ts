import { isObject, type Json, type Path } from "./json";

/**
 * What Terraform says about a value in a shape of its own: `true` for all of it, or a list or an object with marks for its
 * parts, where what is not mentioned is not marked. So are unknown values marked, and sensitive ones.
 * Source: Terraform documentation, JSON Output Format, Change Representation.
 */
export type Marks = Json;

/** Whether all of the value is marked. */
export function isMarked(marks: Marks | undefined): boolean {
  return marks === true;
}

/** Whether the value or any part of it is marked. */
export function hasMark(marks: Marks | undefined): boolean {
  if (Array.isArray(marks)) return (marks as readonly Json[]).some(hasMark);
  if (isObject(marks)) return Object.values(marks).some(hasMark);
  return marks === true;
}

/** The marks of a part of the value. What is in a marked value is marked. */
export function marksOfPart(marks: Marks | undefined, step: string | number): Marks {
  if (marks === true) return true;
  if (Array.isArray(marks) && typeof step === "number") return (marks as readonly Json[])[step] ?? false;
  if (isObject(marks) && typeof step === "string") return Object.hasOwn(marks, step) ? (marks[step] ?? false) : false;
  return false;
}

/** Whether the part that a path leads to is marked, by itself or with what it is in. */
export function isMarkedAt(marks: Marks | undefined, path: Path): boolean {
  return isMarked(path.reduce<Marks>(marksOfPart, marks ?? false));
}

/** The marks of two values in one: marked where either is. */
export function eitherMarks(a: Marks | undefined, b: Marks | undefined): Marks {
  if (a === true || b === true) return true;
  if (!hasMark(a)) return b ?? false;
  if (!hasMark(b)) return a ?? false;
  if (Array.isArray(a) && Array.isArray(b)) {
    const [as, bs] = [a as readonly Json[], b as readonly Json[]];
    return Array.from({ length: Math.max(as.length, bs.length) }, (_, index) => eitherMarks(as[index], bs[index]));
  }
  if (isObject(a) && isObject(b)) {
    const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return Object.fromEntries(names.map((name) => [name, eitherMarks(marksOfPart(a, name), marksOfPart(b, name))]));
  }
  // Of two shapes no part can be told from the other.
  return true;
}
