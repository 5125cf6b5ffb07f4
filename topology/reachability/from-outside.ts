import { AddressSet, type Family } from "./address-set";
import { type Answer, best, worst } from "./answer";
import { checkNetworkAcl } from "./network-acl-check";
import { internetAddresses } from "./internet-addresses";
import { checkListener } from "./listener-check";
import { checkSecurityGroups } from "./security-group-check";
import { type Flow } from "./flow";
import type { Graph } from "./graph";
import { type Checkpoint, type Demand, walk } from "./passage";
import type { NetworkInterface, Outside } from "./place";
import { isExpression } from "./expression";
import { checkOnInternet } from "./on-internet-check";
import { formatStretch, leadingTo, stretchesFrom } from "./routing";

/**
 * From addresses outside to an interface: through the VPC's internet gateway, to a public address. A NAT gateway lets nothing
 * in. The addresses that go the way are those of the clients.
 */
export function reachFromOutside(
  graph: Graph,
  {
    from,
    to,
    flow,
    family,
    demand,
  }: { from: Outside; to: NetworkInterface; flow: Flow; family: Family; demand: Demand },
): Answer {
  const peer = { label: from.label, groups: [] };
  const acl = { subnet: to.subnet, flow, peer: from.label };
  const onInternet = from.addresses(family).intersection(internetAddresses(family));
  const others = from.addresses(family).without(onInternet);
  const atInterface = [
    checkNetworkAcl(graph, { ...acl, direction: "ingress" as const }),
    checkSecurityGroups(graph, { direction: "ingress", groups: to.securityGroups, owner: to.label, flow, peer }),
    ...(to.loadBalancer === undefined ? [] : [checkListener(to.loadBalancer, flow)]),
    checkNetworkAcl(graph, { ...acl, direction: "egress", isReply: true }),
  ];
  const byInternet = walk(
    onInternet,
    [
      checkOnInternet(graph, to.subnet, from),
      checkPublicAddress(graph, to, family),
      checkInternetGateway(graph, to),
      ...atInterface,
      checkWayBack(graph, to, from.label),
    ],
    demand,
  );
  // Private addresses need no public one at the other end: they come over a connection of one's own, or not at all.
  const byConnection = walk(others, [checkOnInternet(graph, to.subnet, from), ...atInterface], demand);
  if (onInternet.isEmpty) return byConnection;
  if (demand === "every" && !others.isEmpty) return worst([byInternet, byConnection]);
  return byConnection.verdict === "blocked" ? byInternet : best([byInternet, byConnection]);
}

/** An IPv4 packet needs a public address to go to; every IPv6 address of a subnet is one. */
function checkPublicAddress(
  graph: Graph,
  { label, subnet: name, hasPublicAddress, loadBalancer }: NetworkInterface,
  family: Family,
): Checkpoint {
  const subnet = graph.subnet(name);
  // Whether a load balancer has IPv6 addresses is an attribute of its own, which is not modelled.
  const ipv6 = loadBalancer !== undefined && hasIpv6(subnet?.cidrs) === true ? undefined : hasIpv6(subnet?.cidrs);
  const has = family === "ipv4" ? hasPublicAddress : ipv6;
  const kind = family === "ipv4" ? "public IPv4 address" : "IPv6 address";
  return (addresses) => {
    const none = AddressSet.none(addresses.family);
    return {
      pass: has === true ? addresses : none,
      maybe: has === undefined ? addresses : none,
      hop: { at: label, why: `it has a ${kind}` },
      obstacle: {
        at: label,
        why: `it has no ${kind}, so nothing outside can address it`,
        change: `Give it a ${kind}.`,
      },
      doubt: {
        at: label,
        why: `whether it has a ${kind} cannot be known`,
        change: "Ask about something that is known.",
      },
    };
  };
}

function hasIpv6(cidrs: readonly string[] | undefined): boolean | undefined {
  return cidrs?.some((cidr) => cidr.includes(":"));
}

/** Of the interface's own VPC. */
function checkInternetGateway(graph: Graph, { subnet: name }: NetworkInterface): Checkpoint {
  const vpc = graph.subnet(name)?.vpc;
  const gateway = graph.topology.internetGateways.find((each) => each.vpc === vpc && vpc !== undefined);
  const at = `VPC ${vpc ?? "?"}`;
  return (addresses) => {
    const none = AddressSet.none(addresses.family);
    const isUnknown =
      vpc === undefined ||
      graph.vpc(vpc) === undefined ||
      graph.topology.internetGateways.some((each) => isExpression(each.vpc ?? ""));
    return {
      pass: gateway === undefined ? none : addresses,
      maybe: gateway === undefined && isUnknown ? addresses : none,
      hop: { at: `internet gateway ${gateway?.name ?? "?"}`, why: `it is attached to ${at}` },
      obstacle: {
        at,
        why: "no internet gateway is attached to it",
        change: `Attach an internet gateway to ${vpc ?? "it"}.`,
      },
      doubt: { at, why: "it is not in this topology", change: "Ask about a subnet that is known." },
    };
  };
}

/** What comes in by the internet gateway is answered by the subnet's routes, and they must lead back to it. */
function checkWayBack(graph: Graph, { subnet: name }: NetworkInterface, peer: string): Checkpoint {
  const at = `route table ${graph.subnet(name)?.routeTable ?? "?"} of ${name}`;
  return (addresses) => {
    const stretches = stretchesFrom(graph, name, addresses);
    const back = stretches.find(({ target }) => target.kind === "internet gateway");
    const elsewhere = stretches.find(({ target }) => target.kind !== "internet gateway");
    const where = elsewhere === undefined ? `no route leads to ${peer}` : formatStretch(elsewhere, peer);
    return {
      pass: leadingTo(stretches, ["internet gateway"], addresses),
      maybe: leadingTo(stretches, ["unknown", "other"], addresses),
      hop: { at, why: back === undefined ? "" : `answers go back: ${formatStretch(back, peer)}` },
      obstacle: {
        at,
        why: `${where}, and not to an internet gateway, so that no answer comes back`,
        change: `Add a route for ${peer === "the internet" ? "0.0.0.0/0" : peer} to the internet gateway to it.`,
      },
      doubt: { at, why: `${where}, which is not modelled`, change: "See for yourself where that leads." },
    };
  };
}
