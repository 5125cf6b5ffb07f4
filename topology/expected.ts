import type { Environment, NatGateways } from "../environments/environment";
import { awsName } from "../environments/full-name";
import type { Name } from "./model";

/** What an environment asks for, by the names that its things have. */
export interface Expected {
  readonly environment: string;
  readonly loadBalancer: Name;
  readonly targetGroup: Name;
  readonly albSecurityGroup: Name;
  readonly fargateSecurityGroup: Name;
  readonly publicSubnets: readonly Name[];
  readonly privateSubnets: readonly Name[];
  /** Where the containers listen. */
  readonly containerPort: number;
  /** The IPv4 blocks of the clients. */
  readonly allowedCidrs: readonly string[];
  readonly natGateways: NatGateways;
}

/** What an environment asks for. */
export function expectedOf(environment: Environment): Expected {
  const { name, network, loadBalancer, targetGroup } = environment;
  const subnets = (kind: "Public" | "Private"): Name[] =>
    network.zones.map((_, index) => awsName(environment, `${kind}Subnet-${index + 1}`));
  return {
    environment: name,
    loadBalancer: awsName(environment, loadBalancer.name),
    targetGroup: awsName(environment, targetGroup.name),
    albSecurityGroup: awsName(environment, "ALB-SG"),
    fargateSecurityGroup: awsName(environment, "Fargate-SG"),
    publicSubnets: subnets("Public"),
    privateSubnets: subnets("Private"),
    containerPort: targetGroup.port,
    allowedCidrs: loadBalancer.allowedCidrs,
    natGateways: network.natGateways,
  };
}
