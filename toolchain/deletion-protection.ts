import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
  ModifyLoadBalancerAttributesCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";

import { type AwsConnection, clientConfig, using } from "./aws-client";

/** Turns a load balancer's deletion protection off, as a person would in the console before destroying it. */
export async function allowDeletion(connection: AwsConnection, loadBalancerName: string): Promise<void> {
  await using(new ElasticLoadBalancingV2Client(clientConfig(connection)), async (client) => {
    const { LoadBalancers = [] } = await client.send(new DescribeLoadBalancersCommand({ Names: [loadBalancerName] }));
    for (const { LoadBalancerArn } of LoadBalancers) {
      const Attributes = [{ Key: "deletion_protection.enabled", Value: "false" }];
      await client.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes }));
    }
  });
}
