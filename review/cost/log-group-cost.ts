import type { ResourceValues } from "../plan/change";
import type { Assumptions } from "./assumptions";
import { measure, type Quantity, type ResourceCost, unpriced } from "./priced-part";
import { PRICES } from "./price-table";

/** What never expires is counted as it is after a year; it costs more every month. */
const NEVER_EXPIRES: Quantity = { amount: 12, text: "12 months, as it never expires" };

/**
 * `aws_cloudwatch_log_group`: what goes in, and what is kept of it once the retention has filled. CloudWatch compresses what
 * it keeps, so storage is at most this.
 */
export function logGroupCost({ values }: ResourceValues, assumptions: Assumptions): ResourceCost {
  // Empty where AWS did not say, which is the standard.
  const logClass = values["log_group_class"] ?? "";
  if (logClass !== "" && logClass !== "STANDARD") return unpriced("it is not of the standard log class");
  const logs = measure(assumptions["logs-gb"], "GB");
  return {
    parts: [
      { what: "logs, ingestion", quantities: [logs], price: PRICES.logsGb, assumption: "logs-gb" },
      {
        what: "logs, storage",
        quantities: [logs, retentionOf(values)],
        price: PRICES.logsGbMonth,
        assumption: "logs-gb",
      },
    ],
  };
}

/** Terraform AWS provider, aws_cloudwatch_log_group: 0 days, the default, is for ever. */
function retentionOf({ retention_in_days: days }: ResourceValues["values"]): Quantity {
  return typeof days === "number" && days > 0 ? { amount: days / 30, text: `${days}/30 months` } : NEVER_EXPIRES;
}
