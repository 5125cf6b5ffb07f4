import { AddressSet, type Family } from "./address-set";
import type { Answer, Hop, Obstacle } from "./answer";
import type { Flow } from "./flow";
import type { Graph } from "./graph";
import { checkNetworkAcl } from "./network-acl-check";
import { checkOnInternet } from "./on-internet-check";
import { type Checkpoint, type Demand, type Passage, send, walk } from "./passage";
import type { NetworkInterface, Outside } from "./place";
import { leadingTo, type Stretch, stretchesFrom } from "./routing";
import { checkSecurityGroups } from "./security-group-check";
import { addressesOfSubnet } from "./subnet-addresses";
import { formatTarget } from "./words";

/**
 * From an interface to addresses outside: by an internet gateway with a public address of one's own, or by a NAT gateway that
 * has one. The addresses that go the way are those of the servers.
 */
export function reachToOutside(
  graph: Graph,
  {
    from,
    to,
    flow,
    family,
    demand,
  }: { from: NetworkInterface; to: Outside; flow: Flow; family: Family; demand: Demand },
): Answer {
  const peer = { label: to.label, groups: [] };
  const acl = { subnet: from.subnet, flow, peer: to.label };
  return walk(
    to.addresses(family),
    [
      checkOnInternet(graph, from.subnet, to),
      checkSecurityGroups(graph, { direction: "egress", groups: from.securityGroups, owner: from.label, flow, peer }),
      checkNetworkAcl(graph, { ...acl, direction: "egress" }),
      checkWayOut(graph, { from, to, flow, family }),
      checkNetworkAcl(graph, { ...acl, direction: "ingress", isReply: true }),
    ],
    demand,
  );
}

interface WayOut {
  readonly from: NetworkInterface;
  readonly to: Outside;
  readonly flow: Flow;
  readonly family: Family;
}

/** The subnet's routes, each stretch of addresses by the gateway that it leads to. */
function checkWayOut(graph: Graph, way: WayOut): Checkpoint {
  return (addresses) => {
    const none = AddressSet.none(addresses.family);
    const passages = stretchesFrom(graph, way.from.subnet, addresses).map((stretch) => passageBy(graph, way, stretch));
    const through = passages.find(({ pass }) => !pass.isEmpty);
    const doubtful = passages.find(({ maybe }) => !maybe.isEmpty);
    const nothing = { at: `route table of ${way.from.subnet}`, why: "it has no routes", change: "Add one." };
    return {
      pass: passages.reduce((all, { pass }) => all.union(pass), none),
      maybe: passages.reduce((all, { maybe }) => all.union(maybe), none),
      hop: (through ?? passages[0])?.hop ?? nothing,
      obstacle: passages.find(({ pass }) => pass.isEmpty)?.obstacle ?? nothing,
      doubt: doubtful?.doubt ?? nothing,
    };
  };
}

function passageBy(graph: Graph, way: WayOut, stretch: Stretch): Passage {
  const { from, to, family } = way;
  const { addresses, target, destination } = stretch;
  const at = `route table ${graph.subnet(from.subnet)?.routeTable ?? "?"} of ${from.subnet}`;
  const none = AddressSet.none(family);
  const led = (why: string, change: string): Passage => {
    const obstacle: Obstacle = { at, why, change };
    return { pass: none, maybe: none, hop: { at, why: "" }, obstacle, doubt: obstacle };
  };
  const open = (hop: Hop): Passage => ({ ...led("", ""), pass: addresses, hop });
  switch (target.kind) {
    case "internet gateway":
      return family === "ipv6" || from.hasPublicAddress === true
        ? open({ at, why: `${destination} leads to ${formatTarget(target)}` })
        : {
            ...led(
              `${destination} leads to ${formatTarget(target)}, which needs a public address, and ${from.label} has none`,
              "Give it a public address, or lead the route to a NAT gateway.",
            ),
            maybe: from.hasPublicAddress === undefined ? addresses : none,
          };
    case "egress-only internet gateway":
      return open({ at, why: `${destination} leads to ${formatTarget(target)}` });
    case "nat gateway":
      return byNatGateway(graph, way, stretch, target.name, at);
    case "none":
      return led(`no route leads to ${to.label}`, `Add a route for ${destinationFor(to)} to a NAT gateway to it.`);
    case "unattached":
      return led(
        `${destination} leads to internet gateway ${target.name}, which is not attached to this VPC`,
        "Attach it, or lead the route to the one that is.",
      );
    case "local":
      return led(`${destination} is in the VPC itself`, "Ask about an address outside.");
    case "blackhole":
      return led(`${destination} leads to ${formatTarget(target)}`, "Lead the route to a gateway that exists.");
    case "unknown":
      return { ...led("its routes are not known", "Ask about a subnet that is known."), maybe: addresses };
    case "other":
      return {
        ...led(`${destination} leads to ${target.what}, which is not modelled`, "See for yourself where that leads."),
        maybe: addresses,
      };
  }
}

