import type { Subnet } from "../model";
import type { Graph } from "../reachability/graph";
import { noLoadBalancer } from "./no-load-balancer";
import { type Finding, type FrontDoorPromise, worstOf } from "./promise";
import { defaultRouteOf, isPublic } from "./public-subnet";

/** One zone may fail. */
export const loadBalancerInTwoZones: FrontDoorPromise = {
  id: "load-balancer-in-two-zones",
  says: ({ loadBalancer }) => `${loadBalancer} in at least two zones, each with a route to the internet gateway`,
  standsFor: "mistake: one availability zone; check: network tab, both public subnets",
  remedy: "Give the load balancer public subnets in two zones at least.",
  check: (graph, expected) => {
    const balancer = graph.topology.loadBalancers.find(({ name }) => name === expected.loadBalancer);
    if (balancer === undefined) return noLoadBalancer(expected);
    const subnets = balancer.subnets.map((name) => ({ name, subnet: graph.subnet(name) }));
    const known = subnets.flatMap(({ subnet }) => subnet ?? []);
    const zones = [...new Set(known.map(({ availabilityZone }) => availabilityZone))].sort();
    const unknown = subnets.filter(({ subnet }) => subnet === undefined);
    if (unknown.length > 0) {
      return {
        outcome: "unknown",
        reason: `${balancer.name} is in ${unknown.map(({ name }) => name).join(", ")}, which is not known`,
        change: "Name subnets that can be told.",
      };
    }
    if (zones.length < 2) {
      return {
        outcome: "broken",
        reason: `${balancer.name} is in ${zones.length === 0 ? "no zone" : `${zones.join()} alone`}`,
        change: "Add a public subnet of another zone to it.",
        culprits: [balancer.name],
      };
    }
    return worstOf([
      ...known.flatMap((subnet) => publicFinding(graph, subnet)),
      { outcome: "kept", reason: `${zones.join(", ")}: ${known.map(({ name }) => name).join(", ")}` },
    ]);
  },
};

function publicFinding(graph: Graph, subnet: Subnet): Finding[] {
  const outcome = isPublic(graph, subnet);
  if (outcome === true) return [];
  return [
    {
      outcome: outcome === undefined ? "unknown" : "broken",
      reason: `route table ${subnet.routeTable} of ${subnet.name}: ${defaultRouteOf(graph, subnet)}, and not to an internet gateway`,
      change: `Add a route for 0.0.0.0/0 to the internet gateway to ${subnet.routeTable}.`,
      culprits: [`route table ${subnet.routeTable} of ${subnet.name}`],
    },
  ];
}
