import type { Vpc } from "@aws-sdk/client-ec2";
import type { Service } from "@aws-sdk/client-ecs";

import type { LoadBalancingAnswers } from "./describe-load-balancing";
import type { NetworkAnswers } from "./describe-network";
import { distinctNames, type LiveNames, nameTag } from "./names";
import { isMain } from "./route-tables";

/** All that AWS answered. */
export interface Answers {
  readonly vpcs: readonly Vpc[];
  readonly network: NetworkAnswers;
  readonly balancing: LoadBalancingAnswers;
  readonly services: readonly Service[];
}

/** Names as the model says: the Name tag, else what AWS calls the thing, and names of ours for what AWS makes by itself. */
export function liveNames({ vpcs, network, balancing, services }: Answers): LiveNames {
  const vpc = distinctNames(vpcs.map(({ VpcId, Tags }) => ({ id: VpcId, name: nameTag(Tags) })));
  const arnName = (arn: string | undefined, name: string | undefined) => ({
    id: arn,
    name: nameTag(balancing.tags.get(arn ?? "")) ?? name,
  });
  return {
    vpc,
    subnet: distinctNames(network.subnets.map(({ SubnetId, Tags }) => ({ id: SubnetId, name: nameTag(Tags) }))),
    routeTable: distinctNames(
      network.routeTables.map((table) => ({
        id: table.RouteTableId,
        name: nameTag(table.Tags) ?? (isMain(table) ? `${vpc(table.VpcId)}/main` : undefined),
      })),
    ),
    internetGateway: distinctNames(
      network.internetGateways.map(({ InternetGatewayId, Tags }) => ({ id: InternetGatewayId, name: nameTag(Tags) })),
    ),
    egressOnlyInternetGateway: distinctNames(
      network.egressOnlyInternetGateways.map(({ EgressOnlyInternetGatewayId, Tags }) => ({
        id: EgressOnlyInternetGatewayId,
        name: nameTag(Tags),
      })),
    ),
    natGateway: distinctNames(
      network.natGateways.map(({ NatGatewayId, Tags }) => ({ id: NatGatewayId, name: nameTag(Tags) })),
    ),
    networkAcl: distinctNames(
      network.networkAcls.map(({ NetworkAclId, IsDefault, Tags, VpcId }) => ({
        id: NetworkAclId,
        name: nameTag(Tags) ?? (IsDefault === true ? `${vpc(VpcId)}/default` : undefined),
      })),
    ),
    securityGroup: distinctNames(
      network.securityGroups.map(({ GroupId, GroupName, Tags, VpcId }) => ({
        id: GroupId,
        // AWS reserves this group name for the one that it makes. Amazon EC2 API Reference, CreateSecurityGroup.
        name: nameTag(Tags) ?? (GroupName === "default" ? `${vpc(VpcId)}/default` : GroupName),
      })),
    ),
    loadBalancer: distinctNames(
      balancing.loadBalancers.map(({ balancer }) => arnName(balancer.LoadBalancerArn, balancer.LoadBalancerName)),
    ),
    targetGroup: distinctNames(
      balancing.targetGroups.map(({ TargetGroupArn, TargetGroupName }) => arnName(TargetGroupArn, TargetGroupName)),
    ),
    service: distinctNames(
      services.map(({ serviceArn, serviceName, tags }) => ({
        id: serviceArn,
        name: nameTag(tags?.map(({ key, value }) => ({ Key: key, Value: value }))) ?? serviceName,
      })),
    ),
  };
}
