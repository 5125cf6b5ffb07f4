import { named, only, type Resources, SUBNETS, topologyOf, topologyOfStacks, remoteState, VPC } from "./fixture";

describe("the blocks of a VPC", () => {
  const cidrs = (vpc: object, ...more: Resources[]): readonly string[] =>
    only(topologyOf({ aws_vpc: { main: { tags: { Name: "VPC" }, ...vpc } } }, ...more).vpcs).cidrs;
  const own = { cidr_block: "10.0.0.0/16" };

  test.each<[string, object, string[]]>([
    ["one of IPv4", own, ["10.0.0.0/16"]],
    ["one of each family", { ...own, ipv6_cidr_block: "2001:db8::/56" }, ["10.0.0.0/16", "2001:db8::/56"]],
    [
      "one that AWS chooses",
      { ...own, assign_generated_ipv6_cidr_block: true },
      ["${aws_vpc.main.ipv6_cidr_block}", "10.0.0.0/16"],
    ],
    [
      "one that it may choose",
      { ...own, assign_generated_ipv6_cidr_block: "${var.ipv6}" },
      ["${aws_vpc.main.ipv6_cidr_block}", "10.0.0.0/16"],
    ],
    ["none that it is told not to choose", { ...own, assign_generated_ipv6_cidr_block: "false" }, ["10.0.0.0/16"]],
    [
      "those from pools",
      { ipv4_ipam_pool_id: "ipam-pool-1", ipv6_ipam_pool_id: "ipam-pool-2" },
      ["${aws_vpc.main.cidr_block}", "${aws_vpc.main.ipv6_cidr_block}"],
    ],
    ["one that cannot be told", { cidr_block: "${var.cidr}" }, ["${var.cidr}"]],
  ])("%s", (_, vpc, expected) => {
    expect(cidrs(vpc)).toEqual(expected);
  });

  const associated = (attributes: object): Resources => ({
    aws_vpc_ipv4_cidr_block_association: { more: { cidr_block: "10.1.0.0/16", ...attributes } },
  });

  test("those that are associated with it", () => {
    const ipv6 = { vpc_id: "${aws_vpc.main.id}", ipv6_cidr_block: "2001:db8::/56" };
    expect(
      cidrs(own, associated({ vpc_id: "${aws_vpc.main.id}" }), { aws_vpc_ipv6_cidr_block_association: { ipv6 } }),
    ).toEqual(["10.0.0.0/16", "10.1.0.0/16", "2001:db8::/56"]);
  });

  test.each<[string, object, string[]]>([
    ["with a pool", { vpc_id: "${aws_vpc.main.id}", cidr_block: null }, ["more.cidr_block"]],
    ["with another VPC", { vpc_id: "vpc-1" }, []],
    ["with any VPC", { vpc_id: "${var.vpc_id}" }, ["var.vpc_id"]],
    ["that may not be there", { vpc_id: "${aws_vpc.main.id}", count: 1 }, ["more[*].cidr_block"]],
  ])("those that are associated %s", (_, attributes, more) => {
    const expressions = more.map((each) =>
      each.startsWith("var") ? `\${${each}}` : `\${aws_vpc_ipv4_cidr_block_association.${each}}`,
    );
    expect(cidrs(own, associated(attributes))).toEqual([...expressions, "10.0.0.0/16"]);
  });
});

test("what may be said of one VPC is not of another", () => {
  const { vpcs, subnets } = topologyOf(VPC, SUBNETS, {
    aws_vpc: { other: { cidr_block: "10.2.0.0/16", tags: { Name: "Other" } } },
    aws_vpc_ipv4_cidr_block_association: {
      x: { count: 1, vpc_id: "${aws_vpc.other.id}", cidr_block: "10.3.0.0/16" },
    },
    aws_main_route_table_association: {
      x: { count: 1, vpc_id: "${aws_vpc.other.id}", route_table_id: "${aws_route_table.t.id}" },
    },
  });
  expect(named(vpcs, "VPC").cidrs).toEqual(["10.0.0.0/16"]);
  expect(named(subnets, "A").routeTable).toBe("VPC/main");
});

