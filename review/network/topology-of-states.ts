import type { Topology } from "../../topology/model";
import { topologyOfStacks } from "../../topology/synthesized/topology-of-stacks";
import type { ResourceValues } from "../plan/change";
import type { StackPlan } from "../plan/stack-plan";
import { codeOfStates } from "./code-of-states";

/**
 * The network as Terraform's states know it: what Terraform made, as it is now, and nothing that somebody else put beside it.
 * What is called by its name in the code is so here, and what AWS adds by itself is there as well.
 *
 * @param resources - those of all stacks of an environment: a stack refers to what another holds
 * @throws ToolError if two of a kind have the same name
 */
export function topologyOfStates(resources: readonly ResourceValues[]): Topology {
  return topologyOfStacks("Terraform's states", codeOfStates(resources));
}

/** What of a stack's resources is neither replaced nor destroyed: what was put on it by hand stays on it. */
export function lastingResources({ changes, resourcesBefore }: StackPlan): ResourceValues[] {
  const ending = changes.filter(({ action, deposed }) => !deposed && (action === "replace" || action === "delete"));
  // It may be known by the address that it had before a move.
  const addresses = new Set(ending.flatMap(({ address, previousAddress = address }) => [address, previousAddress]));
  return resourcesBefore.filter(({ address }) => !addresses.has(address));
}
