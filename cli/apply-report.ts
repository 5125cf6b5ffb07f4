import type { NotAsReviewed, StackOutcome } from "./apply-steps";

const LISTS: readonly { readonly outcome: StackOutcome; readonly title: string }[] = [
  { outcome: "applied", title: "Applied as reviewed" },
  { outcome: "nothing to do", title: "Nothing to do" },
  { outcome: "not as reviewed", title: "Not touched, because it is not what was reviewed" },
  { outcome: "failed", title: "Stopped in" },
  { outcome: "not reached", title: "Not reached" },
];

/** What was applied and what was not, a line each. */
export function formatOutcomes(outcomes: ReadonlyMap<string, StackOutcome>): string {
  return LISTS.flatMap(({ outcome, title }) => {
    const stacks = [...outcomes].filter(([, each]) => each === outcome).map(([stack]) => stack);
    return stacks.length === 0 ? [] : [`${title}: ${stacks.join(", ")}.`];
  }).join("\n");
}

/** Where a stack is not what was reviewed. */
export function formatMismatches({ stackName, mismatches, stale }: NotAsReviewed): string {
  return [
    `${stackName} is not what was reviewed, and was not touched:`,
    ...mismatches.map(({ address, what }) => `  ${address}: ${what}`),
    ...stale.map((what) => `  The review is stale, because ${what}`),
  ].join("\n");
}
