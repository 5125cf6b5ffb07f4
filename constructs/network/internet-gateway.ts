import { InternetGateway as AwsInternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Construct } from "constructs";

export interface InternetGatewayProps {
  readonly vpcId: string;
  /** The internet gateway's Name tag. */
  readonly name: string;
}

/** The VPC's door to the internet. It opens only to subnets whose route table leads to it. */
export class InternetGateway extends Construct {
  /** The resource, for routes to point to and for others to depend on. */
  readonly resource: AwsInternetGateway;

  constructor(scope: Construct, id: string, props: InternetGatewayProps) {
    super(scope, id);
    this.resource = new AwsInternetGateway(this, "internet_gateway", {
      vpcId: props.vpcId,
      tags: { Name: props.name },
    });
    this.resource.overrideLogicalId(id);
  }
}
