import type { Expected } from "../../topology/expected";
import type { Name, Topology } from "../../topology/model";

/**
 * What was asked of a network before a change, as far as it can be told from what there is. A zone that is yet to come was not,
 * and containers listened where their target group sends: its port never changes while it stands (Elastic Load Balancing API
 * Reference, ModifyTargetGroup).
 */
export function expectedBefore(expected: Expected, before: Topology): Expected {
  const group = before.targetGroups.find(({ name }) => name === expected.targetGroup);
  return {
    ...expected,
    publicSubnets: thoseThere(expected.publicSubnets, before),
    privateSubnets: thoseThere(expected.privateSubnets, before),
    containerPort: group?.port ?? expected.containerPort,
  };
}

/** Where none is there, all are missing. */
function thoseThere(names: readonly Name[], { subnets }: Topology): readonly Name[] {
  const there = names.filter((name) => subnets.some((subnet) => subnet.name === name));
  return there.length === 0 ? names : there;
}
