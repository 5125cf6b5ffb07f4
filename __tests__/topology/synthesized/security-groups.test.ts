import type { Peer, SecurityGroupRule } from "../../../topology/model";
import { ALL_PORTS } from "../../../topology/protocol";
import { named, type Resources, topologyOf, VPC } from "./fixture";

const OTHER: Resources = {
  aws_security_group: { other: { name: "other", vpc_id: "${aws_vpc.main.id}", tags: { Name: "Other" } } },
};
const HTTP = { protocol: "tcp", ports: { from: 80, to: 80 } } as const;
const ANYWHERE: Peer = { kind: "cidr", cidr: "0.0.0.0/0" };

function group(attributes: object): Resources {
  return { aws_security_group: { g: { vpc_id: "${aws_vpc.main.id}", tags: { Name: "G" }, ...attributes } } };
}

function rulesOf(name: string, ...more: Resources[]): readonly SecurityGroupRule[] {
  return named(topologyOf(VPC, OTHER, ...more).securityGroups, name).rules;
}

function unknown(direction: "ingress" | "egress", cidr: string): SecurityGroupRule {
  return { direction, protocol: "all", ports: ALL_PORTS, peer: { kind: "cidr", cidr } };
}

describe.each(["ingress", "egress"] as const)("an aws_vpc_security_group_%s_rule", (direction) => {
  const rules = (attributes: object): readonly SecurityGroupRule[] => {
    const r = { security_group_id: "${aws_security_group.g.id}", ip_protocol: "tcp", from_port: 80, to_port: 80 };
    return rulesOf("G", group({}), { [`aws_vpc_security_group_${direction}_rule`]: { r: { ...r, ...attributes } } });
  };

  test.each<[string, object, Peer]>([
    ["a block", { cidr_ipv4: "0.0.0.0/0" }, ANYWHERE],
    ["a block of IPv6", { cidr_ipv6: "::/0" }, { kind: "cidr", cidr: "::/0" }],
    ["a block of the code's", { cidr_ipv4: "${aws_vpc.main.cidr_block}" }, { kind: "cidr", cidr: "10.0.0.0/16" }],
    ["a block that cannot be told", { cidr_ipv4: "${var.cidr}" }, { kind: "cidr", cidr: "${var.cidr}" }],
    [
      "a group",
      { referenced_security_group_id: "${aws_security_group.other.id}" },
      { kind: "security group", name: "Other" },
    ],
    [
      "a group, by another attribute of it",
      { referenced_security_group_id: "${aws_security_group.other.name}" },
      { kind: "security group", name: "Other" },
    ],
    [
      "the default group of a VPC",
      { referenced_security_group_id: "${aws_vpc.main.default_security_group_id}" },
      { kind: "security group", name: "VPC/default" },
    ],
    [
      "something of a VPC that is no group",
      { referenced_security_group_id: "${aws_vpc.main.default_network_acl_id}" },
      { kind: "security group", name: "${aws_vpc.main.default_network_acl_id}" },
    ],
    [
      "something that is no VPC's",
      { referenced_security_group_id: "${aws_security_group.other.default_security_group_id}" },
      { kind: "security group", name: "${aws_security_group.other.default_security_group_id}" },
    ],
    [
      "something that is no group",
      { referenced_security_group_id: "${aws_vpc.main.id}" },
      { kind: "security group", name: "${aws_vpc.main.id}" },
    ],
    ["itself", { referenced_security_group_id: "${aws_security_group.g.id}" }, { kind: "security group", name: "G" }],
    ["a group elsewhere", { referenced_security_group_id: "sg-1" }, { kind: "security group", name: "sg-1" }],
    [
      "a group that cannot be told",
      { referenced_security_group_id: "${var.group}" },
      { kind: "security group", name: "${var.group}" },
    ],
    ["a prefix list", { prefix_list_id: "pl-1" }, { kind: "prefix list", id: "pl-1" }],
  ])("names %s", (_, attributes, peer) => {
    expect(rules(attributes)).toEqual([{ direction, ...HTTP, peer }]);
  });

  test.each<[string, object, Partial<SecurityGroupRule>]>([
    ["all", { ip_protocol: "-1", from_port: null, to_port: null }, { protocol: "all", ports: ALL_PORTS }],
    ["a range", { from_port: "1024", to_port: "65535" }, { ports: { from: 1024, to: 65535 } }],
    ["ICMP", { ip_protocol: "icmp", from_port: -1, to_port: -1 }, { protocol: "icmp", ports: ALL_PORTS }],
    ["ICMP for IPv6", { ip_protocol: "58", from_port: 8, to_port: 0 }, { protocol: "icmpv6", ports: ALL_PORTS }],
    ["a number", { ip_protocol: "50", from_port: null, to_port: null }, { protocol: "50", ports: ALL_PORTS }],
  ])("is for %s", (_, attributes, expected) => {
    expect(rules({ cidr_ipv4: "0.0.0.0/0", ...attributes })).toEqual([
      { direction, ...HTTP, peer: ANYWHERE, ...expected },
    ]);
  });

  test.each<[string, object, string]>([
    ["protocol", { ip_protocol: "${var.x}" }, "${var.x}"],
    ["first port", { from_port: "${var.x}" }, "${var.x}"],
    ["last port", { to_port: "${var.x}" }, "${var.x}"],
    ["group", { security_group_id: "${var.x}" }, "${var.x}"],
    ["existence", { for_each: "${var.x}" }, `\${aws_vpc_security_group_${direction}_rule.r[*]}`],
  ])("of which the %s cannot be told may be about anything", (_, attributes, expression) => {
    expect(rules({ cidr_ipv4: "203.0.113.0/24", ...attributes })).toEqual([unknown(direction, expression)]);
  });

  test("of another group is none", () => {
    expect(rules({ cidr_ipv4: "0.0.0.0/0", security_group_id: "sg-1" })).toEqual([]);
  });
});

