import { EC2Client } from "@aws-sdk/client-ec2";
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DeleteServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from "@aws-sdk/client-ecs";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";

import { type AwsConnection, clientConfig, connectionTo, using } from "../../../toolchain/aws-client";
import { type LocalAws, startLocalAws } from "../../../toolchain/local-aws";
import { createWorkspace } from "../../../toolchain/workspace";
import { readLive } from "../../../topology/live/read-live";
import type { Topology } from "../../../topology/model";
import { describeWith } from "../../needs";
import { MadeLoadBalancing } from "./support/made-load-balancing";
import { MadeNetwork, stackTags } from "./support/made-network";

/** moto gives 50 load balancers and 50 rules a page, without being asked. */
const MORE_THAN_A_PAGE = 55;

describeWith(["local-aws"], "load balancers and services read from a local AWS", () => {
  const workspace = createWorkspace("front-door-real-test");
  /** The local AWS may be one that many share, and names of load balancers are the account's. */
  const suffix = workspace.path.slice(-6);
  const environment = `test-${suffix}`;
  const named = (name: string): string => `${name}-${suffix}`;
  let aws: LocalAws;
  let connection: AwsConnection;
  let topology: Topology;

  beforeAll(async () => {
    aws = await startLocalAws({ workspace, env: process.env, region: "us-east-1" });
    connection = connectionTo(aws, "us-east-1");
    const network = await using(new EC2Client(clientConfig(connection)), makeNetwork);
    const groups = await using(new ElasticLoadBalancingV2Client(clientConfig(connection)), (elb) =>
      makeLoadBalancing(elb, network),
    );
    await using(new ECSClient(clientConfig(connection)), (ecs) => makeServices(ecs, network, groups));
    topology = await readLive({ connection, environment });
  }, 60_000);
  afterAll(async () => {
    await aws.stop();
    workspace.remove();
  });

  interface Network {
    readonly vpc: string;
    readonly subnets: string[];
    readonly group: string;
    readonly otherVpc: string;
    readonly otherSubnets: string[];
  }

  async function makeNetwork(ec2: EC2Client): Promise<Network> {
    const made = new MadeNetwork(ec2);
    const vpc = await made.vpc("10.0.0.0/16", stackTags(environment, "net"));
    const otherVpc = await made.vpc("10.1.0.0/16", stackTags("other", "net"));
    const group = await made.securityGroup(vpc, "containers");
    const subnets = [
      await made.subnet(vpc, "10.0.0.0/24", "us-east-1a", "a"),
      await made.subnet(vpc, "10.0.1.0/24", "us-east-1b", "b"),
    ];
    const otherSubnets = [
      await made.subnet(otherVpc, "10.1.0.0/24", "us-east-1a", "a"),
      await made.subnet(otherVpc, "10.1.1.0/24", "us-east-1b", "b"),
    ];
    return { vpc, subnets, group, otherVpc, otherSubnets };
  }

  /** One load balancer with listeners and rules of every kind, and many that the environment does not have. */
  async function makeLoadBalancing(elb: ElasticLoadBalancingV2Client, network: Network): Promise<string[]> {
    const made = new MadeLoadBalancing(elb);
    for (let index = 0; index < MORE_THAN_A_PAGE; index++) {
      await made.loadBalancer({ Name: named(`other${String(index)}`), Subnets: network.otherSubnets });
    }
    const http = { Protocol: "HTTP", VpcId: network.vpc, TargetType: "ip" } as const;
    const blue = await made.targetGroup({ ...http, Name: named("blue"), Port: 6060, HealthCheckPath: "/health" });
    const checked = { HealthCheckProtocol: "HTTPS", HealthCheckPath: "/up", HealthCheckPort: "9000" } as const;
    const green = await made.targetGroup({
      ...http,
      ...checked,
      Name: named("green"),
      Port: 6061,
      Tags: [{ Key: "Name", Value: "Green" }],
    });
    const tcp = await made.targetGroup({ Name: named("tcp"), Protocol: "TCP", Port: 5000, VpcId: network.vpc });
    const lambda = await made.targetGroup({ Name: named("lambda"), TargetType: "lambda" });
    await made.targetGroup({ Name: named("lambda-2"), TargetType: "lambda" });
    await made.targetGroup({ ...http, VpcId: network.otherVpc, Name: named("elsewhere"), Port: 80 });

    const app = await made.loadBalancer({
      Name: named("app"),
      Subnets: network.subnets,
      SecurityGroups: [network.group],
    });
    const secured = {
      Type: "redirect",
      RedirectConfig: { StatusCode: "HTTP_301", Protocol: "HTTPS", Port: "443" },
    } as const;
    const LoadBalancerArn = app;
    await made.listener({ LoadBalancerArn, Protocol: "HTTP", Port: 80, DefaultActions: [secured] });
    const listener = await made.listener({
      LoadBalancerArn,
      Protocol: "HTTP",
      Port: 8080,
      DefaultActions: [{ Type: "forward", TargetGroupArn: blue }],
    });
    const both = {
      TargetGroups: [
        { TargetGroupArn: green, Weight: 0 },
        { TargetGroupArn: blue, Weight: 100 },
      ],
    };
    await made.rule(listener, 20, { Type: "forward", ForwardConfig: both });
    await made.rule(listener, 10, { Type: "fixed-response", FixedResponseConfig: { StatusCode: "404" } });
    await made.rule(listener, 30, { Type: "forward", TargetGroupArn: lambda });
    for (let index = 0; index < MORE_THAN_A_PAGE; index++) await made.rule(listener, 100 + index, secured);

    const balancer = await made.loadBalancer({
      Name: named("net"),
      Type: "network",
      Scheme: "internal",
      Subnets: network.subnets.slice(0, 1),
      Tags: [{ Key: "Name", Value: "Inside" }],
    });
    const forward = [{ Type: "forward" as const, TargetGroupArn: tcp }];
    await made.listener({ LoadBalancerArn: balancer, Protocol: "TCP", Port: 5000, DefaultActions: forward });
    return [blue, green];
  }

  /** More services than one call describes, in two clusters, in the subnets of two environments. */
  async function makeServices(ecs: ECSClient, network: Network, groups: readonly string[]): Promise<void> {
    const containerDefinitions = [{ name: "web", image: "web", memory: 128 }];
    await ecs.send(new RegisterTaskDefinitionCommand({ family: named("web"), containerDefinitions }));
    const [first, second] = [named("first"), named("second")];
    for (const clusterName of [first, second]) await ecs.send(new CreateClusterCommand({ clusterName }));
    const service = { taskDefinition: named("web"), desiredCount: 0, launchType: "FARGATE" } as const;
    const placed = (subnets: string[], securityGroups: string[] = [network.group], publicly = false) => ({
      networkConfiguration: {
        awsvpcConfiguration: { subnets, securityGroups, ...(publicly ? { assignPublicIp: "ENABLED" as const } : {}) },
      },
    });
    const loadBalancers = groups.map((targetGroupArn, index) => ({
      targetGroupArn,
      containerName: "web",
      containerPort: 6060 + index,
    }));
    await ecs.send(
      new CreateServiceCommand({
        ...service,
        ...placed(network.subnets, [network.group], true),
        cluster: first,
        serviceName: "web",
        loadBalancers,
      }),
    );
    for (let index = 0; index < 12; index++) {
      const serviceName = `worker-${String(index).padStart(2, "0")}`;
      await ecs.send(
        new CreateServiceCommand({
          ...service,
          ...placed(network.subnets.slice(0, 1), []),
          cluster: first,
          serviceName,
        }),
      );
    }
    await ecs.send(
      new CreateServiceCommand({ ...service, ...placed(network.otherSubnets), cluster: second, serviceName: "other" }),
    );
    await ecs.send(
      new CreateServiceCommand({
        ...service,
        ...placed(network.subnets.slice(1)),
        cluster: second,
        serviceName: "web-2",
        tags: [{ key: "Name", value: "Second" }],
      }),
    );
    // Without network interfaces of its own it stands in no subnet.
    const bridge = { ...service, launchType: "EC2", cluster: second, serviceName: "bridge" } as const;
    await ecs.send(new CreateServiceCommand(bridge));
    await ecs.send(
      new CreateServiceCommand({ ...service, ...placed(network.subnets), cluster: second, serviceName: "gone" }),
    );
    await ecs.send(new DeleteServiceCommand({ cluster: second, service: "gone", force: true }));
  }

  test("the load balancers are those of the VPC, of any type, beyond the first page", () => {
    expect(topology.loadBalancers.map(({ name, type, scheme }) => ({ name, type, scheme }))).toEqual([
      { name: "Inside", type: "network", scheme: "internal" },
      // moto reports no scheme where the default was meant.
      { name: named("app"), type: "application", scheme: "internet-facing" },
    ]);
    const [inside, app] = topology.loadBalancers;
    expect(app).toMatchObject({ subnets: ["a", "b"], securityGroups: ["containers"] });
    expect(inside).toMatchObject({ subnets: ["a"], securityGroups: [] });
    expect(inside?.listeners).toEqual([
      { protocol: "TCP", port: 5000, defaultAction: { kind: "forward", targetGroups: [named("tcp")] }, rules: [] },
    ]);
  });

  test("listeners have their default action, and their rules in the order of the priorities, beyond the first page", () => {
    const secured = { kind: "redirect", to: "HTTPS://#{host}:443/#{path}?#{query}" };
    const app = topology.loadBalancers[1];
    expect(app?.listeners.map(({ protocol, port, defaultAction }) => ({ protocol, port, defaultAction }))).toEqual([
      { protocol: "HTTP", port: 80, defaultAction: secured },
      { protocol: "HTTP", port: 8080, defaultAction: { kind: "forward", targetGroups: [named("blue")] } },
    ]);
    expect(app?.listeners[0]?.rules).toEqual([]);
    expect(app?.listeners[1]?.rules).toEqual([
      { priority: 10, action: { kind: "fixed response", status: "404" } },
      { priority: 20, action: { kind: "forward", targetGroups: ["Green", named("blue")] } },
      { priority: 30, action: { kind: "forward", targetGroups: [named("lambda")] } },
      ...Array.from({ length: MORE_THAN_A_PAGE }, (_, index) => ({ priority: 100 + index, action: secured })),
    ]);
  });

  test("the target groups are those of the VPC, and one of functions that the load balancer forwards to", () => {
    expect(topology.targetGroups).toEqual([
      {
        name: "Green",
        vpc: "net",
        targetType: "ip",
        protocol: "HTTP",
        port: 6061,
        healthCheck: { protocol: "HTTPS", path: "/up", port: "9000" },
      },
      {
        name: named("blue"),
        vpc: "net",
        targetType: "ip",
        protocol: "HTTP",
        port: 6060,
        healthCheck: { protocol: "HTTP", path: "/health", port: "traffic-port" },
      },
      {
        name: named("lambda"),
        vpc: "",
        targetType: "lambda",
        protocol: "",
        port: 0,
        healthCheck: expect.anything() as unknown,
      },
      {
        name: named("tcp"),
        vpc: "net",
        targetType: "instance",
        protocol: "TCP",
        port: 5000,
        healthCheck: { protocol: "TCP", path: "", port: "traffic-port" },
      },
    ]);
  });

  test("the services are those whose containers stand in the VPC, whichever cluster they are of", () => {
    const workers = Array.from({ length: 12 }, (_, index) => `worker-${String(index).padStart(2, "0")}`);
    expect(topology.services.map(({ name }) => name)).toEqual(["Second", "web", ...workers]);
    const [second, web, worker] = topology.services;
    expect(web).toEqual({
      name: "web",
      subnets: ["a", "b"],
      securityGroups: ["containers"],
      assignPublicIp: true,
      targets: [
        { targetGroup: named("blue"), port: 6060 },
        { targetGroup: "Green", port: 6061 },
      ],
    });
    expect(second).toEqual({
      name: "Second",
      subnets: ["b"],
      securityGroups: ["containers"],
      assignPublicIp: false,
      targets: [],
    });
    // It names no security group, so its containers have the VPC's own.
    expect(worker).toMatchObject({ subnets: ["a"], securityGroups: ["net/default"] });
  });
});
