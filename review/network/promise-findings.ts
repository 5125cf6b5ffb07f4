import type { Finding, Severity } from "../findings/finding";
import type { PromiseChange, Verdict, VerdictBefore } from "./network-review";

/** What deserves attention of the promises: those that are not kept afterwards. */
export function promiseFindings(promises: readonly PromiseChange[]): Finding[] {
  return promises
    .filter(({ after }) => after.outcome !== "kept")
    .map(({ id, says, before, after, remedy }) => ({
      kind: "promise",
      address: id,
      ...judge(before, after),
      meaning: [
        `The promise: ${sentence(says)}`,
        ...soFar(before, after),
        `Afterwards: ${sentence(after.reason)}`,
        ...(remedy === undefined ? [] : [sentence(remedy)]),
      ],
    }));
}

function soFar(before: VerdictBefore | undefined, after: Verdict): string[] {
  if (before === undefined) return [];
  if (before.asked !== undefined) {
    const words = { kept: "it is kept", broken: "it is not kept", unknown: "it is not known to be kept" };
    return [`So far another was made: ${before.asked}; ${words[before.outcome]}.`];
  }
  return before.outcome === "kept" || before.reason === after.reason ? [] : [`So far: ${sentence(before.reason)}`];
}

interface Judgement {
  readonly severity: Severity;
  readonly what: string;
}

/** A promise that breaks is worse than one that this change finds broken. */
function judge(before: VerdictBefore | undefined, after: Verdict): Judgement {
  // Whatever became of another promise, this one was not broken before it was made.
  if (before?.asked !== undefined && before.outcome !== "kept") {
    return after.outcome === "broken"
      ? { severity: "critical", what: "is otherwise than so far, and will be broken" }
      : { severity: "high", what: "is otherwise than so far, and will not be known to be kept" };
  }
  return after.outcome === "broken" ? ofBroken(before, after) : ofUnknown(before);
}

function ofBroken(before: Verdict | undefined, after: Verdict): Judgement {
  switch (before?.outcome) {
    case undefined:
      return { severity: "critical", what: "will be broken" };
    case "kept":
      return { severity: "critical", what: "is kept now, and will be broken" };
    case "unknown":
      return { severity: "critical", what: "is not known to be kept now, and will be broken" };
    case "broken":
      return before.reason === after.reason
        ? { severity: "medium", what: "is broken already, and stays so" }
        : // What breaks it now is not what broke it.
          { severity: "high", what: "is broken already, and will be for another reason" };
  }
}

function ofUnknown(before: Verdict | undefined): Judgement {
  switch (before?.outcome) {
    case undefined:
      return { severity: "high", what: "will not be known to be kept" };
    case "kept":
      return { severity: "high", what: "is kept now, and will not be known to be" };
    case "unknown":
      return { severity: "medium", what: "is not known to be kept, now or afterwards" };
    case "broken":
      return { severity: "medium", what: "is broken now, and will not be known to be kept" };
  }
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
