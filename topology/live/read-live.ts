import { EC2Client, paginateDescribeVpcs } from "@aws-sdk/client-ec2";

import { type AwsConnection, clientConfig, everyPage, using } from "../../toolchain/aws-client";
import { canonical, NOTHING } from "../canonical";
import type { Topology } from "../model";
import { describeLoadBalancing } from "./describe-load-balancing";
import { describeNetwork } from "./describe-network";
import { describeServices } from "./describe-services";
import { internetGateway, natGateway } from "./gateways";
import { type Answers, liveNames } from "./live-names";
import { loadBalancer } from "./load-balancers";
import { networkAcl } from "./network-acls";
import { routeTable } from "./route-tables";
import { securityGroups } from "./security-groups";
import { service, standsIn } from "./services";
import { subnets } from "./subnets";
import { targetGroup } from "./target-groups";
import { vpc } from "./vpcs";

/** Which environment is read, and from where. */
export interface LiveQuestion {
  readonly connection: AwsConnection;
  /** The value of the default tag Environment. */
  readonly environment: string;
  /** The value of the default tag Project. @default "front-door" */
  readonly project?: string;
}

/**
 * Reads an environment's network from AWS. Its VPCs are told by the default tags of its stacks; what is in them is read
 * whatever its tags are, since what somebody added by hand is what matters.
 *
 * @returns nothing at all where the environment has no VPC
 * @throws errors of the AWS SDK as they are, see askingAws()
 */
export async function readLive({ connection, environment, project = "front-door" }: LiveQuestion): Promise<Topology> {
  const tags = [
    { Name: "tag:Environment", Values: [environment] },
    { Name: "tag:Project", Values: [project] },
  ];
  return using(new EC2Client(clientConfig(connection)), async (client) => {
    const vpcs = await everyPage(paginateDescribeVpcs({ client }, { Filters: tags }), (page) => page.Vpcs);
    if (vpcs.length === 0) return NOTHING;
    const vpcIds = vpcs.flatMap(({ VpcId = [] }) => VpcId);
    const [network, balancing, allServices] = await Promise.all([
      describeNetwork(client, vpcIds, tags),
      describeLoadBalancing(connection, vpcIds),
      describeServices(connection),
    ]);
    return topologyOf({ vpcs, network, balancing, services: allServices.filter((each) => standsIn(each, network)) });
  });
}

function topologyOf(answers: Answers): Topology {
  const { vpcs, network, balancing, services } = answers;
  const names = liveNames(answers);
  return canonical({
    vpcs: vpcs.map((each) => vpc(each, names)),
    subnets: subnets(network, names),
    routeTables: network.routeTables.map((each) => routeTable(each, names)),
    internetGateways: network.internetGateways.map((each) => internetGateway(each, names)),
    natGateways: network.natGateways.map((each) => natGateway(each, names)),
    networkAcls: network.networkAcls.map((each) => networkAcl(each, names)),
    securityGroups: securityGroups(network, names),
    loadBalancers: balancing.loadBalancers.map((each) => loadBalancer(each, names)),
    targetGroups: balancing.targetGroups.map((each) => targetGroup(each, names)),
    services: services.map((each) => service(each, network, names)),
  });
}
