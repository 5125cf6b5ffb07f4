import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { Construct } from "constructs";
import type { NatGateway } from "./nat-gateway";

export interface PrivateRouteTableProps {
  readonly vpcId: string;
  /** The way out for the table's subnets. @default - none: they reach nothing beyond the VPC */
  readonly natGateway?: NatGateway | undefined;
  /** The route table's Name tag. */
  readonly name: string;
}

/** A route table that leads out through a NAT gateway or not at all, and that nothing on the internet leads into. */
export class PrivateRouteTable extends Construct {
  readonly kind = "private";
  readonly routeTableId: string;

  constructor(scope: Construct, id: string, props: PrivateRouteTableProps) {
    super(scope, id);

    const routeTable = new RouteTable(this, "route_table", { vpcId: props.vpcId, tags: { Name: props.name } });
    routeTable.overrideLogicalId(id);
    this.routeTableId = routeTable.id;

    if (props.natGateway) {
      new Route(this, "nat", {
        routeTableId: routeTable.id,
        destinationCidrBlock: "0.0.0.0/0",
        natGatewayId: props.natGateway.natGatewayId,
      }).overrideLogicalId(`${id}_nat`);
    }
  }
}
