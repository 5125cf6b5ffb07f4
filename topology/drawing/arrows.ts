import type { Expected } from "../expected";
import type { LoadBalancer, Name } from "../model";
import { isPublic } from "../promises/public-subnet";
import { type Verdict, VERDICTS } from "../reachability/answer";
import { internetAddresses } from "../reachability/internet-addresses";
import { canReach } from "../reachability/can-reach";
import type { Graph } from "../reachability/graph";
import { placesOfLoadBalancer, THE_INTERNET } from "../reachability/places";
import { stretchesFrom } from "../reachability/routing";
import type { ContainersHere } from "./containers";
import { internetGatewayId, natGatewayId } from "./gateways";
import { formatListener, forwardedTo, loadBalancerId, targetGroupId } from "./load-balancing";
import type { Arrow } from "./shapes";

/** The id of the internet's shape. */
export const INTERNET_ID = "the internet";

/** What containers go out for: to pull their image and to call others. */
const HTTPS = { protocol: "tcp", port: 443 } as const;

/** The way of a request to the containers, and the containers' own way out. */
export function arrowsOf(graph: Graph, expected: Expected, containers: readonly ContainersHere[]): Arrow[] {
  const { internetGateways, loadBalancers, natGateways } = graph.topology;
  const attached = internetGateways.filter(({ vpc }) => vpc !== undefined && graph.vpc(vpc) !== undefined);
  return [
    ...attached.map(({ name }) => request(INTERNET_ID, internetGatewayId(name), undefined, ["allowed"])),
    ...loadBalancers.flatMap((balancer) => [
      ...intoLoadBalancer(graph, expected, balancer),
      ...forwardedTo(balancer)
        .filter((group) => graph.topology.targetGroups.some(({ name }) => name === group))
        .map((group) => request(loadBalancerId(balancer.name), targetGroupId(group), undefined, ["allowed"])),
    ]),
    ...toContainers(graph, expected, containers),
    ...containers.flatMap((here) => outOfContainers(graph, here)),
    ...natGateways.flatMap((gateway) => {
      const subnet = graph.subnet(gateway.subnet);
      const way = attached.find(({ vpc }) => vpc === subnet?.vpc);
      if (subnet === undefined || way === undefined) return [];
      const open = gateway.connectivity === "public" ? isPublic(graph, subnet) : false;
      const verdict: Verdict = open === undefined ? "unknown" : open ? "allowed" : "blocked";
      return [outgoing(natGatewayId(gateway.name), internetGatewayId(way.name), verdict)];
    }),
  ];
}

/** In every zone, on the port of every listener. One that is not ours may be closed on purpose. */
function intoLoadBalancer(graph: Graph, { loadBalancer }: Expected, balancer: LoadBalancer): Arrow[] {
  const { name, listeners } = balancer;
  const places = placesOfLoadBalancer(balancer).filter(({ subnet }) => graph.subnet(subnet) !== undefined);
  const vpc = graph.subnet(places[0]?.subnet ?? "")?.vpc;
  const gateway = graph.topology.internetGateways.find((each) => each.vpc === vpc && vpc !== undefined);
  if (gateway === undefined) return [];
  const verdicts = places.flatMap((to) =>
    listeners.map(({ port, protocol }) => {
      const flow = { protocol: protocol === "UDP" ? "udp" : "tcp", port } as const;
      return canReach(graph, { from: THE_INTERNET, to, flow }).verdict;
    }),
  );
  const ways = verdicts.length === 0 ? (["blocked"] as const) : verdicts;
  const label = listeners.map(formatListener).join(", ");
  return name !== loadBalancer && ways.includes("blocked")
    ? []
    : [request(internetGatewayId(gateway.name), loadBalancerId(name), label === "" ? undefined : label, ways)];
}

/** From every zone of the load balancers that forward to their target group. */
function toContainers(graph: Graph, { targetGroup }: Expected, containers: readonly ContainersHere[]): Arrow[] {
  const group = graph.topology.targetGroups.find(({ name }) => name === targetGroup);
  const senders = graph.topology.loadBalancers.filter((balancer) => forwardedTo(balancer).includes(targetGroup));
  if (group === undefined || senders.length === 0) return [];
  return containers
    .filter(({ place }) => graph.subnet(place.subnet)?.vpc === group.vpc)
    .map(({ place, shape, ports }) => {
      const verdicts = senders
        .flatMap(placesOfLoadBalancer)
        .flatMap((from) =>
          ports.map((port) => canReach(graph, { from, to: place, flow: { protocol: "tcp", port } }).verdict),
        );
      const label = ports.map((port) => formatListener({ protocol: group.protocol, port })).join(", ");
      return request(targetGroupId(group.name), shape.id, label, verdicts);
    });
}

/** To every gateway to which the routes of their subnet lead. */
function outOfContainers(graph: Graph, { place, shape }: ContainersHere): Arrow[] {
  const isThere = (id: string): boolean =>
    graph.topology.natGateways.some(
      ({ name, subnet }) => natGatewayId(name) === id && isInVpc(graph, subnet, place.subnet),
    ) ||
    graph.topology.internetGateways.some(
      ({ name, vpc }) => internetGatewayId(name) === id && vpc === graph.subnet(place.subnet)?.vpc,
    );
  const targets = stretchesFrom(graph, place.subnet, internetAddresses("ipv4")).flatMap(({ target }) => {
    if (target.kind === "nat gateway") return natGatewayId(target.name);
    return target.kind === "internet gateway" ? internetGatewayId(target.name) : [];
  });
  const { verdict } = canReach(graph, { from: place, to: THE_INTERNET, flow: HTTPS });
  return [...new Set(targets)].filter(isThere).map((to) => outgoing(shape.id, to, verdict));
}

function isInVpc(graph: Graph, one: Name, other: Name): boolean {
  return graph.subnet(one)?.vpc !== undefined && graph.subnet(one)?.vpc === graph.subnet(other)?.vpc;
}

function request(from: string, to: string, label: string | undefined, verdicts: readonly Verdict[]): Arrow {
  const verdict = VERDICTS.find((each) => verdicts.includes(each)) ?? "unknown";
  return { from, to, kind: "request", label, verdict };
}

function outgoing(from: string, to: string, verdict: Verdict): Arrow {
  return { from, to, kind: "outgoing", label: `HTTPS:${HTTPS.port}`, verdict };
}
