import type { NetworkAcl, NetworkAclEntry, Vpc } from "../model";
import { ALL_PORTS } from "../protocol";
import { Additions } from "./additions";
import { entriesInBlock, entriesOfRule, unknownEntries } from "./network-acl-entries";
import type { Things } from "./things";
import { mayHaveIpv6 } from "./vpcs";

export function readNetworkAcls(things: Things, vpcs: readonly Vpc[]): NetworkAcl[] {
  const added = new Additions<NetworkAclEntry>();
  for (const attributes of things.code.all("aws_network_acl_rule")) {
    const acl = things.owner(attributes, "network_acl_id", "network ACL");
    added.add(acl, entriesOfRule(attributes), (expression) => [
      ...unknownEntries("ingress", expression),
      ...unknownEntries("egress", expression),
    ]);
  }
  const ofCode = things.code.all("aws_network_acl", "aws_default_network_acl").map((attributes) => {
    const name = things.nameOf(attributes);
    const vpc =
      attributes.resource.type === "aws_default_network_acl"
        ? things.vpcOfAdopter(attributes, "network ACL").name
        : things.nameAt(attributes, "vpc_id", "VPC");
    const inline = (["ingress", "egress"] as const).flatMap((direction) =>
      attributes.blocks(direction).flatMap((block) => entriesInBlock(block, direction)),
    );
    return { name, vpc, entries: [...inline, ...added.to(name)] };
  });
  const ofAws = vpcs.flatMap((vpc) => {
    const name = things.untouched(vpc.name, "network ACL");
    return name === undefined ? [] : [{ name, vpc: vpc.name, entries: [...allowAll(vpc), ...added.to(name)] }];
  });
  return [...ofCode, ...ofAws];
}

/** What AWS puts into an ACL that it makes ("Default network ACL", Amazon VPC User Guide). */
function allowAll(vpc: Vpc): NetworkAclEntry[] {
  const entry = { action: "allow", protocol: "all", ports: ALL_PORTS } as const;
  return (["ingress", "egress"] as const).flatMap((direction) => [
    { ...entry, direction, ruleNumber: 100, cidr: "0.0.0.0/0" },
    ...(mayHaveIpv6(vpc) ? [{ ...entry, direction, ruleNumber: 101, cidr: "::/0" }] : []),
  ]);
}
