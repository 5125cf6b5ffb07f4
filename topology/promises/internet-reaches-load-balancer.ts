import { canReach } from "../reachability/can-reach";
import { type Flow, formatFlow } from "../reachability/flow";
import { everyKindOfFlow } from "../reachability/flow-classes";
import type { Outside } from "../reachability/place";
import { clientsIn, internetWithout, placesOfLoadBalancer, THE_INTERNET } from "../reachability/places";
import type { Expected } from "../expected";
import { type Finding, type FrontDoorPromise, mustBeAllowed, mustBeBlocked, worstOf } from "./promise";
import { noLoadBalancer } from "./no-load-balancer";

const HTTP = 80;
const HTTPS = 443;

/** Clients get in by HTTP in every zone, by HTTPS where there is a listener, and others do not. */
export const internetReachesLoadBalancer: FrontDoorPromise = {
  id: "internet-reaches-load-balancer",
  says: (expected) =>
    `${clientsOf(expected)} -> ${expected.loadBalancer} on port 80, and on 443 only with a listener there`,
  standsFor: "mistake: load balancer in private subnets; mistake: wrong security group",
  remedy: "Put the load balancer into the public subnets, with ALB-SG, which lets in HTTP and HTTPS.",
  check: (graph, expected) => {
    const balancer = graph.topology.loadBalancers.find(({ name }) => name === expected.loadBalancer);
    if (balancer === undefined) return noLoadBalancer(expected);
    const { allowedCidrs } = expected;
    const clients = isAnywhere(allowedCidrs) ? [THE_INTERNET] : allowedCidrs.map(clientsIn);
    const others = isAnywhere(allowedCidrs) ? undefined : internetWithout(allowedCidrs);
    const hasHttps = balancer.listeners.some(({ port }) => port === HTTPS);
    const wanted = [HTTP, ...(hasHttps ? [HTTPS] : [])];
    const flows = everyKindOfFlow(graph.topology, [HTTP, HTTPS]);
    const isWanted = ({ protocol, port }: Flow): boolean => protocol === "tcp" && wanted.includes(port);
    const findings = placesOfLoadBalancer(balancer).flatMap((to): Finding[] => {
      const zone = `${to.subnet}: `;
      const closed = (from: Outside, flow: Flow): Finding =>
        mustBeBlocked(
          canReach(graph, { from, to, flow }),
          `${zone}${formatFlow(flow)} is open to ${from.label}, too: `,
        );
      return [
        ...clients.flatMap((from) =>
          wanted.map((port) =>
            mustBeAllowed(canReach(graph, { from, to, flow: { protocol: "tcp", port }, forEvery: true }), zone),
          ),
        ),
        ...clients.flatMap((from) => flows.filter((flow) => !isWanted(flow)).map((flow) => closed(from, flow))),
        ...(others === undefined ? [] : flows.map((flow) => closed(others, flow))),
      ];
    });
    return worstOf(findings);
  },
};

/** For people. */
function clientsOf({ allowedCidrs }: Expected): string {
  return isAnywhere(allowedCidrs) ? "internet" : allowedCidrs.join(", ");
}

function isAnywhere(allowedCidrs: readonly string[]): boolean {
  return allowedCidrs.includes("0.0.0.0/0");
}
