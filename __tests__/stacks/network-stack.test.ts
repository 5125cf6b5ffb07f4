import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { Eip } from "@cdktf/provider-aws/lib/eip";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import "cdktf/lib/testing/adapters/jest";
import type { NatGateways } from "../../environments/environment";
import { type Synthesized, synthesizeFrontDoor } from "./synthesize";

function resources({ json }: Synthesized, type: string): Record<string, Record<string, unknown>> {
  return json.resource?.[type] ?? {};
}

/** Which route table each subnet is associated with. */
function routeTables(stack: Synthesized): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(resources(stack, "aws_route_table_association")).map(([name, { subnet_id, route_table_id }]) => {
      expect(subnet_id).toBe(`\${aws_subnet.${name}.id}`);
      return [name, route_table_id];
    }),
  );
}

describe("the network stack of an environment with all defaults", () => {
  let stack: Synthesized;

  beforeAll(() => {
    stack = synthesizeFrontDoor().network;
  });

  test("the VPC is 172.31.0.0/16, with DNS support and host names", () => {
    expect(stack.text).toHaveResourceWithProperties(Vpc, {
      cidr_block: "172.31.0.0/16",
      enable_dns_support: true,
      enable_dns_hostnames: true,
      tags: { Name: "Fargate-VPC" },
    });
  });

  test("the VPC's default security group is emptied", () => {
    expect(stack.text).toHaveResource(DefaultSecurityGroup);
    expect(resources(stack, "aws_default_security_group")).toEqual({
      main: { vpc_id: "${aws_vpc.main.id}", tags: { Name: "Fargate-VPC-default-closed" } },
    });
  });

  test.each([
    ["PublicSubnet-1", "172.31.96.0/20", "us-east-1a"],
    ["PublicSubnet-2", "172.31.112.0/20", "us-east-1b"],
    ["PrivateSubnet-1", "172.31.128.0/20", "us-east-1a"],
    ["PrivateSubnet-2", "172.31.144.0/20", "us-east-1b"],
  ])("%s is %s in %s, and gives nobody a public address on launch", (name, cidr, zone) => {
    expect(stack.text).toHaveResourceWithProperties(Subnet, {
      vpc_id: "${aws_vpc.main.id}",
      cidr_block: cidr,
      availability_zone: zone,
      map_public_ip_on_launch: false,
      tags: { Name: name },
    });
  });

  test("PublicRouteTable leads to the internet gateway, and both public subnets use it", () => {
    expect(stack.text).toHaveResourceWithProperties(InternetGateway, { vpc_id: "${aws_vpc.main.id}" });
    expect(stack.text).toHaveResourceWithProperties(RouteTable, { tags: { Name: "PublicRouteTable" } });
    expect(stack.text).toHaveResourceWithProperties(Route, {
      route_table_id: "${aws_route_table.public.id}",
      destination_cidr_block: "0.0.0.0/0",
      gateway_id: "${aws_internet_gateway.internet.id}",
    });
    expect(routeTables(stack)).toMatchObject({
      public_1: "${aws_route_table.public.id}",
      public_2: "${aws_route_table.public.id}",
    });
  });

  test("PrivateRouteTable leads to the NAT gateway, and both private subnets use it", () => {
    expect(stack.text).toHaveResourceWithProperties(RouteTable, { tags: { Name: "PrivateRouteTable" } });
    expect(stack.text).toHaveResourceWithProperties(Route, {
      route_table_id: "${aws_route_table.private_1.id}",
      destination_cidr_block: "0.0.0.0/0",
      nat_gateway_id: "${aws_nat_gateway.nat_1.id}",
    });
    expect(routeTables(stack)).toMatchObject({
      private_1: "${aws_route_table.private_1.id}",
      private_2: "${aws_route_table.private_1.id}",
    });
  });

  test("the NAT gateway is public, with an Elastic IP, in a public subnet, and waits for the internet gateway", () => {
    expect(stack.text).toHaveResourceWithProperties(NatGateway, {
      connectivity_type: "public",
      allocation_id: "${aws_eip.nat_1.allocation_id}",
      subnet_id: "${aws_subnet.public_1.id}",
      depends_on: ["aws_internet_gateway.internet"],
      tags: { Name: "Fargate-NAT-Gateway" },
    });
    expect(stack.text).toHaveResourceWithProperties(Eip, {
      domain: "vpc",
      depends_on: ["aws_internet_gateway.internet"],
    });
  });

  test("it publishes the VPC, the subnets by zone and the addresses that others see", () => {
    expect(stack.json.output).toMatchObject({
      vpc_id: { value: "${aws_vpc.main.id}" },
      public_subnet_ids: { value: ["${aws_subnet.public_1.id}", "${aws_subnet.public_2.id}"] },
      private_subnet_ids: { value: ["${aws_subnet.private_1.id}", "${aws_subnet.private_2.id}"] },
      nat_gateway_public_ips: { value: ["${aws_eip.nat_1.public_ip}"] },
    });
    expect(Object.keys(stack.json.output ?? {})).toHaveLength(4);
  });
});

