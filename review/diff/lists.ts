import { diffArrays } from "diff";
import { formatPath, type Path } from "../plan/json";
import type { Placeholder } from "../plan/placeholder";
import type { DiffLine } from "./diff-line";
import { matched } from "./matching";
import { inWriting, isMap, type Part } from "./part";
import { inLines, inTwoWords } from "./written";

/** What is said of a list whose elements stand in another order. A set of Terraform has none, a list does. */
export const ORDER_ONLY = "order only";

/** Of longer lists the order is not looked at beside other changes: it would take long. */
const LONGEST = 500;

/** What becomes of a list: elements added, removed and changed, and not what stands at each place. */
export function listLines(
  path: Path,
  before: readonly Part[],
  after: readonly Part[],
  placeholders: readonly Placeholder[],
  inner: (path: Path, before: Part, after: Part) => DiffLine[],
): DiffLine[] {
  const lines = [...before, ...after].some(isMap) ? ofObjects() : ofValues();
  if (lines.length === 0) return [{ sign: "!", depth: 0, text: formatPath(path), note: ORDER_ONLY }];
  return isReordered(before, after)
    ? [...lines, { sign: "!", depth: 0, text: formatPath(path), note: "order of the others too" }]
    : lines;

  function element(sign: "+" | "-", part: Part, at: Path = path): DiffLine[] {
    return inLines(sign, at, part, placeholders, at === path ? `${formatPath(path)}[]` : formatPath(at));
  }

  function ofObjects(): DiffLine[] {
    return matched(before, after).flatMap(({ before: old, after: next, label }) => {
      const at = typeof label[0] === "string" ? [...path, ...label] : path;
      if (old === undefined) return next === undefined ? [] : element("+", next, at);
      return next === undefined ? element("-", old, at) : inner([...path, ...label], old, next);
    });
  }

  function ofValues(): DiffLine[] {
    const [gone, added] = [without(before, after), without(after, before)];
    if (before.length === 1 && after.length === 1) {
      const [[old = null], [next = null]] = [before, after];
      return [{ sign: "!", depth: 0, text: `${formatPath([...path, 0])} = ${inTwoWords(old, next, placeholders)}` }];
    }
    return [...gone.flatMap((part) => element("-", part)), ...added.flatMap((part) => element("+", part))];
  }
}

/** What is in one list more often than in the other. */
function without(list: readonly Part[], other: readonly Part[]): Part[] {
  const counts = new Map<string, number>();
  for (const text of other.map(inWriting)) counts.set(text, (counts.get(text) ?? 0) + 1);
  return list.filter((part) => {
    const left = counts.get(inWriting(part)) ?? 0;
    counts.set(inWriting(part), left - 1);
    return left <= 0;
  });
}

/** Whether what is in both lists stands in another order. */
function isReordered(before: readonly Part[], after: readonly Part[]): boolean {
  const [a, b] = [before.map(inWriting), after.map(inWriting)];
  if (a.length + b.length > LONGEST) return false;
  const [olds, news] = [new Set(a), new Set(b)];
  const [left, right] = [a.filter((each) => news.has(each)), b.filter((each) => olds.has(each))];
  return left.length === right.length && diffArrays(left, right).some(({ added, removed }) => added || removed);
}
