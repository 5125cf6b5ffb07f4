import { createColors } from "picocolors";
import type { Expected } from "../topology/expected";
import type { CheckedPromise } from "../topology/promises";
import type { Outcome } from "../topology/promises/promise";
import type { Answer } from "../topology/reachability/answer";
import { formatFindings, mark } from "./findings-table";
import type { PairAnswer } from "./reach-question";

/** The promises for people, as a table: a mark, what is promised, and why it is kept or what breaks it. */
export function formatPromises(checked: readonly CheckedPromise[], expected: Expected, withColor: boolean): string {
  return formatFindings(
    checked.map(({ promise, outcome, reason, change }) => ({
      says: promise.says(expected),
      outcome,
      reason,
      notes:
        outcome === "kept"
          ? []
          : [`To mend it: ${change ?? ""}`, `The tutorial: ${promise.remedy}`, `Stands for ${promise.standsFor}.`],
    })),
    withColor,
  );
}

/** One line that says how it stands. */
export function summarizePromises(environment: string, checked: readonly CheckedPromise[]): string {
  const count = (outcome: Outcome): number => checked.filter((each) => each.outcome === outcome).length;
  const parts = (["broken", "unknown", "kept"] as const)
    .filter((outcome) => count(outcome) > 0)
    .map((outcome) => `${count(outcome)} ${outcome}`);
  return `${environment}: of ${checked.length} promises, ${parts.join(", ")}.`;
}

/** For a program to read. */
export function promisesAsJson(expected: Expected, checked: readonly CheckedPromise[]): object {
  return {
    environment: expected.environment,
    promises: checked.map(({ promise, outcome, reason, change }) => ({
      id: promise.id,
      says: promise.says(expected),
      standsFor: promise.standsFor,
      outcome,
      reason,
      ...(outcome === "kept" ? {} : { change, remedy: promise.remedy }),
    })),
  };
}

/** The answer to one question for people: the way hop by hop, or up to what stops it. */
export function formatAnswer({ from, to, answer }: PairAnswer, what: string, withColor: boolean): string {
  const { bold } = createColors(withColor);
  const { verdict, hops, obstacle } = answer;
  return [
    `${mark(outcomeOf(answer), withColor)} ${bold(`${from} -> ${to}, ${what}: ${verdict}`)}`,
    ...hops.map(({ at, why }) => `    ${at}: ${why}`),
    ...(obstacle === undefined
      ? []
      : [
          `  ${verdict === "blocked" ? "✖" : "?"} ${obstacle.at}: ${obstacle.why}`,
          `    To let it pass: ${obstacle.change}`,
        ]),
  ].join("\n");
}

function outcomeOf({ verdict }: Answer): Outcome {
  return verdict === "allowed" ? "kept" : verdict === "blocked" ? "broken" : "unknown";
}
