import { takesIn } from "../review/findings/kinds";
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
 * @param today - such as `2027-01-31`, in UTC
 * @throws ToolError when it is of something else, failed, or holds what its policy does not let pass
 */
export function readApplicableReview(
  folder: string,
  { environment, region }: ReviewSubject,
  today = new Date().toISOString().slice(0, 10),
): ReviewedEnvironment {
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
  const failing = [...review.policy.failing, ...expiredSince(review, today)];
  if (failing.length > 0) {
    throw refuse(
      `it holds what its --fail-on does not let pass: ${failing.map(({ kind, address }) => `${kind} ${address}`).join(", ")}`,
      `Change it, or accept it in environments/${environment}.ts with a front-door-allow line. ${again}`,
    );
  }
  return review;
}

/** What was accepted at the review, and is not any more. Days are compared as they are written, in UTC. */
function expiredSince({ findings, policy }: ReviewedEnvironment, today: string) {
  return findings.filter(
    ({ kind, standing, acceptance }) =>
      standing === "accepted" &&
      acceptance !== undefined &&
      acceptance.until < today &&
      policy.failOn.some((named) => takesIn(named, kind)),
  );
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
