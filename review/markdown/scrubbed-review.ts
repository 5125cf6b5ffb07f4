import type { Change, OutputChange, ResourceValues } from "../plan/change";
import { maskedChange, maskedResource } from "../plan/mask";
import { isObject, type Json } from "../plan/json";
import { scrubberOf, scrubbedJson } from "../plan/scrub";
import type { StackPlan } from "../plan/stack-plan";
import type { Review } from "../review";

/**
 * A review in which nothing sensitive is left: masked where Terraform marks it, and then every secret taken out of what is
 * somebody else's text. What is ours and has a meaning for programs (actions, kinds, names of stacks) stays, even where a
 * secret should be the same word.
 *
 * This is done before anything is written: in a finished text a secret may stand in pieces, and its length is not to change.
 */
export function scrubbedReview(review: Review, secrets: ReadonlySet<string>): Review {
  const scrub = scrubberOf(secrets);
  const { stacks, errors, findings, policy, network, cost } = review;
  const address = scrubbedKeys(scrub);
  const finding = <T extends Review["findings"][number]>(each: T): T => ({
    ...each,
    address: address(each.address),
    what: scrub(each.what),
    meaning: each.meaning.map(scrub),
  });
  // The policy names findings of the list.
  const scrubbedFindings = new Map([...findings, ...policy.failing].map((each) => [each, finding(each)]));
  const same = (each: Review["findings"][number]): Review["findings"][number] => scrubbedFindings.get(each) ?? each;
  return {
    ...review,
    stacks: stacks.map((plan) => scrubbedStack(plan, scrub)),
    errors: errors.map((each) => ({ ...each, message: scrub(each.message) })),
    findings: findings.map(same),
    policy: { ...policy, failing: policy.failing.map(same) },
    ...(network === undefined
      ? {}
      : {
          network: {
            ...network,
            ...(network.notFromAws === undefined ? {} : { notFromAws: scrub(network.notFromAws) }),
            promises: network.promises.map((each) => ({
              ...each,
              says: scrub(each.says),
              ...(each.before === undefined ? {} : { before: { ...each.before, reason: scrub(each.before.reason) } }),
              after: { ...each.after, reason: scrub(each.after.reason) },
              ...(each.remedy === undefined ? {} : { remedy: scrub(each.remedy) }),
            })),
            changes: network.changes.map(scrub),
            unmanaged: network.unmanaged.map(scrub),
            mermaid: scrub(network.mermaid),
          },
        }),
    ...(cost === undefined
      ? {}
      : {
          cost: {
            ...cost,
            lines: cost.lines.map((line) => ({
              ...line,
              address: address(line.address),
              what: scrub(line.what),
              arithmetic: scrub(line.arithmetic),
            })),
            unpriced: cost.unpriced.map(scrub),
            notCounted: scrub(cost.notCounted),
          },
        }),
  };
}

/** Of an address, only the keys of `for_each` are somebody's values. */
function scrubbedKeys(scrub: (text: string) => string): (address: string) => string {
  return (address) => address.replace(/\["(?:[^"\\]|\\.)*"\]/gs, (key) => scrub(key));
}

function scrubbedStack(plan: StackPlan, scrub: (text: string) => string): StackPlan {
  return {
    ...plan,
    changes: plan.changes.map((each) => scrubbedChange(each, scrub)),
    outputs: plan.outputs.map((each) => scrubbedChange(each, scrub)),
    drift: plan.drift.map((each) => scrubbedChange(each, scrub)),
    resourcesBefore: plan.resourcesBefore.map((each) => scrubbedResource(each, scrub)),
    resourcesAfter: plan.resourcesAfter.map((each) => scrubbedResource(each, scrub)),
  };
}

function scrubbedChange<T extends Change | OutputChange>(change: T, scrub: (text: string) => string): T {
  const masked = maskedChange(change);
  const keys = scrubbedKeys(scrub);
  return {
    ...masked,
    ...("address" in masked ? { address: keys(masked.address) } : {}),
    ...("previousAddress" in masked ? { previousAddress: keys(masked.previousAddress) } : {}),
    before: scrubbedValue(masked, masked.before, scrub),
    after: scrubbedValue(masked, masked.after, scrub),
  };
}

function scrubbedResource(resource: ResourceValues, scrub: (text: string) => string): ResourceValues {
  const masked = maskedResource(resource);
  return {
    ...masked,
    address: scrubbedKeys(scrub)(masked.address),
    values: Object.fromEntries(
      Object.entries(masked.values).map(([name, value]) => [name, scrubbedJson(value, scrub)]),
    ),
  };
}

/** The names of a resource's attributes are the provider's, and paths refer to them. The keys of an output are somebody's. */
function scrubbedValue(change: Change | OutputChange, value: Json, scrub: (text: string) => string): Json {
  if ("name" in change || !isObject(value)) return scrubbedJson(value, scrub);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, scrubbedJson(part, scrub)]));
}
