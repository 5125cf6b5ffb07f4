import type { CostReview } from "./cost/cost-review";
import type { NetworkReview } from "./network/network-review";
import type { StackPlan } from "./plan/stack-plan";
import type { JudgedFinding, PolicyResult } from "./policy/acceptance";

/** Why a stack could not be planned. */
export interface StackError {
  readonly stack: string;
  /** One line. No sensitive value. */
  readonly message: string;
}

/** By what a review was made. */
export interface Provenance {
  /** The commit of the checkout, where it is one. */
  readonly commit?: string;
  /** The checkout holds what no commit does. */
  readonly uncommitted: boolean;
  /** Such as 1.11.4. */
  readonly terraform: string;
  /** Of the AWS provider, such as 5.100.0. */
  readonly provider: string;
  /** To make it again, such as `npm run review -- --env dev`. */
  readonly command: string;
}

/** All that a reviewer is told about the plans of one environment. */
export interface Review {
  readonly environment: string;
  readonly region: string;
  /** 12 digits. */
  readonly account: string;
  /** ISO 8601, UTC. */
  readonly date: string;
  /** In the order in which they are applied; without those that could not be planned. */
  readonly stacks: readonly StackPlan[];
  readonly errors: readonly StackError[];
  /** Worst first. */
  readonly findings: readonly JudgedFinding[];
  readonly policy: PolicyResult;
  /** Left out where a stack could not be planned. */
  readonly network?: NetworkReview;
  /** Left out where a stack could not be planned. */
  readonly cost?: CostReview;
  readonly provenance: Provenance;
}
