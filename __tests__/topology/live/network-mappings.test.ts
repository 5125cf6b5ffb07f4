import type { Route, SecurityGroupRule } from "@aws-sdk/client-ec2";

import { internetGateway, natGateway } from "../../../topology/live/gateways";
import { networkAcl, networkAclEntry } from "../../../topology/live/network-acls";
import { isMain, route } from "../../../topology/live/route-tables";
import { securityGroupRule } from "../../../topology/live/security-groups";
import { subnets } from "../../../topology/live/subnets";
import { isAssociated, vpc } from "../../../topology/live/vpcs";
import type { Peer, Protocol, RouteTarget } from "../../../topology/model";
import { ALL_PORTS } from "../../../topology/protocol";

const called = (id = "nothing"): string => `<${id}>`;
const names = {
  vpc: called,
  subnet: called,
  routeTable: called,
  networkAcl: called,
  internetGateway: called,
  egressOnlyInternetGateway: called,
  natGateway: called,
  securityGroup: called,
};

describe("a route leads to", () => {
  test.each<[Route, RouteTarget]>([
    [{ GatewayId: "igw-1" }, { kind: "internet gateway", name: "<igw-1>" }],
    [{ NatGatewayId: "nat-1" }, { kind: "nat gateway", name: "<nat-1>" }],
    [{ EgressOnlyInternetGatewayId: "eigw-1" }, { kind: "egress-only internet gateway", name: "<eigw-1>" }],
    [{ GatewayId: "vgw-1" }, { kind: "other", what: "gateway vgw-1" }],
    [{ GatewayId: "vpce-1" }, { kind: "other", what: "vpc endpoint vpce-1" }],
    [{ TransitGatewayId: "tgw-1" }, { kind: "other", what: "transit gateway tgw-1" }],
    [{ VpcPeeringConnectionId: "pcx-1" }, { kind: "other", what: "vpc peering connection pcx-1" }],
    [
      { InstanceId: "i-1", NetworkInterfaceId: "eni-1" },
      { kind: "other", what: "network interface eni-1" },
    ],
    [{ InstanceId: "i-1" }, { kind: "other", what: "instance i-1" }],
    [{ CarrierGatewayId: "cagw-1" }, { kind: "other", what: "carrier gateway cagw-1" }],
    [{ LocalGatewayId: "lgw-1" }, { kind: "other", what: "local gateway lgw-1" }],
    [{ CoreNetworkArn: "arn:core" }, { kind: "other", what: "core network arn:core" }],
    [{ OdbNetworkArn: "arn:odb" }, { kind: "other", what: "odb network arn:odb" }],
    [{}, { kind: "other", what: "a target that is not modelled" }],
    // moto never calls a route a black hole, whatever is deleted.
    [{ GatewayId: "igw-1", State: "blackhole" }, { kind: "blackhole" }],
    [{ NatGatewayId: "nat-1", State: "blackhole" }, { kind: "blackhole" }],
    [{ TransitGatewayId: "tgw-1", State: "blackhole" }, { kind: "blackhole" }],
    [
      { NatGatewayId: "nat-1", State: "active" },
      { kind: "nat gateway", name: "<nat-1>" },
    ],
  ])("%j: %j", (answer, target) => {
    expect(route({ DestinationCidrBlock: "0.0.0.0/0", ...answer }, names)).toEqual({
      destination: "0.0.0.0/0",
      target,
    });
  });

  test.each<[Route, string]>([
    [{ DestinationCidrBlock: "10.0.0.0/8" }, "10.0.0.0/8"],
    [{ DestinationIpv6CidrBlock: "::/0" }, "::/0"],
    [{ DestinationPrefixListId: "pl-1" }, "pl-1"],
  ])("%j", (answer, destination) => {
    expect(route({ GatewayId: "igw-1", ...answer }, names)).toMatchObject({ destination });
  });
});

