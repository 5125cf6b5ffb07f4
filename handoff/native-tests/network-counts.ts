import { counted, type Count, NO_SECURITY_GROUPS } from "./counts";
import type { Assertion } from "./test-file";

/** How many there are of what decides how a network is made. */
interface Numbers {
  readonly zones: number;
  readonly gateways: number;
  /** Of routes. */
  readonly tables: number;
}

/** Whether the network has nothing that leads somewhere, or keeps something out, and that no test names. */
export function networkCounts({ zones, gateways, tables }: Numbers): Assertion[] {
  const counts: readonly Count[] = [
    { type: "aws_vpc", count: 1, one: "a VPC", several: "VPCs", tooMany: "is a network that no test knows of" },
    {
      type: "aws_subnet",
      count: 2 * zones,
      one: "a subnet",
      several: "subnets",
      tooMany: "stands where no test knows of",
    },
    {
      type: "aws_route_table",
      count: tables,
      one: "a route table",
      several: "route tables",
      tooMany: "belongs to no subnet that a test knows of",
    },
    {
      type: "aws_route_table_association",
      count: 2 * zones,
      one: "an association of a subnet with a route table",
      several: "associations of subnets with route tables",
      tooMany: "puts a subnet on another table",
    },
    {
      type: "aws_(default_route_table|main_route_table_association)",
      count: 0,
      one: "a main route table of ours",
      several: "main route tables",
      tooMany: "leads where no test knows of",
    },
    {
      type: "aws_route",
      count: 1 + gateways,
      one: "a route",
      several: "routes",
      tooMany: "leads where no test knows of",
    },
    {
      type: "aws_(egress_only_)?internet_gateway(_attachment)?",
      count: 1,
      one: "an internet gateway",
      several: "internet gateways",
      tooMany: "is a way to the internet that no test knows of",
    },
    {
      type: "aws_nat_gateway",
      count: gateways,
      one: "a NAT gateway",
      several: "NAT gateways",
      tooMany: "is paid for and not used",
    },
    {
      type: "aws_eip",
      count: gateways,
      one: "an Elastic IP",
      several: "Elastic IPs",
      tooMany: "is paid for and not used",
    },
    {
      type: "aws_(default_)?network_acl(_\\w+)?",
      count: 0,
      one: "a network ACL",
      several: "network ACLs",
      tooMany: "lets through, or keeps out, what no test knows of",
    },
    {
      type: "aws_default_security_group",
      count: 1,
      one: "a default security group",
      several: "default security groups",
      tooMany: "gives it rules again",
    },
  ];
  return [...counts.map(counted), NO_SECURITY_GROUPS];
}
