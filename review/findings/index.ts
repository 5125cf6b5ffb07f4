import type { StackPlan } from "../plan/stack-plan";
import type { Finding } from "./finding";
import { read } from "./reading";
import { type Context, findingOf, type FindingRule } from "./rule";
import { deletionProtection } from "./rules/deletion-protection";
import { destroy } from "./rules/destroy";
import { driftIn } from "./rules/drift";
import { encryption } from "./rules/encryption";
import { forget } from "./rules/forget";
import { iam } from "./rules/iam";
import { publicBucket } from "./rules/public-bucket";
import { publicIngress } from "./rules/public-ingress";
import { publicIp } from "./rules/public-ip";
import { publicPort } from "./rules/public-port";
import { replace } from "./rules/replace";
import { state } from "./rules/state";
import { regionLeft } from "./rules/region-left";
import { trafficStopped } from "./rules/traffic-stopped";
import { trust } from "./rules/trust";
import { unknownAction } from "./rules/unknown-action";
import { worstFirst } from "./worst-first";

export { worstFirst } from "./worst-first";

/** What is asked of each change, in the order in which a reviewer wants to hear of it. */
const RULES: readonly FindingRule[] = [
  destroy,
  replace,
  forget,
  trafficStopped,
  publicPort,
  publicIngress,
  publicIp,
  publicBucket,
  deletionProtection,
  trust,
  iam,
  encryption,
  state,
  unknownAction,
];

/** What all plans have in common. */
export interface PlannedFor {
  /** The region that they are for, such as `us-east-1`: what stands in another is then not taken for deleted. */
  readonly region?: string;
}

/** A finding, and whether the apply stops there. */
interface Found {
  readonly finding: Finding;
  readonly stops: boolean;
}

/**
 * What deserves a reviewer's attention in the plans of an environment's stacks: worst first, and of the worst what stops the
 * apply; then in the order of stacks, then by address. A change has one finding of a kind at most.
 *
 * @param plans - in the order in which they are applied
 */
export function findingsOf(plans: readonly StackPlan[], plannedFor: PlannedFor = {}): Finding[] {
  const found = plans.flatMap((plan) => findingsIn({ plan, plans, ...plannedFor }));
  const [stopping, others] = [found.filter(({ stops }) => stops), found.filter(({ stops }) => !stops)];
  return worstFirst([...stopping, ...others].map(({ finding }) => finding));
}

function findingsIn(context: Context): Found[] {
  const { changes, provisional } = context.plan;
  const inChanges = changes.flatMap((change) => {
    const reading = read(change, provisional?.placeholders);
    return RULES.flatMap((rule): Found[] => {
      const attention = rule.find(reading, context);
      if (attention === undefined) return [];
      return [{ finding: findingOf(rule.kind, reading, attention), stops: attention.stops === true }];
    });
  });
  const outside = [...regionLeft(context), ...driftIn(context, RULES)].map((finding) => ({ finding, stops: false }));
  return [...inChanges, ...outside].sort(({ finding: a }, { finding: b }) =>
    a.address < b.address ? -1 : a.address > b.address ? 1 : 0,
  );
}
