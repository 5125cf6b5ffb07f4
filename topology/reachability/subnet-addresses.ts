import { AddressSet, type Family } from "./address-set";
import type { Graph } from "./graph";
import type { NetworkInterface } from "./place";

/** All addresses of a subnet, of one family; undefined where its blocks cannot be told. */
export function addressesOfSubnet(graph: Graph, subnet: string, family: Family): AddressSet | undefined {
  return AddressSet.of(family, graph.subnet(subnet)?.cidrs ?? []);
}

/** The addresses that an interface may have; undefined where they cannot be told. */
export function addressesOfInterface(
  graph: Graph,
  { subnet, addresses }: NetworkInterface,
  family: Family,
): AddressSet | undefined {
  return addresses?.(family) ?? addressesOfSubnet(graph, subnet, family);
}
