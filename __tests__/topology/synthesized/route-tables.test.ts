import type { Route } from "../../../topology/model";
import { named, type Resources, SUBNETS, topologyOf, VPC } from "./fixture";

const GATEWAYS: Resources = {
  aws_internet_gateway: { i: { vpc_id: "${aws_vpc.main.id}", tags: { Name: "I" } } },
  aws_egress_only_internet_gateway: { e: { vpc_id: "${aws_vpc.main.id}", tags: { Name: "E" } } },
  aws_nat_gateway: { n: { subnet_id: "${aws_subnet.a.id}", tags: { Name: "N" } } },
};
const T = { vpc_id: "${aws_vpc.main.id}", tags: { Name: "T" } };
const OF_T = { route_table_id: "${aws_route_table.t.id}" };
const ANYWHERE = { destination_cidr_block: "0.0.0.0/0" };
const TO_INTERNET: Route = { destination: "0.0.0.0/0", target: { kind: "internet gateway", name: "I" } };

function topology(table: object, ...more: Resources[]) {
  return topologyOf(VPC, SUBNETS, GATEWAYS, { aws_route_table: { t: { ...T, ...table } } }, ...more);
}

function routesOf(name: string, table: object, ...more: Resources[]): readonly Route[] {
  return named(topology(table, ...more).routeTables, name).routes;
}

function unknown(expression: string): Route {
  return { destination: expression, target: { kind: "other", what: expression } };
}

describe("a route", () => {
  const targets: [string, string, Route["target"]][] = [
    ["gateway_id", "${aws_internet_gateway.i.id}", { kind: "internet gateway", name: "I" }],
    ["nat_gateway_id", "${aws_nat_gateway.n.id}", { kind: "nat gateway", name: "N" }],
    [
      "egress_only_gateway_id",
      "${aws_egress_only_internet_gateway.e.id}",
      { kind: "egress-only internet gateway", name: "E" },
    ],
    ["gateway_id", "vgw-1", { kind: "other", what: "gateway vgw-1" }],
    ["gateway_id", "${aws_vpn_gateway.v.id}", { kind: "other", what: "gateway ${aws_vpn_gateway.v.id}" }],
    ["nat_gateway_id", "${var.nat}", { kind: "other", what: "nat gateway ${var.nat}" }],
    [
      "nat_gateway_id",
      "${aws_internet_gateway.i.id}",
      { kind: "other", what: "nat gateway ${aws_internet_gateway.i.id}" },
    ],
    ["egress_only_gateway_id", "eigw-1", { kind: "other", what: "egress only gateway eigw-1" }],
    ["transit_gateway_id", "tgw-1", { kind: "other", what: "transit gateway tgw-1" }],
    ["vpc_peering_connection_id", "pcx-1", { kind: "other", what: "vpc peering connection pcx-1" }],
    ["network_interface_id", "eni-1", { kind: "other", what: "network interface eni-1" }],
    ["vpc_endpoint_id", "vpce-1", { kind: "other", what: "vpc endpoint vpce-1" }],
    ["core_network_arn", "arn:a", { kind: "other", what: "core network arn:a" }],
  ];

  test.each(targets)("%s %s, as a resource and as a block", (attribute, value, target) => {
    const route = [{ destination: "0.0.0.0/0", target }];
    expect(routesOf("T", {}, { aws_route: { r: { ...OF_T, ...ANYWHERE, [attribute]: value } } })).toEqual(route);
    expect(routesOf("T", { route: { cidr_block: "0.0.0.0/0", [attribute]: value } })).toEqual(route);
  });

  test.each([
    ["destination_cidr_block", "0.0.0.0/0", "0.0.0.0/0"],
    ["destination_ipv6_cidr_block", "::/0", "::/0"],
    ["destination_cidr_block", "${aws_vpc.main.cidr_block}", "10.0.0.0/16"],
    ["destination_cidr_block", "${var.cidr}", "${var.cidr}"],
  ])("%s %s", (attribute, value, destination) => {
    const r = { ...OF_T, [attribute]: value, gateway_id: "${aws_internet_gateway.i.id}" };
    expect(routesOf("T", {}, { aws_route: { r } })).toEqual([{ ...TO_INTERNET, destination }]);
  });

  test("to a target that is not known here", () => {
    const r = { ...OF_T, ...ANYWHERE, a_target_to_come_id: "x-1" };
    expect(routesOf("T", {}, { aws_route: { r } })).toEqual([
      { destination: "0.0.0.0/0", target: { kind: "other", what: "unknown target ${aws_route.r}" } },
    ]);
  });

  test("to a prefix list has its id where a block would be, and a target that is not modelled", () => {
    const list = { destination_prefix_list_id: "${aws_ec2_managed_prefix_list.p.id}" };
    const r = { ...OF_T, ...list, nat_gateway_id: "${aws_nat_gateway.n.id}" };
    expect(routesOf("T", {}, { aws_route: { r } })).toEqual([
      {
        destination: "${aws_ec2_managed_prefix_list.p.id}",
        target: { kind: "other", what: "nat gateway ${aws_nat_gateway.n.id}" },
      },
    ]);
  });

  test.each<[string, object, Route[]]>([
    ["of another table", { route_table_id: "rtb-1" }, []],
    ["of any table", { route_table_id: "${var.table}" }, [unknown("${var.table}")]],
    ["that may not be there", { ...OF_T, count: "${var.enabled ? 1 : 0}" }, [unknown("${aws_route.r[*]}")]],
    ["into the VPC", { ...OF_T, gateway_id: "local" }, []],
  ])("%s", (_, attributes, routes) => {
    const r = { ...ANYWHERE, gateway_id: "${aws_internet_gateway.i.id}", ...attributes };
    expect(routesOf("T", {}, { aws_route: { r } })).toEqual(routes);
  });

  test("of any table is, to be sure, one of every table", () => {
    const r = { ...ANYWHERE, route_table_id: "${var.table}", gateway_id: "${aws_internet_gateway.i.id}" };
    const { routeTables } = topology({}, { aws_route: { r } });
    expect(routeTables.map(({ name, routes }) => [name, routes])).toEqual([
      ["T", [unknown("${var.table}")]],
      ["VPC/main", [unknown("${var.table}")]],
    ]);
  });
});

