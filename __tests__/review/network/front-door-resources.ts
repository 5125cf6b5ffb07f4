import type { Change, ResourceValues } from "../../../review/plan/change";
import type { Json } from "../../../review/plan/json";
import type { StackPlan } from "../../../review/plan/stack-plan";
import type { Expected } from "../../../topology/expected";
import { expected } from "../../topology/front-door-topology";

/** What an environment asks for, as far as tests change it. */
export interface Asked {
  readonly namePrefix?: string;
  readonly targetGroup?: string;
  readonly containerPort?: number;
  readonly allowedCidrs?: readonly string[];
  readonly natGateways?: "none" | "single" | "one-per-zone";
}

/** The same as promises are checked against it. */
export function expectedOf(asked: Asked): Expected {
  const { namePrefix = "", targetGroup = expected.targetGroup } = asked;
  const prefixed = (name: string): string => namePrefix + name;
  return {
    environment: "dev",
    loadBalancer: prefixed(expected.loadBalancer),
    targetGroup: prefixed(targetGroup),
    albSecurityGroup: prefixed(expected.albSecurityGroup),
    fargateSecurityGroup: prefixed(expected.fargateSecurityGroup),
    publicSubnets: expected.publicSubnets.map(prefixed),
    privateSubnets: expected.privateSubnets.map(prefixed),
    containerPort: asked.containerPort ?? expected.containerPort,
    allowedCidrs: asked.allowedCidrs ?? expected.allowedCidrs,
    natGateways: asked.natGateways ?? expected.natGateways,
  };
}

/** The resources of a front door as a state holds them, with the attributes that matter, by the addresses of our stacks. */
export function frontDoorResources(asked: Asked = {}): ResourceValues[] {
  const { namePrefix = "", containerPort = 6060, allowedCidrs = ["0.0.0.0/0"], natGateways: mode = "single" } = asked;
  const named = (name: string): { readonly tags: Json } => ({ tags: { Name: namePrefix + name } });
  const network = (type: string, label: string, values: Values) => resource("network", type, label, values);
  const zones = [1, 2] as const;
  const served = { none: [], single: [1], "one-per-zone": [1, 2] }[mode];
  const tables = mode === "one-per-zone" ? [1, 2] : [1];
  const numbered = (name: string, zone: number): string => (mode === "one-per-zone" ? `${name}-${zone}` : name);
  return [
    network("aws_vpc", "main", {
      cidr_block: "172.31.0.0/16",
      default_network_acl_id: "acl-1",
      default_route_table_id: "rtb-main",
      default_security_group_id: "sg-default",
      ...named("Fargate-VPC"),
    }),
    network("aws_default_security_group", "closed", {
      vpc_id: "aws_vpc.main",
      ...named("Fargate-VPC-default-closed"),
    }),
    network("aws_internet_gateway", "internet", { vpc_id: "aws_vpc.main", ...named("Fargate-Internet-Gateway") }),
    ...zones.flatMap((zone) =>
      (["Public", "Private"] as const).flatMap((kind, index) => {
        const label = `${kind.toLowerCase()}_${zone}`;
        const table = kind === "Public" ? "public" : `private_${tables.includes(zone) ? zone : 1}`;
        return [
          network("aws_subnet", label, {
            vpc_id: "aws_vpc.main",
            availability_zone: `us-east-1${zone === 1 ? "a" : "b"}`,
            cidr_block: `172.31.${32 * zone + 16 * index}.0/20`,
            ...named(`${kind}Subnet-${zone}`),
          }),
          network("aws_route_table_association", label, {
            subnet_id: `aws_subnet.${label}`,
            route_table_id: `aws_route_table.${table}`,
          }),
        ];
      }),
    ),
    network("aws_route_table", "public", { vpc_id: "aws_vpc.main", ...named("PublicRouteTable") }),
    network("aws_route", "public", {
      route_table_id: "aws_route_table.public",
      destination_cidr_block: "0.0.0.0/0",
      gateway_id: "aws_internet_gateway.internet",
    }),
    ...tables.map((zone) =>
      network("aws_route_table", `private_${zone}`, {
        vpc_id: "aws_vpc.main",
        ...named(numbered("PrivateRouteTable", zone)),
      }),
    ),
    ...served.flatMap((zone) => [
      network("aws_nat_gateway", `nat_${zone}`, {
        subnet_id: `aws_subnet.public_${zone}`,
        connectivity_type: "public",
        ...named(numbered("Fargate-NAT-Gateway", zone)),
      }),
      network("aws_route", `private_${zone}`, {
        route_table_id: `aws_route_table.private_${zone}`,
        destination_cidr_block: "0.0.0.0/0",
        nat_gateway_id: `aws_nat_gateway.nat_${zone}`,
      }),
    ]),
    ...["ALB-SG", "Fargate-SG"].map((name) =>
      resource("security", "aws_security_group", name === "ALB-SG" ? "alb" : "fargate", {
        vpc_id: "aws_vpc.main",
        name: namePrefix + name,
        ...named(name),
      }),
    ),
    ...[80, 443].flatMap((port) =>
      allowedCidrs.map((cidr) => rule("ingress", "alb", `alb_${port}_from_${cidr.replace(/\W/g, "_")}`, port, cidr)),
    ),
    rule("egress", "alb", "alb_to_fargate", containerPort, "aws_security_group.fargate"),
    rule("ingress", "fargate", "fargate_from_alb", containerPort, "aws_security_group.alb"),
    rule("egress", "fargate", "fargate_to_anywhere", -1, "0.0.0.0/0"),
    resource("load-balancing", "aws_lb", "fargate_alb", {
      name: namePrefix + expected.loadBalancer,
      internal: false,
      load_balancer_type: "application",
      subnets: ["aws_subnet.public_1", "aws_subnet.public_2"],
      security_groups: ["aws_security_group.alb"],
    }),
    resource("load-balancing", "aws_lb_target_group", "fargate_tg", {
      name: namePrefix + (asked.targetGroup ?? expected.targetGroup),
      vpc_id: "aws_vpc.main",
      target_type: "ip",
      protocol: "HTTP",
      port: containerPort,
      health_check: [{ protocol: "HTTP", path: "/health", port: "traffic-port" }],
    }),
    resource("load-balancing", "aws_lb_listener", "http", {
      load_balancer_arn: "aws_lb.fargate_alb",
      protocol: "HTTP",
      port: 80,
      default_action: [{ type: "forward", target_group_arn: "aws_lb_target_group.fargate_tg" }],
    }),
  ];
}

