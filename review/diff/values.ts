import type { Path } from "../plan/json";
import { formatPath } from "../plan/json";
import type { Placeholder } from "../plan/placeholder";
import type { DiffLine } from "./diff-line";
import { canonicalPolicy } from "./iam-policy";
import { jsonIn } from "./json-text";
import { listLines } from "./lists";
import { equalParts, isEmpty, isList, isMap, type Part } from "./part";
import { textLines } from "./text-lines";
import { inLines, inTwoWords } from "./written";

/** What is said of two texts that differ and mean the same: Terraform changes the one to the other all the same. */
export const SAME_MEANING = "same meaning, written differently";

/**
 * What becomes of a value, each line under its path: objects attribute by attribute, lists by their elements, JSON in texts
 * by what it says. What is empty (null, `""`, `[]`) before and after is the same.
 */
export function valueLines(path: Path, before: Part, after: Part, placeholders: readonly Placeholder[]): DiffLine[] {
  const inner = (part: Path, a: Part, b: Part): DiffLine[] => valueLines(part, a, b, placeholders);
  if (equalParts(before, after) || (isEmpty(before) && isEmpty(after))) return [];
  if (isEmpty(before)) return inLines("+", path, after, placeholders);
  if (isEmpty(after) && after !== "") return inLines("-", path, before, placeholders);
  if (isMap(before) && isMap(after)) {
    return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) =>
      inner([...path, name], before.get(name) ?? null, after.get(name) ?? null),
    );
  }
  if (isList(before) && isList(after)) return listLines(path, before, after, placeholders, inner);
  if (typeof before === "string" && typeof after === "string") {
    const [a, b] = [jsonIn(before, placeholders), jsonIn(after, placeholders)];
    if (a !== undefined && b !== undefined) {
      const lines = inner(path, canonicalPolicy(a), canonicalPolicy(b));
      return lines.length > 0 ? lines : [{ sign: "!", depth: 0, text: formatPath(path), note: SAME_MEANING }];
    }
    if (before.includes("\n") || after.includes("\n")) return textLines(path, before, after);
  }
  return [{ sign: "!", depth: 0, text: `${formatPath(path)} = ${inTwoWords(before, after, placeholders)}` }];
}
