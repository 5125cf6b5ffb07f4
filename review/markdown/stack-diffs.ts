import { changedAttributes, diffOf, formatDiffLine } from "../diff";
import type { Change, OutputChange } from "../plan/change";
import { addressInWords } from "../plan/read-changes";
import type { Placeholder } from "../plan/placeholder";
import type { StackPlan } from "../plan/stack-plan";
import { ACTION_RANKS, ACTION_WORDS, worstFirst } from "./action-words";
import { counted, FOLD_CLOSE, fenced, foldOpen } from "./block";
import { countsInWords } from "./headline";
import { code, htmlCode } from "./inline";
import type { Piece, Section } from "./section";

/** One resource may not take the place of all others: so many lines of it are shown, and so many characters. */
const MOST_LINES = 150;
const MOST_CHARACTERS = 10_000;

/** Each stack's changes, folded, attribute by attribute. */
export function stackDiffs(stacks: readonly StackPlan[]): Section[] {
  return stacks
    .filter(({ changes, outputs }) => changes.length + outputs.length > 0)
    .map((plan, index) => {
      const { stack, provisional, changes, outputs } = plan;
      const summary = `${htmlCode(stack)}: ${countsInWords([plan])}${provisional === undefined ? "" : " (provisional)"}`;
      return {
        rank: 6,
        pieces: "diffs",
        open: [index === 0 ? "### Attribute by attribute\n\n" : "", foldOpen(summary), ...notes(plan)].join(""),
        items: [
          ...worstFirst(changes).map((change) => changePiece(change, provisional?.placeholders ?? [])),
          ...outputsPiece(outputs, provisional?.placeholders ?? []),
        ],
        close: FOLD_CLOSE,
        between: "\n\n",
      };
    });
}

/** What was changed outside of Terraform, folded. */
export function driftDiffs(stacks: readonly StackPlan[]): Section[] {
  const items = stacks.flatMap(({ drift, stack }) =>
    drift
      .filter(isSeen)
      .map((change) => changePiece(change, [], ` in ${code(stack)}: ${DRIFT_WORDS[change.action] ?? "changed"}`)),
  );
  if (items.length === 0) return [];
  const summary = `${counted(items.length, "resource")} changed outside of Terraform since it was last applied`;
  const open = `### Drift\n\n${foldOpen(summary)}`;
  return [{ rank: 5, pieces: "drifted resources", open, items, close: FOLD_CLOSE, between: "\n\n" }];
}

/**
 * Whether anybody sees a difference: after every apply the provider reads many an empty list where there was nothing, and
 * Terraform calls that a change from outside.
 */
export function isSeen(drift: Change): boolean {
  return drift.action !== "update" || changedAttributes(drift).length > 0;
}

const DRIFT_WORDS: Readonly<Partial<Record<Change["action"], string>>> = { delete: "gone", create: "new" };

/** What must be applied before a provisional plan can be made again, and then be applied. */
export function provisionalInWords({ provisional }: Pick<StackPlan, "provisional">): string {
  const upstream = (provisional?.upstream ?? []).map(code).join(", ");
  return `Provisional: ${upstream} must be applied first; this stack is planned again then.`;
}

function notes(plan: StackPlan): string[] {
  return plan.provisional === undefined ? [] : [`\n\n*${provisionalInWords(plan)}*`];
}

function changePiece(change: Change, placeholders: readonly Placeholder[], told?: string): Piece {
  const { action, previousAddress, importId } = change;
  const title = [
    `**${code(addressInWords(change))}**${told ?? `: ${ACTION_WORDS[action]}`}`,
    ...(previousAddress === undefined ? [] : [`moved from ${code(previousAddress)}`]),
    ...(importId === undefined ? [] : [`imported as ${code(importId)}`]),
  ].join(", ");
  const lines = diffOf(change, placeholders).map(formatDiffLine);
  return { rank: ACTION_RANKS[action], text: [title, ...diffBlock(lines, action)].join("\n\n") };
}

function outputsPiece(outputs: readonly OutputChange[], placeholders: readonly Placeholder[]): Piece[] {
  if (outputs.length === 0) return [];
  const lines = outputs.flatMap((output) => diffOf(output, placeholders)).map(formatDiffLine);
  return [{ rank: ACTION_RANKS.move, text: ["**Outputs**", ...diffBlock(lines, "other")].join("\n\n") }];
}

function diffBlock(lines: readonly string[], action: Change["action"]): string[] {
  if (lines.length === 0)
    return action === "update" ? ["Only what is empty changes, such as `null` to an empty text."] : [];
  const shown = beginningOf(lines);
  const more = lines.length - shown.length;
  return [
    fenced("diff", shown),
    ...(more > 0 ? [`*${counted(more, "more line")} not shown: they are in \`review.json\`.*`] : []),
  ];
}

/** At least one line; of what is very long, the beginning. */
function beginningOf(lines: readonly string[]): string[] {
  let room = MOST_CHARACTERS;
  return lines.slice(0, MOST_LINES).filter((line, index) => (room -= line.length + 1) >= 0 || index === 0);
}
