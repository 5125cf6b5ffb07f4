import { compareStacks, type Mismatch } from "../review/compare/compare-stacks";
import { resolveStackPlan } from "../review/compare/resolve-placeholders";
import { staleUpstream } from "../review/compare/stale-upstream";
import { stackPlanOf } from "../review/plan/stack-plan";
import { readPlan } from "../review/plan/terraform-plan";
import type { StackCode } from "../review/provisional/stack-code";
import type { ReviewedStack } from "../review/saved/read-saved-review";
import { apply, init, plan, showPlan, type TerraformRun } from "../toolchain/terraform-commands";

/** What becomes of a stack before it is applied. */
export interface Comparison {
  /** How many changes are left to be done. */
  readonly changes: number;
  readonly mismatches: readonly Mismatch[];
  /** What the stacks below publish otherwise than at the review. */
  readonly stale: readonly string[];
}

const PLAN_FILE = "apply.tfplan";

/** One stack that is planned again, held against its review, and applied. */
export class ReviewedApply {
  private readonly run: TerraformRun;

  constructor(
    private readonly code: StackCode,
    terraform: Omit<TerraformRun, "cwd">,
  ) {
    this.run = { ...terraform, cwd: code.folder };
  }

  /** Prepares backend and provider. */
  async init(): Promise<void> {
    await init(this.run);
  }

  /** Plans it and says where the plan is not what was reviewed. */
  async compare({ plan: reviewed, terraformPlan }: ReviewedStack): Promise<Comparison> {
    const { stack, upstream } = this.code;
    await plan(this.run, { out: PLAN_FILE });
    const nowPlan = readPlan(await showPlan(this.run, PLAN_FILE), stack);
    const now = stackPlanOf(stack, nowPlan);
    const placeholders = reviewed.provisional?.placeholders ?? [];
    const resolved = resolveStackPlan(reviewed, nowPlan, upstream);
    return {
      changes: now.changes.length + now.outputs.length,
      mismatches: compareStacks({ reviewed: resolved, now, nowPlan }),
      stale: staleUpstream({ upstream, reviewed: terraformPlan, placeholders, now: nowPlan }),
    };
  }

  /**
   * Does what was planned and compared. Terraform refuses if the state is another by then.
   *
   * @param onProgress - called with what terraform says of a resource
   */
  async apply(onProgress: (line: string) => void): Promise<void> {
    const onLine = (line: string): void => {
      if (
        /^\S+: (Creating|Modifying|Destroying|Still|Creation|Modifications|Destruction|Importing|Import )/.test(line)
      ) {
        onProgress(line);
      }
    };
    await apply({ ...this.run, onLine }, PLAN_FILE);
  }
}
