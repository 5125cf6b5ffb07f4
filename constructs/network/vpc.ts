import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { Vpc as AwsVpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";

export interface VpcProps {
  /** An IPv4 block, /16 to /28 (Amazon VPC User Guide, "VPC CIDR blocks"). */
  readonly cidrBlock: string;
  /** The VPC's Name tag. */
  readonly name: string;
}

/**
 * A VPC with DNS support and host names on, whose default security group lets nothing in and nothing out.
 *
 * AWS puts whatever names no security group of its own into the default one, and that one lets all its members talk
 * to each other. It cannot be deleted, so it is emptied (AWS Security Hub control EC2.2).
 */
export class Vpc extends Construct {
  readonly vpcId: string;

  constructor(scope: Construct, id: string, props: VpcProps) {
    super(scope, id);

    const vpc = new AwsVpc(this, "vpc", {
      cidrBlock: props.cidrBlock,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: props.name },
    });
    vpc.overrideLogicalId(id);
    this.vpcId = vpc.id;

    // No ingress and no egress block: the provider then removes every rule that AWS put there.
    new DefaultSecurityGroup(this, "default_security_group", {
      vpcId: vpc.id,
      tags: { Name: `${props.name}-default-closed` },
    }).overrideLogicalId(id);
  }
}
