import type { Expected } from "../expected";
import { canReach } from "../reachability/can-reach";
import type { Graph } from "../reachability/graph";
import { placesOfContainers, THE_INTERNET } from "../reachability/places";
import { type Finding, type FrontDoorPromise, mustBeAllowed, mustBeBlocked, worstOf } from "./promise";

/** To pull their image and to call others. */
const HTTPS = { protocol: "tcp", port: 443 } as const;

/** Out through a NAT gateway, which lets nothing in; or not at all, by choice. */
export const containersReachInternet: FrontDoorPromise = {
  id: "containers-reach-internet",
  says: ({ natGateways }) =>
    natGateways === "none"
      ? "containers -> internet: no, by choice (natGateways: none)"
      : "containers -> internet on port 443 through NAT, and no way back in",
  standsFor: "day 5, NAT gateway; day 6, private route table",
  remedy: "Let the private subnets' default route lead to a NAT gateway in a public subnet.",
  check: (graph, expected) => {
    const containers = placesOfContainers(graph, expected);
    return worstOf(
      containers.map((from) => {
        const isWanted = expected.natGateways !== "none";
        const answer = canReach(graph, { from, to: THE_INTERNET, flow: HTTPS, forEvery: isWanted });
        const finding = expected.natGateways === "none" ? mustBeBlocked(answer) : mustBeAllowed(answer);
        return finding.outcome === "kept" ? throughNat(graph, expected, from.subnet, finding) : finding;
      }),
    );
  },
};

/** A container with a public address would go out by itself, and could be come in to. */
function throughNat(graph: Graph, { natGateways }: Expected, subnet: string, finding: Finding): Finding {
  const table = graph.routeTable(graph.subnet(subnet)?.routeTable ?? "");
  const direct = table?.routes.find(({ target }) => target.kind === "internet gateway");
  if (natGateways === "none" || table === undefined || direct === undefined) return finding;
  return {
    outcome: "broken",
    reason: `route table ${table.name} of ${subnet}: ${direct.destination} leads to an internet gateway, which is a way in as well`,
    change: "Lead the route to a NAT gateway.",
    culprits: [`route table ${table.name}`],
  };
}