describe("an aws_security_group_rule", () => {
  const rules = (attributes: object): readonly SecurityGroupRule[] => {
    const r = {
      security_group_id: "${aws_security_group.g.id}",
      type: "ingress",
      protocol: "tcp",
      from_port: 80,
      to_port: 80,
    };
    return rulesOf("G", group({}), { aws_security_group_rule: { r: { ...r, ...attributes } } });
  };
  const ingress = (peer: Peer): SecurityGroupRule => ({ direction: "ingress", ...HTTP, peer });

  test.each<[string, object, Peer[]]>([
    ["blocks", { cidr_blocks: ["10.0.0.0/8", "0.0.0.0/0"] }, [ANYWHERE, { kind: "cidr", cidr: "10.0.0.0/8" }]],
    ["blocks of IPv6", { ipv6_cidr_blocks: ["::/0"] }, [{ kind: "cidr", cidr: "::/0" }]],
    ["blocks that cannot be told", { cidr_blocks: "${var.cidrs}" }, [{ kind: "cidr", cidr: "${var.cidrs}" }]],
    [
      "a group",
      { source_security_group_id: "${aws_security_group.other.id}" },
      [{ kind: "security group", name: "Other" }],
    ],
    ["itself", { self: true }, [{ kind: "security group", name: "G" }]],
    ["not itself", { self: false, cidr_blocks: ["0.0.0.0/0"] }, [ANYWHERE]],
    ["itself or not", { self: "${var.self}" }, [{ kind: "security group", name: "${var.self}" }]],
    [
      "prefix lists",
      { prefix_list_ids: ["pl-1", "${aws_vpc_endpoint.s3.prefix_list_id}"] },
      [
        { kind: "prefix list", id: "${aws_vpc_endpoint.s3.prefix_list_id}" },
        { kind: "prefix list", id: "pl-1" },
      ],
    ],
    ["several kinds", { cidr_blocks: ["0.0.0.0/0"], self: true }, [ANYWHERE, { kind: "security group", name: "G" }]],
  ])("names %s", (_, attributes, peers) => {
    expect(rules(attributes)).toEqual(peers.map(ingress));
  });

  test("is for what goes out", () => {
    expect(rules({ type: "egress", cidr_blocks: ["0.0.0.0/0"] })).toEqual([
      { ...ingress(ANYWHERE), direction: "egress" },
    ]);
  });

  test("of which the direction cannot be told may be about anything in both", () => {
    const expected = [unknown("egress", "${var.type}"), unknown("ingress", "${var.type}")];
    expect(rules({ type: "${var.type}", cidr_blocks: ["0.0.0.0/0"] })).toEqual(expected);
    const any = { type: "${var.type}", security_group_id: "${var.group}" };
    expect(rules(any)).toEqual([unknown("egress", "${var.group}"), unknown("ingress", "${var.group}")]);
  });
});

