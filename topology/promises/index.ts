import type { Expected } from "../expected";
import type { Topology } from "../model";
import { Graph } from "../reachability/graph";
import { containersReachInternet } from "./containers-reach-internet";
import { fargateOpenToAlbAlone } from "./fargate-open-to-alb-alone";
import { internetNeverReachesContainers } from "./internet-never-reaches-containers";
import { internetReachesLoadBalancer } from "./internet-reaches-load-balancer";
import { loadBalancerInTwoZones } from "./load-balancer-in-two-zones";
import { loadBalancerReachesContainers } from "./load-balancer-reaches-containers";
import { loadBalancerSecurityGroup } from "./load-balancer-security-group";
import { portsAgree } from "./ports-agree";
import { privateSubnetsBehindNat } from "./private-subnets-behind-nat";
import type { Finding, FrontDoorPromise } from "./promise";

/** What a front door promises: the one list, for code and for live AWS. */
export const PROMISES: readonly FrontDoorPromise[] = [
  internetReachesLoadBalancer,
  internetNeverReachesContainers,
  loadBalancerReachesContainers,
  containersReachInternet,
  loadBalancerInTwoZones,
  loadBalancerSecurityGroup,
  fargateOpenToAlbAlone,
  privateSubnetsBehindNat,
  portsAgree,
];

/** A promise, and what came out. */
export interface CheckedPromise extends Finding {
  readonly promise: FrontDoorPromise;
}

/** Checks all promises, in their order. */
export function checkPromises(topology: Topology, expected: Expected): CheckedPromise[] {
  const graph = new Graph(topology);
  return PROMISES.map((promise) => ({ promise, ...promise.check(graph, expected) }));
}
