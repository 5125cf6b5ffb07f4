import { canReach } from "../reachability/can-reach";
import { internetWithout, outside, placesOfLoadBalancer, THE_INTERNET } from "../reachability/places";
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
    const clients = isAnywhere(allowedCidrs) ? [THE_INTERNET] : allowedCidrs.map((cidr) => outside(cidr, [cidr]));
    const others = isAnywhere(allowedCidrs) ? undefined : internetWithout(allowedCidrs);
    const places = placesOfLoadBalancer(balancer);
    const hasHttps = balancer.listeners.some(({ port }) => port === HTTPS);
    const findings = places.flatMap((to): Finding[] => {
      const ask = (from: (typeof clients)[number], port: number) =>
        canReach(graph, { from, to, flow: { protocol: "tcp", port } });
      const zone = `${to.subnet}: `;
      return [
        ...clients.flatMap((from) => [
          mustBeAllowed(ask(from, HTTP), zone),
          hasHttps ? mustBeAllowed(ask(from, HTTPS), zone) : mustBeBlocked(ask(from, HTTPS), zone),
        ]),
        ...(others === undefined ? [] : [mustBeBlocked(ask(others, HTTP), zone)]),
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
