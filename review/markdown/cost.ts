import { formatDollarDifference, formatDollars, toCents } from "../cost/format-dollars";
import type { CostLine, CostReview } from "../cost/cost-review";
import { FOLD_CLOSE, foldOpen } from "./block";
import { code, prose } from "./inline";
import type { Section } from "./section";

/** How many things without a price are named. */
const NAMES = 5;

/** What the bill becomes: the difference in one line, the arithmetic folded. */
export function costSections(cost: CostReview | undefined): Section[] {
  if (cost === undefined) return [];
  const { lines, assumptions, notCounted, source, estimate } = cost;
  const head = {
    rank: 1,
    pieces: "the cost",
    open: "",
    items: [{ text: `### Cost\n\n${summary(cost)}` }],
    close: "",
    between: "\n\n",
  } as const;
  if (lines.length === 0) return [head];
  const open = [
    foldOpen("Line by line"),
    "",
    [
      `Prices: ${sentence(source)}`,
      ...(estimate === undefined ? [] : [sentence(estimate)]),
      ...(assumptions.length === 0 ? [] : [`Assumed (marked *assumed*): ${assumptions.map(prose).join("; ")}.`]),
      ...(notCounted === "" ? [] : [sentence(notCounted)]),
    ].join(" "),
    "",
    "| What | Resource | Arithmetic | Before | After |",
    "| :-- | :-- | :-- | --: | --: |",
  ].join("\n");
  return [
    head,
    {
      rank: 5,
      pieces: "lines of the cost",
      open,
      items: lines.map((line) => ({ text: row(line) })),
      close: FOLD_CLOSE,
      between: "\n",
    },
  ];
}

function summary({ before, after, estimate, unpriced }: CostReview): string {
  const difference = after - before;
  return [
    toCents(difference) === 0
      ? `The monthly cost stays at about ${amount(after)}.`
      : `**\`${formatDollarDifference(difference)}\` a month**: about ${amount(before)} before, ${amount(after)} after.`,
    ...(estimate === undefined ? [] : ["These are estimates."]),
    ...(unpriced.length === 0 ? [] : [`Not in it, for want of a price: ${named(unpriced)}.`]),
  ].join(" ");
}

function named(things: readonly string[]): string {
  const more = things.length - NAMES;
  return `${things.slice(0, NAMES).map(prose).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function row({ stack, address, what, arithmetic, before, after, isAssumed }: CostLine): string {
  const cells = [
    `${prose(what)}${isAssumed ? " *assumed*" : ""}`,
    `${code(address)} (${code(stack)})`,
    code(arithmetic),
    amount(before),
    toCents(before) === toCents(after) ? amount(after) : `**${amount(after)}**`,
  ];
  return `| ${cells.join(" | ")} |`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? prose(text) : `${prose(text)}.`;
}

/** As code: of two dollar signs in a line GitHub makes a formula. */
function amount(value: number): string {
  return `\`${formatDollars(value)}\``;
}
