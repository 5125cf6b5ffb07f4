import type { JudgedFinding } from "../../../review/policy/acceptance";
import type { Change, OutputChange } from "../../../review/plan/change";
import type { StackPlan } from "../../../review/plan/stack-plan";
import type { Review } from "../../../review/review";

const MARKS = { afterUnknown: false, beforeSensitive: false, afterSensitive: false } as const;

/** A change of `aws_lb.fargate_alb`, with what is given. */
export function change(given: Partial<Change> = {}): Change {
  const { action = "update" } = given;
  return {
    stack: "dev-network",
    address: "aws_lb.fargate_alb",
    type: "aws_lb",
    action,
    actions: action,
    replacePaths: [],
    deposed: false,
    before: action === "create" ? null : { name: "old" },
    after: action === "delete" || action === "forget" ? null : { name: action === "move" ? "old" : "new" },
    ...MARKS,
    ...given,
  };
}

export function output(given: Partial<OutputChange> = {}): OutputChange {
  return { stack: "dev-network", name: "vpc_id", action: "create", before: null, after: "vpc-1", ...MARKS, ...given };
}

export function plan(given: Partial<StackPlan> = {}): StackPlan {
  return {
    stack: "dev-network",
    changes: [],
    outputs: [],
    drift: [],
    resourcesBefore: [],
    resourcesAfter: [],
    ...given,
  };
}

export function finding(given: Partial<JudgedFinding> = {}): JudgedFinding {
  return {
    kind: "replace",
    severity: "critical",
    stack: "dev-network",
    address: "aws_lb.fargate_alb",
    what: "is replaced, because name changes",
    meaning: ["It gets a new DNS name."],
    standing: "open",
    ...given,
  };
}

/** A review in which nothing changes, with what is given. */
export function review(given: Partial<Review> = {}): Review {
  return {
    environment: "dev",
    region: "us-east-1",
    account: "123456789012",
    date: "2026-11-22T14:50:00.000Z",
    stacks: [plan()],
    errors: [],
    findings: [],
    policy: { failOn: [], failing: [], unused: [] },
    provenance: {
      commit: "82b8253",
      uncommitted: false,
      terraform: "1.11.4",
      provider: "5.100.0",
      command: "npm run review -- --env dev",
    },
    ...given,
  };
}
