import { type Comparison, compareWithReview, type ReviewedStack } from "../review/compare/compare-with-review";
import { readPlan } from "../review/plan/terraform-plan";
import type { StackCode } from "../review/provisional/stack-code";
import { apply, init, plan, showPlan, type TerraformRun } from "../toolchain/terraform-commands";

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
  async compare(reviewed: ReviewedStack): Promise<Comparison> {
    await plan(this.run, { out: PLAN_FILE });
    return compareWithReview(reviewed, readPlan(await showPlan(this.run, PLAN_FILE), this.code.stack), this.code);
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
