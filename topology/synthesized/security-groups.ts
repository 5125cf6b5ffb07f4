import type { Name, SecurityGroup, SecurityGroupRule, Vpc } from "../model";
import { ALL_PORTS } from "../protocol";
import { Additions } from "./additions";
import { DIRECTIONS, rulesInBlock, rulesOfRule, unknownRule } from "./security-group-rules";
import type { Reference, Things } from "./things";
import { mayHaveIpv6 } from "./vpcs";

export function readSecurityGroups(things: Things, vpcs: readonly Vpc[]): SecurityGroup[] {
  const added = addedRules(things);
  const ofCode = things.code.all("aws_security_group", "aws_default_security_group").map((attributes) => {
    const name = things.nameOf(attributes);
    const self: Reference = { kind: "thing", name };
    // No block, no rule: Terraform takes away what AWS puts into a group ("aws_security_group", Terraform documentation).
    const inline = DIRECTIONS.flatMap((direction) =>
      attributes.blocks(direction).flatMap((block) => rulesInBlock(block, direction, things, self)),
    );
    return { name, vpc: things.nameAt(attributes, "vpc_id", "VPC"), rules: [...inline, ...added.to(name)] };
  });
  const ofAws = vpcs.flatMap((vpc) => {
    const name = things.untouched(vpc.name, "security group");
    return name === undefined ? [] : [{ name, vpc: vpc.name, rules: [...defaultRules(name, vpc), ...added.to(name)] }];
  });
  return [...ofCode, ...ofAws];
}

/** Rules that are resources of their own. */
function addedRules(things: Things): Additions<SecurityGroupRule> {
  const added = new Additions<SecurityGroupRule>();
  for (const attributes of things.code.all(
    "aws_vpc_security_group_ingress_rule",
    "aws_vpc_security_group_egress_rule",
    "aws_security_group_rule",
  )) {
    const group = things.owner(attributes, "security_group_id", "security group");
    const rules = rulesOfRule(attributes, things, group);
    const directions = new Set(rules.map(({ direction }) => direction));
    added.add(group, rules, (expression) => [...directions].map((direction) => unknownRule(direction, expression)));
  }
  return added;
}

/** What AWS puts into the group that it makes ("Default security groups for your VPCs", Amazon VPC User Guide). */
function defaultRules(name: Name, vpc: Vpc): SecurityGroupRule[] {
  const all = { protocol: "all", ports: ALL_PORTS } as const;
  return [
    { direction: "ingress", ...all, peer: { kind: "security group", name } },
    ...["0.0.0.0/0", ...(mayHaveIpv6(vpc) ? ["::/0"] : [])].map((cidr): SecurityGroupRule => ({
      direction: "egress",
      ...all,
      peer: { kind: "cidr", cidr },
    })),
  ];
}