describe("blocks of a group", () => {
  const http = { protocol: "tcp", from_port: 80, to_port: 80 };

  test.each<[string, object, SecurityGroupRule[]]>([
    ["none: Terraform takes away what AWS puts there", {}, []],
    ["none, said", { ingress: [], egress: [] }, []],
    ["one", { ingress: { ...http, cidr_blocks: ["0.0.0.0/0"] } }, [{ direction: "ingress", ...HTTP, peer: ANYWHERE }]],
    [
      "one that names groups and itself",
      { egress: [{ ...http, security_groups: ["${aws_security_group.other.id}"], self: true }] },
      [
        { direction: "egress", ...HTTP, peer: { kind: "security group", name: "G" } },
        { direction: "egress", ...HTTP, peer: { kind: "security group", name: "Other" } },
      ],
    ],
    [
      "all, as Terraform wants it to be written",
      { egress: [{ protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"], ipv6_cidr_blocks: null }] },
      [{ direction: "egress", protocol: "all", ports: ALL_PORTS, peer: ANYWHERE }],
    ],
    ["that cannot be told", { ingress: "${var.rules}" }, [unknown("ingress", "${aws_security_group.g.ingress[*]}")]],
    [
      "dynamic ones",
      { dynamic: { egress: { for_each: "${var.ports}", content: { ...http, cidr_blocks: ["0.0.0.0/0"] } } } },
      [unknown("egress", "${aws_security_group.g.egress[*]}")],
    ],
    [
      "of groups of which there may be many",
      { count: 2, tags: null, name: "G", ingress: [{ ...http, cidr_blocks: ["0.0.0.0/0"] }] },
      [unknown("ingress", "${aws_security_group.g[*].ingress[*]}")],
    ],
  ])("%s", (_, attributes, rules) => {
    const { securityGroups } = topologyOf(VPC, OTHER, group(attributes));
    const name = "count" in attributes ? "aws_security_group.g" : "G";
    expect(named(securityGroups, name).rules).toEqual(rules);
  });
});

test("a rule of any group is, to be sure, one of every group, and takes nothing from what is known", () => {
  const known = { security_group_id: "${aws_security_group.g.id}", ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" };
  const any = { security_group_id: "${var.group}", ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" };
  const { securityGroups } = topologyOf(VPC, group({}), OTHER, {
    aws_vpc_security_group_ingress_rule: { known, any },
  });
  const rule: SecurityGroupRule = { direction: "ingress", protocol: "all", ports: ALL_PORTS, peer: ANYWHERE };
  const inDoubt = unknown("ingress", "${var.group}");
  expect(named(securityGroups, "G").rules).toEqual([inDoubt, rule]);
  expect(named(securityGroups, "Other").rules).toEqual([inDoubt]);
  expect(named(securityGroups, "VPC/default").rules).toContainEqual(inDoubt);
});

test("a group without a VPC is in AWS's default one", () => {
  const { securityGroups } = topologyOf({ aws_security_group: { g: { name: "G" } } });
  expect(securityGroups).toEqual([{ name: "G", vpc: "${aws_security_group.g.vpc_id}", rules: [] }]);
});

describe("the default security group", () => {
  const adopter = (attributes: object): Resources => ({
    aws_default_security_group: { d: { vpc_id: "${aws_vpc.main.id}", ...attributes } },
  });
  const all = { protocol: "all", ports: ALL_PORTS } as const;
  const itself: SecurityGroupRule = {
    direction: "ingress",
    ...all,
    peer: { kind: "security group", name: "VPC/default" },
  };
  const out: SecurityGroupRule = { direction: "egress", ...all, peer: ANYWHERE };

  test("lets its members talk to each other, and out", () => {
    expect(topologyOf(VPC).securityGroups).toEqual([{ name: "VPC/default", vpc: "VPC", rules: [out, itself] }]);
  });

  test("lets them out over IPv6, too, where the VPC has some", () => {
    const main = { cidr_block: "10.0.0.0/16", ipv6_cidr_block: "2001:db8::/56", tags: { Name: "VPC" } };
    expect(rulesOf("VPC/default", { aws_vpc: { main } })).toEqual([
      out,
      { ...out, peer: { kind: "cidr", cidr: "::/0" } },
      itself,
    ]);
  });

  test("may have more rules", () => {
    const r = {
      security_group_id: "${aws_vpc.main.default_security_group_id}",
      ip_protocol: "-1",
      cidr_ipv4: "0.0.0.0/0",
    };
    expect(rulesOf("VPC/default", { aws_vpc_security_group_ingress_rule: { r } })).toEqual([
      out,
      { ...out, direction: "ingress" },
      itself,
    ]);
  });

  test("has what code says, once that takes it over", () => {
    const ingress = { protocol: "tcp", from_port: 80, to_port: 80, cidr_blocks: ["0.0.0.0/0"] };
    expect(topologyOf(VPC, adopter({})).securityGroups).toEqual([{ name: "VPC/default", vpc: "VPC", rules: [] }]);
    expect(topologyOf(VPC, adopter({ ingress, tags: { Name: "D" } })).securityGroups).toEqual([
      { name: "D", vpc: "VPC", rules: [{ direction: "ingress", ...HTTP, peer: ANYWHERE }] },
    ]);
  });

  test("of another VPC may be taken over", () => {
    const { securityGroups } = topologyOf(VPC, adopter({ vpc_id: "vpc-1" }), {
      aws_default_security_group: { of_default_vpc: {} },
    });
    expect(securityGroups.map(({ name, vpc }) => [name, vpc])).toEqual([
      ["VPC/default", "VPC"],
      ["aws_default_security_group.d", "vpc-1"],
      ["aws_default_security_group.of_default_vpc", "${aws_default_security_group.of_default_vpc.vpc_id}"],
    ]);
  });

  test("of one VPC may be taken over, and that of another not", () => {
    const { securityGroups } = topologyOf(VPC, adopter({ tags: { Name: "D" } }), {
      aws_vpc: { second: { cidr_block: "10.2.0.0/16", tags: { Name: "Second" } } },
    });
    expect(securityGroups.map(({ name, vpc }) => [name, vpc])).toEqual([
      ["D", "VPC"],
      ["Second/default", "Second"],
    ]);
  });

  test("is unknown where it may be taken over", () => {
    expect(topologyOf(VPC, adopter({ vpc_id: "${var.vpc}" })).securityGroups).toEqual([
      { name: "aws_default_security_group.d", vpc: "${var.vpc}", rules: [] },
    ]);
  });
});
