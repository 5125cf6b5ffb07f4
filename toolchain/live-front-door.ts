import { EC2Client, paginateDescribeSecurityGroups, paginateDescribeSubnets } from "@aws-sdk/client-ec2";
import {
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  type Listener,
  type LoadBalancer,
  paginateDescribeListeners,
  paginateDescribeLoadBalancers,
  paginateDescribeTargetGroups,
  type TargetGroup,
} from "@aws-sdk/client-elastic-load-balancing-v2";

import { type AwsConnection, clientConfig, everyPage, ifFound, using } from "./aws-client";

/** A zone that the load balancer stands in. */
export interface LiveZone {
  readonly zone: string | undefined;
  readonly subnetId: string | undefined;
  /** The subnet's Name tag. */
  readonly subnetName: string | undefined;
}

/** A listener and its default action. */
export interface LiveListener {
  readonly protocol: string | undefined;
  readonly port: number | undefined;
  /** `forward`, `redirect` ... */
  readonly actionType: string | undefined;
  /** Where it forwards to. */
  readonly targetGroupName: string | undefined;
}

/** A load balancer as AWS reports it. */
export interface LiveLoadBalancer {
  readonly name: string | undefined;
  readonly scheme: string | undefined;
  readonly state: string | undefined;
  readonly dnsName: string | undefined;
  readonly type: string | undefined;
  readonly ipAddressType: string | undefined;
  /** Ordered by zone. */
  readonly zones: readonly LiveZone[];
  readonly securityGroups: readonly { readonly id: string; readonly name: string | undefined }[];
  /** Ordered by port. */
  readonly listeners: readonly LiveListener[];
}

/** A target group as AWS reports it. */
export interface LiveTargetGroup {
  readonly name: string | undefined;
  readonly targetType: string | undefined;
  readonly protocol: string | undefined;
  readonly port: number | undefined;
  readonly protocolVersion: string | undefined;
  readonly healthCheck: {
    readonly protocol: string | undefined;
    readonly path: string | undefined;
    readonly intervalSeconds: number | undefined;
    readonly timeoutSeconds: number | undefined;
    readonly healthyThreshold: number | undefined;
    readonly unhealthyThreshold: number | undefined;
    /** `200`, `200-299` ... */
    readonly successCodes: string | undefined;
  };
  /** How many targets are registered, healthy or not. */
  readonly targets: number;
}

/** The front door that exists now; what does not exist is undefined. */
export interface LiveFrontDoor {
  readonly loadBalancer: LiveLoadBalancer | undefined;
  readonly targetGroup: LiveTargetGroup | undefined;
}

/** Which front door is asked for, by the names that AWS knows it under. */
export interface FrontDoorQuestion {
  readonly connection: AwsConnection;
  readonly loadBalancerName: string;
  readonly targetGroupName: string;
}

/** Asks AWS what exists. Things that are missing are undefined or empty; only AWS not answering is an error. */
export async function describeFrontDoor(question: FrontDoorQuestion): Promise<LiveFrontDoor> {
  const { connection, loadBalancerName, targetGroupName } = question;
  return using(new ElasticLoadBalancingV2Client(clientConfig(connection)), async (client) => {
    const balancers = paginateDescribeLoadBalancers({ client }, { Names: [loadBalancerName] });
    const groups = paginateDescribeTargetGroups({ client }, { Names: [targetGroupName] });
    const [balancer] = (await ifFound(everyPage(balancers, (page) => page.LoadBalancers))) ?? [];
    const [group] = (await ifFound(everyPage(groups, (page) => page.TargetGroups))) ?? [];
    return {
      loadBalancer: balancer && (await describeLoadBalancer(client, connection, balancer)),
      targetGroup: group && (await describeTargetGroup(client, group)),
    };
  });
}

