import { EC2Client } from "@aws-sdk/client-ec2";
import { ECSClient } from "@aws-sdk/client-ecs";
import { ElasticLoadBalancingV2Client } from "@aws-sdk/client-elastic-load-balancing-v2";

import { readLive } from "../../../topology/live/read-live";

const connection = {
  region: "us-east-1",
  endpoint: "http://127.0.0.1:9",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
};
const vpc = { VpcId: "vpc-1" };
const tags = (name: string) => [{ Key: "Name", Value: name }];

/** An AWS that has two of everything, in a VPC of which there is one, and gives one a page. Beside it are things elsewhere. */
const ANSWERS: Readonly<Record<string, Readonly<Record<string, readonly object[] | readonly string[]>>>> = {
  DescribeVpcs: {
    Vpcs: [
      { ...vpc, Tags: tags("net") },
      { VpcId: "vpc-2", Tags: tags("second") },
    ],
  },
  DescribeSubnets: {
    Subnets: [
      { ...vpc, SubnetId: "subnet-1" },
      { ...vpc, SubnetId: "subnet-2" },
    ],
  },
  DescribeRouteTables: {
    RouteTables: [
      { ...vpc, RouteTableId: "rtb-1", Associations: [{ Main: true }] },
      { ...vpc, RouteTableId: "rtb-2", Routes: [{ DestinationCidrBlock: "10.0.0.0/16", GatewayId: "local" }] },
    ],
  },
  DescribeInternetGateways: {
    InternetGateways: [
      { InternetGatewayId: "igw-1", Attachments: [{ ...vpc, State: "available" }] },
      { InternetGatewayId: "igw-2", Attachments: [{ VpcId: "vpc-2", State: "available" }] },
    ],
  },
  DescribeEgressOnlyInternetGateways: {
    EgressOnlyInternetGateways: [
      { EgressOnlyInternetGatewayId: "eigw-1", Attachments: [{ VpcId: "vpc-9" }] },
      { EgressOnlyInternetGatewayId: "eigw-2", Attachments: [vpc] },
    ],
  },
  DescribeNatGateways: {
    NatGateways: [
      { ...vpc, NatGatewayId: "nat-1" },
      { ...vpc, NatGatewayId: "nat-2" },
    ],
  },
  DescribeNetworkAcls: {
    NetworkAcls: [
      { ...vpc, NetworkAclId: "acl-1" },
      { ...vpc, NetworkAclId: "acl-2", IsDefault: true },
    ],
  },
  DescribeSecurityGroups: {
    SecurityGroups: [
      { ...vpc, GroupId: "sg-1", GroupName: "default" },
      { ...vpc, GroupId: "sg-2", GroupName: "web" },
    ],
  },
  DescribeSecurityGroupRules: {
    SecurityGroupRules: [
      { GroupId: "sg-2", IpProtocol: "tcp", FromPort: 80, ToPort: 80, CidrIpv4: "10.0.0.0/8" },
      { GroupId: "sg-2", IpProtocol: "tcp", FromPort: 81, ToPort: 81, CidrIpv4: "10.0.0.0/8" },
    ],
  },
  DescribeLoadBalancers: {
    LoadBalancers: [
      { VpcId: "vpc-9", LoadBalancerArn: "lb-1", LoadBalancerName: "elsewhere", Type: "application" },
      { ...vpc, LoadBalancerArn: "lb-2", LoadBalancerName: "app", Type: "application" },
    ],
  },
  DescribeListeners: {
    Listeners: [
      { ListenerArn: "listener-1", Protocol: "HTTP", Port: 80 },
      { ListenerArn: "listener-2", Protocol: "HTTP", Port: 81 },
    ],
  },
  DescribeRules: {
    Rules: [
      { Priority: "1", Actions: [{ Type: "forward", TargetGroupArn: "tg-1" }] },
      { Priority: "2", Actions: [{ Type: "forward", TargetGroupArn: "tg-2" }] },
    ],
  },
  DescribeTargetGroups: {
    TargetGroups: [
      { ...vpc, TargetGroupArn: "tg-1", TargetGroupName: "blue" },
      { ...vpc, TargetGroupArn: "tg-2", TargetGroupName: "green" },
    ],
  },
  ListClusters: { clusterArns: ["cluster-1", "cluster-2"] },
  ListServices: { serviceArns: ["service-1", "service-2"] },
};