/** The plan that leads from some resources to others: what is in both stays, but for the addresses that are replaced. */
export function planOf(
  resourcesBefore: readonly ResourceValues[],
  resourcesAfter: readonly ResourceValues[],
  { replaced = [], drift = [] }: { readonly replaced?: readonly string[]; readonly drift?: readonly Change[] } = {},
): StackPlan {
  const isIn = (resources: readonly ResourceValues[], { address }: ResourceValues): boolean =>
    resources.some((each) => each.address === address);
  const changes = resourcesBefore.flatMap((each): Change[] => {
    if (replaced.includes(each.address)) return [changeOf(each, "replace")];
    return isIn(resourcesAfter, each) ? [] : [changeOf(each, "delete")];
  });
  return { stack: "dev-network", changes, outputs: [], drift, resourcesBefore, resourcesAfter };
}

/** What becomes, or became, of a resource. */
export function changeOf({ stack, address, type, values }: ResourceValues, action: Change["action"]): Change {
  return {
    stack,
    address,
    type,
    action,
    actions: action,
    replacePaths: [],
    deposed: false,
    before: values,
    after: null,
    afterUnknown: false,
    beforeSensitive: false,
    afterSensitive: false,
  };
}

type Values = Readonly<Record<string, Json>>;

/** Its id is its address, so that what refers to it can be read. */
function resource(stack: string, type: string, label: string, values: Values): ResourceValues {
  const address = `${type}.${label}`;
  return { stack: `dev-${stack}`, address, type, values: { id: address, ...values } };
}

function rule(direction: string, group: string, label: string, port: number, peer: string): ResourceValues {
  return resource("security", `aws_vpc_security_group_${direction}_rule`, label, {
    security_group_id: `aws_security_group.${group}`,
    ip_protocol: port === -1 ? "-1" : "tcp",
    ...(port === -1 ? {} : { from_port: port, to_port: port }),
    ...(peer.includes("/") ? { cidr_ipv4: peer } : { referenced_security_group_id: peer }),
  });
}
