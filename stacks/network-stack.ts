import { Construct } from "constructs";
import { type AtLeastTwo, mapAtLeastTwo } from "../constructs/at-least-two";
import { InternetGateway } from "../constructs/network/internet-gateway";
import { NatGateway } from "../constructs/network/nat-gateway";
import { PrivateRouteTable } from "../constructs/network/private-route-table";
import { PrivateSubnet } from "../constructs/network/private-subnet";
import { PublicRouteTable } from "../constructs/network/public-route-table";
import { PublicSubnet } from "../constructs/network/public-subnet";
import type { IPrivateSubnet, IPublicSubnet } from "../constructs/network/subnet";
import { Vpc } from "../constructs/network/vpc";
import type { Environment } from "../environments/environment";
import { EnvironmentStack } from "./environment-stack";
import type { Published } from "./published";

/**
 * The ground that everything stands on: a VPC with a public and a private subnet in each zone, the internet gateway
 * for the former, NAT gateways for the latter. The stacks above are destroyed before this one.
 */
export class NetworkStack extends EnvironmentStack {
  readonly vpcId: Published<string>;
  readonly publicSubnets: Published<AtLeastTwo<IPublicSubnet>>;
  readonly privateSubnets: Published<AtLeastTwo<IPrivateSubnet>>;

  constructor(scope: Construct, environment: Environment) {
    super(scope, environment, "network");
    const { cidr, zones } = environment.network;
    // A construct's id is its Terraform address; subnets and route tables share some, so each kind has its own scope.
    const subnetScope = new Construct(this, "subnets");

    const { vpcId } = new Vpc(this, "main", { cidrBlock: cidr, name: this.awsName("Fargate-VPC") });
    const internetGateway = new InternetGateway(this, "internet", {
      vpcId,
      name: this.awsName("Fargate-Internet-Gateway"),
    });

    const publicRouteTable = new PublicRouteTable(this, "public", {
      vpcId,
      internetGateway,
      name: this.awsName("PublicRouteTable"),
    });
    const publicSubnets = mapAtLeastTwo(
      zones,
      (zone, index) =>
        new PublicSubnet(subnetScope, `public_${index + 1}`, {
          vpcId,
          cidrBlock: zone.public,
          availabilityZone: zone.availabilityZone,
          routeTable: publicRouteTable,
          name: this.awsName(`PublicSubnet-${index + 1}`),
        }),
    );

    const natGateways = this.natGateways(publicSubnets, internetGateway);
    const privateRouteTables = this.privateRouteTables(vpcId, natGateways);
    const privateSubnets = mapAtLeastTwo(
      zones,
      (zone, index) =>
        new PrivateSubnet(subnetScope, `private_${index + 1}`, {
          vpcId,
          cidrBlock: zone.private,
          availabilityZone: zone.availabilityZone,
          routeTable: privateRouteTables[index] ?? privateRouteTables[0],
          name: this.awsName(`PrivateSubnet-${index + 1}`),
        }),
    );

    this.vpcId = this.publishString("vpc_id", "The VPC's id", vpcId);
    this.publicSubnets = this.publishSubnets("public_subnet_ids", "Subnets for load balancers, by zone", publicSubnets);
    this.privateSubnets = this.publishSubnets("private_subnet_ids", "Subnets for containers, by zone", privateSubnets);
    const publicIps = natGateways.map((natGateway) => natGateway.publicIp);
    this.publish("nat_gateway_public_ips", {
      description: "The addresses from which containers reach the internet, for others' allow-lists",
      output: publicIps,
      value: publicIps,
      fromState: (output) => publicIps.map((_, index) => output.at(index)),
    });
  }

  /** None, one in the first zone, or one in each: the first keeps its Terraform address when others join it. */
  private natGateways(subnets: AtLeastTwo<IPublicSubnet>, internetGateway: InternetGateway): NatGateway[] {
    const { natGateways: mode } = this.environment.network;
    const subnetsServed = { none: [], single: [subnets[0]], "one-per-zone": subnets }[mode];
    return subnetsServed.map(
      (subnet, index) =>
        new NatGateway(this, `nat_${index + 1}`, {
          subnet,
          internetGateway,
          name: this.awsName(mode === "single" ? "Fargate-NAT-Gateway" : `Fargate-NAT-Gateway-${index + 1}`),
        }),
    );
  }

  /** One for all private subnets, or one a zone where each zone has a NAT gateway of its own. */
  private privateRouteTables(vpcId: string, natGateways: NatGateway[]): [PrivateRouteTable, ...PrivateRouteTable[]] {
    const scope = new Construct(this, "route_tables");
    const [first, ...others] = natGateways;
    const routeTable = (natGateway: NatGateway | undefined, index: number): PrivateRouteTable =>
      new PrivateRouteTable(scope, `private_${index + 1}`, {
        vpcId,
        natGateway,
        name: this.awsName(others.length === 0 ? "PrivateRouteTable" : `PrivateRouteTable-${index + 1}`),
      });
    return [routeTable(first, 0), ...others.map((natGateway, index) => routeTable(natGateway, index + 1))];
  }

  private publishSubnets<Subnet extends IPublicSubnet | IPrivateSubnet>(
    outputName: string,
    description: string,
    subnets: AtLeastTwo<Subnet>,
  ): Published<AtLeastTwo<Pick<Subnet, "kind" | "subnetId" | "availabilityZone">>> {
    return this.publish(outputName, {
      description,
      output: subnets.map((subnet) => subnet.subnetId),
      value: subnets,
      fromState: (output) =>
        mapAtLeastTwo(subnets, ({ kind, availabilityZone }, index) => ({
          kind,
          availabilityZone,
          subnetId: output.at(index),
        })),
    });
  }
}
