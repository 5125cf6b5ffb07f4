import type { NatGateways } from "../../environments/environment";
import { attributeOf, each, listOf, numbered, pairwise, written } from "./conditions";
import { networkCounts } from "./network-counts";
import { APPLIED, type Assertion, heading, run, testFile } from "./test-file";

/** tests/routes.tftest.hcl: for so many zones and the NAT gateways between them. */
export function routesTests(zones: number, natGateways: NatGateways): string {
  const gateways = { none: 0, single: 1, "one-per-zone": zones }[natGateways];
  const ownTables = natGateways === "one-per-zone";
  const privateTables = numbered("aws_route_table.private", ownTables ? zones : 1);
  const privateRoutes = Array.from({ length: gateways }, (_, zone) => `aws_route.private_${zone + 1}_nat`);
  const nats = numbered("aws_nat_gateway.nat", gateways);
  const eips = numbered("aws_eip.nat", gateways);
  const associated = (kind: "public" | "private", tables: readonly string[], message: string): Assertion[] => {
    const associations = numbered(`aws_route_table_association.${kind}`, zones);
    return [
      {
        condition: pairwise(attributeOf(associations, "subnet_id"), numbered(`aws_subnet.${kind}`, zones, "id")),
        message: `A ${kind} subnet has no route table of ours: AWS gives it the VPC's main one.`,
      },
      { condition: pairwise(attributeOf(associations, "route_table_id"), attributeOf(tables, "id")), message },
    ];
  };
  return testFile(ABOUT_ROUTES[natGateways], [
    APPLIED,
    run({
      name: "public_subnets_reach_the_internet_gateway",
      command: "apply",
      assertions: [
        {
          condition: "aws_internet_gateway.internet.vpc_id == aws_vpc.main.id",
          message: "The internet gateway is another VPC's: nothing here is reached from the internet.",
        },
        {
          condition: 'aws_route.public_internet.destination_cidr_block == "0.0.0.0/0"',
          message: "The public route is not the one to all addresses: the load balancer cannot answer its clients.",
        },
        {
          condition: "aws_route.public_internet.gateway_id == aws_internet_gateway.internet.id",
          message: "The public route does not lead to the internet gateway: nobody reaches the load balancer.",
        },
        {
          condition: "aws_route.public_internet.route_table_id == aws_route_table.public.id",
          message: "The route to the internet gateway is not in the public route table: it opens other subnets.",
        },
        ...associated(
          "public",
          Array.from({ length: zones }, () => "aws_route_table.public"),
          "A public subnet does not use the public route table: the load balancer cannot be reached in that zone.",
        ),
      ],
    }),
    run({
      name: PRIVATE_RUN[natGateways],
      command: "apply",
      assertions: [
        ...associated(
          "private",
          Array.from({ length: zones }, (_, zone) => privateTables[ownTables ? zone : 0] ?? ""),
          ownTables
            ? "A private subnet does not use its own zone's private route table: the failure of another zone cuts it off."
            : "A private subnet does not use the private route table: containers there are open, or cut off.",
        ),
        {
          condition: each(
            "table",
            ["aws_route_table.public", ...privateTables],
            (table) => `${table}.vpc_id == aws_vpc.main.id && length(${table}.route) == 0`,
          ),
          message: "A route table is another VPC's, or holds inline routes: Terraform removes by them all others.",
        },
        ...(gateways === 0 ? [NO_ADDRESSES] : throughNat({ privateRoutes, privateTables, nats, eips, zones })),
      ],
    }),
    heading(
      "A test sees none but what it names, nor what waits for what, so the code is looked at. Test a new resource above.",
    ),
    run({
      name: "there_is_no_way_without_a_test",
      assertions: [
        ...networkCounts({ zones, gateways, tables: 1 + privateTables.length }),
        ...(gateways === 0 ? [] : [waiting(gateways)]),
      ],
    }),
  ]);
}

const ABOUT_ROUTES: Readonly<Record<NatGateways, string>> = {
  none: "Routes: public subnets to the internet gateway, private subnets nowhere.",
  single: "Routes: public subnets to the internet gateway, private subnets out through the NAT gateway.",
  "one-per-zone":
    "Routes: public subnets to the internet gateway, private subnets out through their zone's NAT gateway.",
};

const PRIVATE_RUN: Readonly<Record<NatGateways, string>> = {
  none: "private_subnets_lead_nowhere",
  single: "private_subnets_leave_through_the_nat_gateway",
  "one-per-zone": "private_subnets_leave_through_the_nat_gateway_of_their_zone",
};

const NO_ADDRESSES: Assertion = {
  condition: "length(output.nat_gateway_public_ips) == 0",
  message: "nat_gateway_public_ips are not the addresses that others see: there is none.",
};

/** Addresses of what leads out of private subnets, each list in the order of zones. */
interface WayOut {
  readonly privateRoutes: readonly string[];
  readonly privateTables: readonly string[];
  readonly nats: readonly string[];
  readonly eips: readonly string[];
  readonly zones: number;
}

function throughNat({ privateRoutes, privateTables, nats, eips, zones }: WayOut): Assertion[] {
  const publicSubnets = numbered("aws_subnet.public", zones).slice(0, nats.length);
  return [
    {
      condition: each(
        "route",
        privateRoutes,
        (route) => `${route}.gateway_id == null || ${route}.gateway_id != aws_internet_gateway.internet.id`,
      ),
      message: "A private route leads to the internet gateway: containers are open to the internet.",
    },
    {
      condition: pairwise(attributeOf(privateRoutes, "nat_gateway_id"), attributeOf(nats, "id")),
      message: "A private route does not lead to its NAT gateway: containers cannot pull their images.",
    },
    {
      condition: each("route", privateRoutes, (route) => `${route}.destination_cidr_block == "0.0.0.0/0"`),
      message: "A private route is not the one to all addresses: containers reach a part of the internet.",
    },
    {
      condition: pairwise(attributeOf(privateRoutes, "route_table_id"), attributeOf(privateTables, "id")),
      message: "A route to a NAT gateway is not in its private route table: private subnets do not use it.",
    },
    {
      condition: pairwise(attributeOf(nats, "subnet_id"), attributeOf(publicSubnets, "id")),
      message: "A NAT gateway does not stand in its zone's public subnet: it has no way to the internet itself.",
    },
    {
      condition: pairwise(attributeOf(nats, "allocation_id"), attributeOf(eips, "allocation_id")),
      message: "A NAT gateway does not have its Elastic IP: others' allow-lists name another address.",
    },
    {
      condition: each("gateway", nats, (gateway) => `${gateway}.connectivity_type == "public"`),
      message: "A NAT gateway is private: it leads to other networks, not to the internet.",
    },
    {
      condition: `output.nat_gateway_public_ips == ${listOf(attributeOf(eips, "public_ip"))}`,
      message: "nat_gateway_public_ips are not the addresses that others see.",
    },
  ];
}

function waiting(gateways: number): Assertion {
  return {
    condition: written("depends_on\\s*=\\s*\\[aws_internet_gateway\\.internet\\]", 2 * gateways),
    message: "An Elastic IP or a NAT gateway does not wait for the internet gateway: AWS may refuse to make it.",
  };
}
