import { noLoadBalancer } from "./no-load-balancer";
import type { FrontDoorPromise } from "./promise";

/** Another group, the VPC's default one for instance, would let in what ALB-SG does not. */
export const loadBalancerSecurityGroup: FrontDoorPromise = {
  id: "load-balancer-security-group",
  says: ({ loadBalancer, albSecurityGroup }) => `${loadBalancer} has ${albSecurityGroup}, and no other security group`,
  standsFor: "mistake: wrong security group; check: security tab, ALB-SG",
  remedy: "Remove the default security group, and select ALB-SG.",
  check: (graph, expected) => {
    const { loadBalancer, albSecurityGroup } = expected;
    const balancer = graph.topology.loadBalancers.find(({ name }) => name === loadBalancer);
    if (balancer === undefined) return noLoadBalancer(expected);
    const { securityGroups } = balancer;
    const others = securityGroups.filter((name) => name !== albSecurityGroup);
    const has = securityGroups.length === 0 ? "no security group" : securityGroups.join(", ");
    if (others.length === 0 && securityGroups.length > 0) return { outcome: "kept", reason: `it has ${has} alone` };
    const isUnknown = others.length > 0 && others.every((name) => graph.securityGroup(name) === undefined);
    return {
      outcome: isUnknown ? "unknown" : "broken",
      reason: `load balancer ${loadBalancer} has ${has}`,
      change: `Give it ${albSecurityGroup} alone.`,
      culprits: others.length === 0 ? [loadBalancer] : others,
    };
  },
};