describe("the routes of a table", () => {
  const toInternet = { cidr_block: "0.0.0.0/0", gateway_id: "${aws_internet_gateway.i.id}" };
  // As Terraform wants it where a block is written as an attribute: everything is there.
  const toEndpoint = {
    ...{ cidr_block: "10.9.0.0/16", ipv6_cidr_block: "", gateway_id: "", nat_gateway_id: null },
    vpc_endpoint_id: "vpce-1",
  };
  const endpoint: Route = { destination: "10.9.0.0/16", target: { kind: "other", what: "vpc endpoint vpce-1" } };

  test.each<[string, object, Route[]]>([
    ["none", {}, []],
    ["an empty list", { route: [] }, []],
    ["one block", { route: toInternet }, [TO_INTERNET]],
    ["a list of blocks", { route: [toInternet, toEndpoint] }, [TO_INTERNET, endpoint]],
    ["a list that cannot be told", { route: "${var.routes}" }, [unknown("${aws_route_table.t.route[*]}")]],
    [
      "one of a list that cannot be told",
      { route: [toInternet, "${var.route}"] },
      [unknown("${aws_route_table.t.route[*]}"), TO_INTERNET],
    ],
    [
      "dynamic blocks",
      { dynamic: { route: { for_each: "${var.routes}", content: { cidr_block: "${route.value}" } } } },
      [unknown("${aws_route_table.t.route[*]}")],
    ],
    ["what a virtual private gateway learns", { propagating_vgws: ["vgw-1"] }, [unknown("vgw-1")]],
  ])("%s", (_, table, routes) => {
    const found = routesOf("T", table);
    expect(found).toHaveLength(routes.length);
    expect(found).toEqual(expect.arrayContaining(routes));
  });

  test("what a virtual private gateway learns, as a resource", () => {
    const x = { vpn_gateway_id: "${aws_vpn_gateway.v.id}", ...OF_T };
    expect(routesOf("T", {}, { aws_vpn_gateway_route_propagation: { x } })).toEqual([
      unknown("${aws_vpn_gateway.v.id}"),
    ]);
    const any = { ...x, route_table_id: "${var.table}" };
    expect(routesOf("T", {}, { aws_vpn_gateway_route_propagation: { any } })).toEqual([unknown("${var.table}")]);
  });

  test("blocks and resources add up", () => {
    const r = { ...OF_T, destination_cidr_block: "10.9.0.0/16", vpc_endpoint_id: "vpce-1" };
    expect(routesOf("T", { route: [toInternet] }, { aws_route: { r } })).toEqual([TO_INTERNET, endpoint]);
  });
});

