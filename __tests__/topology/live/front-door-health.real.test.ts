import { EC2Client, RunInstancesCommand, StopInstancesCommand } from "@aws-sdk/client-ec2";
import { ElasticLoadBalancingV2Client, RegisterTargetsCommand } from "@aws-sdk/client-elastic-load-balancing-v2";

import { type AwsConnection, clientConfig, connectionTo } from "../../../toolchain/aws-client";
import { type LocalAws, startLocalAws } from "../../../toolchain/local-aws";
import { createWorkspace } from "../../../toolchain/workspace";
import { readHealth } from "../../../topology/live/front-door-health";
import { describeWith } from "../../needs";
import { MadeLoadBalancing } from "./support/made-load-balancing";
import { idOf, MadeNetwork } from "./support/made-network";

describeWith(["local-aws"], "the health of a front door on a local AWS", () => {
  const workspace = createWorkspace("front-door-real-test");
  const name = `fd-${workspace.path.slice(-6)}`;
  let aws: LocalAws;
  let connection: AwsConnection;
  const question = () => ({ connection, loadBalancerName: name, targetGroupName: `${name}-tg` });

  beforeAll(async () => {
    aws = await startLocalAws({ workspace, env: process.env, region: "us-east-1" });
    connection = connectionTo(aws, "us-east-1");
  }, 60_000);
  afterAll(async () => {
    await aws.stop();
    workspace.remove();
  });

  test("what does not exist is undefined", async () => {
    expect(await readHealth(question())).toEqual({ loadBalancer: undefined, targetGroup: undefined });
  });

  test("of a load balancer is its state, of a target group every target's", async () => {
    const ec2 = new EC2Client(clientConfig(connection));
    const elb = new ElasticLoadBalancingV2Client(clientConfig(connection));
    const network = new MadeNetwork(ec2);
    const balancing = new MadeLoadBalancing(elb);
    const vpc = await network.vpc("10.0.0.0/16", []);
    const subnets = [
      await network.subnet(vpc, "10.0.0.0/24", "us-east-1a"),
      await network.subnet(vpc, "10.0.1.0/24", "us-east-1b"),
    ];
    const balancer = await balancing.loadBalancer({ Name: name, Subnets: subnets });
    const TargetGroupArn = await balancing.targetGroup({
      Name: `${name}-tg`,
      Protocol: "HTTP",
      Port: 6060,
      VpcId: vpc,
      TargetType: "ip",
    });

    expect(await readHealth(question())).toEqual({
      loadBalancer: {
        arn: balancer,
        dnsName: `${name}-1.us-east-1.elb.amazonaws.com`,
        state: "active",
        reason: undefined,
      },
      targetGroup: { arn: TargetGroupArn, targets: [] },
    });

    // moto calls every address healthy, and takes an instance into any group: a stopped one is all that it finds ill.
    const { Instances = [] } = await ec2.send(
      new RunInstancesCommand({ ImageId: "ami-12345678", MinCount: 1, MaxCount: 1, SubnetId: subnets[0] }),
    );
    const instance = idOf(Instances[0]?.InstanceId);
    const Targets = [
      { Id: instance, Port: 6060 },
      { Id: "10.0.0.10", Port: 6060 },
      { Id: "10.0.0.9", Port: 6060, AvailabilityZone: "us-east-1a" },
    ];
    await elb.send(new RegisterTargetsCommand({ TargetGroupArn, Targets }));
    await ec2.send(new StopInstancesCommand({ InstanceIds: [instance] }));
    const healthy = {
      port: 6060,
      // AWS finds it out by the address; moto forgets it even if it is told.
      availabilityZone: undefined,
      state: "healthy",
      reason: undefined,
      description: undefined,
    };
    expect((await readHealth(question())).targetGroup?.targets).toEqual([
      { ...healthy, id: "10.0.0.9" },
      { ...healthy, id: "10.0.0.10" },
      {
        ...healthy,
        id: instance,
        state: "unused",
        reason: "Target.InvalidState",
        description: "Target is in the stopped state",
      },
    ]);
    ec2.destroy();
    elb.destroy();
  });
});
