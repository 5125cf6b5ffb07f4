import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Construct } from "constructs";

/** What a subnet is made from; its kind decides which route tables it takes. */
export interface RoutedSubnetProps<RouteTable extends { readonly routeTableId: string }> {
  readonly vpcId: string;
  /** An IPv4 block inside the VPC's, /16 to /28 (Amazon VPC User Guide, "Subnet CIDR blocks"). */
  readonly cidrBlock: string;
  /** An availability zone of the stack's region, such as `us-east-1a`. */
  readonly availabilityZone: string;
  readonly routeTable: RouteTable;
  /** The subnet's Name tag. */
  readonly name: string;
}

/**
 * A subnet together with its route table: the table is what makes it public or private, so none is made without.
 *
 * Nothing gets a public address by merely being launched in one, public subnets included: a load balancer and a NAT
 * gateway have theirs by their own settings (AWS Security Hub control EC2.15).
 */
export abstract class RoutedSubnet<RouteTable extends { readonly routeTableId: string }> extends Construct {
  readonly subnetId: string;
  readonly availabilityZone: string;

  constructor(scope: Construct, id: string, props: RoutedSubnetProps<RouteTable>) {
    super(scope, id);

    const subnet = new Subnet(this, "subnet", {
      vpcId: props.vpcId,
      cidrBlock: props.cidrBlock,
      availabilityZone: props.availabilityZone,
      mapPublicIpOnLaunch: false,
      tags: { Name: props.name },
    });
    subnet.overrideLogicalId(id);
    this.subnetId = subnet.id;
    this.availabilityZone = props.availabilityZone;

    new RouteTableAssociation(this, "route_table_association", {
      subnetId: subnet.id,
      routeTableId: props.routeTable.routeTableId,
    }).overrideLogicalId(id);
  }
}