describe("a subnet", () => {
  const read = (subnet: object) =>
    only(topologyOf(VPC, { aws_subnet: { a: { tags: { Name: "A" }, ...subnet } } }).subnets);

  test("with everything", () => {
    expect(
      read({
        vpc_id: "${aws_vpc.main.id}",
        availability_zone: "us-east-1b",
        cidr_block: "10.0.1.0/24",
        ipv6_cidr_block: "2001:db8::/64",
      }),
    ).toEqual({
      name: "A",
      vpc: "VPC",
      availabilityZone: "us-east-1b",
      cidrs: ["10.0.1.0/24", "2001:db8::/64"],
      routeTable: "VPC/main",
      networkAcl: "VPC/default",
    });
  });

  test("of which nothing is said", () => {
    expect(read({})).toEqual({
      name: "A",
      vpc: "${aws_subnet.a.vpc_id}",
      availabilityZone: "${aws_subnet.a.availability_zone}",
      cidrs: ["${aws_subnet.a.cidr_block}"],
      routeTable: "${aws_subnet.a.vpc_id}/main",
      networkAcl: "${aws_subnet.a.vpc_id}/default",
    });
  });

  test("for IPv6 alone", () => {
    expect(read({ ipv6_cidr_block: "2001:db8::/64", ipv6_native: true }).cidrs).toEqual(["2001:db8::/64"]);
  });

  test("in a VPC that is not of this code", () => {
    expect(read({ vpc_id: "vpc-1" })).toMatchObject({ vpc: "vpc-1", routeTable: "vpc-1/main" });
    expect(read({ vpc_id: "${data.aws_vpc.main.id}" })).toMatchObject({ vpc: "${data.aws_vpc.main.id}" });
  });

  test("in a VPC of another stack", () => {
    const { subnets } = topologyOfStacks({
      network: { resource: VPC, output: { vpc_id: { value: "${aws_vpc.main.id}" } } },
      "sub-nets": {
        data: remoteState("network"),
        resource: { aws_subnet: { a: { vpc_id: "${data.terraform_remote_state.network.outputs.vpc_id}" } } },
      },
    });
    expect(subnets).toMatchObject([{ name: "aws_subnet.a", vpc: "VPC", routeTable: "VPC/main" }]);
  });

  test("of which there may be many", () => {
    const cidr = "10.0.1.0/24";
    expect(read({ for_each: "${local.zones}", vpc_id: "${aws_vpc.main.id}", cidr_block: cidr })).toMatchObject({
      name: "aws_subnet.a",
      vpc: "${aws_subnet.a[*].vpc_id}",
      cidrs: ["${aws_subnet.a[*].cidr_block}"],
    });
  });
});

