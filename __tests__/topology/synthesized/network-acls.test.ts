import type { NetworkAclEntry } from "../../../topology/model";
import { ALL_PORTS } from "../../../topology/protocol";
import { named, type Resources, topologyOf, VPC } from "./fixture";

const OF_N = { network_acl_id: "${aws_network_acl.n.id}" };

function entriesOf(name: string, ...more: Resources[]): readonly NetworkAclEntry[] {
  return named(topologyOf(VPC, ...more).networkAcls, name).entries;
}

function acl(attributes: object): Resources {
  return { aws_network_acl: { n: { vpc_id: "${aws_vpc.main.id}", tags: { Name: "N" }, ...attributes } } };
}

function rule(attributes: object): Resources {
  return { aws_network_acl_rule: { r: { ...OF_N, rule_number: 100, rule_action: "allow", ...attributes } } };
}

function unknown(direction: "ingress" | "egress", cidr: string): NetworkAclEntry[] {
  const entry = { direction, ruleNumber: 0, protocol: "all", ports: ALL_PORTS, cidr } as const;
  return [
    { ...entry, action: "allow" },
    { ...entry, action: "deny" },
  ];
}

const HTTP: NetworkAclEntry = {
  direction: "ingress",
  ruleNumber: 100,
  action: "allow",
  protocol: "tcp",
  cidr: "0.0.0.0/0",
  ports: { from: 80, to: 80 },
};

describe("an entry, as a resource and as a block", () => {
  const anywhere = { cidr_block: "0.0.0.0/0" };
  const http = { protocol: "tcp", from_port: 80, to_port: 80, ...anywhere };

  test.each<[string, object, Partial<NetworkAclEntry>]>([
    ["TCP on one port", http, {}],
    ["by the number of the protocol", { ...http, protocol: "6" }, {}],
    ["by numbers in strings", { ...http, from_port: "80", to_port: "80" }, {}],
    ["UDP on a range", { ...http, protocol: "udp", to_port: 90 }, { protocol: "udp", ports: { from: 80, to: 90 } }],
    ["everything", { protocol: "-1", from_port: 0, to_port: 0, ...anywhere }, { protocol: "all", ports: ALL_PORTS }],
    ["everything, as a number", { protocol: -1, ...anywhere }, { protocol: "all", ports: ALL_PORTS }],
    ["everything, in a word", { protocol: "all", ...anywhere }, { protocol: "all", ports: ALL_PORTS }],
    [
      "ICMP, whose types are no ports",
      { protocol: "icmp", icmp_type: 8, from_port: 8, to_port: 0, ...anywhere },
      { protocol: "icmp", ports: ALL_PORTS },
    ],
    ["IPv6", { ...http, cidr_block: "", ipv6_cidr_block: "::/0" }, { cidr: "::/0" }],
    ["a block that cannot be told", { ...http, cidr_block: "${var.cidr}" }, { cidr: "${var.cidr}" }],
  ])("%s", (_, attributes, expected) => {
    expect(entriesOf("N", acl({}), rule(attributes))).toEqual([{ ...HTTP, ...expected }]);
    const block = { rule_no: 100, action: "allow", ...attributes };
    expect(entriesOf("N", acl({ ingress: block }))).toEqual([{ ...HTTP, ...expected }]);
    expect(entriesOf("N", acl({ egress: [block] }))).toEqual([{ ...HTTP, ...expected, direction: "egress" }]);
  });

  test.each<[string, object, Partial<NetworkAclEntry>]>([
    ["is for what comes in", {}, {}],
    ["is for what goes out", { egress: true }, { direction: "egress" }],
    ["is for what goes out, in a string", { egress: "true" }, { direction: "egress" }],
    ["denies", { rule_action: "deny" }, { action: "deny" }],
    ["has a number", { rule_number: "32766" }, { ruleNumber: 32766 }],
  ])("%s", (_, attributes, expected) => {
    expect(entriesOf("N", acl({}), rule({ ...http, ...attributes }))).toEqual([{ ...HTTP, ...expected }]);
  });

  test.each<[string, object, NetworkAclEntry[]]>([
    ["number", { rule_number: "${var.x}" }, unknown("ingress", "${var.x}")],
    ["action", { rule_action: "${var.x}" }, unknown("ingress", "${var.x}")],
    ["protocol", { protocol: "${var.x}" }, unknown("ingress", "${var.x}")],
    ["first port", { from_port: "${var.x}" }, unknown("ingress", "${var.x}")],
    ["last port", { to_port: "${var.x}" }, unknown("ingress", "${var.x}")],
    ["existence", { count: 1 }, [...unknown("ingress", "${aws_network_acl_rule.r[*]}")]],
    ["direction", { egress: "${var.x}" }, [...unknown("egress", "${var.x}"), ...unknown("ingress", "${var.x}")]],
    ["ACL", { network_acl_id: "${var.x}" }, [...unknown("egress", "${var.x}"), ...unknown("ingress", "${var.x}")]],
  ])("of which the %s cannot be told may be about anything, before all others", (_, attributes, expected) => {
    const entries = entriesOf("N", acl({}), rule({ ...http, ...attributes }));
    expect(entries).toHaveLength(expected.length);
    expect(entries).toEqual(expect.arrayContaining(expected));
  });

  test.each<[string, object]>([
    ["AWS's own last one", { rule_number: 32767 }],
    ["one of another ACL", { network_acl_id: "acl-1" }],
  ])("%s is none", (_, attributes) => {
    expect(entriesOf("N", acl({}), rule({ ...http, ...attributes }))).toEqual([]);
  });
});

