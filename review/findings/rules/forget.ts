import { ifDestroyed } from "../consequences";
import type { FindingRule } from "../rule";

/** Out of the state is out of sight. */
export const forget: FindingRule = {
  kind: "forget",
  find: ({ change: { action, type } }) =>
    action === "forget"
      ? {
          severity: ["critical", "high"].includes(ifDestroyed(type).severity) ? "high" : "medium",
          what: "leaves the state, and stays in AWS",
          meaning: [
            "Nobody manages it from then on: it goes on working and costing, and changes by hand are not noticed.",
            "Whoever creates it again under the same name fails, since it is there.",
          ],
        }
      : undefined,
};
