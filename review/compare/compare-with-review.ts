import { scrubberOf } from "../plan/scrub";
import { secretsIn } from "../plan/secrets";
import { stackPlanOf, type StackPlan } from "../plan/stack-plan";
import type { TerraformPlan } from "../plan/terraform-plan";
import type { StackCode } from "../provisional/stack-code";
import { codeDifferences } from "./code-differences";
import { compareStacks, type Mismatch } from "./compare-stacks";
import { resolveStackPlan } from "./resolve-placeholders";
import { staleUpstream } from "./stale-upstream";

/** A stack as it was reviewed. */
export interface ReviewedStack {
  readonly plan: StackPlan;
  readonly terraformPlan: TerraformPlan;
  /** Of its code, see StackCode. */
  readonly fingerprint: string;
}

/** How a plan stands to its review. Nothing sensitive is in it. */
export interface Comparison {
  /** How many changes are left to be done. */
  readonly changes: number;
  readonly mismatches: readonly Mismatch[];
  /** What the stacks below publish otherwise than at the review, a clause each. */
  readonly stale: readonly string[];
}

/**
 * Holds a plan that was just made, and the code that it was made of, against what was reviewed. With other code nothing is
 * applied: what the review could not know may be anything, and only the same code makes the same of it.
 */
export function compareWithReview(reviewed: ReviewedStack, nowPlan: TerraformPlan, code: StackCode): Comparison {
  const { plan, terraformPlan, fingerprint } = reviewed;
  const now = stackPlanOf(plan.stack, nowPlan);
  const placeholders = plan.provisional?.placeholders ?? [];
  const changes = countOf(now);
  const isOtherCode = fingerprint !== code.fingerprint && changes + countOf(plan) > 0;
  const mismatches = [
    ...(isOtherCode
      ? [
          { address: plan.stack, what: "its code is not the code that was reviewed" },
          ...codeDifferences(terraformPlan, nowPlan),
        ]
      : []),
    ...compareStacks({ reviewed: resolveStackPlan(plan, nowPlan, code.upstream), now, nowPlan }),
  ];
  const stale = staleUpstream({ upstream: code.upstream, reviewed: terraformPlan, placeholders, now: nowPlan });
  // A provider may repeat what is sensitive where nobody marks it, in `tags_all` for one.
  const scrub = scrubberOf(new Set([...secretsIn(terraformPlan), ...secretsIn(nowPlan)]));
  return {
    changes,
    mismatches: mismatches.map(({ address, what }) => ({ address: scrub(address), what: scrub(what) })),
    // Where nothing is to be done, nothing can be done wrong.
    stale: changes > 0 ? stale.map(scrub) : [],
  };
}

function countOf({ changes, outputs }: StackPlan): number {
  return changes.length + outputs.length;
}
