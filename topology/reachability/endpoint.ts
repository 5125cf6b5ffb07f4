import { ToolError } from "../../toolchain/tool-error";
import type { Expected } from "../expected";
import { familyOf } from "./address-set";
import type { Graph } from "./graph";
import type { Place } from "./place";
import {
  placeInSubnet,
  placesOfContainers,
  placesOfLoadBalancer,
  placesWithAddresses,
  placesWithSecurityGroup,
  THE_INTERNET,
} from "./places";

/** What may be asked about by one word, beside names and addresses. */
export const ENDPOINT_WORDS = ["internet", "load-balancer", "containers"] as const;

/**
 * The places that a word, a name or an address stands for.
 *
 * @param written - one of ENDPOINT_WORDS, the name of a subnet, a security group or a load balancer, an address or a block
 * @throws ToolError when it is none of these, or in no subnet
 */
export function placesFor(graph: Graph, expected: Expected, written: string): Place[] {
  const places = placesNamed(graph, expected, written);
  if (places.length > 0) return places;
  throw new ToolError({
    where: expected.environment,
    what: `${JSON.stringify(written)} is in no subnet`,
    remedy: "Ask about something that is in one.",
  });
}

function placesNamed(graph: Graph, expected: Expected, written: string): Place[] {
  const { loadBalancers, subnets, securityGroups } = graph.topology;
  const balancerName = written === "load-balancer" ? expected.loadBalancer : written;
  const balancer = loadBalancers.find(({ name }) => name === balancerName);
  if (written === "internet") return [THE_INTERNET];
  if (written === "containers") return placesOfContainers(graph, expected);
  if (balancer !== undefined) return placesOfLoadBalancer(balancer);
  if (graph.subnet(written) !== undefined) return [placeInSubnet(written)];
  if (graph.securityGroup(written) !== undefined) return placesWithSecurityGroup(graph, written);
  if (familyOf(written) !== undefined) return placesWithAddresses(graph, written);
  const names = [...loadBalancers, ...subnets, ...securityGroups].map(({ name }) => name);
  throw new ToolError({
    where: expected.environment,
    what: `there is no ${JSON.stringify(written)} to ask about`,
    remedy: `Give ${ENDPOINT_WORDS.join(", ")}, an address, a block, or one of ${names.join(", ")}.`,
  });
}