const threeZones = [
  { availabilityZone: "us-east-1a", public: "172.31.0.0/24", private: "172.31.1.0/24" },
  { availabilityZone: "us-east-1b", public: "172.31.2.0/24", private: "172.31.3.0/24" },
  { availabilityZone: "us-east-1c", public: "172.31.4.0/24", private: "172.31.5.0/24" },
] as const;

function networkWith(natGateways: NatGateways): Synthesized {
  return synthesizeFrontDoor({ network: { zones: threeZones, natGateways } }).network;
}

describe("three zones", () => {
  test("with a NAT gateway in each: every private subnet leaves through its own zone's", () => {
    const stack = networkWith("one-per-zone");
    expect(
      Object.entries(resources(stack, "aws_nat_gateway")).map(([name, { subnet_id, tags }]) => [name, subnet_id, tags]),
    ).toEqual([
      ["nat_1", "${aws_subnet.public_1.id}", { Name: "Fargate-NAT-Gateway-1" }],
      ["nat_2", "${aws_subnet.public_2.id}", { Name: "Fargate-NAT-Gateway-2" }],
      ["nat_3", "${aws_subnet.public_3.id}", { Name: "Fargate-NAT-Gateway-3" }],
    ]);
    for (const zone of [1, 2, 3]) {
      expect(routeTables(stack)[`private_${zone}`]).toBe(`\${aws_route_table.private_${zone}.id}`);
      expect(resources(stack, "aws_route")[`private_${zone}_nat`]).toEqual({
        route_table_id: `\${aws_route_table.private_${zone}.id}`,
        destination_cidr_block: "0.0.0.0/0",
        nat_gateway_id: `\${aws_nat_gateway.nat_${zone}.id}`,
      });
    }
  });

  test("with a single NAT gateway: one private route table for all three", () => {
    const stack = networkWith("single");
    expect(Object.keys(resources(stack, "aws_nat_gateway"))).toEqual(["nat_1"]);
    expect(Object.keys(resources(stack, "aws_route_table"))).toEqual(["private_1", "public"]);
    expect(routeTables(stack)).toMatchObject({
      private_1: "${aws_route_table.private_1.id}",
      private_2: "${aws_route_table.private_1.id}",
      private_3: "${aws_route_table.private_1.id}",
    });
  });

  test("without NAT gateways: no Elastic IP, and a private route table that leads nowhere else", () => {
    const stack = networkWith("none");
    expect(resources(stack, "aws_nat_gateway")).toEqual({});
    expect(resources(stack, "aws_eip")).toEqual({});
    expect(Object.keys(resources(stack, "aws_route"))).toEqual(["public_internet"]);
    expect(routeTables(stack)["private_3"]).toBe("${aws_route_table.private_1.id}");
    expect(stack.json.output?.["nat_gateway_public_ips"]?.value).toEqual([]);
  });

  test("going from one NAT gateway to one a zone keeps what was there at its address", () => {
    const addressesOf = (natGateways: NatGateways): string[] =>
      ["aws_nat_gateway", "aws_eip", "aws_route_table", "aws_route"].flatMap((type) =>
        Object.keys(resources(networkWith(natGateways), type)).map((name) => `${type}.${name}`),
      );
    expect(addressesOf("one-per-zone")).toEqual(expect.arrayContaining(addressesOf("single")));
  });
});

test("the name prefix stands before every Name tag", () => {
  const { network } = synthesizeFrontDoor({ namePrefix: "blue-" });
  const names = Object.values(network.json.resource ?? {})
    .flatMap((byName) => Object.values(byName))
    .flatMap(({ tags }) => (tags === undefined ? [] : [(tags as { Name: string }).Name]));
  expect(names.length).toBeGreaterThan(8);
  expect(names.filter((name) => !name.startsWith("blue-"))).toEqual([]);
});
