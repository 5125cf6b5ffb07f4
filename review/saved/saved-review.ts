import type { Change, OutputChange } from "../plan/change";
import type { Provisional } from "../plan/stack-plan";
import type { Review } from "../review";

/** Of review.json. A newer minor version only adds. */
export const REVIEW_FORMAT = "1.0";

/** The name of the file in the folder of a review. */
export const REVIEW_FILE = "review.json";

/** How it stands: whether there is anything to apply, or no telling. */
export type ReviewOutcome = "no changes" | "changes" | "error";

/** The files of one stack's plan, beside review.json. */
export interface SavedPlan {
  /** What `terraform show -json` wrote, with all secrets that are in the plan. */
  readonly json: string;
  /** Of that file, in hexadecimal digits. */
  readonly sha256: string;
  /** Terraform's own plan file; a provisional plan has none, so that nobody can apply it. */
  readonly file?: string;
}

/** One stack in review.json. */
export interface SavedStack {
  readonly stack: string;
  readonly provisional?: Provisional;
  /** Of the code that was planned, see StackCode. */
  readonly fingerprint: string;
  readonly plan: SavedPlan;
  /** What is sensitive is masked in these. */
  readonly changes: readonly Change[];
  readonly outputs: readonly OutputChange[];
  readonly drift: readonly Change[];
}

/** review.json: the review for programs to read. No sensitive value is in it. */
export interface SavedReview extends Omit<Review, "stacks"> {
  readonly formatVersion: string;
  readonly outcome: ReviewOutcome;
  /** As in review.md. */
  readonly headline: string;
  readonly stacks: readonly SavedStack[];
}

/** How a review came out. */
export function outcomeOf({ stacks, errors }: Pick<Review, "stacks" | "errors">): ReviewOutcome {
  if (errors.length > 0) return "error";
  return stacks.some(({ changes, outputs }) => changes.length + outputs.length > 0) ? "changes" : "no changes";
}
