import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EnvironmentInput } from "../../../environments/environment";
import { prod } from "../../../environments/prod";
import { defineEnvironment } from "../../../environments/schema";
import { createApp } from "../../../stacks/front-door";
import type { Topology } from "../../../topology/model";
import { ALL_PORTS } from "../../../topology/protocol";
import { readSynthesized } from "../../../topology/synthesized/read-synthesized";
import { named } from "./fixture";

const ANYWHERE = { kind: "cidr", cidr: "0.0.0.0/0" } as const;

function environment(name: string, input: Partial<EnvironmentInput> = {}) {
  return defineEnvironment({ name, namePrefix: `${name}-`, state: { bucket: `front-door-${name}-state` }, ...input });
}

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "front-door-test-"));
  const dev = environment("dev", { namePrefix: "" });
  createApp([dev, prod, environment("closed", { network: { natGateways: "none" } })], {
    outdir: folder,
  }).synth();
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function read(name: string): Topology {
  return readSynthesized({ folder, environment: name });
}

test("dev is this network", () => {
  const publicRoute = { kind: "internet gateway", name: "Fargate-Internet-Gateway" };
  const privateRoute = { kind: "nat gateway", name: "Fargate-NAT-Gateway" };
  const ofVpc = { vpc: "Fargate-VPC", networkAcl: "Fargate-VPC/default" };
  const allowAll = { ruleNumber: 100, action: "allow", protocol: "all", cidr: "0.0.0.0/0", ports: ALL_PORTS };
  const port = (number: number): object => ({ protocol: "tcp", ports: { from: number, to: number } });
  expect(read("dev")).toEqual({
    vpcs: [{ name: "Fargate-VPC", cidrs: ["172.31.0.0/16"] }],
    subnets: [
      {
        name: "PrivateSubnet-1",
        availabilityZone: "us-east-1a",
        cidrs: ["172.31.128.0/20"],
        routeTable: "PrivateRouteTable",
        ...ofVpc,
      },
      {
        name: "PrivateSubnet-2",
        availabilityZone: "us-east-1b",
        cidrs: ["172.31.144.0/20"],
        routeTable: "PrivateRouteTable",
        ...ofVpc,
      },
      {
        name: "PublicSubnet-1",
        availabilityZone: "us-east-1a",
        cidrs: ["172.31.96.0/20"],
        routeTable: "PublicRouteTable",
        ...ofVpc,
      },
      {
        name: "PublicSubnet-2",
        availabilityZone: "us-east-1b",
        cidrs: ["172.31.112.0/20"],
        routeTable: "PublicRouteTable",
        ...ofVpc,
      },
    ],
    routeTables: [
      { name: "Fargate-VPC/main", vpc: "Fargate-VPC", routes: [] },
      {
        name: "PrivateRouteTable",
        vpc: "Fargate-VPC",
        routes: [{ destination: "0.0.0.0/0", target: privateRoute }],
      },
      { name: "PublicRouteTable", vpc: "Fargate-VPC", routes: [{ destination: "0.0.0.0/0", target: publicRoute }] },
    ],
    internetGateways: [{ name: "Fargate-Internet-Gateway", vpc: "Fargate-VPC" }],
    natGateways: [{ name: "Fargate-NAT-Gateway", subnet: "PublicSubnet-1", connectivity: "public" }],
    networkAcls: [
      {
        name: "Fargate-VPC/default",
        vpc: "Fargate-VPC",
        entries: [
          { direction: "egress", ...allowAll },
          { direction: "ingress", ...allowAll },
        ],
      },
    ],
    securityGroups: [
      {
        name: "ALB-SG",
        vpc: "Fargate-VPC",
        rules: [
          { direction: "egress", ...port(6060), peer: { kind: "security group", name: "Fargate-SG" } },
          { direction: "ingress", ...port(443), peer: ANYWHERE },
          { direction: "ingress", ...port(80), peer: ANYWHERE },
        ],
      },
      {
        name: "Fargate-SG",
        vpc: "Fargate-VPC",
        rules: [
          { direction: "egress", protocol: "all", ports: ALL_PORTS, peer: ANYWHERE },
          { direction: "ingress", ...port(6060), peer: { kind: "security group", name: "ALB-SG" } },
        ],
      },
      { name: "Fargate-VPC-default-closed", vpc: "Fargate-VPC", rules: [] },
    ],
    loadBalancers: [
      {
        name: "Fargate-ALB",
        type: "application",
        scheme: "internet-facing",
        subnets: ["PublicSubnet-1", "PublicSubnet-2"],
        securityGroups: ["ALB-SG"],
        listeners: [
          {
            protocol: "HTTP",
            port: 80,
            defaultAction: { kind: "forward", targetGroups: ["Fargate-TG"] },
            rules: [],
          },
        ],
      },
    ],
    targetGroups: [
      {
        name: "Fargate-TG",
        vpc: "Fargate-VPC",
        targetType: "ip",
        protocol: "HTTP",
        port: 6060,
        healthCheck: { protocol: "HTTP", path: "/health", port: "traffic-port" },
      },
    ],
    services: [],
  });
});

describe("prod, with three zones and a NAT gateway in each", () => {
  test("has its prefix before every name", () => {
    const names = Object.values(read("prod"))
      .flat()
      .map(({ name }: { name: string }) => name);
    expect(names).toHaveLength(22);
    expect(names.filter((name) => !name.startsWith("prod-"))).toEqual([]);
  });

  test.each([1, 2, 3])("zone %d leaves through its own NAT gateway", (zone) => {
    const { subnets, routeTables, natGateways } = read("prod");
    expect(named(subnets, `prod-PrivateSubnet-${zone}`)).toMatchObject({
      availabilityZone: `us-east-1${" abc".charAt(zone)}`,
      routeTable: `prod-PrivateRouteTable-${zone}`,
    });
    expect(named(routeTables, `prod-PrivateRouteTable-${zone}`).routes).toEqual([
      { destination: "0.0.0.0/0", target: { kind: "nat gateway", name: `prod-Fargate-NAT-Gateway-${zone}` } },
    ]);
    expect(named(natGateways, `prod-Fargate-NAT-Gateway-${zone}`)).toMatchObject({
      subnet: `prod-PublicSubnet-${zone}`,
      connectivity: "public",
    });
    expect(named(subnets, `prod-PublicSubnet-${zone}`).routeTable).toBe("prod-PublicRouteTable");
  });

  test("the load balancer stands in all three public subnets", () => {
    expect(named(read("prod").loadBalancers, "prod-Fargate-ALB").subnets).toEqual([
      "prod-PublicSubnet-1",
      "prod-PublicSubnet-2",
      "prod-PublicSubnet-3",
    ]);
  });
});

test("without NAT gateways, private subnets have no route", () => {
  const { subnets, routeTables, natGateways } = read("closed");
  expect(natGateways).toEqual([]);
  expect(named(subnets, "closed-PrivateSubnet-2").routeTable).toBe("closed-PrivateRouteTable");
  expect(named(routeTables, "closed-PrivateRouteTable").routes).toEqual([]);
});
