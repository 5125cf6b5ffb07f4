import { AddressSet, type Family } from "./address-set";
import type { Answer, Obstacle } from "./answer";
import { type Flow, formatFlow } from "./flow";
import type { Graph } from "./graph";
import { checkListener } from "./listener-check";
import { checkNetworkAcl } from "./network-acl-check";
import { type Checkpoint, walk } from "./passage";
import type { NetworkInterface } from "./place";
import { formatStretch, stretchesFrom } from "./routing";
import { checkSecurityGroups } from "./security-group-check";
import { addressesOfInterface } from "./subnet-addresses";

/**
 * From one interface to another of the same VPC: by the route that every VPC has within itself. Which address of its subnet
 * each has is not known, so that a rule for a part of them leaves it unknown.
 */
export function reachWithin(
  graph: Graph,
  { from, to, flow, family }: { from: NetworkInterface; to: NetworkInterface; flow: Flow; family: Family },
): Answer {
  const [senders, receivers] = [from, to].map((each) => addressesOfInterface(graph, each, family));
  const elsewhere = differentVpcs(graph, from, to);
  if (elsewhere !== undefined) return elsewhere;
  if (senders === undefined) return noBlocks(from);
  if (receivers === undefined) return noBlocks(to);
  const isSameSubnet = from.subnet === to.subnet;
  // Two subnets have two ACLs between them, or the same one twice; within a subnet there is none.
  const acls = (checkpoints: readonly Checkpoint[]): readonly Checkpoint[] => (isSameSubnet ? [] : checkpoints);
  const atReceivers = walk(
    receivers,
    [
      ...(from.loadBalancer === undefined ? [] : [checkSending(graph, from, flow)]),
      checkSecurityGroups(graph, {
        direction: "egress",
        groups: from.securityGroups,
        owner: from.label,
        flow,
        peer: { label: to.label, groups: to.securityGroups },
      }),
      ...acls([checkNetworkAcl(graph, { subnet: from.subnet, direction: "egress", flow, peer: to.label })]),
      checkLocalRoute(graph, from, to),
    ],
    "all",
  );
  const atSenders = walk(
    senders,
    [
      ...acls([checkNetworkAcl(graph, { subnet: to.subnet, direction: "ingress", flow, peer: from.label })]),
      checkSecurityGroups(graph, {
        direction: "ingress",
        groups: to.securityGroups,
        owner: to.label,
        flow,
        peer: { label: from.label, groups: from.securityGroups },
      }),
      ...(to.loadBalancer === undefined ? [] : [checkListener(to.loadBalancer, flow)]),
      ...acls([
        checkNetworkAcl(graph, { subnet: to.subnet, direction: "egress", flow, peer: from.label, isReply: true }),
      ]),
    ],
    "all",
  );
  const wayBack = walk(senders, [checkLocalRoute(graph, to, from)], "all");
  const answers = walk(
    receivers,
    acls([checkNetworkAcl(graph, { subnet: from.subnet, direction: "ingress", flow, peer: to.label, isReply: true })]),
    "all",
  );
  // That both are in one VPC needs to be said once.
  return inSequence([atReceivers, atSenders, { ...wayBack, hops: [] }, answers]);
}

/** All must allow it; the first that blocks it is the reason, else the first that does not know. */
function inSequence(answers: readonly Answer[]): Answer {
  const stopped =
    answers.find(({ verdict }) => verdict === "blocked") ?? answers.find(({ verdict }) => verdict === "unknown");
  const until = stopped === undefined ? answers : answers.slice(0, answers.indexOf(stopped) + 1);
  return {
    verdict: stopped?.verdict ?? "allowed",
    hops: until.flatMap(({ hops }) => hops),
    obstacle: stopped?.obstacle,
  };
}

function differentVpcs(graph: Graph, from: NetworkInterface, to: NetworkInterface): Answer | undefined {
  const [one, other] = [graph.subnet(from.subnet), graph.subnet(to.subnet)];
  if (one === undefined) return notKnown(from);
  if (other === undefined) return notKnown(to);
  if (one.vpc === other.vpc) return undefined;
  const obstacle: Obstacle = {
    at: `VPC ${one.vpc}`,
    why: `${to.label} is in another VPC, ${other.vpc}; what connects VPCs is not modelled`,
    change: "See for yourself whether they are peered.",
  };
  return { verdict: "unknown", hops: [], obstacle };
}

