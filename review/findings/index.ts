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
import { trust } from "./rules/trust";
import { unknownAction } from "./rules/unknown-action";
import { worstFirst } from "./worst-first";

export { worstFirst } from "./worst-first";

/** What is asked of each change, in the order in which a reviewer wants to hear of it. */
const RULES: readonly FindingRule[] = [
  destroy,
  replace,
  forget,
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

/**
 * What deserves a reviewer's attention in the plans of an environment's stacks: worst first, then in the order of stacks,
 * then by address. A change has one finding of a kind at most.
 */
export function findingsOf(plans: readonly StackPlan[]): Finding[] {
  return worstFirst(plans.flatMap((plan) => findingsIn({ plan, plans })));
}

function findingsIn(context: Context): Finding[] {
  const { changes, provisional } = context.plan;
  const inChanges = changes.flatMap((change) => {
    const reading = read(change, provisional?.placeholders);
    return RULES.flatMap((rule) => {
      const attention = rule.find(reading, context);
      return attention === undefined ? [] : [findingOf(rule.kind, reading, attention)];
    });
  });
  return [...inChanges, ...driftIn(context, RULES)].sort((a, b) =>
    a.address < b.address ? -1 : a.address > b.address ? 1 : 0,
  );
}