test("a route table is the main one by one of its associations", () => {
  expect(isMain({ Associations: [{ SubnetId: "subnet-1", Main: false }, { Main: true }] })).toBe(true);
  expect(isMain({ Associations: [{ SubnetId: "subnet-1", Main: false }] })).toBe(false);
  expect(isMain({})).toBe(false);
});

describe("a rule of a security group", () => {
  const port = (from: number, to = from) => ({ from, to });

  test.each<[SecurityGroupRule, Protocol, { from: number; to: number }]>([
    [{ IpProtocol: "tcp", FromPort: 80, ToPort: 80 }, "tcp", port(80)],
    [{ IpProtocol: "6", FromPort: 0, ToPort: 65_535 }, "tcp", ALL_PORTS],
    [{ IpProtocol: "udp", FromPort: 7000, ToPort: 7010 }, "udp", port(7000, 7010)],
    [{ IpProtocol: "-1", FromPort: -1, ToPort: -1 }, "all", ALL_PORTS],
    [{ IpProtocol: "icmp", FromPort: 8, ToPort: 0 }, "icmp", ALL_PORTS],
    [{ IpProtocol: "icmpv6", FromPort: -1, ToPort: -1 }, "icmpv6", ALL_PORTS],
    [{ IpProtocol: "50", FromPort: -1, ToPort: -1 }, "50", ALL_PORTS],
  ])("%j is about %s, %j", (answer, protocol, ports) => {
    expect(securityGroupRule(answer, names)).toMatchObject({ direction: "ingress", protocol, ports });
  });

  test.each<[SecurityGroupRule, Peer]>([
    [{ CidrIpv4: "10.0.0.0/8" }, { kind: "cidr", cidr: "10.0.0.0/8" }],
    [{ CidrIpv6: "::/0" }, { kind: "cidr", cidr: "::/0" }],
    [{ PrefixListId: "pl-1" }, { kind: "prefix list", id: "pl-1" }],
    [{ ReferencedGroupInfo: { GroupId: "sg-1" } }, { kind: "security group", name: "<sg-1>" }],
  ])("%j lets %j talk", (answer, peer) => {
    expect(securityGroupRule({ ...answer, IsEgress: true }, names)).toMatchObject({ direction: "egress", peer });
  });
});

describe("an entry of a network ACL", () => {
  test("is told as the model tells it", () => {
    const entry = {
      Egress: true,
      RuleNumber: 100,
      RuleAction: "allow",
      Protocol: "6",
      CidrBlock: "10.0.0.0/8",
      PortRange: { From: 80, To: 90 },
    } as const;
    expect(networkAclEntry(entry)).toEqual({
      direction: "egress",
      ruleNumber: 100,
      action: "allow",
      protocol: "tcp",
      cidr: "10.0.0.0/8",
      ports: { from: 80, to: 90 },
    });
  });

  test.each([
    [{ Protocol: "-1" }, "all", ALL_PORTS],
    [{ Protocol: "17", PortRange: { From: 53, To: 53 } }, "udp", { from: 53, to: 53 }],
    [{ Protocol: "1", IcmpTypeCode: { Type: 8, Code: 0 } }, "icmp", ALL_PORTS],
    [{ Protocol: "58", IcmpTypeCode: { Type: -1, Code: -1 } }, "icmpv6", ALL_PORTS],
    [{ Protocol: "50" }, "50", ALL_PORTS],
  ])("%j is about %s, %j", (answer, protocol, ports) => {
    expect(networkAclEntry(answer)).toMatchObject({ direction: "ingress", protocol, ports });
  });

  test.each([
    [1, true],
    [32_766, true],
    [32_767, false],
    [32_768, false],
  ])("with number %i is somebody's: %s", (RuleNumber, isTold) => {
    const { entries } = networkAcl({ NetworkAclId: "acl-1", VpcId: "vpc-1", Entries: [{ RuleNumber }] }, names);
    expect(entries).toHaveLength(isTold ? 1 : 0);
  });
});

