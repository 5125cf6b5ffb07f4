import type {
  InternetGateway,
  Name,
  NatGateway,
  NetworkAcl,
  RouteTable,
  SecurityGroup,
  Subnet,
  Topology,
  Vpc,
} from "../model";

/** A topology in which things are found by their names. */
export class Graph {
  private readonly subnets: ReadonlyMap<Name, Subnet>;
  private readonly vpcs: ReadonlyMap<Name, Vpc>;
  private readonly routeTables: ReadonlyMap<Name, RouteTable>;
  private readonly networkAcls: ReadonlyMap<Name, NetworkAcl>;
  private readonly securityGroups: ReadonlyMap<Name, SecurityGroup>;
  private readonly natGateways: ReadonlyMap<Name, NatGateway>;
  private readonly internetGateways: ReadonlyMap<Name, InternetGateway>;

  constructor(readonly topology: Topology) {
    this.subnets = byName(topology.subnets);
    this.vpcs = byName(topology.vpcs);
    this.routeTables = byName(topology.routeTables);
    this.networkAcls = byName(topology.networkAcls);
    this.securityGroups = byName(topology.securityGroups);
    this.natGateways = byName(topology.natGateways);
    this.internetGateways = byName(topology.internetGateways);
  }

  subnet(name: Name): Subnet | undefined {
    return this.subnets.get(name);
  }

  vpc(name: Name): Vpc | undefined {
    return this.vpcs.get(name);
  }

  routeTable(name: Name): RouteTable | undefined {
    return this.routeTables.get(name);
  }

  networkAcl(name: Name): NetworkAcl | undefined {
    return this.networkAcls.get(name);
  }

  securityGroup(name: Name): SecurityGroup | undefined {
    return this.securityGroups.get(name);
  }

  natGateway(name: Name): NatGateway | undefined {
    return this.natGateways.get(name);
  }

  internetGateway(name: Name): InternetGateway | undefined {
    return this.internetGateways.get(name);
  }
}

function byName<T extends { readonly name: Name }>(things: readonly T[]): ReadonlyMap<Name, T> {
  return new Map(things.map((thing) => [thing.name, thing]));
}
