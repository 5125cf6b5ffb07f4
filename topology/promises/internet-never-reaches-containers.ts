import { best } from "../reachability/answer";
import { canReach } from "../reachability/can-reach";
import { everyKindOfFlow } from "../reachability/flow-classes";
import { placesOfContainers, THE_INTERNET } from "../reachability/places";
import { type FrontDoorPromise, mustBeBlocked, worstOf } from "./promise";

/** Containers are reached through the load balancer, or not at all. */
export const internetNeverReachesContainers: FrontDoorPromise = {
  id: "internet-never-reaches-containers",
  says: () => "internet -> containers on any port: no, by any path",
  standsFor: "security layers: containers in private subnets, without public addresses",
  remedy: "Put the containers into the private subnets, without public addresses, with Fargate-SG.",
  check: (graph, expected) => {
    const containers = placesOfContainers(graph, expected);
    const unknown = containers.find(({ subnet }) => graph.subnet(subnet) === undefined);
    if (unknown !== undefined) {
      return {
        outcome: "unknown",
        reason: `the subnet ${unknown.subnet} is not there`,
        change: `Deploy it: npx cdktf deploy '${expected.environment}-*'.`,
      };
    }
    const flows = everyKindOfFlow(graph.topology);
    return worstOf(
      containers.map((to) =>
        mustBeBlocked(best(flows.map((flow) => canReach(graph, { from: THE_INTERNET, to, flow })))),
      ),
    );
  },
};
