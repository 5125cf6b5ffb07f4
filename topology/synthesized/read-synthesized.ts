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
import { readStacks } from "./stack-files";
import { readSubnets } from "./subnets";
import { readTargetGroups } from "./target-groups";
import { Things } from "./things";
import { readVpcs } from "./vpcs";

export interface SynthesizedEnvironment {
  /** The folder that cdktf wrote to, such as `cdktf.out`. */
  readonly folder: string;
  /** The environment's name, such as `dev`. */
  readonly environment: string;
}

/**
 * The network that the synthesized stacks of an environment describe, with what AWS adds by itself. It works on files: no
 * terraform, no AWS.
 *
 * What cannot be told from what is written, such as a variable, is not an error: the topology then holds the expression, and
 * nothing of that name.
 *
 * @throws ToolError if there is nothing to read, or if two of a kind have the same name
 */
export function readSynthesized({ folder, environment }: SynthesizedEnvironment): Topology {
  const things = new Things(new Code(readStacks(folder, environment)));
  refuseSharedNames(environment, things);
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
