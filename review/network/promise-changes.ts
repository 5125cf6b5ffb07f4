import type { Expected } from "../../topology/expected";
import type { CheckedPromise } from "../../topology/promises";
import type { PromiseChange, Verdict, VerdictBefore } from "./network-review";

/** What was asked of a network, and what came out. */
export interface Checked {
  readonly promises: readonly CheckedPromise[];
  readonly expected: Expected;
}

/** What becomes of each promise. */
export function promiseChanges(before: Checked | undefined, after: Checked): PromiseChange[] {
  return after.promises.map((checked) => {
    const { promise, outcome } = checked;
    return {
      id: promise.id,
      says: promise.says(after.expected),
      ...(before === undefined ? {} : verdictBefore(before, checked, after.expected)),
      after: verdictOf(checked),
      ...(outcome === "kept" ? {} : { remedy: remedyFor(checked) }),
    };
  });
}

function verdictBefore(
  { promises, expected }: Checked,
  { promise }: CheckedPromise,
  expectedAfter: Expected,
): { readonly before?: VerdictBefore } {
  const was = promises.find((each) => each.promise === promise);
  if (was === undefined) return {};
  const asked = promise.says(expected);
  return { before: { ...verdictOf(was), ...(asked === promise.says(expectedAfter) ? {} : { asked }) } };
}

/** The code was asked, as if it were deployed already: what it does not make, deploying does not either. */
function remedyFor({ promise, outcome, reason, change = promise.remedy }: CheckedPromise): string {
  if (!change.startsWith("Deploy it")) return change;
  if (!change.startsWith("Deploy it, or")) return "Let the code make it.";
  if (outcome === "unknown") return "Write it so that it can be told.";
  return reason.includes("is no address of the internet")
    ? "Ask for clients of the internet alone in loadBalancer.allowedCidrs, or make a way for the others, such as a peering."
    : promise.remedy;
}

function verdictOf({ outcome, reason }: Verdict): Verdict {
  return { outcome, reason };
}
