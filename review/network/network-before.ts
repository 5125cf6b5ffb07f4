import { NOTHING } from "../../topology/canonical";
import type { Topology } from "../../topology/model";
import type { ResourceValues } from "../plan/change";
import type { StackPlan } from "../plan/stack-plan";
import { atNewAddresses, resourcesAsApplied } from "./as-applied";
import { namesByIdOf, type Renames, renamesOf } from "./names-by-address";
import type { NetworkReview } from "./network-review";
import { renamedTopology } from "./renamed-topology";
import { lastingResources, topologyOfStates } from "./topology-of-states";

/** A network before a change. */
export interface Before {
  /** As it is called so far. */
  readonly topology: Topology;
  readonly source: NetworkReview["before"];
  readonly notFromAws?: string;
}

/** What tells how it was before. */
export interface KnownBefore {
  /** Everything in AWS. Undefined where AWS did not let us. */
  readonly live?: Topology;
  readonly notFromAws?: string;
  /** What Terraform made, as it is now. */
  readonly states: Topology;
  /** The same as Terraform last made it. */
  readonly applied: Topology;
}

/** Before is what is in AWS, or else what Terraform's states know, were it only from before Terraform looked for it in vain. */
export function networkBefore({ live, notFromAws, states, applied }: KnownBefore): Before {
  if (live !== undefined && !isNothing(live)) return { topology: live, source: "AWS" };
  const [topology, whyNot] = isNothing(states)
    ? [applied, "the states hold things that AWS does not have; was the region changed, or were they deleted?"]
    : [states, "AWS has no VPC with the tags of this environment"];
  if (isNothing(topology)) return { topology: NOTHING, source: "nothing" };
  const reason = live === undefined ? notFromAws : whyNot;
  return { topology, source: "states", ...(reason === undefined ? {} : { notFromAws: reason }) };
}

/** What plans tell besides topologies, which know things by nothing but their names. */
export interface PlansTell {
  /** What Terraform last made, with what has one address before and afterwards by its new name. */
  readonly applied: Topology;
  /** The new names of what stays and is called otherwise. */
  readonly lasting: Renames;
  /** Those, and of what another takes the place of. */
  readonly all: Renames;
  /** What Terraform calls things that share a name in AWS with others, and have their ids behind it there. */
  readonly own: Renames;
}

/** Reads all plans of an environment. */
export function plansTell(plans: readonly StackPlan[]): PlansTell {
  const after = plans.flatMap(({ resourcesAfter }) => resourcesAfter);
  const newNames = (before: readonly ResourceValues[]): Renames => renamesOf(before, after);
  const applied = plans.flatMap(resourcesAsApplied);
  return {
    applied: renamedTopology(topologyOfStates(applied), newNames(applied)),
    lasting: newNames(plans.flatMap((plan) => atNewAddresses(plan, lastingResources(plan)))),
    all: newNames(plans.flatMap((plan) => atNewAddresses(plan, plan.resourcesBefore))),
    own: namesByIdOf(plans.flatMap(({ resourcesBefore }) => resourcesBefore)),
  };
}

/** Whether there is nothing at all. */
export function isNothing(topology: Topology): boolean {
  return Object.values(topology).every((things: readonly unknown[]) => things.length === 0);
}
