/**
 * A network as a graph: what there is, by the names that people gave it. Both readers make the same of the same
 * infrastructure, whether it is read from synthesized code or from AWS.
 *
 * A name is the Name tag, or else what AWS calls the thing. What AWS makes by itself has a name of ours: `<vpc>/main` is the
 * route table and `<vpc>/default` the network ACL of subnets that name none.
 */
export interface Topology {
  readonly vpcs: readonly Vpc[];
  readonly subnets: readonly Subnet[];
  readonly routeTables: readonly RouteTable[];
  readonly internetGateways: readonly InternetGateway[];
  readonly natGateways: readonly NatGateway[];
  readonly networkAcls: readonly NetworkAcl[];
  readonly securityGroups: readonly SecurityGroup[];
  readonly loadBalancers: readonly LoadBalancer[];
  readonly targetGroups: readonly TargetGroup[];
  readonly services: readonly Service[];
}

/**
 * The name of something else in the same topology. Two of a kind never have the same. Where a reader cannot tell what is
 * meant, it is the expression as it was found, and nothing of that name is in the topology: what follows from it is unknown.
 */
export type Name = string;

export interface Vpc {
  readonly name: Name;
  /** IPv4 and IPv6 blocks. */
  readonly cidrs: readonly string[];
}

export interface Subnet {
  readonly name: Name;
  readonly vpc: Name;
  /** Such as `us-east-1a`. */
  readonly availabilityZone: string;
  /** One IPv4 block, and an IPv6 block where it has one. */
  readonly cidrs: readonly string[];
  readonly routeTable: Name;
  readonly networkAcl: Name;
}

export interface RouteTable {
  readonly name: Name;
  readonly vpc: Name;
  /** Without those of the VPC's own blocks, which are always there (Amazon VPC User Guide, "Route tables"). */
  readonly routes: readonly Route[];
}

export interface Route {
  /** An IPv4 or IPv6 block. */
  readonly destination: string;
  readonly target: RouteTarget;
}

/** Where a route leads to. `other` is what is not modelled: a peering, a transit gateway, an interface. */
export type RouteTarget =
  | { readonly kind: "internet gateway"; readonly name: Name }
  | { readonly kind: "nat gateway"; readonly name: Name }
  | { readonly kind: "egress-only internet gateway"; readonly name: Name }
  /** Its target is gone. */
  | { readonly kind: "blackhole" }
  | { readonly kind: "other"; readonly what: string };

export interface InternetGateway {
  readonly name: Name;
  /** Undefined while it is attached to none. */
  readonly vpc: Name | undefined;
}

export interface NatGateway {
  readonly name: Name;
  readonly subnet: Name;
  /** A private one has no way to the internet. */
  readonly connectivity: "public" | "private";
}

/** `all`, a name of tcp, udp, icmp and icmpv6, or the number that IANA gave the protocol. */
export type Protocol = "all" | "tcp" | "udp" | "icmp" | "icmpv6" | `${number}`;

/** Ports from the first to the last, both taken in. Protocols without ports have all of them. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export interface NetworkAcl {
  readonly name: Name;
  readonly vpc: Name;
  /** In the order of their numbers. What no entry decides is denied. */
  readonly entries: readonly NetworkAclEntry[];
}

export interface NetworkAclEntry {
  readonly direction: "ingress" | "egress";
  readonly ruleNumber: number;
  readonly action: "allow" | "deny";
  readonly protocol: Protocol;
  readonly cidr: string;
  readonly ports: PortRange;
}

export interface SecurityGroup {
  readonly name: Name;
  readonly vpc: Name;
  readonly rules: readonly SecurityGroupRule[];
}

export interface SecurityGroupRule {
  readonly direction: "ingress" | "egress";
  readonly protocol: Protocol;
  readonly ports: PortRange;
  readonly peer: Peer;
}

/** Whom a rule of a security group lets talk. What a prefix list holds is not modelled. */
export type Peer =
  | { readonly kind: "cidr"; readonly cidr: string }
  | { readonly kind: "security group"; readonly name: Name }
  | { readonly kind: "prefix list"; readonly id: string };

export interface LoadBalancer {
  readonly name: Name;
  readonly type: "application" | "network" | "gateway";
  readonly scheme: "internet-facing" | "internal";
  readonly subnets: readonly Name[];
  readonly securityGroups: readonly Name[];
  readonly listeners: readonly Listener[];
}

export interface Listener {
  /** `HTTP`, `HTTPS`, `TCP` ... */
  readonly protocol: string;
  readonly port: number;
  readonly defaultAction: ListenerAction;
  /** In the order of their priority; the default action comes last. */
  readonly rules: readonly ListenerRule[];
}

export interface ListenerRule {
  readonly priority: number;
  readonly action: ListenerAction;
}

/** What happens to a request: it goes to target groups, or is answered without them. */
export type ListenerAction =
  | { readonly kind: "forward"; readonly targetGroups: readonly Name[] }
  | { readonly kind: "redirect"; readonly to: string }
  | { readonly kind: "fixed response"; readonly status: string }
  | { readonly kind: "other"; readonly what: string };

export interface TargetGroup {
  readonly name: Name;
  readonly vpc: Name;
  /** `ip`, `instance`, `lambda`, `alb`. */
  readonly targetType: string;
  readonly protocol: string;
  readonly port: number;
  readonly healthCheck: { readonly protocol: string; readonly path: string; readonly port: string };
}

/** Containers that run: an ECS service with tasks of its own network interfaces. */
export interface Service {
  readonly name: Name;
  readonly subnets: readonly Name[];
  readonly securityGroups: readonly Name[];
  readonly assignPublicIp: boolean;
  /** Where its containers are registered, and with which port. */
  readonly targets: readonly { readonly targetGroup: Name; readonly port: number }[];
}
