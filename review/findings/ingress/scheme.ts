import { isTrue, type Reading } from "../reading";
import type { Attention } from "../rule";

/** A load balancer that was within the network alone, and is on the internet then. A new one is what it is meant to be. */
export function schemeOpened({ change: { type }, before, after }: Reading): Attention | undefined {
  if (!/^aws_(lb|alb|elb)$/.test(type) || before === undefined || after === undefined) return undefined;
  if (!isTrue(before["internal"]) || isTrue(after["internal"])) return undefined;
  return {
    severity: "high",
    what: "was internal, and becomes internet-facing",
    meaning: ["It gets public addresses: whoever its security groups let in reaches it from the internet."],
  };
}
