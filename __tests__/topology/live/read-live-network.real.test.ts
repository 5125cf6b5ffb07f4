import {
  AssociateRouteTableCommand,
  AssociateVpcCidrBlockCommand,
  CreateEgressOnlyInternetGatewayCommand,
  CreateManagedPrefixListCommand,
  CreateNetworkInterfaceCommand,
  CreateVpcPeeringConnectionCommand,
  CreateVpnGatewayCommand,
  DeleteNatGatewayCommand,
  DescribeVpcsCommand,
  DisassociateVpcCidrBlockCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";

import { type AwsConnection, clientConfig, connectionTo } from "../../../toolchain/aws-client";
import { type LocalAws, startLocalAws } from "../../../toolchain/local-aws";
import { createWorkspace } from "../../../toolchain/workspace";
import { NOTHING } from "../../../topology/canonical";
import { readLive } from "../../../topology/live/read-live";
import type { Topology } from "../../../topology/model";
import { ALL_PORTS } from "../../../topology/protocol";
import { describeWith } from "../../needs";
import { idOf, MadeNetwork, named, stackTags } from "./support/made-network";

describeWith(["local-aws"], "a network read from a local AWS", () => {
  const workspace = createWorkspace("front-door-real-test");
  /** The local AWS may be one that many share. */
  const environment = `test-${workspace.path.slice(-6)}`;
  let aws: LocalAws;
  let connection: AwsConnection;
  let topology: Topology;
  let ipv6 = "";
  const ids = {
    byHand: "",
    twins: ["", ""],
    prefixList: "",
    peering: "",
    vpn: "",
    eni: "",
    foreign: "",
    handGroup: "",
  };

  beforeAll(async () => {
    aws = await startLocalAws({ workspace, env: process.env, region: "us-east-1" });
    connection = connectionTo(aws, "us-east-1");
    const ec2 = new EC2Client(clientConfig(connection));
    await makeEverything(ec2);
    ec2.destroy();
    topology = await readLive({ connection, environment });
  }, 60_000);
  afterAll(async () => {
    await aws.stop();
    workspace.remove();
  });

  /** A VPC with everything that the model knows of a network, and beside it the VPC of another environment. */
  async function makeEverything(ec2: EC2Client): Promise<void> {
    const made = new MadeNetwork(ec2);
    const vpc = await made.vpc("10.0.0.0/16", stackTags(environment, "net"));
    await ec2.send(new AssociateVpcCidrBlockCommand({ VpcId: vpc, CidrBlock: "10.1.0.0/16" }));
    const gone = await ec2.send(new AssociateVpcCidrBlockCommand({ VpcId: vpc, CidrBlock: "10.2.0.0/16" }));
    const AssociationId = idOf(gone.CidrBlockAssociation?.AssociationId);
    await ec2.send(new DisassociateVpcCidrBlockCommand({ AssociationId }));
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({ VpcIds: [vpc] }));
    ipv6 = idOf(Vpcs[0]?.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock);
    const other = await made.vpc("10.9.0.0/16", stackTags("other", "net"));
    ids.foreign = await made.securityGroup(other, "peer");
    await made.subnet(other, "10.9.0.0/24", "us-east-1a", "Public-1");

    const subnet = ipv6.replace("/56", "/64");
    const public1 = await made.subnet(vpc, "10.0.0.0/24", "us-east-1a", "Public-1", subnet);
    await made.subnet(vpc, "10.0.1.0/24", "us-east-1b", "Public-2");
    const private1 = await made.subnet(vpc, "10.0.2.0/24", "us-east-1a", "Private-1");
    ids.byHand = await made.subnet(vpc, "10.1.0.0/24", "us-east-1b");
    for (const index of [0, 1]) {
      ids.twins[index] = await made.subnet(vpc, `10.1.${String(index + 1)}.0/24`, "us-east-1c", "Twin");
    }

    const internet = await made.internetGateway([{ Key: "Name", Value: "internet" }], vpc);
    await made.internetGateway(stackTags(environment, "spare"));
    await made.internetGateway(stackTags("other", "spare"));
    await made.internetGateway(stackTags(environment, "elsewhere"), other);
    const { EgressOnlyInternetGateway: egressOnly } = await ec2.send(
      new CreateEgressOnlyInternetGatewayCommand({ VpcId: vpc, ...named("egress-only-internet-gateway", "egress") }),
    );
    const nat = await made.natGateway(public1, "public", "nat");
    await made.natGateway(private1, "private", "inside");
    const deleted = await made.natGateway(public1, "public", "nat");
    await ec2.send(new DeleteNatGatewayCommand({ NatGatewayId: deleted }));

    const list = { PrefixListName: "list", MaxEntries: 1, AddressFamily: "IPv4" };
    const { PrefixList } = await ec2.send(new CreateManagedPrefixListCommand(list));
    ids.prefixList = idOf(PrefixList?.PrefixListId);
    const { VpcPeeringConnection } = await ec2.send(
      new CreateVpcPeeringConnectionCommand({ VpcId: vpc, PeerVpcId: other }),
    );
    ids.peering = idOf(VpcPeeringConnection?.VpcPeeringConnectionId);
    const { VpnGateway } = await ec2.send(new CreateVpnGatewayCommand({ Type: "ipsec.1" }));
    ids.vpn = idOf(VpnGateway?.VpnGatewayId);
    const { NetworkInterface } = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId: private1 }));
    ids.eni = idOf(NetworkInterface?.NetworkInterfaceId);

    const publicTable = await made.routeTable(vpc, "Public");
    await made.routes(publicTable, [
      { DestinationCidrBlock: "0.0.0.0/0", GatewayId: internet },
      { DestinationIpv6CidrBlock: "::/0", GatewayId: internet },
    ]);
    await ec2.send(new AssociateRouteTableCommand({ RouteTableId: publicTable, SubnetId: public1 }));
    const privateTable = await made.routeTable(vpc, "Private");
    await made.routes(privateTable, [
      { DestinationCidrBlock: "0.0.0.0/0", NatGatewayId: nat },
      {
        DestinationIpv6CidrBlock: "::/0",
        EgressOnlyInternetGatewayId: idOf(egressOnly?.EgressOnlyInternetGatewayId),
      },
      { DestinationCidrBlock: "10.9.0.0/16", VpcPeeringConnectionId: ids.peering },
      { DestinationCidrBlock: "10.8.0.0/16", NetworkInterfaceId: ids.eni },
      { DestinationPrefixListId: ids.prefixList, NatGatewayId: nat },
    ]);
    await ec2.send(new AssociateRouteTableCommand({ RouteTableId: privateTable, SubnetId: private1 }));
    await made.routes(await made.mainRouteTable(vpc), [{ DestinationCidrBlock: "192.168.0.0/16", GatewayId: ids.vpn }]);

    const acl = await made.networkAcl(vpc, "Guard", [
      { Egress: false, RuleNumber: 200, RuleAction: "allow", Protocol: "-1", CidrBlock: "10.0.0.0/16" },
      {
        Egress: false,
        RuleNumber: 100,
        RuleAction: "deny",
        Protocol: "6",
        CidrBlock: "0.0.0.0/0",
        PortRange: { From: 22, To: 23 },
      },
      {
        Egress: true,
        RuleNumber: 100,
        RuleAction: "allow",
        Protocol: "17",
        Ipv6CidrBlock: "::/0",
        PortRange: { From: 53, To: 53 },
      },
      {
        Egress: true,
        RuleNumber: 110,
        RuleAction: "allow",
        Protocol: "1",
        CidrBlock: "0.0.0.0/0",
        IcmpTypeCode: { Type: -1, Code: -1 },
      },
      { Egress: true, RuleNumber: 120, RuleAction: "allow", Protocol: "50", CidrBlock: "0.0.0.0/0" },
    ]);
    await made.useNetworkAcl(acl, public1);

    const alb = await made.securityGroup(vpc, "alb-group", "ALB-SG");
    const containers = await made.securityGroup(vpc, "containers");
    ids.handGroup = await made.securityGroup(vpc, "ssh");
    await made.ingress(alb, [
      { IpProtocol: "tcp", FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
      { IpProtocol: "tcp", FromPort: 443, ToPort: 443, Ipv6Ranges: [{ CidrIpv6: "::/0" }] },
    ]);
    await made.egress(alb, [
      { IpProtocol: "tcp", FromPort: 6060, ToPort: 6060, UserIdGroupPairs: [{ GroupId: containers }] },
    ]);
    await made.ingress(containers, [
      { IpProtocol: "tcp", FromPort: 6060, ToPort: 6060, UserIdGroupPairs: [{ GroupId: alb }] },
      { IpProtocol: "udp", FromPort: 7000, ToPort: 7010, UserIdGroupPairs: [{ GroupId: containers }] },
      { IpProtocol: "tcp", FromPort: 5432, ToPort: 5432, UserIdGroupPairs: [{ GroupId: ids.foreign }] },
      { IpProtocol: "icmp", FromPort: 8, ToPort: -1, IpRanges: [{ CidrIp: "10.0.0.0/8" }] },
    ]);
    await made.egress(containers, [
      { IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
      { IpProtocol: "tcp", FromPort: 443, ToPort: 443, PrefixListIds: [{ PrefixListId: ids.prefixList }] },
    ]);
    await made.ingress(ids.handGroup, [
      { IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: "203.0.113.7/32" }] },
    ]);
  }

  test("has its VPC with all its blocks, and not that of another environment", () => {
    expect(topology.vpcs).toEqual([{ name: "net", cidrs: ["10.0.0.0/16", "10.1.0.0/16", ipv6] }]);
  });

  test("has every subnet of the VPC, with the route table and the ACL that are in force there", () => {
    const own = { routeTable: "net/main", networkAcl: "net/default", vpc: "net" };
    const [first = "", second = ""] = ids.twins;
    const twin = (id: string, cidr: string) => ({
      ...own,
      name: `Twin (${id})`,
      availabilityZone: "us-east-1c",
      cidrs: [cidr],
    });
    expect(topology.subnets).toHaveLength(6);
    expect(topology.subnets).toEqual(
      expect.arrayContaining([
        {
          name: "Public-1",
          vpc: "net",
          availabilityZone: "us-east-1a",
          cidrs: ["10.0.0.0/24", ipv6.replace("/56", "/64")],
          routeTable: "Public",
          networkAcl: "Guard",
        },
        { ...own, name: "Public-2", availabilityZone: "us-east-1b", cidrs: ["10.0.1.0/24"] },
        { ...own, name: "Private-1", availabilityZone: "us-east-1a", cidrs: ["10.0.2.0/24"], routeTable: "Private" },
        // Added by hand, without a tag.
        { ...own, name: ids.byHand, availabilityZone: "us-east-1b", cidrs: ["10.1.0.0/24"] },
        // Somebody copied the Name tag.
        twin(first, "10.1.1.0/24"),
        twin(second, "10.1.2.0/24"),
      ]),
    );
  });

  test("has its route tables, without the routes inside the VPC", () => {
    expect(topology.routeTables).toEqual([
      {
        name: "Private",
        vpc: "net",
        routes: [
          { destination: "0.0.0.0/0", target: { kind: "nat gateway", name: "nat" } },
          { destination: "10.8.0.0/16", target: { kind: "other", what: `network interface ${ids.eni}` } },
          { destination: "10.9.0.0/16", target: { kind: "other", what: `vpc peering connection ${ids.peering}` } },
          { destination: "::/0", target: { kind: "egress-only internet gateway", name: "egress" } },
          { destination: ids.prefixList, target: { kind: "nat gateway", name: "nat" } },
        ],
      },
      {
        name: "Public",
        vpc: "net",
        routes: [
          { destination: "0.0.0.0/0", target: { kind: "internet gateway", name: "internet" } },
          { destination: "::/0", target: { kind: "internet gateway", name: "internet" } },
        ],
      },
      {
        name: "net/main",
        vpc: "net",
        routes: [{ destination: "192.168.0.0/16", target: { kind: "other", what: `gateway ${ids.vpn}` } }],
      },
    ]);
  });

  test("has its internet gateways, and one of the environment that is attached to none", () => {
    expect(topology.internetGateways).toEqual([
      { name: "internet", vpc: "net" },
      { name: "spare", vpc: undefined },
    ]);
  });

  test("has the NAT gateways that stand", () => {
    expect(topology.natGateways).toEqual([
      { name: "inside", subnet: "Private-1", connectivity: "private" },
      { name: "nat", subnet: "Public-1", connectivity: "public" },
    ]);
  });

  test("has its ACLs, without the last entry that is always there", () => {
    const everything = {
      ruleNumber: 100,
      action: "allow",
      protocol: "all",
      cidr: "0.0.0.0/0",
      ports: ALL_PORTS,
    } as const;
    expect(topology.networkAcls).toEqual([
      {
        name: "Guard",
        vpc: "net",
        entries: [
          { ...everything, direction: "egress", protocol: "udp", cidr: "::/0", ports: { from: 53, to: 53 } },
          { ...everything, direction: "ingress", action: "deny", protocol: "tcp", ports: { from: 22, to: 23 } },
          { ...everything, direction: "egress", ruleNumber: 110, protocol: "icmp" },
          { ...everything, direction: "egress", ruleNumber: 120, protocol: "50" },
          { ...everything, direction: "ingress", ruleNumber: 200, cidr: "10.0.0.0/16" },
        ],
      },
      {
        name: "net/default",
        vpc: "net",
        // AWS adds 101 for ::/0 where the VPC has an IPv6 block, and moto does not.
        entries: [
          { ...everything, direction: "egress" },
          { ...everything, direction: "ingress" },
        ],
      },
    ]);
  });

  test("has its security groups with rules of every kind, and those that somebody added by hand", () => {
    const port = (number: number) => ({ from: number, to: number });
    expect(topology.securityGroups.map(({ name }) => name)).toEqual(["ALB-SG", "containers", "net/default", "ssh"]);
    const [alb, containers, , ssh] = topology.securityGroups;
    expect(alb).toEqual({
      name: "ALB-SG",
      vpc: "net",
      rules: [
        {
          direction: "egress",
          protocol: "tcp",
          ports: port(6060),
          peer: { kind: "security group", name: "containers" },
        },
        { direction: "ingress", protocol: "tcp", ports: port(80), peer: { kind: "cidr", cidr: "0.0.0.0/0" } },
        { direction: "ingress", protocol: "tcp", ports: port(443), peer: { kind: "cidr", cidr: "::/0" } },
      ],
    });
    expect(containers?.rules).toHaveLength(6);
    expect(containers?.rules).toEqual(
      expect.arrayContaining([
        { direction: "egress", protocol: "all", ports: ALL_PORTS, peer: { kind: "cidr", cidr: "0.0.0.0/0" } },
        {
          direction: "egress",
          protocol: "tcp",
          ports: port(443),
          peer: { kind: "prefix list", id: ids.prefixList },
        },
        { direction: "ingress", protocol: "tcp", ports: port(6060), peer: { kind: "security group", name: "ALB-SG" } },
        {
          direction: "ingress",
          protocol: "udp",
          ports: { from: 7000, to: 7010 },
          peer: { kind: "security group", name: "containers" },
        },
        // A group of another VPC is not in the topology.
        {
          direction: "ingress",
          protocol: "tcp",
          ports: port(5432),
          peer: { kind: "security group", name: ids.foreign },
        },
        { direction: "ingress", protocol: "icmp", ports: ALL_PORTS, peer: { kind: "cidr", cidr: "10.0.0.0/8" } },
      ]),
    );
    expect(ssh?.rules).toEqual([
      { direction: "ingress", protocol: "tcp", ports: port(22), peer: { kind: "cidr", cidr: "203.0.113.7/32" } },
    ]);
  });

  test("read again, is the same", async () => {
    expect(await readLive({ connection, environment })).toStrictEqual(topology);
  });

  test("is nothing at all where the environment or the project has no VPC", async () => {
    expect(await readLive({ connection, environment: `${environment}-none` })).toEqual(NOTHING);
    expect(await readLive({ connection, environment, project: "another" })).toEqual(NOTHING);
  });

  test("cannot be read from an AWS that is not there, and the SDK's own error says so", async () => {
    const nowhere = { ...connection, endpoint: "http://127.0.0.1:9" };
    await expect(readLive({ connection: nowhere, environment })).rejects.toThrow("ECONNREFUSED");
  });
});
