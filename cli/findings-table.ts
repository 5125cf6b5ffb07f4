import Table from "cli-table3";
import { createColors } from "picocolors";
import type { Outcome } from "../topology/promises/promise";

/** One line of a table of findings. */
export interface FindingRow {
  readonly says: string;
  readonly outcome: Outcome;
  readonly reason: string;
  /** What else is to be said, a line each. */
  readonly notes: readonly string[];
}

/** Wide enough to be read, narrow enough for a terminal of 120 columns. */
const WIDTHS = [3, 46, 70];

const BETWEEN = { middle: " ", mid: "", "left-mid": "", "mid-mid": "", "right-mid": "", left: "", right: "" };
const AROUND = { top: "", "top-mid": "", "top-left": "", "top-right": "", bottom: "" };
const BELOW = { "bottom-mid": "", "bottom-left": "", "bottom-right": "" };

/** Findings as a table: a mark, what was looked at, and what was found. */
export function formatFindings(rows: readonly FindingRow[], withColor: boolean): string {
  const { bold } = createColors(withColor);
  const table = new Table({
    chars: { ...BETWEEN, ...AROUND, ...BELOW },
    colWidths: WIDTHS,
    wordWrap: true,
    style: { "padding-left": 0, "padding-right": 1, head: [], border: [] },
  });
  for (const { says, outcome, reason, notes } of rows) {
    table.push([mark(outcome, withColor), bold(says), [reason, ...notes].join("\n")]);
  }
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** A mark for an outcome. */
export function mark(outcome: Outcome, withColor: boolean): string {
  const { green, red, yellow } = createColors(withColor);
  return { kept: green("✔"), broken: red("✖"), unknown: yellow("?") }[outcome];
}