async function describeLoadBalancer(
  client: ElasticLoadBalancingV2Client,
  connection: AwsConnection,
  balancer: LoadBalancer,
): Promise<LiveLoadBalancer> {
  const names = await namesOf(connection, balancer);
  const pages = paginateDescribeListeners({ client }, { LoadBalancerArn: balancer.LoadBalancerArn });
  const listeners = (await ifFound(everyPage(pages, (page) => page.Listeners))) ?? [];
  const zones = (balancer.AvailabilityZones ?? []).map(({ ZoneName, SubnetId }) => ({
    zone: ZoneName,
    subnetId: SubnetId,
    subnetName: names.get(SubnetId ?? ""),
  }));
  return {
    name: balancer.LoadBalancerName,
    scheme: balancer.Scheme,
    state: balancer.State?.Code,
    dnsName: balancer.DNSName,
    type: balancer.Type,
    ipAddressType: balancer.IpAddressType,
    zones: zones.sort((a, b) => (a.zone ?? "").localeCompare(b.zone ?? "")),
    securityGroups: (balancer.SecurityGroups ?? []).map((id) => ({ id, name: names.get(id) })),
    listeners: listeners.map(describeListener).sort((a, b) => (a.port ?? 0) - (b.port ?? 0)),
  };
}

function describeListener({ Protocol, Port, DefaultActions }: Listener): LiveListener {
  const [action] = DefaultActions ?? [];
  const target = action?.TargetGroupArn ?? action?.ForwardConfig?.TargetGroups?.[0]?.TargetGroupArn;
  return { protocol: Protocol, port: Port, actionType: action?.Type, targetGroupName: target && nameInArn(target) };
}

/** arn:aws:elasticloadbalancing:REGION:ACCOUNT:targetgroup/NAME/ID. Source: Service Authorization Reference, ELB V2. */
function nameInArn(arn: string): string | undefined {
  return arn.split("/")[1];
}

/** The subnets' Name tags and the security groups' names, by id. */
async function namesOf(connection: AwsConnection, balancer: LoadBalancer): Promise<Map<string, string | undefined>> {
  const subnetIds = (balancer.AvailabilityZones ?? []).flatMap(({ SubnetId }) => SubnetId ?? []);
  const groupIds = balancer.SecurityGroups ?? [];
  return using(new EC2Client(clientConfig(connection)), async (client) => {
    // An empty list of ids would mean all there are.
    const subnets = subnetIds.length === 0 ? [] : paginateDescribeSubnets({ client }, { SubnetIds: subnetIds });
    const groups = groupIds.length === 0 ? [] : paginateDescribeSecurityGroups({ client }, { GroupIds: groupIds });
    const names = new Map<string, string | undefined>();
    for await (const page of subnets) {
      for (const { SubnetId = "", Tags = [] } of page.Subnets ?? []) {
        names.set(SubnetId, Tags.find(({ Key }) => Key === "Name")?.Value);
      }
    }
    for await (const page of groups) {
      for (const { GroupId = "", GroupName } of page.SecurityGroups ?? []) names.set(GroupId, GroupName);
    }
    return names;
  });
}

async function describeTargetGroup(client: ElasticLoadBalancingV2Client, group: TargetGroup): Promise<LiveTargetGroup> {
  const health = await ifFound(client.send(new DescribeTargetHealthCommand({ TargetGroupArn: group.TargetGroupArn })));
  return {
    name: group.TargetGroupName,
    targetType: group.TargetType,
    protocol: group.Protocol,
    port: group.Port,
    protocolVersion: group.ProtocolVersion,
    healthCheck: {
      protocol: group.HealthCheckProtocol,
      path: group.HealthCheckPath,
      intervalSeconds: group.HealthCheckIntervalSeconds,
      timeoutSeconds: group.HealthCheckTimeoutSeconds,
      healthyThreshold: group.HealthyThresholdCount,
      unhealthyThreshold: group.UnhealthyThresholdCount,
      successCodes: group.Matcher?.HttpCode,
    },
    targets: health?.TargetHealthDescriptions?.length ?? 0,
  };
}
