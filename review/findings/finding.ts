/**
 * What deserves a reviewer's attention, by the names that `--fail-on` and `front-door-allow` know.
 */
export const FINDING_KINDS = [
  "destroy",
  "replace",
  "forget",
  "traffic-stopped",
  "public-ingress",
  "public-port",
  "public-ip",
  "public-bucket",
  "deletion-protection",
  "iam",
  "trust",
  "encryption",
  "state",
  "promise",
  "drift",
  "unknown-action",
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

/**
 * How bad it is: `critical` cuts traffic off, loses data or opens something to everybody; `high` may; `medium` should be seen;
 * `low` is good to know.
 */
export const SEVERITIES = ["critical", "high", "medium", "low"] as const;

export type Severity = (typeof SEVERITIES)[number];

/** One thing in a plan that deserves attention. */
export interface Finding {
  readonly kind: FindingKind;
  readonly severity: Severity;
  /** Such as `dev-security`; undefined for what concerns the environment as a whole. */
  readonly stack?: string;
  /** Such as `aws_lb.fargate_alb`, or the id of a promise such as `ports-agree`. */
  readonly address: string;
  /** What happens, in a few words, without the address: `is replaced, because name changes`. Plain text, no sensitive value. */
  readonly what: string;
  /** What it means, a sentence each: for traffic, for who may do what. Plain text, no sensitive value. */
  readonly meaning: readonly string[];
}
