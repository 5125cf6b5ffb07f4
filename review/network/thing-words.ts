import { KINDS } from "../../topology/drift";
import type { Topology } from "../../topology/model";
import { formatEntry, formatListener, formatRoute, formatRule } from "../../topology/reachability/words";

type Words = { readonly [K in keyof Topology]: (thing: Topology[K][number]) => readonly string[] };

/** What matters of a thing to who can reach whom. */
const WORDS: Words = {
  vpcs: ({ cidrs }) => cidrs,
  subnets: ({ availabilityZone, cidrs, routeTable }) => [availabilityZone, ...cidrs, `route table ${routeTable}`],
  routeTables: ({ routes }) => routes.map(formatRoute),
  internetGateways: ({ vpc }) => [`attached to ${vpc ?? "no VPC"}`],
  natGateways: ({ subnet, connectivity }) => [connectivity, `in ${subnet}`],
  networkAcls: ({ entries }) => entries.map(formatEntry),
  securityGroups: ({ rules }) => rules.map(formatRule),
  loadBalancers: ({ scheme, subnets, listeners }) => [
    scheme,
    `in ${subnets.join(", ")}`,
    ...listeners.map(formatListener),
  ],
  targetGroups: ({ targetType, protocol, port }) => [targetType, `${protocol}:${port}`],
  services: ({ subnets }) => [`in ${subnets.join(", ")}`],
};

/** What is to be said of a thing behind its name: ` (ingress tcp 22 from 0.0.0.0/0)`, or nothing. */
export function inDetail<K extends keyof Topology>(key: K, thing: Topology[K][number]): string {
  const words = WORDS[key](thing).join(", ");
  return words === "" ? "" : ` (${words})`;
}

/** `1 VPC, 4 subnets, 3 route tables`: everything but services. */
export function howMuch(topology: Topology): string {
  return (Object.keys(KINDS) as (keyof Topology)[])
    .filter((key) => key !== "services" && topology[key].length > 0)
    .map((key) => `${topology[key].length} ${KINDS[key]}${topology[key].length === 1 ? "" : "s"}`)
    .join(", ");
}
