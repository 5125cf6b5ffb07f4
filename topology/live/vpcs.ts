import type { SubnetCidrBlockState, Vpc as AwsVpc, VpcCidrBlockState } from "@aws-sdk/client-ec2";

import type { Vpc } from "../model";
import type { LiveNames } from "./names";

/** A VPC with all blocks that were ever added to it and are still its own. */
export function vpc(answer: AwsVpc, names: Pick<LiveNames, "vpc">): Vpc {
  const { VpcId, CidrBlockAssociationSet = [], Ipv6CidrBlockAssociationSet = [] } = answer;
  const ipv4 = CidrBlockAssociationSet.filter(({ CidrBlockState }) => isAssociated(CidrBlockState));
  const ipv6 = Ipv6CidrBlockAssociationSet.filter(({ Ipv6CidrBlockState }) => isAssociated(Ipv6CidrBlockState));
  return {
    name: names.vpc(VpcId),
    cidrs: [
      ...ipv4.flatMap(({ CidrBlock = [] }) => CidrBlock),
      ...ipv6.flatMap(({ Ipv6CidrBlock = [] }) => Ipv6CidrBlock),
    ],
  };
}

/** AWS goes on listing blocks that were taken away, or never came. */
const GONE: readonly (string | undefined)[] = ["disassociating", "disassociated", "failing", "failed"];

/** Whether a block belongs to its VPC or subnet. moto tells no state of a subnet's IPv6 block, and lists none that are gone. */
export function isAssociated(state: VpcCidrBlockState | SubnetCidrBlockState | undefined): boolean {
  return !GONE.includes(state?.State);
}