describe("the main route table", () => {
  const main = (...more: Resources[]): (readonly [string, string, readonly Route[]])[] =>
    topologyOf(VPC, GATEWAYS, ...more).routeTables.map(({ name, vpc, routes }) => [name, vpc, routes] as const);
  const adopter = (attributes: object): Resources => ({
    aws_default_route_table: {
      d: { default_route_table_id: "${aws_vpc.main.default_route_table_id}", ...attributes },
    },
  });
  const route = { route: { cidr_block: "0.0.0.0/0", gateway_id: "${aws_internet_gateway.i.id}" } };
  const routeTo = (route_table_id: string): Resources => ({
    aws_route: { r: { ...ANYWHERE, route_table_id, gateway_id: "${aws_internet_gateway.i.id}" } },
  });

  test("is there, without routes", () => {
    expect(main()).toEqual([["VPC/main", "VPC", []]]);
  });

  test.each(["main_route_table_id", "default_route_table_id"])("may have routes of its own, by %s", (attribute) => {
    expect(main(routeTo(`\${aws_vpc.main.${attribute}}`))).toEqual([["VPC/main", "VPC", [TO_INTERNET]]]);
  });

  test("may be taken over", () => {
    expect(main(adopter(route))).toEqual([["VPC/main", "VPC", [TO_INTERNET]]]);
    expect(main(adopter({ ...route, tags: { Name: "D" } }))).toEqual([["D", "VPC", [TO_INTERNET]]]);
    const { subnets } = topologyOf(VPC, SUBNETS, adopter({ tags: { Name: "D" } }));
    expect(named(subnets, "A").routeTable).toBe("D");
  });

  test("keeps its routes when it is taken over, however they name it", () => {
    const taken = adopter({ tags: { Name: "D" } });
    expect(main(taken, routeTo("${aws_vpc.main.main_route_table_id}"))).toEqual([["D", "VPC", [TO_INTERNET]]]);
    expect(main(taken, routeTo("${aws_default_route_table.d.id}"))).toEqual([["D", "VPC", [TO_INTERNET]]]);
  });

  test("may be another", () => {
    const association = { vpc_id: "${aws_vpc.main.id}", ...OF_T };
    const another: Resources = { aws_route_table: { t: T }, aws_main_route_table_association: { x: association } };
    expect(main(another)).toEqual([["T", "VPC", []]]);
    // Which one that is cannot be told from the VPC any more.
    expect(main(another, routeTo("${aws_vpc.main.main_route_table_id}"))).toEqual([
      ["T", "VPC", [unknown("${aws_vpc.main.main_route_table_id}")]],
    ]);
  });

  test("of another VPC may be taken over", () => {
    const expected = [
      ["VPC/main", "VPC", []],
      ["aws_default_route_table.d", "rtb-1", []],
    ];
    expect(main(adopter({ default_route_table_id: "rtb-1" }))).toEqual(expected);
  });

  test("is unknown where something else is taken over in its place", () => {
    expect(main(adopter({ default_route_table_id: "${aws_vpc.main.id}" }))).toEqual([
      ["aws_default_route_table.d", "${aws_vpc.main.id}", []],
    ]);
  });

  test("is unknown where it may be taken over", () => {
    const taken = adopter({ default_route_table_id: "${var.table}" });
    expect(main(taken)).toEqual([["aws_default_route_table.d", "${var.table}", []]]);
    expect(named(topologyOf(VPC, SUBNETS, taken).subnets, "A").routeTable).toBe("${var.table}");
  });
});
