import { diffArrays } from "diff";
import { formatPath, type Path } from "../plan/json";
import type { DiffLine } from "./diff-line";
import { clipped, linesOf } from "./written";

/** How many lines are shown around those that change. */
const CONTEXT = 2;

/** Texts with more changes than this are not compared line by line: it would take long, and nobody would read it. */
const MOST_CHANGES = 500;

/** What becomes of a text of several lines. */
export function textLines(path: Path, before: string, after: string): DiffLine[] {
  const [olds, news] = [linesOf(before), linesOf(after)];
  const head: DiffLine = { sign: "!", depth: 0, text: `${formatPath(path)}:` };
  const parts = diffArrays(olds, news, { maxEditLength: MOST_CHANGES });
  if (parts === undefined) {
    return [{ ...head, text: `${formatPath(path)}: ${olds.length} lines -> ${news.length} other lines` }];
  }
  const lines = parts.flatMap(({ value, added, removed }, index) =>
    added || removed
      ? value.map((line) => said(added ? "+" : "-", line))
      : around(value, index > 0, index < parts.length - 1).map((line) => said(" ", line)),
  );
  const isSame = parts.every(({ added, removed }) => !added && !removed);
  return isSame ? [{ ...head, text: formatPath(path), note: "only the line break at its end" }] : [head, ...lines];
}

/** Of what stays the same, the lines next to a change. */
function around(lines: readonly string[], afterChange: boolean, beforeChange: boolean): string[] {
  const [first, last] = [afterChange ? CONTEXT : 0, beforeChange ? CONTEXT : 0];
  if (lines.length <= first + last + 1) return [...lines];
  return [...lines.slice(0, first), "…", ...lines.slice(lines.length - last)];
}

function said(sign: "+" | "-" | " ", line: string): DiffLine {
  return { sign, depth: 1, text: clipped(line) };
}
