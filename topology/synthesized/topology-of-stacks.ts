import { canonical } from "../canonical";
import type { Topology } from "../model";
import { Code } from "./code";
import { readInternetGateways, readNatGateways } from "./gateways";
import { readLoadBalancers } from "./load-balancers";
import { readNetworkAcls } from "./network-acls";
import { readRouteTables } from "./route-tables";
import { readSecurityGroups } from "./security-groups";
import { readServices } from "./services";
import { refuseSharedNames } from "./shared-names";
import type { Stack } from "./stack";
import { readSubnets } from "./subnets";
import { readTargetGroups } from "./target-groups";
import { Things } from "./things";
import { readVpcs } from "./vpcs";

/**
 * The network that some stacks describe together, with what AWS adds by itself: whether cdktf wrote them to files, or they were
 * made of what a state holds.
 *
 * @param where - whose stacks they are, such as `dev`: for errors
 * @throws ToolError if two of a kind have the same name
 */
export function topologyOfStacks(where: string, stacks: readonly Stack[]): Topology {
  const things = new Things(new Code(stacks));
  refuseSharedNames(where, things);
  const vpcs = readVpcs(things);
  const subnets = readSubnets(things);
  return canonical({
    vpcs,
    subnets,
    routeTables: readRouteTables(things),
    internetGateways: readInternetGateways(things),
    natGateways: readNatGateways(things),
    networkAcls: readNetworkAcls(things, vpcs),
    securityGroups: readSecurityGroups(things, vpcs),
    loadBalancers: readLoadBalancers(things, subnets),
    targetGroups: readTargetGroups(things),
    services: readServices(things, subnets),
  });
}
