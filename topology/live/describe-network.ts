import {
  type EC2Client,
  type EgressOnlyInternetGateway,
  type Filter,
  type InternetGateway,
  type NatGateway,
  type NetworkAcl,
  paginateDescribeEgressOnlyInternetGateways,
  paginateDescribeInternetGateways,
  paginateDescribeNatGateways,
  paginateDescribeNetworkAcls,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroupRules,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  type RouteTable,
  type SecurityGroup,
  type SecurityGroupRule,
  type Subnet,
} from "@aws-sdk/client-ec2";

import { everyPage } from "../../toolchain/aws-client";
import { inGroups } from "./in-groups";

/** What is in some VPCs, as EC2 says it. */
export interface NetworkAnswers {
  readonly subnets: readonly Subnet[];
  readonly routeTables: readonly RouteTable[];
  /** Those of the VPCs, and those of the environment that are attached to none. */
  readonly internetGateways: readonly InternetGateway[];
  readonly egressOnlyInternetGateways: readonly EgressOnlyInternetGateway[];
  readonly natGateways: readonly NatGateway[];
  readonly networkAcls: readonly NetworkAcl[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly securityGroupRules: readonly SecurityGroupRule[];
}

/** Amazon EC2 API Reference, "Filtering": at most 200 values of a filter. */
const VALUES_PER_FILTER = 200;

/** Asks for everything in VPCs, whoever made it and whatever its tags are; the tags are for what is attached to none. */
export async function describeNetwork(
  client: EC2Client,
  vpcIds: string[],
  environmentTags: Filter[],
): Promise<NetworkAnswers> {
  const config = { client };
  const Filters = [{ Name: "vpc-id", Values: vpcIds }];
  const ofVpcs = { Filters };
  const [subnets, routeTables, internetGateways, egressOnlyInternetGateways, natGateways, networkAcls, security] =
    await Promise.all([
      everyPage(paginateDescribeSubnets(config, ofVpcs), (page) => page.Subnets),
      everyPage(paginateDescribeRouteTables(config, ofVpcs), (page) => page.RouteTables),
      describeInternetGateways(client, vpcIds, environmentTags),
      describeEgressOnlyInternetGateways(client, vpcIds),
      everyPage(
        // AWS goes on listing a NAT gateway for an hour after its end. Amazon VPC User Guide, Work with NAT gateways.
        paginateDescribeNatGateways(config, {
          Filter: [...Filters, { Name: "state", Values: ["pending", "available"] }],
        }),
        (page) => page.NatGateways,
      ),
      everyPage(paginateDescribeNetworkAcls(config, ofVpcs), (page) => page.NetworkAcls),
      describeSecurityGroups(client, ofVpcs),
    ]);
  return {
    subnets,
    routeTables,
    internetGateways,
    egressOnlyInternetGateways,
    natGateways,
    networkAcls,
    ...security,
  };
}

async function describeInternetGateways(
  client: EC2Client,
  vpcIds: string[],
  environmentTags: Filter[],
): Promise<InternetGateway[]> {
  const ask = (Filters: Filter[]): Promise<InternetGateway[]> =>
    everyPage(paginateDescribeInternetGateways({ client }, { Filters }), (page) => page.InternetGateways);
  const [attached, tagged] = await Promise.all([
    ask([{ Name: "attachment.vpc-id", Values: vpcIds }]),
    ask(environmentTags),
  ]);
  return [...attached, ...tagged.filter(({ Attachments = [] }) => Attachments.length === 0)];
}

/** These cannot be asked for by VPC, so all of the region are read. */
async function describeEgressOnlyInternetGateways(
  client: EC2Client,
  vpcIds: readonly string[],
): Promise<EgressOnlyInternetGateway[]> {
  const pages = paginateDescribeEgressOnlyInternetGateways({ client }, {});
  const all = await everyPage(pages, (page) => page.EgressOnlyInternetGateways);
  return all.filter(({ Attachments = [] }) => Attachments.some(({ VpcId = "" }) => vpcIds.includes(VpcId)));
}

async function describeSecurityGroups(
  client: EC2Client,
  ofVpcs: { Filters: Filter[] },
): Promise<Pick<NetworkAnswers, "securityGroups" | "securityGroupRules">> {
  const pages = paginateDescribeSecurityGroups({ client }, ofVpcs);
  const securityGroups = await everyPage(pages, (page) => page.SecurityGroups);
  const ids = securityGroups.map(({ GroupId = "" }) => GroupId);
  // Rules cannot be asked for by VPC.
  const securityGroupRules = await inGroups(ids, VALUES_PER_FILTER, (Values) => {
    const Filters = [{ Name: "group-id", Values }];
    return everyPage(paginateDescribeSecurityGroupRules({ client }, { Filters }), (page) => page.SecurityGroupRules);
  });
  return { securityGroups, securityGroupRules };
}
