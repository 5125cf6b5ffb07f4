import type { SecurityGroupRule as AwsSecurityGroupRule } from "@aws-sdk/client-ec2";

import type { Peer, SecurityGroup, SecurityGroupRule } from "../model";
import { portsOf, protocolOf } from "../protocol";
import type { NetworkAnswers } from "./describe-network";
import type { LiveNames } from "./names";

type SecurityNames = Pick<LiveNames, "vpc" | "securityGroup">;

/** Security groups, each with its own rules. */
export function securityGroups(
  answers: Pick<NetworkAnswers, "securityGroups" | "securityGroupRules">,
  names: SecurityNames,
): SecurityGroup[] {
  return answers.securityGroups.map(({ GroupId, VpcId }) => ({
    name: names.securityGroup(GroupId),
    vpc: names.vpc(VpcId),
    rules: answers.securityGroupRules
      .filter((rule) => rule.GroupId === GroupId)
      .map((rule) => securityGroupRule(rule, names)),
  }));
}

export function securityGroupRule(
  answer: AwsSecurityGroupRule,
  names: Pick<LiveNames, "securityGroup">,
): SecurityGroupRule {
  const { IsEgress, IpProtocol = "-1", FromPort, ToPort } = answer;
  const protocol = protocolOf(IpProtocol);
  return {
    direction: IsEgress === true ? "egress" : "ingress",
    protocol,
    ports: portsOf(protocol, FromPort, ToPort),
    peer: peerOf(answer, names),
  };
}

/** A rule has exactly one of these. Source: Amazon EC2 API Reference, SecurityGroupRule. */
function peerOf(
  { CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo }: AwsSecurityGroupRule,
  names: Pick<LiveNames, "securityGroup">,
): Peer {
  if (ReferencedGroupInfo) return { kind: "security group", name: names.securityGroup(ReferencedGroupInfo.GroupId) };
  if (PrefixListId) return { kind: "prefix list", id: PrefixListId };
  return { kind: "cidr", cidr: CidrIpv4 ?? CidrIpv6 ?? "" };
}
