import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { Construct } from "constructs";
import type { InternetGateway } from "./internet-gateway";

export interface PublicRouteTableProps {
  readonly vpcId: string;
  readonly internetGateway: InternetGateway;
  /** The route table's Name tag. */
  readonly name: string;
}

/** A route table whose default route is the internet gateway: it is what makes a subnet public. */
export class PublicRouteTable extends Construct {
  readonly kind = "public";
  readonly routeTableId: string;

  constructor(scope: Construct, id: string, props: PublicRouteTableProps) {
    super(scope, id);

    const routeTable = new RouteTable(this, "route_table", { vpcId: props.vpcId, tags: { Name: props.name } });
    routeTable.overrideLogicalId(id);
    this.routeTableId = routeTable.id;

    // Routes are resources of their own, so that a route added later (peering, a VPN) changes no other.
    new Route(this, "internet", {
      routeTableId: routeTable.id,
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: props.internetGateway.resource.id,
    }).overrideLogicalId(`${id}_internet`);
  }
}
