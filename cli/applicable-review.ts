import { type ReviewedEnvironment, readSavedReview } from "../review/saved/read-saved-review";
import { ToolError } from "../toolchain/tool-error";

/** What a review has to be of. */
export interface ReviewSubject {
  readonly environment: string;
  readonly region: string;
}

/**
 * Reads a review that may be applied.
 *
 * @throws ToolError when it is of something else, failed, or holds what its policy does not let pass
 */
export function readApplicableReview(folder: string, { environment, region }: ReviewSubject): ReviewedEnvironment {
  const review = readSavedReview(folder);
  const refuse = (what: string, remedy: string): ToolError => new ToolError({ where: folder, what, remedy });
  const again = `Review again: \`npm run review -- --env ${environment}\`.`;
  if (review.environment !== environment || review.region !== region) {
    throw refuse(
      `it is a review of ${review.environment} in ${review.region}, not of ${environment} in ${region}`,
      "Name the folder of the environment's own review.",
    );
  }
  if (review.outcome === "error") throw refuse("the review failed, and so was no review of everything", again);
  if (review.policy.failing.length > 0) {
    const failing = review.policy.failing.map(({ kind, address }) => `${kind} ${address}`).join(", ");
    throw refuse(
      `it holds what its --fail-on does not let pass: ${failing}`,
      `Change it, or accept it in environments/${environment}.ts with a front-door-allow line. ${again}`,
    );
  }
  return review;
}

/** @throws ToolError when AWS is not the account that was reviewed. */
export function requireReviewedAccount(folder: string, review: ReviewedEnvironment, account: string): void {
  if (review.account === account) return;
  throw new ToolError({
    where: folder,
    what: `it is a review of AWS account ${review.account}, and the credentials are of ${account}`,
    remedy: "Use the credentials of the account that was reviewed.",
  });
}
