import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import {
  DeleteVpcCommand,
  DescribeNatGatewaysCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
  type SecurityGroupRule,
  type Tag,
} from "@aws-sdk/client-ec2";
import { HeadObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { checkFrontDoor } from "../../cli/front-door-checks";
import { LocalRun } from "../../cli/local-run";
import { planWithoutChanges } from "../../cli/plan-without-changes";
import { defineEnvironment } from "../../environments/schema";
import { stateKey } from "../../environments/state-key";
import { deploy, destroy } from "../../toolchain/cdktf-cli";
import type { CdktfEvent } from "../../toolchain/cdktf-progress";
import { describeFrontDoor, type LiveFrontDoor } from "../../toolchain/live-front-door";
import { type LocalAws, startLocalAws } from "../../toolchain/local-aws";
import { descendantsOf } from "../../toolchain/process-tree";
import { runOrThrow } from "../../toolchain/program";
import { findProviderMirror } from "../../toolchain/provider-mirror";
import { remainingResources } from "../../toolchain/remaining-resources";
import { createStateBucket, listStateObjects } from "../../toolchain/state-bucket";
import { findTerraform } from "../../toolchain/terraform";
import { destroy as destroyWithTerraform, plan, stateList } from "../../toolchain/terraform-commands";
import { createWorkspace, type Workspace } from "../../toolchain/workspace";
import { describeWith } from "../needs";

jest.setTimeout(300_000);

const dev = defineEnvironment({ name: "dev", state: { bucket: "front-door-dev-state" } });
const STACKS = ["dev-network", "dev-security", "dev-load-balancing"];

/** The tests of this file are the chapters of one life: deployed once, because AWS takes its time. */
describeWith(["terraform", "local-aws"], "dev on a local AWS, by way of cdktf deploy", () => {
  const callOff = new AbortController();
  let workspace: Workspace;
  let aws: LocalAws;
  let run: LocalRun;
  /** The same tools with another signal: for what is called off on the way. */
  let runWith: (signal: AbortSignal) => LocalRun;

  beforeAll(async () => {
    workspace = createWorkspace("front-door-test");
    const terraform = await findTerraform(process.env);
    const providerMirror = findProviderMirror({ env: process.env, cwd: process.cwd() });
    aws = await startLocalAws({ workspace, env: process.env, region: dev.region });
    runWith = (signal) =>
      new LocalRun({ shell: process.env, environment: dev, workspace, terraform, providerMirror, aws, signal });
    run = runWith(callOff.signal);
    await createStateBucket({ connection: run.connection(), bucket: dev.state.bucket, account: aws.accountId });
  });
  afterAll(async () => {
    callOff.abort();
    await aws.stop();
    workspace.remove();
  });

  const describeDev = (): Promise<LiveFrontDoor> =>
    describeFrontDoor({
      connection: run.connection(),
      loadBalancerName: "Fargate-ALB",
      targetGroupName: "Fargate-TG",
    });
  const deployDev = (): Promise<string[]> =>
    deploy(
      run.cdktf(() => undefined),
      ["dev-*"],
    );

  test("after terraform was killed in the middle, the lock says so; once it is released, the next deployment converges", async () => {
    // GIVEN
    const killed = deploy(
      run.cdktf((event) => {
        if (event.kind === "resource" && event.address === "aws_vpc.main") kill("terraform");
      }),
      ["dev-*"],
    );
    await expect(killed).rejects.toThrow("cdktf deploy");
    expect(await stateKeys()).toContain(`${stateKey("dev", "network")}.tflock`);
    // WHEN THEN
    const refusal = await deployDev().catch((error: unknown) => String(error));
    expect(refusal).toContain("Error acquiring the state lock");
    const [, lockId = ""] = /\bID:\s+([0-9a-f-]{36})/.exec(String(refusal)) ?? [];
    const { terraform, cwd, env } = run.terraform("dev-network");
    await runOrThrow(terraform.file, ["force-unlock", "-force", lockId], { cwd, env });
    await deployNetworkOnly();
    expect(await plan(run.terraform("dev-network"))).toBe("no changes");
    expect(await stateKeys()).toEqual([stateKey("dev", "network")]);
    // AND what the killed one had made and not yet written down is nobody's: terraform cannot know of it
    await removeVpcsOfNoState();
    await destroyWithTerraform(run.terraform("dev-network"));
    expect(await remainingResources({ connection: run.connection(), environment: "dev" })).toEqual([]);
  });

  test("a deployment that is called off in the middle leaves a state that the next one goes on from", async () => {
    // GIVEN a deployment that ends when the first subnet is there
    const interruption = new AbortController();
    const done: string[] = [];
    const onEvent = (event: CdktfEvent): void => {
      if (event.kind === "resource" && event.done) {
        done.push(event.address);
        if (event.address.startsWith("aws_subnet.")) interruption.abort();
      }
    };
    await expect(deploy(runWith(interruption.signal).cdktf(onEvent), ["dev-*"])).rejects.toThrow("called off");
    expect(done).toContain("aws_vpc.main");
    expect(await stateList(run.terraform("dev-network"))).toContain("aws_vpc.main");
    expect((await describeDev()).loadBalancer).toBeUndefined();

    // WHEN it is deployed again THEN the rest comes, each stack after those it stands on
    expect(await deployDev()).toEqual(STACKS);
    // AND what was there already was not made twice
    const vpcs = await ec2((client) => client.send(new DescribeVpcsCommand({ Filters: tagged("main") })));
    expect(vpcs.Vpcs).toHaveLength(1);
  });

  test("AWS reports the tutorial's load balancer, listener and target group", async () => {
    const live = await describeDev();
    expect(checkFrontDoor(dev, live).filter(({ expected }) => expected !== undefined)).toEqual([]);
    // The same once more in the tutorial's own values, so that the checks above are not their own judge.
    expect(live.loadBalancer).toMatchObject({
      name: "Fargate-ALB",
      state: "active",
      type: "application",
      ipAddressType: "ipv4",
      zones: [
        { zone: "us-east-1a", subnetName: "PublicSubnet-1" },
        { zone: "us-east-1b", subnetName: "PublicSubnet-2" },
      ],
      securityGroups: [{ name: "ALB-SG" }],
      listeners: [{ protocol: "HTTP", port: 80, actionType: "forward", targetGroupName: "Fargate-TG" }],
    });
    expect(live.targetGroup).toEqual({
      name: "Fargate-TG",
      targetType: "ip",
      protocol: "HTTP",
      port: 6060,
      protocolVersion: "HTTP1",
      healthCheck: {
        protocol: "HTTP",
        path: "/health",
        intervalSeconds: 30,
        timeoutSeconds: 5,
        healthyThreshold: 5,
        unhealthyThreshold: 2,
        successCodes: "200",
      },
      targets: 0,
    });
  });

  test("AWS reports the tutorial's subnets, and the way out of each", async () => {
    const { Subnets = [] } = await ec2((client) => client.send(new DescribeSubnetsCommand({ Filters: ofDev() })));
    expect(
      Subnets.map(({ Tags, CidrBlock, AvailabilityZone, MapPublicIpOnLaunch }) => [
        nameOf(Tags),
        CidrBlock,
        AvailabilityZone,
        MapPublicIpOnLaunch,
      ]).sort(),
    ).toEqual([
      ["PrivateSubnet-1", "172.31.128.0/20", "us-east-1a", false],
      ["PrivateSubnet-2", "172.31.144.0/20", "us-east-1b", false],
      ["PublicSubnet-1", "172.31.96.0/20", "us-east-1a", false],
      ["PublicSubnet-2", "172.31.112.0/20", "us-east-1b", false],
    ]);

    const subnetNames = new Map(Subnets.map(({ SubnetId, Tags }) => [SubnetId, nameOf(Tags)]));
    const { RouteTables = [] } = await ec2((client) =>
      client.send(new DescribeRouteTablesCommand({ Filters: ofDev() })),
    );
    expect(
      RouteTables.map(({ Tags, Routes = [], Associations = [] }) => {
        const { GatewayId, NatGatewayId } = Routes.find((route) => route.DestinationCidrBlock === "0.0.0.0/0") ?? {};
        return {
          name: nameOf(Tags),
          wayOut: (NatGatewayId ?? GatewayId ?? "none").replace(/-.*/, ""),
          subnets: Associations.map(({ SubnetId }) => subnetNames.get(SubnetId)).sort(),
        };
      }).sort((a, b) => a.name.localeCompare(b.name)),
    ).toEqual([
      { name: "PrivateRouteTable", wayOut: "nat", subnets: ["PrivateSubnet-1", "PrivateSubnet-2"] },
      { name: "PublicRouteTable", wayOut: "igw", subnets: ["PublicSubnet-1", "PublicSubnet-2"] },
    ]);

    const nat = await ec2((client) =>
      client.send(new DescribeNatGatewaysCommand({ Filter: [...ofDev(), { Name: "state", Values: ["available"] }] })),
    );
    expect(
      nat.NatGateways?.map(({ SubnetId, ConnectivityType }) => [subnetNames.get(SubnetId), ConnectivityType]),
    ).toEqual([["PublicSubnet-1", "public"]]);
  });

  test("AWS reports the rules of both security groups, and none in the VPC's default one", async () => {
    const { SecurityGroups = [] } = await ec2((client) => client.send(new DescribeSecurityGroupsCommand({})));
    const vpcId = SecurityGroups.find(({ GroupName }) => GroupName === "ALB-SG")?.VpcId;
    const names = new Map(
      SecurityGroups.filter((group) => group.VpcId === vpcId).map((group) => [group.GroupId, group.GroupName]),
    );
    const { SecurityGroupRules = [] } = await ec2((client) => client.send(new DescribeSecurityGroupRulesCommand({})));
    const inWords = (rule: SecurityGroupRule): string => {
      const other = rule.CidrIpv4 ?? names.get(rule.ReferencedGroupInfo?.GroupId);
      const ports =
        rule.IpProtocol === "-1" ? "all" : `${rule.IpProtocol ?? "?"} ${rule.FromPort ?? "?"}-${rule.ToPort ?? "?"}`;
      return `${names.get(rule.GroupId) ?? "?"} ${rule.IsEgress === true ? "to" : "from"} ${other ?? "?"}: ${ports}`;
    };
    expect([...names.values()].sort()).toEqual(["ALB-SG", "Fargate-SG", "default"]);
    expect(
      SecurityGroupRules.filter(({ GroupId }) => names.has(GroupId))
        .map(inWords)
        .sort(),
    ).toEqual([
      "ALB-SG from 0.0.0.0/0: tcp 443-443",
      "ALB-SG from 0.0.0.0/0: tcp 80-80",
      "ALB-SG to Fargate-SG: tcp 6060-6060",
      "Fargate-SG from ALB-SG: tcp 6060-6060",
      "Fargate-SG to 0.0.0.0/0: all",
    ]);
  });

  test("whatever can be tagged says whose it is", async () => {
    const { Vpcs = [] } = await ec2((client) => client.send(new DescribeVpcsCommand({ Filters: tagged("main") })));
    expect(Object.fromEntries((Vpcs[0]?.Tags ?? []).map(({ Key, Value }) => [Key, Value]))).toEqual({
      Name: "Fargate-VPC",
      Project: "front-door",
      Environment: "dev",
      Stack: "network",
      ManagedBy: "Terraform",
    });
  });

  test("the states are in the bucket under their keys, encrypted, and no lock is left", async () => {
    const keys = await listStateObjects({ connection: run.connection(), bucket: dev.state.bucket });
    expect(keys.sort()).toEqual(["load-balancing", "network", "security"].map((stack) => stateKey("dev", stack)));
    const client = new S3Client({ ...run.connection(), forcePathStyle: true });
    for (const Key of keys) {
      const object = await client.send(new HeadObjectCommand({ Bucket: dev.state.bucket, Key }));
      expect(object.ServerSideEncryption).toBe("AES256");
    }
    client.destroy();
  });

  test.each(STACKS)("a second plan of %s changes nothing", async (stack) => {
    expect(await planWithoutChanges(run.terraform(stack))).toMatch(
      stack === "dev-security" ? /^no changes(, once 2 rule descriptions .*)?$/ : /^no changes$/,
    );
    expect(await plan(run.terraform(stack))).toBe("no changes");
  });

  test("while one process holds the lock, a second is refused and told who holds it", async () => {
    // GIVEN a destroy that waits for an answer with the state locked
    const { terraform, cwd, env } = run.terraform("dev-network");
    const holder = spawn(terraform.file, ["destroy", "-no-color"], { cwd, env: { ...env, TF_INPUT: "1" } });
    await printed(holder, "Enter a value:");
    // WHEN
    const refusal = await plan(run.terraform("dev-network")).catch((error: unknown) => error);
    // THEN
    expect(refusal).toMatchObject({ name: "ToolError" });
    expect((refusal as Error).message).toMatch(/Error acquiring the state lock.*OperationTypeApply.*Who:.*@/s);
    // AND once it is given back, the next plan goes through
    holder.stdin.end("no\n");
    await new Promise((resolve) => holder.on("close", resolve));
    expect(await plan(run.terraform("dev-network"))).toBe("no changes");
  });

  test("the load-balancing stack goes alone and comes back alone", async () => {
    // WHEN it is destroyed
    expect(
      await destroy(
        run.cdktf(() => undefined),
        ["dev-load-balancing"],
      ),
    ).toEqual(["dev-load-balancing"]);
    // THEN the front door is gone, and the ground it stood on is as it was
    expect(await describeDev()).toEqual({ loadBalancer: undefined, targetGroup: undefined });
    expect(await plan(run.terraform("dev-network"))).toBe("no changes");
    expect(await plan(run.terraform("dev-security"))).toBe("no changes");
    // WHEN everything is deployed again
    const changed: string[] = [];
    await deploy(
      run.cdktf((event) => {
        if (event.kind === "resource") changed.push(event.stack);
      }),
      ["dev-*"],
    );
    // THEN only that stack changed, and the front door is what it was
    expect([...new Set(changed)]).toEqual(["dev-load-balancing"]);
    expect(checkFrontDoor(dev, await describeDev()).filter(({ expected }) => expected !== undefined)).toEqual([]);
  });

  test("what stands is counted in full, so that nothing can be overlooked when it should be gone", async () => {
    const remaining = await remainingResources({ connection: run.connection(), environment: "dev" });
    const types = remaining.map((line) => line.replace(/ \S+ \(.*/, ""));
    const counts = new Map<string, number>();
    for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({
      vpc: 1,
      subnet: 4,
      "internet gateway": 1,
      "nat gateway": 1,
      "elastic ip": 1,
      "route table": 2,
      // The VPC's default one is tagged as well.
      "security group": 3,
      "load balancer": 1,
      "target group": 1,
    });
  });

  test("destroyed from the top down, nothing is left in AWS, in any state or of any lock", async () => {
    expect(
      await destroy(
        run.cdktf(() => undefined),
        ["dev-*"],
      ),
    ).toEqual([...STACKS].reverse());
    expect(await remainingResources({ connection: run.connection(), environment: "dev" })).toEqual([]);
    for (const stack of STACKS) {
      expect(await stateList(run.terraform(stack))).toEqual([]);
    }
    const keys = await listStateObjects({ connection: run.connection(), bucket: dev.state.bucket });
    expect(keys.filter((key) => key.endsWith(".tflock"))).toEqual([]);
  });

  /** As the kernel does when memory runs out: without a word. */
  function kill(name: string): void {
    for (const { pid } of descendantsOf(process.pid).filter((each) => each.name === name)) {
      process.kill(pid, "SIGKILL");
    }
  }

  async function stateKeys(): Promise<string[]> {
    return listStateObjects({ connection: run.connection(), bucket: dev.state.bucket });
  }

  async function deployNetworkOnly(): Promise<void> {
    expect(
      await deploy(
        run.cdktf(() => undefined),
        ["dev-network"],
      ),
    ).toEqual(["dev-network"]);
  }

  async function removeVpcsOfNoState(): Promise<void> {
    const { terraform, cwd, env } = run.terraform("dev-network");
    const { stdout } = await runOrThrow(terraform.file, ["output", "-raw", "vpc_id"], { cwd, env });
    const { Vpcs = [] } = await ec2((client) => client.send(new DescribeVpcsCommand({ Filters: tagged("main") })));
    const orphans = Vpcs.filter(({ VpcId }) => VpcId !== stdout.trim());
    expect(Vpcs).toHaveLength(orphans.length + 1);
    for (const { VpcId } of orphans) {
      await ec2((client) => client.send(new DeleteVpcCommand({ VpcId })));
    }
  }

  async function ec2<Answer>(ask: (client: EC2Client) => Promise<Answer>): Promise<Answer> {
    const client = new EC2Client(run.connection());
    try {
      return await ask(client);
    } finally {
      client.destroy();
    }
  }
});

function ofDev(): { Name: string; Values: string[] }[] {
  return [{ Name: "tag:Environment", Values: ["dev"] }];
}

/** What is tagged as the VPC is. */
function tagged(name: "main"): { Name: string; Values: string[] }[] {
  return [...ofDev(), { Name: "tag:Name", Values: [{ main: "Fargate-VPC" }[name]] }];
}

function nameOf(tags: readonly Tag[] = []): string {
  return tags.find(({ Key }) => Key === "Name")?.Value ?? "";
}

/** Resolves when the program has printed the text; rejects when it ends before. */
function printed(child: ChildProcessWithoutNullStreams, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (bytes: Buffer) => {
        output += bytes.toString();
        if (output.includes(text)) resolve();
      });
    }
    child.on("close", () => {
      reject(new Error(`it ended before it printed "${text}":\n${output}`));
    });
  });
}
