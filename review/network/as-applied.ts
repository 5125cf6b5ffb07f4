import type { ResourceValues } from "../plan/change";
import { isObject } from "../plan/json";
import type { StackPlan } from "../plan/stack-plan";

/**
 * A stack's resources as Terraform last made them: what was changed or taken away since, outside of Terraform, was asked for all
 * the same.
 */
export function resourcesAsApplied(plan: StackPlan): ResourceValues[] {
  const drifted = plan.drift.flatMap(({ stack, address, type, before, deposed }): ResourceValues[] =>
    deposed || !isObject(before) ? [] : [{ stack, address, type, values: before }],
  );
  const addresses = new Set(drifted.map(({ address }) => address));
  const others = atNewAddresses(plan, plan.resourcesBefore).filter(({ address }) => !addresses.has(address));
  return [...others, ...drifted];
}

/** Resources by the addresses that they have after a move. */
export function atNewAddresses({ changes }: StackPlan, resources: readonly ResourceValues[]): ResourceValues[] {
  const moves = new Map(
    changes.flatMap(({ address, previousAddress }) =>
      previousAddress === undefined ? [] : [[previousAddress, address] as const],
    ),
  );
  return resources.map((resource) => ({ ...resource, address: moves.get(resource.address) ?? resource.address }));
}
