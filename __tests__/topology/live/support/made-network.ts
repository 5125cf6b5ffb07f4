import {
  AllocateAddressCommand,
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateInternetGatewayCommand,
  CreateNatGatewayCommand,
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  type CreateNetworkAclEntryCommandInput,
  CreateRouteCommand,
  type CreateRouteCommandInput,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  type EC2Client,
  type IpPermission,
  ReplaceNetworkAclAssociationCommand,
  type ResourceType,
  RevokeSecurityGroupEgressCommand,
} from "@aws-sdk/client-ec2";

/** The tags of an environment's stacks, and a Name tag. */
export function stackTags(environment: string, name?: string) {
  return [
    ...(name === undefined ? [] : [{ Key: "Name", Value: name }]),
    { Key: "Environment", Value: environment },
    { Key: "Project", Value: "front-door" },
  ];
}

/** Makes networks as a person would by hand, one call each. What has no name gets no tag at all. */
export class MadeNetwork {
  constructor(readonly ec2: EC2Client) {}

  async vpc(cidr: string, tags: { Key: string; Value: string }[]): Promise<string> {
    const TagSpecifications = [{ ResourceType: "vpc" as const, Tags: tags }];
    const block = { CidrBlock: cidr, AmazonProvidedIpv6CidrBlock: true };
    const { Vpc } = await this.ec2.send(new CreateVpcCommand({ ...block, TagSpecifications }));
    return idOf(Vpc?.VpcId);
  }

  async subnet(VpcId: string, CidrBlock: string, zone: string, name?: string, Ipv6CidrBlock?: string): Promise<string> {
    const blocks = { CidrBlock, ...(Ipv6CidrBlock === undefined ? {} : { Ipv6CidrBlock }) };
    const { Subnet } = await this.ec2.send(
      new CreateSubnetCommand({ VpcId, ...blocks, AvailabilityZone: zone, ...named("subnet", name) }),
    );
    return idOf(Subnet?.SubnetId);
  }

  async routeTable(VpcId: string, name?: string): Promise<string> {
    const { RouteTable } = await this.ec2.send(new CreateRouteTableCommand({ VpcId, ...named("route-table", name) }));
    return idOf(RouteTable?.RouteTableId);
  }

  async mainRouteTable(vpcId: string): Promise<string> {
    const Filters = [
      { Name: "vpc-id", Values: [vpcId] },
      { Name: "association.main", Values: ["true"] },
    ];
    const { RouteTables = [] } = await this.ec2.send(new DescribeRouteTablesCommand({ Filters }));
    return idOf(RouteTables[0]?.RouteTableId);
  }

  async routes(RouteTableId: string, routes: readonly Omit<CreateRouteCommandInput, "RouteTableId">[]): Promise<void> {
    for (const route of routes) await this.ec2.send(new CreateRouteCommand({ RouteTableId, ...route }));
  }

  /** Attached if there is a VPC. */
  async internetGateway(tags: { Key: string; Value: string }[], VpcId?: string): Promise<string> {
    const TagSpecifications = [{ ResourceType: "internet-gateway" as const, Tags: tags }];
    const { InternetGateway } = await this.ec2.send(new CreateInternetGatewayCommand({ TagSpecifications }));
    const InternetGatewayId = idOf(InternetGateway?.InternetGatewayId);
    if (VpcId !== undefined) await this.ec2.send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId }));
    return InternetGatewayId;
  }

  async natGateway(SubnetId: string, connectivity: "public" | "private", name?: string): Promise<string> {
    const isPublic = connectivity === "public";
    const AllocationId = isPublic ? (await this.ec2.send(new AllocateAddressCommand({}))).AllocationId : undefined;
    const { NatGateway } = await this.ec2.send(
      new CreateNatGatewayCommand({
        SubnetId,
        ConnectivityType: connectivity,
        AllocationId,
        ...named("natgateway", name),
      }),
    );
    return idOf(NatGateway?.NatGatewayId);
  }

  async networkAcl(
    VpcId: string,
    name: string,
    entries: readonly Omit<CreateNetworkAclEntryCommandInput, "NetworkAclId">[],
  ): Promise<string> {
    const { NetworkAcl } = await this.ec2.send(new CreateNetworkAclCommand({ VpcId, ...named("network-acl", name) }));
    const NetworkAclId = idOf(NetworkAcl?.NetworkAclId);
    for (const entry of entries) await this.ec2.send(new CreateNetworkAclEntryCommand({ NetworkAclId, ...entry }));
    return NetworkAclId;
  }

  /** Gives a subnet another ACL: AWS has given it the default one. */
  async useNetworkAcl(NetworkAclId: string, subnetId: string): Promise<void> {
    const Filters = [{ Name: "association.subnet-id", Values: [subnetId] }];
    const { NetworkAcls = [] } = await this.ec2.send(new DescribeNetworkAclsCommand({ Filters }));
    const association = NetworkAcls[0]?.Associations?.find(({ SubnetId }) => SubnetId === subnetId);
    const AssociationId = idOf(association?.NetworkAclAssociationId);
    await this.ec2.send(new ReplaceNetworkAclAssociationCommand({ AssociationId, NetworkAclId }));
  }

  /** Without the rules that let everything out, which AWS gives to every group, one each for IPv4 and IPv6. */
  async securityGroup(VpcId: string, GroupName: string, name?: string): Promise<string> {
    const group = { VpcId, GroupName, Description: "x", ...named("security-group", name) };
    const { GroupId } = await this.ec2.send(new CreateSecurityGroupCommand(group));
    const IpPermissions = [
      { IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
      { IpProtocol: "-1", Ipv6Ranges: [{ CidrIpv6: "::/0" }] },
    ];
    await this.ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions }));
    return idOf(GroupId);
  }

  async ingress(GroupId: string, IpPermissions: IpPermission[]): Promise<void> {
    await this.ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  }

  async egress(GroupId: string, IpPermissions: IpPermission[]): Promise<void> {
    await this.ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions }));
  }
}

/** What AWS always gives; the types of the SDK say that it may not. */
export function idOf(id: string | undefined): string {
  if (id === undefined) throw new Error("AWS gave no id");
  return id;
}

export function named(ResourceType: ResourceType, name: string | undefined) {
  return name === undefined ? {} : { TagSpecifications: [{ ResourceType, Tags: [{ Key: "Name", Value: name }] }] };
}
