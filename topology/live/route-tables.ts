import type { Route as AwsRoute, RouteTable as AwsRouteTable } from "@aws-sdk/client-ec2";

import type { Route, RouteTable, RouteTarget } from "../model";
import type { LiveNames } from "./names";

type RouteNames = Pick<LiveNames, "internetGateway" | "egressOnlyInternetGateway" | "natGateway">;

/** A route table without the routes inside the VPC, which it always has. */
export function routeTable(
  { RouteTableId, VpcId, Routes = [] }: AwsRouteTable,
  names: RouteNames & Pick<LiveNames, "vpc" | "routeTable">,
): RouteTable {
  return {
    name: names.routeTable(RouteTableId),
    vpc: names.vpc(VpcId),
    routes: Routes.filter(({ GatewayId }) => GatewayId !== "local").map((answer) => route(answer, names)),
  };
}

/** Whether it is the table of a VPC's subnets that name none. */
export function isMain({ Associations = [] }: AwsRouteTable): boolean {
  return Associations.some(({ Main }) => Main === true);
}

/** A route; one to a prefix list has the list's id as destination. */
export function route(answer: AwsRoute, names: RouteNames): Route {
  const { DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId } = answer;
  return {
    destination: DestinationCidrBlock ?? DestinationIpv6CidrBlock ?? DestinationPrefixListId ?? "",
    target: routeTarget(answer, names),
  };
}

function routeTarget(answer: AwsRoute, names: RouteNames): RouteTarget {
  const { GatewayId, NatGatewayId, EgressOnlyInternetGatewayId } = answer;
  if (answer.State === "blackhole") return { kind: "blackhole" };
  if (GatewayId?.startsWith("igw-")) return { kind: "internet gateway", name: names.internetGateway(GatewayId) };
  if (NatGatewayId) return { kind: "nat gateway", name: names.natGateway(NatGatewayId) };
  if (EgressOnlyInternetGatewayId) {
    return {
      kind: "egress-only internet gateway",
      name: names.egressOnlyInternetGateway(EgressOnlyInternetGatewayId),
    };
  }
  return { kind: "other", what: otherTarget(answer) };
}

/** What is not modelled, in the words of Terraform's attributes; of an instance, EC2 gives the interface too. */
function otherTarget(answer: AwsRoute): string {
  const { GatewayId } = answer;
  // An endpoint comes where an internet gateway does.
  const gateway = GatewayId?.startsWith("vpce-") ? "vpc endpoint" : "gateway";
  const candidates = {
    [gateway]: GatewayId,
    "transit gateway": answer.TransitGatewayId,
    "vpc peering connection": answer.VpcPeeringConnectionId,
    "network interface": answer.NetworkInterfaceId,
    instance: answer.InstanceId,
    "carrier gateway": answer.CarrierGatewayId,
    "local gateway": answer.LocalGatewayId,
    "core network": answer.CoreNetworkArn,
    "odb network": answer.OdbNetworkArn,
  };
  const [found] = Object.entries(candidates).flatMap(([what, id]) => (id === undefined ? [] : [`${what} ${id}`]));
  return found ?? "a target that is not modelled";
}