interface Command {
  readonly constructor: { readonly name: string };
  readonly input: Readonly<Record<string, unknown>>;
}

/** What AWS gives to who names the things, and so has no pages. */
function wholeAnswerTo(call: string, { input }: Command): object | undefined {
  if (call === "DescribeTags") return { TagDescriptions: [{ ResourceArn: "lb-2", Tags: tags("App") }] };
  if (call !== "DescribeServices") return undefined;
  const arns = (input["services"] as string[]).map((arn) => `${String(input["cluster"])}/${arn}`);
  const networkConfiguration = { awsvpcConfiguration: { subnets: ["subnet-2"] } };
  return { services: arns.map((serviceArn) => ({ serviceArn, networkConfiguration })) };
}

/** One thing a page, with whatever token the call goes on by. */
function answerTo(command: Command): object {
  const { constructor, input } = command;
  const call = constructor.name.replace(/Command$/, "");
  const whole = wholeAnswerTo(call, command);
  if (whole !== undefined) return whole;
  const [[field, things] = ["", []]] = Object.entries(ANSWERS[call] ?? {});
  if (field === "") throw new Error(`${call} is not expected`);
  const page = Number(input["NextToken"] ?? input["nextToken"] ?? input["Marker"] ?? 0);
  const next = page + 1 < things.length ? String(page + 1) : undefined;
  return { [field]: things.slice(page, page + 1), NextToken: next, nextToken: next, NextMarker: next };
}

/** Stands in for the `send` of a client: its types are those of hundreds of calls. */
function stubSend(client: { prototype: object }, send: (command: Command) => Promise<object>): void {
  jest.spyOn(client.prototype as { send: typeof send }, "send").mockImplementation(send);
}

