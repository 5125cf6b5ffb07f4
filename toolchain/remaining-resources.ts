import {
  DescribeAddressesCommand,
  EC2Client,
  paginateDescribeInternetGateways,
  paginateDescribeNatGateways,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcs,
  type Tag,
} from "@aws-sdk/client-ec2";
import {
  DescribeTagsCommand,
  ElasticLoadBalancingV2Client,
  paginateDescribeLoadBalancers,
  paginateDescribeTargetGroups,
} from "@aws-sdk/client-elastic-load-balancing-v2";

import { type AwsConnection, clientConfig, everyPage, using } from "./aws-client";

/** Which environment is asked about. */
export interface RemainingQuestion {
  readonly connection: AwsConnection;
  /** The value of the default tag Environment. */
  readonly environment: string;
  /** The value of the default tag Project. @default "front-door" */
  readonly project?: string;
}

/**
 * What exists of an environment, told by the default tags of its stacks: after `destroy`, nothing.
 *
 * @returns one `type id (name)` each, such as `vpc vpc-0a1b (dev-vpc)`
 */
export async function remainingResources(question: RemainingQuestion): Promise<string[]> {
  return [...(await remainingInEc2(question)), ...(await remainingInElb(question))];
}

async function remainingInEc2({
  connection,
  environment,
  project = "front-door",
}: RemainingQuestion): Promise<string[]> {
  const Filters = [
    { Name: "tag:Environment", Values: [environment] },
    { Name: "tag:Project", Values: [project] },
  ];
  return using(new EC2Client(clientConfig(connection)), async (client) => {
    const config = { client };
    const vpcs = await everyPage(paginateDescribeVpcs(config, { Filters }), (page) => page.Vpcs);
    const subnets = await everyPage(paginateDescribeSubnets(config, { Filters }), (page) => page.Subnets);
    const internet = await everyPage(
      paginateDescribeInternetGateways(config, { Filters }),
      (page) => page.InternetGateways,
    );
    const nat = await everyPage(paginateDescribeNatGateways(config, { Filter: Filters }), (page) => page.NatGateways);
    const { Addresses: addresses = [] } = await client.send(new DescribeAddressesCommand({ Filters }));
    const routes = await everyPage(paginateDescribeRouteTables(config, { Filters }), (page) => page.RouteTables);
    const groups = await everyPage(paginateDescribeSecurityGroups(config, { Filters }), (page) => page.SecurityGroups);
    return [
      ...vpcs.map(({ VpcId, Tags }) => line("vpc", VpcId, nameTag(Tags))),
      ...subnets.map(({ SubnetId, Tags }) => line("subnet", SubnetId, nameTag(Tags))),
      ...internet.map(({ InternetGatewayId, Tags }) => line("internet gateway", InternetGatewayId, nameTag(Tags))),
      // AWS goes on listing a NAT gateway for an hour after its end. Amazon VPC User Guide, Work with NAT gateways.
      ...nat
        .filter(({ State }) => State !== "deleted")
        .map(({ NatGatewayId, Tags }) => line("nat gateway", NatGatewayId, nameTag(Tags))),
      ...addresses.map(({ AllocationId, Tags }) => line("elastic ip", AllocationId, nameTag(Tags))),
      ...routes.map(({ RouteTableId, Tags }) => line("route table", RouteTableId, nameTag(Tags))),
      ...groups.map(({ GroupId, GroupName }) => line("security group", GroupId, GroupName)),
    ];
  });
}

async function remainingInElb({
  connection,
  environment,
  project = "front-door",
}: RemainingQuestion): Promise<string[]> {
  return using(new ElasticLoadBalancingV2Client(clientConfig(connection)), async (client) => {
    const balancers = await everyPage(paginateDescribeLoadBalancers({ client }, {}), (page) => page.LoadBalancers);
    const groups = await everyPage(paginateDescribeTargetGroups({ client }, {}), (page) => page.TargetGroups);
    const all = [
      ...balancers.map((each) => ({
        type: "load balancer",
        arn: each.LoadBalancerArn ?? "",
        name: each.LoadBalancerName,
      })),
      ...groups.map((each) => ({ type: "target group", arn: each.TargetGroupArn ?? "", name: each.TargetGroupName })),
    ];
    const ours = await taggedArns(
      client,
      all.map(({ arn }) => arn),
      { Environment: environment, Project: project },
    );
    return all.filter(({ arn }) => ours.has(arn)).map(({ type, arn, name }) => line(type, arn, name));
  });
}

/** Elastic Load Balancing API Reference, DescribeTags: at most 20 resources a call. */
const ARNS_PER_CALL = 20;

async function taggedArns(
  client: ElasticLoadBalancingV2Client,
  arns: readonly string[],
  wanted: Readonly<Record<string, string>>,
): Promise<Set<string>> {
  const tagged = new Set<string>();
  for (let first = 0; first < arns.length; first += ARNS_PER_CALL) {
    const ResourceArns = arns.slice(first, first + ARNS_PER_CALL);
    const { TagDescriptions = [] } = await client.send(new DescribeTagsCommand({ ResourceArns }));
    for (const { ResourceArn = "", Tags = [] } of TagDescriptions) {
      const has = ([key, value]: [string, string]): boolean =>
        Tags.some((tag) => tag.Key === key && tag.Value === value);
      if (Object.entries(wanted).every(has)) tagged.add(ResourceArn);
    }
  }
  return tagged;
}

function nameTag(tags: readonly Tag[] | undefined): string | undefined {
  return tags?.find(({ Key }) => Key === "Name")?.Value;
}

function line(type: string, id: string | undefined, name: string | undefined): string {
  return `${type} ${id ?? "?"} (${name ?? "no name"})`;
}