function noBlocks({ subnet }: NetworkInterface): Answer {
  const obstacle = {
    at: `subnet ${subnet}`,
    why: "its blocks cannot be told",
    change: "Ask about one whose blocks are known.",
  };
  return { verdict: "unknown", hops: [], obstacle };
}

function notKnown({ label, subnet }: NetworkInterface): Answer {
  const obstacle = {
    at: label,
    why: `its subnet ${subnet} is not in this topology`,
    change: "Ask about one that is known.",
  };
  return { verdict: "unknown", hops: [], obstacle };
}

/** A load balancer sends to the ports of its target groups, and of their health checks, and to no other. */
function checkSending(graph: Graph, { loadBalancer }: NetworkInterface, flow: Flow): Checkpoint {
  const { name = "?", listeners = [] } = loadBalancer ?? {};
  const { targetGroups, services } = graph.topology;
  const forwarded = new Set(
    listeners
      .flatMap(({ defaultAction, rules }) => [defaultAction, ...rules.map(({ action }) => action)])
      .flatMap((action) => (action.kind === "forward" ? action.targetGroups : [])),
  );
  const ports = new Map(
    [...forwarded].flatMap((each) => {
      const group = targetGroups.find((candidate) => candidate.name === each);
      const registered = services.flatMap(({ targets }) => targets.filter(({ targetGroup }) => targetGroup === each));
      const checked = Number(group?.healthCheck.port);
      return [group?.port, ...registered.map(({ port }) => port), Number.isInteger(checked) ? checked : undefined]
        .filter((port) => port !== undefined)
        .map((port) => [port, each] as const);
    }),
  );
  const known = [...forwarded].every((each) => targetGroups.some((group) => group.name === each));
  const group = flow.protocol === "tcp" ? ports.get(flow.port) : undefined;
  const at = `load balancer ${name}`;
  const obstacle: Obstacle = {
    at,
    why:
      ports.size === 0
        ? "no listener forwards to a target group"
        : `it sends to port ${[...ports.keys()].join(", ")} (${[...new Set(ports.values())].join(", ")}), and not to ${formatFlow(flow)}`,
    change: `Let a listener forward to a target group on port ${flow.port}.`,
  };
  return (addresses) => ({
    pass: group === undefined ? AddressSet.none(addresses.family) : addresses,
    maybe: known || group !== undefined ? AddressSet.none(addresses.family) : addresses,
    hop: { at, why: `a listener forwards to target group ${group ?? "?"} on port ${flow.port}` },
    obstacle,
    doubt: { ...obstacle, why: "which target groups its listeners forward to cannot be known" },
  });
}

/** Within a VPC nothing is in the way but a route that is more specific than the VPC's own. */
function checkLocalRoute(graph: Graph, from: NetworkInterface, to: NetworkInterface): Checkpoint {
  const table = graph.subnet(from.subnet)?.routeTable ?? "?";
  const at = `route table ${table} of ${from.subnet}`;
  return (addresses) => {
    const none = AddressSet.none(addresses.family);
    const stretches = from.subnet === to.subnet ? [] : stretchesFrom(graph, from.subnet, addresses);
    const others = stretches.filter(({ target }) => target.kind !== "local");
    const diverted = others.reduce((all, stretch) => all.union(stretch.addresses), none);
    const [first] = others;
    const gone = others
      .filter(({ target }) => target.kind === "none" || target.kind === "blackhole")
      .reduce((all, stretch) => all.union(stretch.addresses), none);
    const why =
      first === undefined
        ? `no route of the VPC leads to ${to.label}`
        : `${formatStretch(first, to.label)} instead of staying in the VPC`;
    const change = "Remove the more specific route.";
    return {
      pass: addresses.without(diverted),
      maybe: diverted.without(gone),
      hop: { at, why: "both are in the same VPC" },
      obstacle: { at, why, change },
      doubt: { at, why, change },
    };
  };
}
