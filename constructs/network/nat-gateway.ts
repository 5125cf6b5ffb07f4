import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NatGateway as AwsNatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Construct } from "constructs";
import type { InternetGateway } from "./internet-gateway";
import type { IPublicSubnet } from "./subnet";

export interface NatGatewayProps {
  /** Where it stands. In a private subnet it would have no way out itself, so that does not compile. */
  readonly subnet: IPublicSubnet;
  readonly internetGateway: InternetGateway;
  /** The Name tag of the NAT gateway and of its Elastic IP. */
  readonly name: string;
}

/** A public NAT gateway with an Elastic IP: the one-way door through which private subnets reach the internet. */
export class NatGateway extends Construct {
  readonly natGatewayId: string;
  /** The address that the rest of the internet sees, for others' allow-lists. */
  readonly publicIp: string;

  constructor(scope: Construct, id: string, props: NatGatewayProps) {
    super(scope, id);

    // AWS refuses to associate an address in a VPC without an internet gateway, and to detach the gateway while the
    // address is in use. Nothing here refers to the gateway, so both dependencies have to be said (the Terraform
    // documentation of aws_eip and aws_nat_gateway says so too).
    const eip = new Eip(this, "eip", {
      domain: "vpc",
      tags: { Name: props.name },
      dependsOn: [props.internetGateway.resource],
    });
    eip.overrideLogicalId(id);
    this.publicIp = eip.publicIp;

    const natGateway = new AwsNatGateway(this, "nat_gateway", {
      subnetId: props.subnet.subnetId,
      allocationId: eip.allocationId,
      connectivityType: "public",
      tags: { Name: props.name },
      dependsOn: [props.internetGateway.resource],
    });
    natGateway.overrideLogicalId(id);
    this.natGatewayId = natGateway.id;
  }
}
