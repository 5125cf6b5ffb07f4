import type { ListrTask } from "listr2";
import type { Mismatch } from "../review/compare/compare-stacks";
import type { ReviewedEnvironment } from "../review/saved/read-saved-review";
import { scrubberOf } from "../review/plan/scrub";
import { ToolError } from "../toolchain/tool-error";
import { secretsOf } from "./review-work";
import { ReviewedApply } from "./reviewed-apply";
import type { ReviewContext } from "./review-steps";
import { requireReviewedAccount } from "./applicable-review";

/** What became of a stack. */
export type StackOutcome = "applied" | "nothing to do" | "not as reviewed" | "failed" | "not reached";

/** What an apply works with, and what its steps find out. */
export interface ApplyContext extends ReviewContext {
  readonly reviewedFolder: string;
  readonly review: ReviewedEnvironment;
  applies: Map<string, ReviewedApply>;
  /** Of each stack, in order. */
  outcomes: Map<string, StackOutcome>;
}

/** A stack is not what was reviewed. */
export class NotAsReviewed extends Error {
  override readonly name = "NotAsReviewed";

  constructor(
    readonly stackName: string,
    readonly mismatches: readonly Mismatch[],
    readonly stale: readonly string[],
  ) {
    super(`${stackName} is not what was reviewed`);
  }
}

type Step = ListrTask<ApplyContext>;

/** Each stack in order: planned again, held against its review, applied. */
export function applySteps({ review, reviewedFolder }: Pick<ApplyContext, "review" | "reviewedFolder">): Step[] {
  return [
    {
      title: "Hold the review against this checkout",
      task: (context, task) => {
        requireReviewedAccount(reviewedFolder, review, context.caller.account);
        context.outcomes = new Map(context.stacks.map(({ stack }) => [stack, "not reached"]));
        requireSameStacks(context);
        const { commit } = review.provenance;
        task.title = `Reviewed on ${review.date}${commit === undefined ? "" : `, at commit ${commit.slice(0, 12)}`}`;
      },
    },
    {
      title: "terraform init",
      task: async (context) => {
        const { terraform, lockTimeoutSeconds } = context;
        const scrub = scrubberOf(knownSecrets(context));
        context.applies = new Map(
          context.stacks.map((code) => [
            code.stack,
            new ReviewedApply(code, { ...terraform, lockTimeoutSeconds, scrub }),
          ]),
        );
        for (const apply of context.applies.values()) await apply.init();
      },
    },
    ...review.stacks.map(({ plan: { stack } }): Step => ({
      title: stack,
      task: async (context, task) => {
        const reviewed = context.review.stacks.find(({ plan }) => plan.stack === stack);
        const work = context.applies.get(stack);
        if (reviewed === undefined || work === undefined) throw new Error(`${stack} was not prepared`);
        context.outcomes.set(stack, "failed");
        task.output = "terraform plan";
        const { changes, mismatches, stale } = await work.compare(reviewed);
        if (mismatches.length + stale.length > 0) {
          context.outcomes.set(stack, "not as reviewed");
          throw new NotAsReviewed(stack, mismatches, stale);
        }
        if (changes > 0) {
          const scrub = scrubberOf(knownSecrets(context));
          await work.apply((line) => (task.output = scrub(line)));
        }
        context.outcomes.set(stack, changes > 0 ? "applied" : "nothing to do");
        task.title = `${stack}: ${changes > 0 ? "applied as reviewed" : "nothing to do"}`;
      },
    })),
  ];
}

/** All that is known to be secret: of what was reviewed, of the code and of the states. */
export function knownSecrets({ review, stacks = [], states = new Map() }: Partial<ApplyContext>): Set<string> {
  const planned = (review?.stacks ?? []).map(({ terraformPlan: plan }) => ({ plan }));
  return secretsOf({ planned, stacks, states });
}

function requireSameStacks({ review, reviewedFolder, stacks, environment }: ApplyContext): void {
  const [reviewed, now] = [review.stacks.map(({ plan }) => plan.stack), stacks.map(({ stack }) => stack)];
  if (reviewed.join() === now.join()) return;
  throw new ToolError({
    where: reviewedFolder,
    what: `it is a review of the stacks ${reviewed.join(", ")}, and this checkout has ${now.join(", ")}`,
    remedy: `Review again: \`npm run review -- --env ${environment.name}\`.`,
  });
}
