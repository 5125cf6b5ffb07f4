import type { InternetGateway as AwsInternetGateway, NatGateway as AwsNatGateway } from "@aws-sdk/client-ec2";

import type { InternetGateway, NatGateway } from "../model";
import type { LiveNames } from "./names";

export function internetGateway(
  { InternetGatewayId, Attachments = [] }: AwsInternetGateway,
  names: Pick<LiveNames, "vpc" | "internetGateway">,
): InternetGateway {
  // It is attached to one VPC at most. Amazon VPC User Guide, Internet gateways.
  const [attachment] = Attachments;
  return { name: names.internetGateway(InternetGatewayId), vpc: attachment && names.vpc(attachment.VpcId) };
}

export function natGateway(
  { NatGatewayId, SubnetId, ConnectivityType }: AwsNatGateway,
  names: Pick<LiveNames, "subnet" | "natGateway">,
): NatGateway {
  return {
    name: names.natGateway(NatGatewayId),
    // A regional one stands in no subnet, and the model has no place for it yet.
    subnet: SubnetId === undefined ? "regional" : names.subnet(SubnetId),
    connectivity: ConnectivityType ?? "public",
  };
}
