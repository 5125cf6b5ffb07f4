import type { Finding, FindingKind } from "../findings/finding";

/** A `front-door-allow` line of an environment file: a finding that somebody accepts, why, and until when. */
export interface Acceptance {
  readonly kind: FindingKind;
  /**
   * The address of the finding, such as `aws_vpc_security_group_ingress_rule.alb_http_from_anywhere`, in any stack; or in one,
   * such as `dev-security/aws_security_group.alb_sg`.
   */
  readonly address: string;
  /** The last day on which it is accepted, in UTC: `2027-01-31`. */
  readonly until: string;
  readonly reason: string;
  /** Where it stands, such as `environments/dev.ts:12`. */
  readonly where: string;
}

/** A finding, and who accepts it. */
export interface JudgedFinding extends Finding {
  /** The line that names it, expired or not. */
  readonly acceptance?: Acceptance;
  readonly standing: "open" | "accepted" | "expired";
}

/** What the policy makes of a review's findings. */
export interface PolicyResult {
  /** The kinds that fail it, from `--fail-on`. */
  readonly failOn: readonly FindingKind[];
  /** The findings of those kinds that nobody accepts, or nobody any more. The policy holds if there are none. */
  readonly failing: readonly JudgedFinding[];
  /** Lines that no finding needs. */
  readonly unused: readonly Acceptance[];
}