describe("the route table of a subnet", () => {
  const TABLE: Resources = {
    aws_route_table: { t: { vpc_id: "${aws_vpc.main.id}", tags: { Name: "T" } }, u: { tags: { Name: "U" } } },
  };
  const tables = (...more: Resources[]): string[] =>
    topologyOf(VPC, SUBNETS, TABLE, ...more).subnets.map(({ routeTable }) => routeTable);
  const associate = (attributes: object): Resources => ({ aws_route_table_association: { x: attributes } });
  const main = (attributes: object): Resources => ({ aws_main_route_table_association: { x: attributes } });
  const toA = { subnet_id: "${aws_subnet.a.id}" };
  const t = { route_table_id: "${aws_route_table.t.id}" };
  const u = { route_table_id: "${aws_route_table.u.id}" };
  const ofVpc = { vpc_id: "${aws_vpc.main.id}" };

  test.each<[string, Resources[], string[]]>([
    ["the VPC's main one", [], ["VPC/main", "VPC/main"]],
    ["the one that it is associated with", [associate({ ...toA, ...t })], ["T", "VPC/main"]],
    ["that cannot be told", [associate({ ...toA, route_table_id: "${var.table}" })], ["${var.table}", "VPC/main"]],
    ["of another subnet", [associate({ subnet_id: "subnet-1", ...t })], ["VPC/main", "VPC/main"]],
    ["of a gateway", [associate({ gateway_id: "${aws_internet_gateway.i.id}", ...t })], ["VPC/main", "VPC/main"]],
    ["of any subnet", [associate({ subnet_id: "${var.subnet}", ...t })], ["${var.subnet}", "${var.subnet}"]],
    [
      "of any subnet that has none of its own",
      [associate({ subnet_id: "${var.subnet}", ...t }), { aws_route_table_association: { y: { ...toA, ...u } } }],
      ["U", "${var.subnet}"],
    ],
    [
      "of an association that may not be there",
      [associate({ count: 1, ...toA, ...t })],
      ["${aws_route_table_association.x[*].route_table_id}", "VPC/main"],
    ],
    ["another that is made the main one", [main({ ...ofVpc, ...t })], ["T", "T"]],
    ["an own one and another main one", [main({ ...ofVpc, ...t }), associate({ ...toA, ...u })], ["U", "T"]],
    ["main in another VPC", [main({ vpc_id: "vpc-1", ...t })], ["VPC/main", "VPC/main"]],
    ["main in any VPC", [main({ vpc_id: "${var.vpc}", ...t })], ["${var.vpc}", "${var.vpc}"]],
    [
      "the main one by name",
      [associate({ ...toA, route_table_id: "${aws_vpc.main.main_route_table_id}" })],
      ["VPC/main", "VPC/main"],
    ],
  ])("%s", (_, more, expected) => {
    expect(tables(...more)).toEqual(expected);
  });
});

describe("the network ACL of a subnet", () => {
  const acls = (...more: Resources[]): string[] =>
    topologyOf(VPC, SUBNETS, ...more).subnets.map(({ networkAcl }) => networkAcl);
  const acl = (attributes: object): Resources => ({
    aws_network_acl: { n: { vpc_id: "${aws_vpc.main.id}", tags: { Name: "N" }, ...attributes } },
  });
  const association = (attributes: object): Resources => ({
    aws_network_acl_association: { x: { network_acl_id: "${aws_network_acl.n.id}", ...attributes } },
  });

  test.each<[string, Resources[], string[]]>([
    ["the VPC's default one", [acl({})], ["VPC/default", "VPC/default"]],
    ["one that names it", [acl({ subnet_ids: ["${aws_subnet.b.id}"] })], ["VPC/default", "N"]],
    ["one that names both", [acl({ subnet_ids: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"] })], ["N", "N"]],
    ["one that names any", [acl({ subnet_ids: "${var.ids}" })], ["${var.ids}", "${var.ids}"]],
    ["one that names others", [acl({ subnet_ids: ["subnet-1"] })], ["VPC/default", "VPC/default"]],
    ["one that is associated", [acl({}), association({ subnet_id: "${aws_subnet.a.id}" })], ["N", "VPC/default"]],
    ["one that is associated with any", [association({ subnet_id: "${var.id}" })], ["${var.id}", "${var.id}"]],
    [
      "one that may be associated",
      [association({ count: 1, subnet_id: "${aws_subnet.a.id}" })],
      ["${aws_network_acl_association.x[*].network_acl_id}", "VPC/default"],
    ],
    [
      "one that cannot be told",
      [association({ subnet_id: "${aws_subnet.a.id}", network_acl_id: "${var.acl}" })],
      ["${var.acl}", "VPC/default"],
    ],
  ])("%s", (_, more, expected) => {
    expect(acls(...more)).toEqual(expected);
  });

  test("a list of ids may come from another stack", () => {
    const { subnets } = topologyOfStacks({
      network: {
        resource: { ...VPC, ...SUBNETS },
        output: { ids: { value: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"] } },
      },
      security: {
        data: remoteState("network"),
        resource: acl({ subnet_ids: "${data.terraform_remote_state.network.outputs.ids}" }),
      },
    });
    expect(named(subnets, "A").networkAcl).toBe("N");
    expect(named(subnets, "B").networkAcl).toBe("N");
  });
});
