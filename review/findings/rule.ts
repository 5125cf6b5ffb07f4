import type { StackPlan } from "../plan/stack-plan";
import type { Finding, FindingKind, Severity } from "./finding";
import type { Reading } from "./reading";

/** What a rule may look at beside the change itself. */
export interface Context {
  /** The plan that the change is in. */
  readonly plan: StackPlan;
  /** Those of all stacks, each after those that it stands on: what stands on a resource may be in another. */
  readonly plans: readonly StackPlan[];
  /** The region that the plans are for. @default nobody said so */
  readonly region?: string;
}

/** One reason why a change deserves attention. A change has one finding of a kind at most. */
export interface FindingRule {
  readonly kind: FindingKind;
  readonly find: (reading: Reading, context: Context) => Attention | undefined;
}

/** What a rule says of a change, see Finding. */
export interface Attention {
  readonly severity: Severity;
  readonly what: string;
  readonly meaning: readonly string[];
  /** The apply stops there. @default false: nothing in the plan says so */
  readonly stops?: boolean;
}

/** What a rule says, as a finding of the change that it was asked about. */
export function findingOf(kind: FindingKind, { change }: Reading, { severity, what, meaning }: Attention): Finding {
  return { kind, severity, stack: change.stack, address: change.address, what, meaning };
}