/** Through a NAT gateway: in and out of its own subnet, which must lead to the internet, and back. */
function byNatGateway(graph: Graph, way: WayOut, stretch: Stretch, name: string, at: string): Passage {
  const { from, to, flow, family } = way;
  const { addresses, destination } = stretch;
  const none = AddressSet.none(family);
  const gateway = graph.natGateway(name);
  const fail = (where: string, why: string, change: string, isUnknown = false): Passage => {
    const obstacle = { at: where, why, change };
    return { pass: none, maybe: isUnknown ? addresses : none, hop: { at: where, why: "" }, obstacle, doubt: obstacle };
  };
  if (gateway === undefined) {
    return fail(
      at,
      `${destination} leads to NAT gateway ${name}, which is not in this topology`,
      "Ask about one that is known.",
      true,
    );
  }
  const label = `NAT gateway ${name} in ${gateway.subnet}`;
  if (gateway.connectivity === "private") {
    return fail(label, "it is private, and has no way to the internet", "Make it a public one.");
  }
  if (family === "ipv6") {
    return fail(label, "it translates IPv4 alone", "Lead ::/0 to an egress-only internet gateway.");
  }
  const inside = addressesOfSubnet(graph, from.subnet, family);
  if (inside === undefined) {
    return fail(`subnet ${from.subnet}`, "its blocks cannot be told", "Ask about one whose blocks are known.", true);
  }
  const acl = { subnet: gateway.subnet, flow };
  const hop = { at: label, why: `${destination} of ${at} leads to it, one way: it lets nothing in` };
  // It takes packets from the subnet, and sends them on under its own public address.
  const inward = walk(
    inside,
    gateway.subnet === from.subnet
      ? []
      : [
          checkNetworkAcl(graph, { ...acl, direction: "ingress", peer: from.subnet }),
          checkNetworkAcl(graph, { ...acl, direction: "egress", peer: from.subnet, isReply: true }),
        ],
    "all",
  );
  const onward = send(
    addresses,
    [
      checkNetworkAcl(graph, { ...acl, direction: "egress", peer: to.label }),
      checkRouteToInternet(graph, gateway.subnet, label),
      checkNetworkAcl(graph, { ...acl, direction: "ingress", peer: to.label, isReply: true }),
    ],
    "some",
  );
  const answers = [inward, onward.answer];
  const reason = (
    answers.find(({ verdict }) => verdict === "blocked") ?? answers.find(({ verdict }) => verdict !== "allowed")
  )?.obstacle ?? { at: label, why: "a part of the addresses does not come through", change: "Ask about one of them." };
  const passes = inward.verdict === "allowed";
  return {
    pass: passes ? onward.sure : none,
    maybe: inward.verdict === "blocked" ? none : passes ? onward.maybe : onward.sure.union(onward.maybe),
    hop,
    obstacle: reason,
    doubt: reason,
  };
}

function checkRouteToInternet(graph: Graph, subnet: string, label: string): Checkpoint {
  const at = `route table ${graph.subnet(subnet)?.routeTable ?? "?"} of ${subnet}`;
  return (addresses) => {
    const stretches = stretchesFrom(graph, subnet, addresses);
    const obstacle = {
      at,
      why: `it does not lead ${label} to an internet gateway: the subnet is not public`,
      change: "Put the NAT gateway into a public subnet, or add a route for 0.0.0.0/0 to the internet gateway there.",
    };
    return {
      pass: leadingTo(stretches, ["internet gateway"], addresses),
      maybe: leadingTo(stretches, ["unknown", "other"], addresses),
      hop: { at, why: "it leads to an internet gateway" },
      obstacle,
      doubt: obstacle,
    };
  };
}

function destinationFor({ label }: Outside): string {
  return label === "the internet" ? "0.0.0.0/0" : label;
}
