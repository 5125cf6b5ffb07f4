import { best } from "../reachability/answer";
import { canReach } from "../reachability/can-reach";
import { formatFlow } from "../reachability/flow";
import { everyKindOfFlow } from "../reachability/flow-classes";
import { placesOfContainers, placesOfLoadBalancer } from "../reachability/places";
import { noLoadBalancer } from "./no-load-balancer";
import { type FrontDoorPromise, mustBeAllowed, mustBeBlocked, worstOf } from "./promise";

/** From every zone to every zone, on the target port and no other. */
export const loadBalancerReachesContainers: FrontDoorPromise = {
  id: "load-balancer-reaches-containers",
  says: ({ loadBalancer, containerPort }) => `${loadBalancer} -> containers on port ${containerPort}, and only that`,
  standsFor: "mistake: target group's protocol or port wrong; security layers: Fargate-SG from ALB-SG only",
  remedy: "Let Fargate-SG take traffic on the target group's port from ALB-SG, and ALB-SG send it there.",
  check: (graph, expected) => {
    const balancer = graph.topology.loadBalancers.find(({ name }) => name === expected.loadBalancer);
    if (balancer === undefined) return noLoadBalancer(expected);
    const wanted = { protocol: "tcp", port: expected.containerPort } as const;
    const others = everyKindOfFlow(graph.topology, [wanted.port]).filter(
      ({ protocol, port }) => protocol !== wanted.protocol || port !== wanted.port,
    );
    const containers = placesOfContainers(graph, expected);
    return worstOf(
      placesOfLoadBalancer(balancer).flatMap((from) => {
        // What it could send by its security groups, whatever its listeners do today.
        const { loadBalancer: _, ...network } = from;
        return containers.flatMap((to) => [
          mustBeAllowed(canReach(graph, { from, to, flow: wanted })),
          ...others
            .map((flow) => ({ flow, answer: canReach(graph, { from: network, to, flow }) }))
            .filter(({ answer }) => answer.verdict !== "blocked")
            .map(({ flow, answer }) => mustBeBlocked(best([answer]), `${formatFlow(flow)} is open, too: `)),
        ]);
      }),
    );
  },
};
