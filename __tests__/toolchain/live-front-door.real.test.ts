import {
  AllocateAddressCommand,
  CreateNatGatewayCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteNatGatewayCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";

import { type AwsConnection, clientConfig, connectionTo } from "../../toolchain/aws-client";
import { describeFrontDoor } from "../../toolchain/live-front-door";
import { type LocalAws, startLocalAws } from "../../toolchain/local-aws";
import { remainingResources } from "../../toolchain/remaining-resources";
import { createWorkspace } from "../../toolchain/workspace";
import { describeWith } from "../needs";

describeWith(["local-aws"], "what a local AWS holds", () => {
  const workspace = createWorkspace("front-door-real-test");
  /** The local AWS may be one that many share. */
  const environment = `test-${workspace.path.slice(-6)}`;
  const name = `fd-${workspace.path.slice(-6)}`;
  let aws: LocalAws;
  let connection: AwsConnection;
  const tags = (tagged: string, of = environment) => [
    { Key: "Name", Value: tagged },
    { Key: "Environment", Value: of },
    { Key: "Project", Value: "front-door" },
  ];
  const question = () => ({ connection, loadBalancerName: name, targetGroupName: `${name}-tg` });

  beforeAll(async () => {
    aws = await startLocalAws({ workspace, env: process.env, region: "us-east-1" });
    connection = connectionTo(aws, "us-east-1");
  }, 60_000);
  afterAll(async () => {
    await aws.stop();
    workspace.remove();
  });

  test("where nothing is, nothing is found, and that is no error", async () => {
    expect(await describeFrontDoor(question())).toEqual({ loadBalancer: undefined, targetGroup: undefined });
    expect(await remainingResources({ connection, environment })).toEqual([]);
  });

  test("a front door is described as it is", async () => {
    const ec2 = new EC2Client(clientConfig(connection));
    const elb = new ElasticLoadBalancingV2Client(clientConfig(connection));
    const tagged = (
      ResourceType: "vpc" | "subnet" | "security-group" | "natgateway" | "elastic-ip",
      as: string,
      of?: string,
    ) => [{ ResourceType, Tags: tags(as, of) }];
    const { Vpc } = await ec2.send(
      new CreateVpcCommand({ CidrBlock: "10.0.0.0/16", TagSpecifications: tagged("vpc", "vpc") }),
    );
    const subnets: string[] = [];
    for (const [index, zone] of ["us-east-1b", "us-east-1a"].entries()) {
      const block = { CidrBlock: `10.0.${String(index)}.0/24`, AvailabilityZone: zone, VpcId: Vpc?.VpcId };
      const created = await ec2.send(
        new CreateSubnetCommand({ ...block, TagSpecifications: tagged("subnet", `Public-${zone}`) }),
      );
      subnets.push(created.Subnet?.SubnetId ?? "");
    }
    const group = { GroupName: `${name}-sg`, Description: "x", VpcId: Vpc?.VpcId };
    const { GroupId = "" } = await ec2.send(
      new CreateSecurityGroupCommand({ ...group, TagSpecifications: tagged("security-group", "sg") }),
    );
    const { AllocationId } = await ec2.send(
      new AllocateAddressCommand({ TagSpecifications: tagged("elastic-ip", "eip") }),
    );
    const { NatGateway } = await ec2.send(
      new CreateNatGatewayCommand({
        SubnetId: subnets[0],
        AllocationId,
        TagSpecifications: tagged("natgateway", "nat"),
      }),
    );
    // Of another environment, and so never told.
    await ec2.send(
      new CreateVpcCommand({ CidrBlock: "10.1.0.0/16", TagSpecifications: tagged("vpc", "vpc", "other") }),
    );
    const balancer = {
      Name: name,
      Scheme: "internet-facing" as const,
      Subnets: subnets,
      SecurityGroups: [GroupId],
      Tags: tags(name),
    };
    const { LoadBalancers = [] } = await elb.send(new CreateLoadBalancerCommand(balancer));
    const health = { HealthCheckPath: "/health", HealthCheckIntervalSeconds: 30, Matcher: { HttpCode: "200" } };
    const target = { Name: `${name}-tg`, Protocol: "HTTP", Port: 6060, TargetType: "ip", VpcId: Vpc?.VpcId } as const;
    const { TargetGroups = [] } = await elb.send(
      new CreateTargetGroupCommand({ ...target, ...health, Tags: tags("tg") }),
    );
    const DefaultActions = [{ Type: "forward" as const, TargetGroupArn: TargetGroups[0]?.TargetGroupArn }];
    const LoadBalancerArn = LoadBalancers[0]?.LoadBalancerArn;
    await elb.send(new CreateListenerCommand({ LoadBalancerArn, Protocol: "HTTP", Port: 80, DefaultActions }));

    const { loadBalancer, targetGroup } = await describeFrontDoor(question());
    expect(loadBalancer).toEqual({
      name,
      scheme: "internet-facing",
      state: expect.any(String) as string,
      dnsName: LoadBalancers[0]?.DNSName,
      type: "application",
      ipAddressType: "ipv4",
      zones: [
        { zone: "us-east-1a", subnetId: subnets[1], subnetName: "Public-us-east-1a" },
        { zone: "us-east-1b", subnetId: subnets[0], subnetName: "Public-us-east-1b" },
      ],
      securityGroups: [{ id: GroupId, name: `${name}-sg` }],
      listeners: [{ protocol: "HTTP", port: 80, actionType: "forward", targetGroupName: `${name}-tg` }],
    });
    expect(targetGroup).toMatchObject({
      name: `${name}-tg`,
      targetType: "ip",
      protocol: "HTTP",
      port: 6060,
      healthCheck: { path: "/health", intervalSeconds: 30, successCodes: "200" },
      targets: 0,
    });

    const remaining = await remainingResources({ connection, environment });
    expect(remaining.sort()).toEqual(
      [
        `vpc ${Vpc?.VpcId ?? ""} (vpc)`,
        `subnet ${subnets[0] ?? ""} (Public-us-east-1b)`,
        `subnet ${subnets[1] ?? ""} (Public-us-east-1a)`,
        `nat gateway ${NatGateway?.NatGatewayId ?? ""} (nat)`,
        `elastic ip ${AllocationId ?? ""} (eip)`,
        `security group ${GroupId} (${name}-sg)`,
        `load balancer ${LoadBalancerArn ?? ""} (${name})`,
        `target group ${TargetGroups[0]?.TargetGroupArn ?? ""} (${name}-tg)`,
      ].sort(),
    );
    await ec2.send(new DeleteNatGatewayCommand({ NatGatewayId: NatGateway?.NatGatewayId }));
    expect((await remainingResources({ connection, environment })).join()).not.toContain("nat gateway");
    expect(await remainingResources({ connection, environment, project: "another" })).toEqual([]);
    ec2.destroy();
    elb.destroy();
  });

  test("a second local AWS runs beside it, in an account of its own", async () => {
    const { AWS_EMULATOR_URL, ...env } = process.env;
    const second = await startLocalAws({ workspace, env, region: "us-east-1", accountId: "111122223333" });
    try {
      expect(second.url).not.toBe(aws.url);
      expect(second.url).not.toBe(AWS_EMULATOR_URL);
      expect(second.accountId).toBe("111122223333");
    } finally {
      await second.stop();
    }
  }, 60_000);
});
