import type { Subnet as AwsSubnet } from "@aws-sdk/client-ec2";

import type { Subnet } from "../model";
import type { NetworkAnswers } from "./describe-network";
import type { LiveNames } from "./names";
import { isMain } from "./route-tables";
import { isAssociated } from "./vpcs";

/** Subnets with what decides over their traffic: the route table and the ACL that they name, or else the VPC's own. */
export function subnets(
  { subnets: answers, routeTables, networkAcls }: Pick<NetworkAnswers, "subnets" | "routeTables" | "networkAcls">,
  names: Pick<LiveNames, "vpc" | "subnet" | "routeTable" | "networkAcl">,
): Subnet[] {
  const tableOf = new Map(
    routeTables.flatMap(({ RouteTableId, Associations = [] }) =>
      Associations.map(({ SubnetId }) => [SubnetId, RouteTableId] as const),
    ),
  );
  const mainTableOf = new Map(routeTables.filter(isMain).map(({ VpcId, RouteTableId }) => [VpcId, RouteTableId]));
  // EC2 names the ACL of every subnet, that of those that name none too.
  const aclOf = new Map(
    networkAcls.flatMap(({ NetworkAclId, Associations = [] }) =>
      Associations.map(({ SubnetId }) => [SubnetId, NetworkAclId] as const),
    ),
  );
  return answers.map((answer) => {
    const { SubnetId, VpcId, AvailabilityZone = "" } = answer;
    return {
      name: names.subnet(SubnetId),
      vpc: names.vpc(VpcId),
      availabilityZone: AvailabilityZone,
      cidrs: cidrsOf(answer),
      routeTable: names.routeTable(tableOf.get(SubnetId) ?? mainTableOf.get(VpcId)),
      networkAcl: names.networkAcl(aclOf.get(SubnetId)),
    };
  });
}

function cidrsOf({ CidrBlock, Ipv6CidrBlockAssociationSet = [] }: AwsSubnet): string[] {
  const ipv6 = Ipv6CidrBlockAssociationSet.filter(({ Ipv6CidrBlockState }) => isAssociated(Ipv6CidrBlockState));
  // A subnet for IPv6 alone has no IPv4 block.
  return [...(CidrBlock ? [CidrBlock] : []), ...ipv6.flatMap(({ Ipv6CidrBlock = [] }) => Ipv6CidrBlock)];
}
