import type { FindingRule } from "../rule";

/** A newer Terraform may do what nobody here knows; then it must not look like nothing. */
export const unknownAction: FindingRule = {
  kind: "unknown-action",
  find: ({ change: { action, actions } }) =>
    action === "other"
      ? {
          severity: "high",
          what: `is subject to an action that is not understood here: ${actions}`,
          meaning: ["Read what `terraform show` says of the plan file."],
        }
      : undefined,
};