test("entries are in the order of their numbers, those that cannot be told before them", () => {
  const block = { protocol: "-1", cidr_block: "0.0.0.0/0", action: "deny" };
  const entries = entriesOf(
    "N",
    acl({ ingress: [{ ...block, rule_no: 200 }, "${var.rule}", { ...block, rule_no: 20 }] }),
  );
  expect(entries.map(({ ruleNumber }) => ruleNumber)).toEqual([0, 0, 20, 200]);
});

test("an ACL without entries has none", () => {
  expect(entriesOf("N", acl({}))).toEqual([]);
});

describe("the default network ACL", () => {
  const adopter = (attributes: object): Resources => ({
    aws_default_network_acl: {
      d: { default_network_acl_id: "${aws_vpc.main.default_network_acl_id}", ...attributes },
    },
  });
  const all = { protocol: "all", ports: ALL_PORTS, action: "allow", cidr: "0.0.0.0/0", ruleNumber: 100 } as const;

  test("lets everything pass", () => {
    expect(topologyOf(VPC).networkAcls).toEqual([
      {
        name: "VPC/default",
        vpc: "VPC",
        entries: [
          { ...all, direction: "egress" },
          { ...all, direction: "ingress" },
        ],
      },
    ]);
  });

  test.each<[string, object]>([
    ["a block of IPv6", { ipv6_cidr_block: "2001:db8::/56" }],
    ["a block of IPv6 that AWS chooses", { assign_generated_ipv6_cidr_block: true }],
  ])("lets IPv6 pass, too, where the VPC has %s", (_, attributes) => {
    const main = { cidr_block: "10.0.0.0/16", tags: { Name: "V" }, ...attributes };
    const [acl] = topologyOf({ aws_vpc: { main } }).networkAcls;
    expect(acl?.entries.filter(({ ruleNumber }) => ruleNumber === 101)).toEqual([
      { ...all, ruleNumber: 101, cidr: "::/0", direction: "egress" },
      { ...all, ruleNumber: 101, cidr: "::/0", direction: "ingress" },
    ]);
  });

  test("may have more entries", () => {
    const deny = rule({
      network_acl_id: "${aws_vpc.main.default_network_acl_id}",
      ...{ rule_number: 50, rule_action: "deny", protocol: "tcp", from_port: 80, to_port: 80, cidr_block: "0.0.0.0/0" },
    });
    expect(entriesOf("VPC/default", deny)[0]).toEqual({ ...HTTP, ruleNumber: 50, action: "deny" });
  });

  test("has what code says, once that takes it over", () => {
    const ingress = {
      protocol: "tcp",
      from_port: 80,
      to_port: 80,
      cidr_block: "0.0.0.0/0",
      rule_no: 100,
      action: "allow",
    };
    expect(topologyOf(VPC, adopter({})).networkAcls).toEqual([{ name: "VPC/default", vpc: "VPC", entries: [] }]);
    expect(topologyOf(VPC, adopter({ ingress, tags: { Name: "D" } })).networkAcls).toEqual([
      { name: "D", vpc: "VPC", entries: [HTTP] },
    ]);
  });

  test("is unknown where it may be taken over", () => {
    expect(topologyOf(VPC, adopter({ default_network_acl_id: "${var.acl}" })).networkAcls).toEqual([
      { name: "aws_default_network_acl.d", vpc: "${var.acl}", entries: [] },
    ]);
  });
});
