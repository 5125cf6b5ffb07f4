import { formatFindings } from "./findings-table";
import type { LiveCheck } from "./live-checks";
import type { Findings } from "./verify-findings";

/** The checks of live AWS, as a table for people. */
export function formatChecks(checks: readonly LiveCheck[], withColor: boolean): string {
  return formatFindings(
    checks.map(({ says, outcome, reason, remedy }) => ({
      says,
      outcome,
      reason,
      notes: remedy === undefined ? [] : [`What to do: ${remedy}`],
    })),
    withColor,
  );
}

/** Whether everything holds. What cannot be known does not. */
export function isAllKept({ promises, checks }: Findings): boolean {
  return [...promises, ...checks].every(({ outcome }) => outcome === "kept");
}

/** One line that says how it stands. */
export function summarizeFindings(environment: string, { promises, checks }: Findings): string {
  const all = [...promises, ...checks];
  const parts = (["broken", "unknown", "kept"] as const)
    .map((outcome) => ({ outcome, count: all.filter((each) => each.outcome === outcome).length }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => `${count} ${outcome}`);
  return `${environment}, live: of ${all.length} promises and checks, ${parts.join(", ")}.`;
}
