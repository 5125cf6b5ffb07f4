import type { LoadBalancer as AwsServiceTarget, Service as AwsService } from "@aws-sdk/client-ecs";

import type { Service } from "../model";
import type { NetworkAnswers } from "./describe-network";
import type { LiveNames } from "./names";

type ServiceNames = Pick<LiveNames, "subnet" | "securityGroup" | "targetGroup" | "service">;
type Network = Pick<NetworkAnswers, "subnets" | "securityGroups">;

/** The subnets that a service's containers stand in. One whose tasks have no network interfaces of their own has none. */
function subnetIdsOf(answer: AwsService): string[] {
  return configurationsOf(answer).flatMap(({ subnets = [] }) => subnets);
}

/** Whether containers of a service stand in one of the subnets. */
export function standsIn(answer: AwsService, { subnets }: Pick<Network, "subnets">): boolean {
  const ids = subnetIdsOf(answer);
  return subnets.some(({ SubnetId = "" }) => ids.includes(SubnetId));
}

export function service(answer: AwsService, network: Network, names: ServiceNames): Service {
  const configurations = configurationsOf(answer);
  const targets = [answer, ...(answer.taskSets ?? [])].flatMap(({ loadBalancers = [] }) => loadBalancers);
  return {
    name: names.service(answer.serviceArn),
    subnets: subnetIdsOf(answer).map(names.subnet),
    securityGroups: configurations
      .flatMap(({ subnets, securityGroups = [] }) =>
        securityGroups.length > 0 ? securityGroups : defaultSecurityGroups(subnets, network),
      )
      .map(names.securityGroup),
    assignPublicIp: configurations.some(({ assignPublicIp }) => assignPublicIp === "ENABLED"),
    targets: targets.flatMap((target) => registeredWith(target, names)),
  };
}

/** A service that something else deploys (CodeDeploy, a controller of one's own) has its network in its task sets. */
function configurationsOf({ networkConfiguration, taskSets = [] }: AwsService) {
  return [networkConfiguration, ...taskSets.map((set) => set.networkConfiguration)].flatMap(
    (configuration) => configuration?.awsvpcConfiguration ?? [],
  );
}

/** Amazon ECS API Reference, AwsVpcConfiguration: without a security group, the default one of the VPC is used. */
function defaultSecurityGroups(subnetIds: readonly string[] | undefined, network: Network): string[] {
  const vpcs = network.subnets.filter(({ SubnetId = "" }) => subnetIds?.includes(SubnetId)).map(({ VpcId }) => VpcId);
  return network.securityGroups
    .filter(({ GroupName, VpcId }) => GroupName === "default" && vpcs.includes(VpcId))
    .flatMap(({ GroupId = [] }) => GroupId);
}

/** A blue/green deployment registers its containers with the second target group, and then changes over. */
function registeredWith(target: AwsServiceTarget, names: Pick<LiveNames, "targetGroup">): Service["targets"] {
  const { targetGroupArn, advancedConfiguration, loadBalancerName } = target;
  const arns = [targetGroupArn, advancedConfiguration?.alternateTargetGroupArn];
  const registries = [
    ...arns.flatMap((arn) => (arn === undefined ? [] : names.targetGroup(arn))),
    // A Classic Load Balancer is named by itself, and is not modelled.
    ...(loadBalancerName === undefined ? [] : [loadBalancerName]),
  ];
  return registries.map((targetGroup) => ({ targetGroup, port: target.containerPort ?? 0 }));
}
