import type { NetworkAcl as AwsNetworkAcl, NetworkAclEntry as AwsNetworkAclEntry } from "@aws-sdk/client-ec2";

import type { NetworkAcl, NetworkAclEntry } from "../model";
import { portsOf, protocolOf } from "../protocol";
import type { LiveNames } from "./names";

/** The last number that a person can give; those above are AWS's own "*" that denies the rest, for IPv4 and IPv6. */
const LAST_RULE_NUMBER = 32_766;

/** A network ACL with the entries that somebody wrote. Source: Amazon VPC User Guide, "Network ACL basics". */
export function networkAcl(
  { NetworkAclId, VpcId, Entries = [] }: AwsNetworkAcl,
  names: Pick<LiveNames, "vpc" | "networkAcl">,
): NetworkAcl {
  return {
    name: names.networkAcl(NetworkAclId),
    vpc: names.vpc(VpcId),
    entries: Entries.map(networkAclEntry).filter(({ ruleNumber }) => ruleNumber <= LAST_RULE_NUMBER),
  };
}

export function networkAclEntry(answer: AwsNetworkAclEntry): NetworkAclEntry {
  const { Egress, RuleNumber = 0, RuleAction, Protocol = "-1", CidrBlock, Ipv6CidrBlock, PortRange } = answer;
  const protocol = protocolOf(Protocol);
  return {
    direction: Egress === true ? "egress" : "ingress",
    ruleNumber: RuleNumber,
    action: RuleAction ?? "deny",
    protocol,
    cidr: CidrBlock ?? Ipv6CidrBlock ?? "",
    ports: portsOf(protocol, PortRange?.From, PortRange?.To),
  };
}
