import {
  DescribeTagsCommand,
  ElasticLoadBalancingV2Client,
  type Listener,
  type LoadBalancer,
  paginateDescribeListeners,
  paginateDescribeLoadBalancers,
  paginateDescribeRules,
  paginateDescribeTargetGroups,
  type Rule,
  type Tag,
  type TargetGroup,
} from "@aws-sdk/client-elastic-load-balancing-v2";

import { type AwsConnection, clientConfig, everyPage, using } from "../../toolchain/aws-client";
import { inGroups } from "./in-groups";

export interface ListenerAnswer {
  readonly listener: Listener;
  /** With the default one. */
  readonly rules: readonly Rule[];
}

export interface LoadBalancerAnswer {
  readonly balancer: LoadBalancer;
  readonly listeners: readonly ListenerAnswer[];
}

/** What balances load in some VPCs, as Elastic Load Balancing says it. */
export interface LoadBalancingAnswers {
  readonly loadBalancers: readonly LoadBalancerAnswer[];
  readonly targetGroups: readonly TargetGroup[];
  /** The tags of both, by ARN. */
  readonly tags: ReadonlyMap<string, readonly Tag[]>;
}

/** Elastic Load Balancing API Reference, DescribeTags: at most 20 resources a call. */
const ARNS_PER_CALL = 20;

/**
 * Asks for all load balancers and target groups of VPCs, and for target groups of Lambda functions to which they forward: those
 * are in no VPC. AWS takes no filter for them, so those of the region are read.
 */
export async function describeLoadBalancing(
  connection: AwsConnection,
  vpcIds: readonly string[],
): Promise<LoadBalancingAnswers> {
  const isInVpcs = ({ VpcId = "" }: { VpcId?: string | undefined }): boolean => vpcIds.includes(VpcId);
  return using(new ElasticLoadBalancingV2Client(clientConfig(connection)), async (client) => {
    const [balancers, allGroups] = await Promise.all([
      everyPage(paginateDescribeLoadBalancers({ client }, {}), (page) => page.LoadBalancers?.filter(isInVpcs)),
      everyPage(paginateDescribeTargetGroups({ client }, {}), (page) => page.TargetGroups),
    ]);
    const targetGroups = allGroups.filter(
      (group) =>
        isInVpcs(group) ||
        balancers.some(({ LoadBalancerArn = "" }) => group.LoadBalancerArns?.includes(LoadBalancerArn)),
    );
    const arns = [
      ...balancers.map(({ LoadBalancerArn = "" }) => LoadBalancerArn),
      ...targetGroups.map(({ TargetGroupArn = "" }) => TargetGroupArn),
    ];
    const [listeners, tags] = await Promise.all([
      Promise.all(balancers.map((balancer) => describeListeners(client, balancer))),
      describeTags(client, arns),
    ]);
    return {
      loadBalancers: balancers.map((balancer, index) => ({ balancer, listeners: listeners[index] ?? [] })),
      targetGroups,
      tags,
    };
  });
}

async function describeListeners(
  client: ElasticLoadBalancingV2Client,
  { LoadBalancerArn, Type }: LoadBalancer,
): Promise<ListenerAnswer[]> {
  const pages = paginateDescribeListeners({ client }, { LoadBalancerArn });
  const listeners = await everyPage(pages, (page) => page.Listeners);
  // Only an Application Load Balancer has rules. Elastic Load Balancing API Reference, CreateRule.
  if (Type !== "application") return listeners.map((listener) => ({ listener, rules: [] }));
  return Promise.all(
    listeners.map(async (listener) => {
      const { ListenerArn } = listener;
      return {
        listener,
        rules: await everyPage(paginateDescribeRules({ client }, { ListenerArn }), (page) => page.Rules),
      };
    }),
  );
}

async function describeTags(
  client: ElasticLoadBalancingV2Client,
  arns: readonly string[],
): Promise<Map<string, readonly Tag[]>> {
  const descriptions = await inGroups(arns, ARNS_PER_CALL, async (ResourceArns) => {
    const { TagDescriptions = [] } = await client.send(new DescribeTagsCommand({ ResourceArns }));
    return TagDescriptions;
  });
  return new Map(descriptions.map(({ ResourceArn = "", Tags = [] }) => [ResourceArn, Tags]));
}
