import {
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  paginateDescribeLoadBalancers,
  paginateDescribeTargetGroups,
  type TargetHealthDescription,
} from "@aws-sdk/client-elastic-load-balancing-v2";

import { clientConfig, everyPage, ifFound, using } from "../../toolchain/aws-client";
import type { FrontDoorQuestion } from "../../toolchain/live-front-door";

/** Whether a load balancer works, and where. */
export interface LoadBalancerHealth {
  readonly arn: string;
  readonly dnsName: string;
  /** `active`, `provisioning`, `active_impaired`, `failed`. */
  readonly state: string;
  /** Why, where AWS says it. */
  readonly reason: string | undefined;
}

/** Whether a target gets requests. */
export interface TargetHealth {
  /** A container's IP address; an instance's id. */
  readonly id: string;
  readonly port: number | undefined;
  readonly availabilityZone: string | undefined;
  /** `healthy`, `unhealthy`, `initial`, `draining`, `unused`, `unavailable` ... */
  readonly state: string;
  /** AWS's reason code, such as `Target.Timeout`, see target-health-words.ts. None where it is healthy. */
  readonly reason: string | undefined;
  /** What AWS says of it, such as `Health checks failed with these codes: [404]`. */
  readonly description: string | undefined;
}

export interface TargetGroupHealth {
  readonly arn: string;
  /** Ordered by id and port. */
  readonly targets: readonly TargetHealth[];
}

/** What only live AWS knows; what does not exist is undefined. */
export interface FrontDoorHealth {
  readonly loadBalancer: LoadBalancerHealth | undefined;
  readonly targetGroup: TargetGroupHealth | undefined;
}

/**
 * Asks AWS whether a front door works.
 *
 * @throws errors of the AWS SDK as they are, see askingAws()
 */
export async function readHealth(question: FrontDoorQuestion): Promise<FrontDoorHealth> {
  return using(new ElasticLoadBalancingV2Client(clientConfig(question.connection)), async (client) => {
    const [loadBalancer, targetGroup] = await Promise.all([
      loadBalancerHealth(client, question.loadBalancerName),
      targetGroupHealth(client, question.targetGroupName),
    ]);
    return { loadBalancer, targetGroup };
  });
}

async function loadBalancerHealth(
  client: ElasticLoadBalancingV2Client,
  name: string,
): Promise<LoadBalancerHealth | undefined> {
  const pages = paginateDescribeLoadBalancers({ client }, { Names: [name] });
  const [balancer] = (await ifFound(everyPage(pages, (page) => page.LoadBalancers))) ?? [];
  if (balancer === undefined) return undefined;
  const { LoadBalancerArn = "", DNSName = "", State } = balancer;
  return { arn: LoadBalancerArn, dnsName: DNSName, state: State?.Code ?? "unknown", reason: State?.Reason };
}

async function targetGroupHealth(
  client: ElasticLoadBalancingV2Client,
  name: string,
): Promise<TargetGroupHealth | undefined> {
  const pages = paginateDescribeTargetGroups({ client }, { Names: [name] });
  const [group] = (await ifFound(everyPage(pages, (page) => page.TargetGroups))) ?? [];
  if (group === undefined) return undefined;
  const { TargetGroupArn = "" } = group;
  // All targets at once: this call has no pages.
  const answer = await ifFound(client.send(new DescribeTargetHealthCommand({ TargetGroupArn })));
  // It may have gone while we asked.
  if (answer === undefined) return undefined;
  const targets = (answer.TargetHealthDescriptions ?? []).map(targetHealth);
  return { arn: TargetGroupArn, targets: targets.sort(byIdAndPort) };
}

export function targetHealth({ Target, TargetHealth: health }: TargetHealthDescription): TargetHealth {
  return {
    id: Target?.Id ?? "unknown",
    port: Target?.Port,
    availabilityZone: Target?.AvailabilityZone,
    state: health?.State ?? "unknown",
    reason: health?.Reason,
    description: health?.Description,
  };
}

function byIdAndPort(a: TargetHealth, b: TargetHealth): number {
  return a.id.localeCompare(b.id, "en", { numeric: true }) || (a.port ?? 0) - (b.port ?? 0);
}
