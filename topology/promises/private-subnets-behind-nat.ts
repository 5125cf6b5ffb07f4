import type { Expected } from "../expected";
import type { NatGateway, Subnet } from "../model";
import type { Graph } from "../reachability/graph";
import { internetAddresses } from "../reachability/internet-addresses";
import { leadingTo, stretchesFrom } from "../reachability/routing";
import { type Finding, type FrontDoorPromise, worstOf } from "./promise";
import { defaultRouteOf, isPublic } from "./public-subnet";

/** A private subnet has one way out, and that is one way. */
export const privateSubnetsBehindNat: FrontDoorPromise = {
  id: "private-subnets-behind-nat",
  says: ({ natGateways }) =>
    natGateways === "none"
      ? "private subnets have no default route, by choice (natGateways: none)"
      : "every private subnet's default route is a NAT gateway in a public subnet",
  standsFor: "day 5, NAT gateway; day 6, PrivateRouteTable",
  remedy: "PrivateRouteTable: 0.0.0.0/0 to the NAT gateway, and the NAT gateway in a public subnet.",
  check: (graph, expected) =>
    worstOf(
      expected.privateSubnets.map((name) => {
        const subnet = graph.subnet(name);
        return subnet === undefined ? missing(name, expected) : findingFor(graph, expected, subnet);
      }),
    ),
};

function findingFor(graph: Graph, { natGateways }: Expected, subnet: Subnet): Finding {
  const at = `route table ${subnet.routeTable} of ${subnet.name}`;
  const internet = internetAddresses("ipv4");
  const stretches = stretchesFrom(graph, subnet.name, internet);
  const broken = (reason: string, change: string): Finding => ({ outcome: "broken", reason, change, culprits: [at] });
  const route = `${at}: ${defaultRouteOf(graph, subnet)}`;
  if (stretches.some(({ target }) => target.kind === "unknown")) {
    return {
      outcome: "unknown",
      reason: `${at}: its routes are not known`,
      change: "Name routes that can be told.",
      culprits: [at],
    };
  }
  if (natGateways === "none") {
    return leadingTo(stretches, ["none"], internet).includes(internet)
      ? { outcome: "kept", reason: route }
      : broken(
          `${route}, and there should be none`,
          `Remove the route from ${subnet.routeTable}, or choose natGateways.`,
        );
  }
  if (!leadingTo(stretches, ["nat gateway"], internet).includes(internet)) {
    return broken(`${route}, and not to a NAT gateway`, `Lead 0.0.0.0/0 of ${subnet.routeTable} to a NAT gateway.`);
  }
  const names = stretches.flatMap(({ target }) => (target.kind === "nat gateway" ? [target.name] : []));
  return worstOf([
    ...names.flatMap((name) => natFinding(graph, graph.natGateway(name), name)),
    {
      outcome: "kept",
      reason: `${route}, in ${names.map((name) => graph.natGateway(name)?.subnet ?? "?").join(", ")}`,
    },
  ]);
}

function natFinding(graph: Graph, gateway: NatGateway | undefined, name: string): Finding[] {
  const at = `NAT gateway ${name}`;
  const subnet = gateway && graph.subnet(gateway.subnet);
  if (gateway === undefined || subnet === undefined) {
    return [{ outcome: "unknown", reason: `${at} is not in this topology`, change: "Name one that can be told." }];
  }
  const change = "Put a public NAT gateway into a public subnet.";
  if (gateway.connectivity === "private") {
    return [{ outcome: "broken", reason: `${at} is private, and has no way to the internet`, change, culprits: [at] }];
  }
  if (isPublic(graph, subnet) === true) return [];
  return [
    {
      outcome: "broken",
      reason: `${at} is in ${subnet.name}, which is not public: ${defaultRouteOf(graph, subnet)}`,
      change,
      culprits: [at, subnet.name],
    },
  ];
}

function missing(name: string, { environment }: Expected): Finding {
  return {
    outcome: "broken",
    reason: `there is no subnet ${name}`,
    change: `Deploy it: npx cdktf deploy '${environment}-network'.`,
  };
}
