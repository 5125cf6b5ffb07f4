import { scrubberOf } from "../plan/scrub";
import { secretsIn } from "../plan/secrets";
import { stackPlanOf, type StackPlan } from "../plan/stack-plan";
import type { TerraformPlan } from "../plan/terraform-plan";
import type { Upstream } from "../provisional/stack-code";
import { compareStacks, type Mismatch } from "./compare-stacks";
import { resolveStackPlan } from "./resolve-placeholders";
import { staleUpstream } from "./stale-upstream";

/** A stack as it was reviewed. */
export interface ReviewedStack {
  readonly plan: StackPlan;
  readonly terraformPlan: TerraformPlan;
}

/** How a plan stands to its review. Nothing sensitive is in it. */
export interface Comparison {
  /** How many changes are left to be done. */
  readonly changes: number;
  readonly mismatches: readonly Mismatch[];
  /** What the stacks below publish otherwise than at the review, a clause each. */
  readonly stale: readonly string[];
}

/** Holds a plan that was just made against the one that was reviewed. */
export function compareWithReview(
  { plan: reviewed, terraformPlan }: ReviewedStack,
  nowPlan: TerraformPlan,
  upstream: readonly Upstream[],
): Comparison {
  const now = stackPlanOf(reviewed.stack, nowPlan);
  const placeholders = reviewed.provisional?.placeholders ?? [];
  const mismatches = compareStacks({ reviewed: resolveStackPlan(reviewed, nowPlan, upstream), now, nowPlan });
  const stale = staleUpstream({ upstream, reviewed: terraformPlan, placeholders, now: nowPlan });
  // A provider may repeat what is sensitive where nobody marks it, in `tags_all` for one.
  const scrub = scrubberOf(new Set([...secretsIn(terraformPlan), ...secretsIn(nowPlan)]));
  return {
    changes: now.changes.length + now.outputs.length,
    mismatches: mismatches.map(({ address, what }) => ({ address: scrub(address), what: scrub(what) })),
    stale: stale.map(scrub),
  };
}
