import { ifReplaced } from "../consequences";
import { keptFromDeletion, lostWithIt } from "../consequences/deletion";
import { doneByThen } from "../consequences/done-by-then";
import { obstacles } from "../consequences/obstacles";
import { stillUsed } from "../consequences/still-used";
import type { Reading } from "../reading";
import type { FindingRule } from "../rule";
import { attributeInWords, inWords } from "../value-words";

/** The new one is not the old one: its ids, its names, its addresses are others, and between the two there is none. */
export const replace: FindingRule = {
  kind: "replace",
  find: (reading, context) => {
    if (reading.change.action !== "replace") return undefined;
    const { severity, meaning } = ifReplaced(reading.change.type);
    const stops = [...obstacles(reading, context), ...stillUsed(reading, context), ...keptFromDeletion(reading)];
    const lost = [...meaning, ...lostWithIt(reading)];
    const what = `is replaced, ${order(reading)}, because ${reason(reading)}`;
    if (stops.length === 0) return { severity, what, meaning: lost };
    return {
      severity: "critical",
      what,
      meaning: [...stops, ...doneByThen(reading, context), ...lost],
      stops: true,
    };
  },
};

/** Which of the two goes first decides whether there is ever none, and whether their names collide. */
function order({ change: { actions } }: Reading): string {
  return actions === "create,delete" ? "made before the old one goes" : "destroyed before the new one is made";
}

/** Terraform documentation, JSON Output Format, Plan Representation: `action_reason` and `replace_paths`. */
function reason(reading: Reading): string {
  const { replacePaths, reason: given } = reading.change;
  const forced = inWords(replacePaths.map((path) => attributeInWords(reading, path)));
  const changes = forced === "" ? [] : [`${forced} cannot be changed in place`];
  switch (given) {
    case "replace_because_tainted":
      return ["it is tainted: an earlier apply left it half made, or somebody said so", ...changes].join("; ");
    case "replace_by_request":
      return ["-replace asks for it", ...changes].join("; ");
    case "replace_by_triggers":
      return ["something that its replace_triggered_by names changes", ...changes].join("; ");
    default:
      return changes[0] ?? "the provider says so, and does not say why";
  }
}
