import type { Subnet } from "../model";
import { AddressSet } from "../reachability/address-set";
import type { Graph } from "../reachability/graph";
import { internetAddresses } from "../reachability/internet-addresses";
import { formatStretch, leadingTo, stretchesFrom } from "../reachability/routing";

/**
 * Whether a subnet is public: by its routes, whatever its name. All of the internet must be led to the internet gateway that is
 * attached to its VPC. Undefined where that cannot be known.
 */
export function isPublic(graph: Graph, subnet: Subnet): boolean | undefined {
  const stretches = stretchesFrom(graph, subnet.name, internetAddresses("ipv4"));
  const attached = graph.topology.internetGateways.some(({ vpc }) => vpc === subnet.vpc);
  const led = leadingTo(stretches, ["internet gateway"], AddressSet.none("ipv4"));
  if (attached && led.includes(internetAddresses("ipv4"))) return true;
  return stretches.some(({ target }) => target.kind === "unknown") ? undefined : false;
}

/** Where what is not in the VPC goes, for people. */
export function defaultRouteOf(graph: Graph, subnet: Subnet): string {
  const [widest] = stretchesFrom(graph, subnet.name, internetAddresses("ipv4")).toReversed();
  return widest === undefined ? "it has no routes" : formatStretch(widest, "the internet");
}