describe("blocks of addresses", () => {
  test.each([
    ["associated", true],
    ["associating", true],
    ["disassociating", false],
    ["disassociated", false],
    ["failing", false],
    ["failed", false],
    [undefined, true],
  ] as const)("that are %s belong to the VPC: %s", (state, belongs) => {
    expect(isAssociated(state === undefined ? undefined : { State: state })).toBe(belongs);
  });

  test("of a VPC are of both kinds", () => {
    const answer = {
      VpcId: "vpc-1",
      CidrBlock: "10.0.0.0/16",
      CidrBlockAssociationSet: [
        { CidrBlock: "10.0.0.0/16", CidrBlockState: { State: "associated" } },
        { CidrBlock: "10.1.0.0/16", CidrBlockState: { State: "disassociated" } },
      ],
      Ipv6CidrBlockAssociationSet: [
        { Ipv6CidrBlock: "2001:db8::/56", Ipv6CidrBlockState: { State: "associated" } },
        { Ipv6CidrBlock: "2001:db8:1::/56", Ipv6CidrBlockState: { State: "failed" } },
      ],
    } as const;
    const mutable = structuredClone(answer) as unknown as Parameters<typeof vpc>[0];
    expect(vpc(mutable, names)).toEqual({ name: "<vpc-1>", cidrs: ["10.0.0.0/16", "2001:db8::/56"] });
  });

  test("of a subnet for IPv6 alone are of IPv6 alone", () => {
    const [subnet] = subnets(
      {
        subnets: [
          { SubnetId: "subnet-1", VpcId: "vpc-1", Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: "2001:db8::/64" }] },
        ],
        routeTables: [{ RouteTableId: "rtb-1", VpcId: "vpc-1", Associations: [{ Main: true }] }],
        networkAcls: [{ NetworkAclId: "acl-1", Associations: [{ SubnetId: "subnet-1" }] }],
      },
      names,
    );
    expect(subnet).toMatchObject({ cidrs: ["2001:db8::/64"], routeTable: "<rtb-1>", networkAcl: "<acl-1>" });
  });
});

test("a subnet that names no route table has the main one of its own VPC", () => {
  const read = subnets(
    {
      subnets: [
        { SubnetId: "subnet-1", VpcId: "vpc-1" },
        { SubnetId: "subnet-2", VpcId: "vpc-2" },
        { SubnetId: "subnet-3", VpcId: "vpc-2" },
      ],
      routeTables: [
        { RouteTableId: "rtb-1", VpcId: "vpc-1", Associations: [{ Main: true }] },
        { RouteTableId: "rtb-2", VpcId: "vpc-2", Associations: [{ Main: true }] },
        // An edge association is not a subnet's.
        { RouteTableId: "rtb-3", VpcId: "vpc-2", Associations: [{ GatewayId: "igw-1" }, { SubnetId: "subnet-3" }] },
      ],
      networkAcls: [],
    },
    names,
  );
  expect(read.map(({ routeTable }) => routeTable)).toEqual(["<rtb-1>", "<rtb-2>", "<rtb-3>"]);
});

test("an internet gateway has the VPC that it is attached to, if there is one", () => {
  const attached = { InternetGatewayId: "igw-1", Attachments: [{ VpcId: "vpc-1" }] };
  expect(internetGateway(attached, names)).toEqual({ name: "<igw-1>", vpc: "<vpc-1>" });
  expect(internetGateway({ InternetGatewayId: "igw-1" }, names)).toEqual({ name: "<igw-1>", vpc: undefined });
});

test("a NAT gateway is public unless AWS says otherwise, and a regional one stands in no subnet", () => {
  const gateway = { NatGatewayId: "nat-1", SubnetId: "subnet-1" };
  expect(natGateway(gateway, names)).toEqual({ name: "<nat-1>", subnet: "<subnet-1>", connectivity: "public" });
  expect(natGateway({ ...gateway, ConnectivityType: "private" }, names)).toMatchObject({ connectivity: "private" });
  expect(natGateway({ NatGatewayId: "nat-1", AvailabilityMode: "regional" }, names)).toMatchObject({
    subnet: "regional",
  });
});
