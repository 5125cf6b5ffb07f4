import { best } from "../reachability/answer";
import { canReach } from "../reachability/can-reach";
import { everyKindOfFlow } from "../reachability/flow-classes";
import type { Expected } from "../expected";
import type { Graph } from "../reachability/graph";
import { placesOfContainers, placesOfServices, THE_INTERNET } from "../reachability/places";
import { type Finding, type FrontDoorPromise, mustBeBlocked, worstOf } from "./promise";

/** Containers are reached through the load balancer, or not at all. */
export const internetNeverReachesContainers: FrontDoorPromise = {
  id: "internet-never-reaches-containers",
  says: () => "internet -> containers on any port: no, by any path",
  standsFor: "security layers: containers in private subnets, without public addresses",
  remedy: "Put the containers into the private subnets, without public addresses, with Fargate-SG.",
  check: (graph, expected) => {
    // Every service in the VPC: one that registers nowhere is a container, too.
    const containers = [...placesOfContainers(graph, expected), ...placesOfServices(graph.topology.services)];
    const unknown = containers.find(({ subnet }) => graph.subnet(subnet) === undefined);
    if (unknown !== undefined) {
      return {
        outcome: "unknown",
        reason: `the subnet ${unknown.subnet} is not there`,
        change: `Deploy it: npx cdktf deploy '${expected.environment}-*'.`,
      };
    }
    const flows = everyKindOfFlow(graph.topology);
    const otherWay = otherLoadBalancer(graph, expected);
    if (otherWay !== undefined) return otherWay;
    return worstOf(
      containers.map((to) =>
        mustBeBlocked(best(flows.map((flow) => canReach(graph, { from: THE_INTERNET, to, flow })))),
      ),
    );
  },
};

/** Another load balancer on the internet that forwards to the containers is another way in. */
function otherLoadBalancer(graph: Graph, { loadBalancer, targetGroup }: Expected): Finding | undefined {
  const other = graph.topology.loadBalancers.find(
    ({ name, scheme, listeners }) =>
      name !== loadBalancer &&
      scheme === "internet-facing" &&
      listeners
        .flatMap(({ defaultAction, rules }) => [defaultAction, ...rules.map(({ action }) => action)])
        .some((action) => action.kind === "forward" && action.targetGroups.includes(targetGroup)),
  );
  if (other === undefined) return undefined;
  return {
    outcome: "broken",
    reason: `load balancer ${other.name} is on the internet, and forwards to ${targetGroup}, too`,
    change: `Remove it, or its way to ${targetGroup}.`,
    culprits: [`load balancer ${other.name}`],
  };
}
