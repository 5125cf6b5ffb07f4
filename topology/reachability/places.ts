import type { Expected } from "../expected";
import type { LoadBalancer, Name, Service } from "../model";
import { AddressSet, type Family } from "./address-set";
import type { Graph } from "./graph";
import { internetAddresses } from "./internet-addresses";
import type { NetworkInterface, Outside, Place } from "./place";

/** All of the internet. */
export const THE_INTERNET: Outside = { kind: "outside", label: "the internet", addresses: internetAddresses };

/** Some addresses that are in no VPC here. */
export function outside(label: string, cidrs: readonly string[]): Outside {
  return {
    kind: "outside",
    label,
    addresses: (family) => AddressSet.of(family, cidrs) ?? AddressSet.none(family),
  };
}

/** The clients of a block: those of the internet, where it holds some, since private addresses come another way. */
export function clientsIn(cidr: string): Outside {
  const all = outside(cidr, [cidr]);
  const onInternet = (family: Family): AddressSet => all.addresses(family).intersection(internetAddresses(family));
  return onInternet("ipv4").isEmpty ? all : { ...all, addresses: onInternet };
}

/** The internet but for some blocks; undefined when nothing is left. */
export function internetWithout(cidrs: readonly string[]): Outside | undefined {
  const rest = (family: Family): AddressSet =>
    internetAddresses(family).without(AddressSet.of(family, cidrs) ?? AddressSet.none(family));
  return rest("ipv4").isEmpty ? undefined : { kind: "outside", label: "anybody else on the internet", addresses: rest };
}

/** The interfaces of a load balancer, one in each of its subnets. */
export function placesOfLoadBalancer(balancer: LoadBalancer): NetworkInterface[] {
  return balancer.subnets.map((subnet) => ({
    kind: "interface",
    label: `load balancer ${balancer.name} in ${subnet}`,
    subnet,
    securityGroups: balancer.securityGroups,
    hasPublicAddress: balancer.scheme === "internet-facing",
    loadBalancer: balancer,
  }));
}

/**
 * The containers: those of the services that register in the target group; while there is none, where they are going to be,
 * in the private subnets, with Fargate-SG and without a public address.
 */
export function placesOfContainers(graph: Graph, expected: Expected): NetworkInterface[] {
  const services = graph.topology.services.filter(({ targets }) =>
    targets.some(({ targetGroup }) => targetGroup === expected.targetGroup),
  );
  if (services.length === 0) {
    const securityGroups = [expected.fargateSecurityGroup];
    return expected.privateSubnets.map((subnet) => ({
      kind: "interface",
      label: `containers in ${subnet}`,
      subnet,
      securityGroups,
      hasPublicAddress: false,
    }));
  }
  return placesOfServices(services);
}

/** The containers of services, in each of their subnets. */
export function placesOfServices(services: readonly Service[]): NetworkInterface[] {
  return services.flatMap(({ name, subnets, securityGroups, assignPublicIp }) =>
    subnets.map((subnet) => ({
      kind: "interface",
      label: `containers of ${name} in ${subnet}`,
      subnet,
      securityGroups,
      hasPublicAddress: assignPublicIp,
    })),
  );
}

/** Whatever may be in a subnet: neither its security groups nor its addresses are known. */
export function placeInSubnet(subnet: Name): NetworkInterface {
  return {
    kind: "interface",
    label: `something in ${subnet}`,
    subnet,
    securityGroups: undefined,
    hasPublicAddress: undefined,
  };
}

/** Whatever may have a security group, in each subnet of its VPC. */
export function placesWithSecurityGroup(graph: Graph, name: Name): NetworkInterface[] {
  const vpc = graph.securityGroup(name)?.vpc;
  return graph.topology.subnets
    .filter((subnet) => subnet.vpc === vpc)
    .map((subnet) => ({
      kind: "interface",
      label: `something with ${name} in ${subnet.name}`,
      subnet: subnet.name,
      securityGroups: [name],
      hasPublicAddress: undefined,
    }));
}

/** Addresses: in the subnets whose blocks hold some of them, and outside as far as they are in none. */
export function placesWithAddresses(graph: Graph, cidr: string): Place[] {
  const within = (family: Family, cidrs: readonly string[]): AddressSet =>
    (AddressSet.of(family, cidrs) ?? AddressSet.none(family)).intersection(all(family));
  const all = (family: Family): AddressSet => AddressSet.of(family, [cidr]) ?? AddressSet.none(family);
  const inSubnets = graph.topology.subnets
    .filter(({ cidrs }) => !within("ipv4", cidrs).isEmpty || !within("ipv6", cidrs).isEmpty)
    .map(({ name, cidrs }) => ({
      ...placeInSubnet(name),
      label: `${cidr} in ${name}`,
      addresses: (family: Family) => within(family, cidrs),
    }));
  const blocks = graph.topology.vpcs.flatMap(({ cidrs }) => cidrs);
  const rest = (family: Family): AddressSet =>
    all(family).without(AddressSet.of(family, blocks) ?? AddressSet.none(family));
  return rest("ipv4").isEmpty && rest("ipv6").isEmpty
    ? inSubnets
    : [...inSubnets, { kind: "outside", label: cidr, addresses: rest }];
}
