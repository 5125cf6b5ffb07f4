import { changedAttributes } from "../diff";
import type { Change, OutputChange } from "../plan/change";
import { addressInWords } from "../plan/read-changes";
import type { StackPlan } from "../plan/stack-plan";
import { ACTION_WORDS, worstFirst } from "./action-words";
import { counted } from "./block";
import { code } from "./inline";
import type { Section } from "./section";

/** How many attributes or outputs are named in a cell. */
const NAMES = 4;

/** All changes by stack, a row each, below a row with the stack's name. */
export function changesTable(stacks: readonly StackPlan[]): Section[] {
  const items = stacks.flatMap(rowsOf).map((text) => ({ text }));
  if (items.length === 0) return [];
  const open = ["### All changes", "", "| Change | Resource | What |", "| :-- | :-- | :-- |"].join("\n");
  return [{ rank: 2, pieces: "rows of the table", open, items, close: "", between: "\n" }];
}

/** The stack's name stays with its first change, wherever the table is cut. */
function rowsOf({ stack, provisional, changes, outputs }: StackPlan): string[] {
  const cells = [
    ...worstFirst(changes).map((change) => [ACTION_WORDS[change.action], code(addressInWords(change)), whatOf(change)]),
    ...(["create", "update", "delete"] as const).flatMap((action) => outputCells(action, outputs)),
  ];
  const name = row(["", `**${code(stack)}**`, provisional === undefined ? "" : "*provisional*"]);
  return cells.map((each, index) => (index === 0 ? `${name}\n${row(each)}` : row(each)));
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** Moved from where, and which attributes: of a replacement those that force it. */
function whatOf(change: Change): string {
  const { action, previousAddress, importId, replacePaths } = change;
  const forcing = [...new Set(replacePaths.map(([name]) => String(name ?? "")))].filter((name) => name !== "");
  const attributes = action === "replace" ? [] : changedAttributes(change);
  return [
    ...(previousAddress === undefined ? [] : [`moved from ${code(previousAddress)}`]),
    ...(importId === undefined ? [] : [`imported as ${code(importId)}`]),
    ...(action === "replace" && forcing.length > 0 ? [`forced by ${named(forcing)}`] : []),
    ...(attributes.length > 0 ? [named(attributes)] : []),
  ].join("; ");
}

function outputCells(action: OutputChange["action"], outputs: readonly OutputChange[]): string[][] {
  const names = outputs.filter((each) => each.action === action).map(({ name }) => name);
  return names.length === 0 ? [] : [[OUTPUT_WORDS[action], counted(names.length, "output"), named(names)]];
}

/** Nothing of AWS is touched by an output. */
const OUTPUT_WORDS: Readonly<Record<OutputChange["action"], string>> = {
  create: "add",
  update: "change",
  delete: "remove",
};

function named(names: readonly string[]): string {
  const more = names.length - NAMES;
  return `${names.slice(0, NAMES).map(code).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
