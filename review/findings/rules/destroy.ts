import { ifDestroyed } from "../consequences";
import { keptFromDeletion, lostWithIt } from "../consequences/deletion";
import type { Attention, FindingRule } from "../rule";
import type { Reading } from "../reading";

/** What is destroyed is gone, but for what Terraform can make anew. */
export const destroy: FindingRule = {
  kind: "destroy",
  find: (reading) => {
    if (reading.change.action !== "delete") return undefined;
    return reading.change.deposed ? leftOver : destroyed(reading);
  },
};

/** It was replaced already. */
const leftOver: Attention = {
  severity: "low",
  what: "is destroyed: what an interrupted replacement left over",
  meaning: ["The resource itself stays; this is the old one that it took the place of."],
};

function destroyed(reading: Reading): Attention {
  const { severity, meaning } = ifDestroyed(reading.change.type);
  return {
    severity,
    what: `is destroyed${why(reading.change.reason)}`,
    meaning: [...meaning, ...lostWithIt(reading), ...keptFromDeletion(reading)],
  };
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
