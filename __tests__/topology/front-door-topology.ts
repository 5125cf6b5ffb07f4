import { canonical, NOTHING } from "../../topology/canonical";
import type { Expected } from "../../topology/expected";
import type { Route, SecurityGroupRule, Topology } from "../../topology/model";
import { ALL_PORTS } from "../../topology/protocol";

/** What `dev` asks for. */
export const expected: Expected = {
  environment: "dev",
  loadBalancer: "Fargate-ALB",
  targetGroup: "Fargate-TG",
  albSecurityGroup: "ALB-SG",
  fargateSecurityGroup: "Fargate-SG",
  publicSubnets: ["PublicSubnet-1", "PublicSubnet-2"],
  privateSubnets: ["PrivateSubnet-1", "PrivateSubnet-2"],
  containerPort: 6060,
  allowedCidrs: ["0.0.0.0/0"],
  natGateways: "single",
};

const VPC = "Fargate-VPC";
const port = (from: number, to = from) => ({ from, to });

/** A rule for a block or for a security group. */
export function rule(
  direction: "ingress" | "egress",
  protocol: SecurityGroupRule["protocol"],
  ports: number | SecurityGroupRule["ports"],
  peer: string,
): SecurityGroupRule {
  return {
    direction,
    protocol,
    ports: typeof ports === "number" ? port(ports) : ports,
    peer: /[/:]/.test(peer) ? { kind: "cidr", cidr: peer } : { kind: "security group", name: peer },
  };
}

/** A route to a gateway. */
export function route(destination: string, kind: "internet gateway" | "nat gateway", name: string): Route {
  return { destination, target: { kind, name } };
}

const subnet = (name: string, zone: string, cidr: string, routeTable: string) => ({
  name,
  vpc: VPC,
  availabilityZone: `us-east-1${zone}`,
  cidrs: [cidr],
  routeTable,
  networkAcl: `${VPC}/default`,
});

/** The tutorial's front door, as both readers give it for `dev`. */
export const frontDoor: Topology = canonical({
  ...NOTHING,
  vpcs: [{ name: VPC, cidrs: ["172.31.0.0/16"] }],
  subnets: [
    subnet("PublicSubnet-1", "a", "172.31.96.0/20", "PublicRouteTable"),
    subnet("PublicSubnet-2", "b", "172.31.112.0/20", "PublicRouteTable"),
    subnet("PrivateSubnet-1", "a", "172.31.128.0/20", "PrivateRouteTable"),
    subnet("PrivateSubnet-2", "b", "172.31.144.0/20", "PrivateRouteTable"),
  ],
  routeTables: [
    { name: `${VPC}/main`, vpc: VPC, routes: [] },
    {
      name: "PublicRouteTable",
      vpc: VPC,
      routes: [route("0.0.0.0/0", "internet gateway", "Fargate-Internet-Gateway")],
    },
    { name: "PrivateRouteTable", vpc: VPC, routes: [route("0.0.0.0/0", "nat gateway", "Fargate-NAT-Gateway")] },
  ],
  internetGateways: [{ name: "Fargate-Internet-Gateway", vpc: VPC }],
  natGateways: [{ name: "Fargate-NAT-Gateway", subnet: "PublicSubnet-1", connectivity: "public" }],
  networkAcls: [
    {
      name: `${VPC}/default`,
      vpc: VPC,
      entries: (["ingress", "egress"] as const).map((direction) => ({
        direction,
        ruleNumber: 100,
        action: "allow",
        protocol: "all",
        cidr: "0.0.0.0/0",
        ports: ALL_PORTS,
      })),
    },
  ],
  securityGroups: [
    { name: "Fargate-VPC-default-closed", vpc: VPC, rules: [] },
    {
      name: "ALB-SG",
      vpc: VPC,
      rules: [
        rule("ingress", "tcp", 80, "0.0.0.0/0"),
        rule("ingress", "tcp", 443, "0.0.0.0/0"),
        rule("egress", "tcp", 6060, "Fargate-SG"),
      ],
    },
    {
      name: "Fargate-SG",
      vpc: VPC,
      rules: [rule("ingress", "tcp", 6060, "ALB-SG"), rule("egress", "all", ALL_PORTS, "0.0.0.0/0")],
    },
  ],
  loadBalancers: [
    {
      name: "Fargate-ALB",
      type: "application",
      scheme: "internet-facing",
      subnets: ["PublicSubnet-1", "PublicSubnet-2"],
      securityGroups: ["ALB-SG"],
      listeners: [
        { protocol: "HTTP", port: 80, defaultAction: { kind: "forward", targetGroups: ["Fargate-TG"] }, rules: [] },
      ],
    },
  ],
  targetGroups: [
    {
      name: "Fargate-TG",
      vpc: VPC,
      targetType: "ip",
      protocol: "HTTP",
      port: 6060,
      healthCheck: { protocol: "HTTP", path: "/health", port: "traffic-port" },
    },
  ],
});
