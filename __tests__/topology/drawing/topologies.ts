import { canonical, NOTHING } from "../../../topology/canonical";
import type { Expected } from "../../../topology/expected";
import type { Service, Subnet, Topology } from "../../../topology/model";
import { expected, frontDoor, route } from "../front-door-topology";

/** A network, and what its environment asks for. */
export interface Case {
  readonly topology: Topology;
  readonly expected: Expected;
}

export const dev: Case = { topology: frontDoor, expected };

/** Three zones with a NAT gateway in each, and every name with a prefix, as `prod` has it. */
export const prod: Case = threeZones();

/** `natGateways: none` */
export const withoutNat: Case = {
  topology: {
    ...frontDoor,
    natGateways: [],
    routeTables: frontDoor.routeTables.map((table) =>
      table.name === "PrivateRouteTable" ? { ...table, routes: [] } : table,
    ),
  },
  expected: { ...expected, natGateways: "none" },
};

/** The public subnets have no route to the internet gateway. */
export const publicRouteMissing: Case = {
  topology: {
    ...frontDoor,
    routeTables: frontDoor.routeTables.map((table) =>
      table.name === "PublicRouteTable" ? { ...table, routes: [] } : table,
    ),
  },
  expected,
};

/** The load balancer was put into the private subnets. */
export const balancerInPrivateSubnets: Case = {
  topology: {
    ...frontDoor,
    loadBalancers: frontDoor.loadBalancers.map((balancer) => ({ ...balancer, subnets: expected.privateSubnets })),
  },
  expected,
};

export const withoutBalancer: Case = {
  topology: { ...frontDoor, loadBalancers: [], targetGroups: [] },
  expected,
};

export const nothing: Case = { topology: NOTHING, expected };

/** Containers that run, in both private subnets. */
export const service: Service = {
  name: "web",
  subnets: ["PrivateSubnet-1", "PrivateSubnet-2"],
  securityGroups: ["Fargate-SG"],
  assignPublicIp: false,
  targets: [{ targetGroup: "Fargate-TG", port: 6060 }],
};

export const withService: Case = { topology: { ...frontDoor, services: [service] }, expected };

/** Two services in one subnet. */
const twoServices: Case = {
  topology: { ...frontDoor, services: [service, { ...service, name: "worker", subnets: ["PrivateSubnet-1"] }] },
  expected,
};

/** Containers where the load balancer is. */
const publicContainers: Case = {
  topology: { ...frontDoor, services: [{ ...service, subnets: expected.publicSubnets, assignPublicIp: true }] },
  expected,
};

/** All private subnets go out by the NAT gateway of the first zone. */
const oneNatForThreeZones: Case = {
  topology: {
    ...prod.topology,
    natGateways: prod.topology.natGateways.slice(0, 1),
    routeTables: prod.topology.routeTables.map((table) =>
      table.name.startsWith("prod-Private")
        ? { ...table, routes: [route("0.0.0.0/0", "nat gateway", "prod-Fargate-NAT-Gateway-1")] }
        : table,
    ),
  },
  expected: { ...prod.expected, natGateways: "single" },
};

const natInPrivateSubnet: Case = {
  topology: {
    ...frontDoor,
    natGateways: frontDoor.natGateways.map((gateway) => ({ ...gateway, subnet: "PrivateSubnet-1" })),
  },
  expected,
};

/** The second zone is not there. */
const oneZone: Case = {
  topology: {
    ...frontDoor,
    subnets: frontDoor.subnets.filter(({ name }) => name.endsWith("-1")),
    loadBalancers: frontDoor.loadBalancers.map((balancer) => ({ ...balancer, subnets: ["PublicSubnet-1"] })),
  },
  expected: { ...expected, publicSubnets: ["PublicSubnet-1"], privateSubnets: ["PrivateSubnet-1"] },
};

/** All of them by name, and some more that every drawing must stand. */
export const cases = {
  dev,
  prod,
  withoutNat,
  publicRouteMissing,
  balancerInPrivateSubnets,
  withoutBalancer,
  nothing,
  withService,
  twoServices,
  publicContainers,
  oneNatForThreeZones,
  natInPrivateSubnet,
  oneZone,
};

function threeZones(): Case {
  const zones = ["a", "b", "c"];
  const numbers = [1, 2, 3];
  const blocks = [
    ["172.31.96.0/20", "172.31.112.0/20", "172.31.160.0/20"],
    ["172.31.128.0/20", "172.31.144.0/20", "172.31.176.0/20"],
  ];
  const topology: Topology = {
    ...frontDoor,
    subnets: ["PublicSubnet", "PrivateSubnet"].flatMap((kind, row) =>
      zones.map((zone, index): Subnet => ({
        name: `${kind}-${index + 1}`,
        vpc: "Fargate-VPC",
        availabilityZone: `us-east-1${zone}`,
        cidrs: [blocks[row]?.[index] ?? ""],
        routeTable: row === 0 ? "PublicRouteTable" : `PrivateRouteTable-${index + 1}`,
        networkAcl: "Fargate-VPC/default",
      })),
    ),
    routeTables: [
      ...frontDoor.routeTables.filter(({ name }) => name !== "PrivateRouteTable"),
      ...numbers.map((number) => ({
        name: `PrivateRouteTable-${number}`,
        vpc: "Fargate-VPC",
        routes: [route("0.0.0.0/0", "nat gateway", `Fargate-NAT-Gateway-${number}`)],
      })),
    ],
    natGateways: numbers.map((number) => ({
      name: `Fargate-NAT-Gateway-${number}`,
      subnet: `PublicSubnet-${number}`,
      connectivity: "public",
    })),
    loadBalancers: frontDoor.loadBalancers.map((balancer) => ({
      ...balancer,
      subnets: numbers.map((number) => `PublicSubnet-${number}`),
    })),
  };
  const asked: Expected = {
    ...expected,
    environment: "prod",
    natGateways: "one-per-zone",
    publicSubnets: numbers.map((number) => `PublicSubnet-${number}`),
    privateSubnets: numbers.map((number) => `PrivateSubnet-${number}`),
  };
  return { topology: canonical(prefixed(topology)), expected: prefixed(asked) };
}

/** The same with `prod-` before every name that a person gave. */
function prefixed<T>(thing: T): T {
  const text = JSON.stringify(thing).replace(/"(?=(Fargate-|ALB-SG|Public|Private))/g, '"prod-');
  return JSON.parse(text) as T;
}