describe("every page of what AWS answers", () => {
  const asked: Command[] = [];
  const questionsOf = (call: string) => asked.filter((command) => command.constructor.name === `${call}Command`);
  let topology: Awaited<ReturnType<typeof readLive>>;

  beforeAll(async () => {
    for (const client of [EC2Client, ElasticLoadBalancingV2Client, ECSClient]) {
      stubSend(client, (command) => {
        // The SDK writes the next page's token into the same question.
        asked.push({ constructor: command.constructor, input: { ...command.input } });
        return Promise.resolve(answerTo(command));
      });
    }
    topology = await readLive({ connection, environment: "dev", project: "shop" });
  });
  afterAll(() => {
    jest.restoreAllMocks();
  });

  test("is read, in every call that has pages", () => {
    for (const call of Object.keys(ANSWERS)) {
      const pages = questionsOf(call).map(({ input }) => input["NextToken"] ?? input["nextToken"] ?? input["Marker"]);
      expect([call, pages]).toEqual([call, expect.arrayContaining([undefined, "1"])]);
    }
  });

  test("is in the topology, as far as it is of the VPCs", () => {
    const namesOf = (things: readonly { name: string }[]): string[] => things.map(({ name }) => name);
    expect({
      vpcs: namesOf(topology.vpcs),
      subnets: namesOf(topology.subnets),
      routeTables: namesOf(topology.routeTables),
      internetGateways: namesOf(topology.internetGateways),
      natGateways: namesOf(topology.natGateways),
      networkAcls: namesOf(topology.networkAcls),
      securityGroups: namesOf(topology.securityGroups),
      loadBalancers: namesOf(topology.loadBalancers),
      targetGroups: namesOf(topology.targetGroups),
    }).toEqual({
      vpcs: ["net", "second"],
      subnets: ["subnet-1", "subnet-2"],
      routeTables: ["net/main", "rtb-2"],
      internetGateways: ["igw-1", "igw-2"],
      natGateways: ["nat-1", "nat-2"],
      networkAcls: ["acl-1", "net/default"],
      securityGroups: ["net/default", "web"],
      loadBalancers: ["App"],
      targetGroups: ["blue", "green"],
    });
    expect(topology.routeTables[1]?.routes).toEqual([]);
    expect(topology.securityGroups[1]?.rules.map(({ ports }) => ports.from)).toEqual([80, 81]);
    expect(topology.loadBalancers[0]?.listeners.map(({ port, rules }) => [port, rules.length])).toEqual([
      [80, 2],
      [81, 2],
    ]);
    expect(topology.services.map(({ name, securityGroups }) => [name, ...securityGroups])).toEqual(
      ["cluster-1/service-1", "cluster-1/service-2", "cluster-2/service-1", "cluster-2/service-2"].map((name) => [
        name,
        "net/default",
      ]),
    );
  });

  test("is asked for by VPC and not by tag; the VPCs themselves by the tags", () => {
    const ofVpcs = { Name: "vpc-id", Values: ["vpc-1", "vpc-2"] };
    const ofEnvironment = [
      { Name: "tag:Environment", Values: ["dev"] },
      { Name: "tag:Project", Values: ["shop"] },
    ];
    expect(questionsOf("DescribeVpcs")[0]?.input).toMatchObject({ Filters: ofEnvironment });
    for (const call of ["Subnets", "RouteTables", "NetworkAcls", "SecurityGroups"]) {
      expect(questionsOf(`Describe${call}`)[0]?.input).toMatchObject({ Filters: [ofVpcs] });
    }
    expect(questionsOf("DescribeNatGateways")[0]?.input).toMatchObject({
      Filter: [ofVpcs, { Name: "state", Values: ["pending", "available"] }],
    });
    const [attached, tagged] = questionsOf("DescribeInternetGateways");
    expect(attached?.input).toMatchObject({ Filters: [{ ...ofVpcs, Name: "attachment.vpc-id" }] });
    expect(tagged?.input).toMatchObject({ Filters: ofEnvironment });
  });
});

test("no more is asked about at once than AWS takes", async () => {
  const many = (count: number, of: (index: number) => object | string) =>
    Array.from({ length: count }, (_, n) => of(n));
  const answers: Readonly<Record<string, object>> = {
    DescribeVpcs: { Vpcs: [vpc] },
    DescribeSecurityGroups: { SecurityGroups: many(201, (n) => ({ ...vpc, GroupId: `sg-${String(n)}` })) },
    DescribeTargetGroups: { TargetGroups: many(21, (n) => ({ ...vpc, TargetGroupArn: `tg-${String(n)}` })) },
    ListClusters: { clusterArns: ["cluster"] },
    ListServices: { serviceArns: many(11, (n) => `service-${String(n)}`) },
  };
  const sizes: Record<string, number[]> = {};
  for (const client of [EC2Client, ElasticLoadBalancingV2Client, ECSClient]) {
    stubSend(client, ({ constructor, input }) => {
      const call = constructor.name.replace(/Command$/, "");
      const [filter] = (input["Filters"] ?? []) as { Values: unknown[] }[];
      const named = (input["ResourceArns"] ?? input["services"] ?? filter?.Values ?? []) as unknown[];
      (sizes[call] ??= []).push(named.length);
      return Promise.resolve(answers[call] ?? {});
    });
  }
  await readLive({ connection, environment: "dev" });
  jest.restoreAllMocks();
  expect(sizes).toMatchObject({
    DescribeSecurityGroupRules: [200, 1],
    DescribeTags: [20, 1],
    DescribeServices: [10, 1],
  });
});

test("an error of AWS stays what it is", async () => {
  const refused = Object.assign(new Error("no"), { name: "UnauthorizedOperation", $metadata: { httpStatusCode: 403 } });
  stubSend(EC2Client, () => Promise.reject(refused));
  await expect(readLive({ connection, environment: "dev" })).rejects.toBe(refused);
  jest.restoreAllMocks();
});
