import { only, type Resources, SUBNETS, topologyOf, VPC } from "./fixture";

describe("the VPC of an internet gateway", () => {
  const vpcOf = (gateway: object, ...more: Resources[]): string | undefined =>
    only(topologyOf(VPC, { aws_internet_gateway: { i: gateway } }, ...more).internetGateways).vpc;
  const attach = (attributes: object): Resources => ({
    aws_internet_gateway_attachment: {
      x: { internet_gateway_id: "${aws_internet_gateway.i.id}", vpc_id: "${aws_vpc.main.id}", ...attributes },
    },
  });

  test.each<[string, object, Resources[], string | undefined]>([
    ["its own", { vpc_id: "${aws_vpc.main.id}" }, [], "VPC"],
    ["one that cannot be told", { vpc_id: "${var.vpc}" }, [], "${var.vpc}"],
    ["none", {}, [], undefined],
    ["the one that it is attached to", {}, [attach({})], "VPC"],
    ["of another gateway", {}, [attach({ internet_gateway_id: "igw-1" })], undefined],
    ["of any gateway", {}, [attach({ internet_gateway_id: "${var.igw}" })], "${var.igw}"],
    [
      "of an attachment that may not be there",
      {},
      [attach({ count: 1 })],
      "${aws_internet_gateway_attachment.x[*].vpc_id}",
    ],
  ])("%s", (_, gateway, more, vpc) => {
    expect(vpcOf(gateway, ...more)).toBe(vpc);
  });
});

test.each<[string, object, object]>([
  ["public by default", {}, { subnet: "A", connectivity: "public" }],
  ["public", { connectivity_type: "public" }, { subnet: "A", connectivity: "public" }],
  ["private", { connectivity_type: "private" }, { subnet: "A", connectivity: "private" }],
  ["public or private", { connectivity_type: "${var.type}" }, { subnet: "${var.type}", connectivity: "private" }],
  ["in a subnet that cannot be told", { subnet_id: "${var.subnet}" }, { subnet: "${var.subnet}" }],
  ["in no subnet", { subnet_id: null }, { subnet: "${aws_nat_gateway.n.subnet_id}" }],
])("a NAT gateway, %s", (_, attributes, expected) => {
  const n = { subnet_id: "${aws_subnet.a.id}", tags: { Name: "N" }, ...attributes };
  expect(only(topologyOf(VPC, SUBNETS, { aws_nat_gateway: { n } }).natGateways)).toMatchObject({
    name: "N",
    ...expected,
  });
});
