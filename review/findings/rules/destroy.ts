import { ifDestroyed } from "../consequences";
import { keptFromDeletion, lostWithIt } from "../consequences/deletion";
import { doneByThen } from "../consequences/done-by-then";
import { stillUsed } from "../consequences/still-used";
import { groupOf, otherRules } from "../ingress/group-rules";
import { noLongerOpen } from "../ingress/no-longer-open";
import { isGroup, openingsOf } from "../ingress/opening";
import type { Reading } from "../reading";
import type { Attention, Context, FindingRule } from "../rule";

/** What is destroyed is gone, but for what Terraform can make anew. */
export const destroy: FindingRule = {
  kind: "destroy",
  find: (reading, context) => {
    if (reading.change.action !== "delete") return undefined;
    return reading.change.deposed ? leftOver : destroyed(reading, context);
  },
};

/** It was replaced already. */
const leftOver: Attention = {
  severity: "low",
  what: "is destroyed: what an interrupted replacement left over",
  meaning: ["The resource itself stays; this is the old one that it took the place of."],
};

function destroyed(reading: Reading, context: Context): Attention {
  const what = `is destroyed${why(reading.change.reason)}`;
  if (passesStill(reading, context)) return { severity: "medium", what, meaning: [PASSES_STILL] };
  const { severity, meaning } = ifDestroyed(reading.change.type);
  const stops = [...keptFromDeletion(reading), ...stillUsed(reading, context)];
  if (stops.length === 0) return { severity, what, meaning: [...meaning, ...lostWithIt(reading)] };
  return {
    severity: "critical",
    what,
    meaning: [...stops, ...doneByThen(reading, context), ...meaning, ...lostWithIt(reading)],
    stops: true,
  };
}

const PASSES_STILL =
  "Other rules of its security group let pass what it did; where those are new, it may be stopped between the two.";

/** Whether it is a rule of a security group, and others let pass all that it did. */
function passesStill(reading: Reading, context: Context): boolean {
  const { change, before } = reading;
  return (["ingress", "egress"] as const).some((direction) => {
    const was = isGroup(change.type) ? [] : openingsOf(change.type, before, direction);
    const { after } = otherRules(reading, groupOf(change.type, before), direction, context);
    return noLongerOpen(was, []).length > 0 && noLongerOpen(was, after).length === 0;
  });
}

/** Terraform documentation, JSON Output Format, Plan Representation: `action_reason`. */
function why(reason: string | undefined): string {
  switch (reason) {
    case "delete_because_no_resource_config":
      return ", because the code names it no longer";
    case "delete_because_no_module":
      return ", because the code names its module no longer";
    case "delete_because_wrong_repetition":
      return ", because the code now has several of it, or one where it had several";
    case "delete_because_count_index":
      return ", because count is smaller";
    case "delete_because_each_key":
      return ", because for_each names it no longer";
    case "delete_because_no_move_target":
      return ", because it was moved to an address that the code does not name";
    default:
      return "";
  }
}
