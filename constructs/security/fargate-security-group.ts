import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import type { IAlbSecurityGroup } from "./alb-security-group";

/** Fargate-SG as others see it: the containers' port, and the one security group that may reach it. */
export interface IFargateSecurityGroup {
  readonly kind: "fargate";
  readonly securityGroupId: string;
  /** The TCP port that containers listen on, 1 to 65535. */
  readonly containerPort: number;
  /** Where their traffic comes from. */
  readonly source: IAlbSecurityGroup;
}

export interface FargateSecurityGroupProps {
  readonly vpcId: string;
  /** At most 255 characters, not starting with `sg-` (Amazon EC2 API Reference, "CreateSecurityGroup"). */
  readonly name: string;
  /** The TCP port that containers listen on, 1 to 65535. */
  readonly containerPort: number;
  /** The load balancer's security group: the only source. */
  readonly source: IAlbSecurityGroup;
}

/**
 * The containers' security group. It makes both ends of the way from the load balancer, out of ALB-SG and into
 * Fargate-SG on one port, so that the two cannot disagree; the target group takes its port from here as well.
 */
export class FargateSecurityGroup extends Construct implements IFargateSecurityGroup {
  readonly kind = "fargate";
  readonly securityGroupId: string;
  readonly containerPort: number;
  readonly source: IAlbSecurityGroup;

  constructor(scope: Construct, id: string, props: FargateSecurityGroupProps) {
    super(scope, id);
    this.containerPort = props.containerPort;
    this.source = props.source;

    const securityGroup = new SecurityGroup(this, "security_group", {
      name: props.name,
      description: "Containers: traffic from the load balancer alone",
      vpcId: props.vpcId,
      tags: { Name: props.name },
    });
    securityGroup.overrideLogicalId(id);
    this.securityGroupId = securityGroup.id;

    const port = { ipProtocol: "tcp", fromPort: props.containerPort, toPort: props.containerPort };
    new VpcSecurityGroupEgressRule(this, "alb_to_fargate", {
      securityGroupId: props.source.securityGroupId,
      description: "To the containers only",
      referencedSecurityGroupId: securityGroup.id,
      ...port,
      tags: { Name: `To ${props.name}` },
    }).overrideLogicalId(`alb_to_${id}`);
    new VpcSecurityGroupIngressRule(this, "fargate_from_alb", {
      securityGroupId: securityGroup.id,
      description: "From the load balancer only",
      referencedSecurityGroupId: props.source.securityGroupId,
      ...port,
      tags: { Name: `To ${props.name}` },
    }).overrideLogicalId(`${id}_from_alb`);

    // Containers pull images and call APIs: out anywhere, by way of NAT, and nothing comes back in that they did not ask for.
    new VpcSecurityGroupEgressRule(this, "fargate_to_anywhere", {
      securityGroupId: securityGroup.id,
      description: "To anywhere through NAT",
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "-1",
      tags: { Name: `${props.name} to anywhere` },
    }).overrideLogicalId(`${id}_to_anywhere`);
  }
}
