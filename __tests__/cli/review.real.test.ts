import { createHash } from "node:crypto";
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  AuthorizeSecurityGroupIngressCommand,
  DeleteVpcCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from "@aws-sdk/client-ec2";
import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
  ModifyLoadBalancerAttributesCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { synthesizeStack } from "../../cli/synthesize-stack";
import { dev } from "../../environments/dev";
import { lockKey, stateKey } from "../../environments/state-key";
import type { SavedReview } from "../../review/saved/saved-review";
import { clientConfig, connectionTo } from "../../toolchain/aws-client";
import { callerIdentity } from "../../toolchain/caller-identity";
import { findProviderMirror } from "../../toolchain/provider-mirror";
import { isRunning } from "../../toolchain/process-list";
import { runOrThrow } from "../../toolchain/program";
import { createStateBucket } from "../../toolchain/state-bucket";
import { stateLocation } from "../../toolchain/state-location";
import { takeLock } from "../../toolchain/state-lock";
import { findTerraform } from "../../toolchain/terraform";
import { init } from "../../toolchain/terraform-commands";
import { userAwsEnvironment } from "../../toolchain/user-aws-environment";
import { createWorkspace } from "../../toolchain/workspace";
import { describeWith } from "../needs";
import { type CheckoutCopy, copyCheckout } from "./checkout-copy";
import { CommandProcess } from "./command-process";
import { startUserAws, type UserAws } from "./user-aws";

jest.setTimeout(600_000);

interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/** The environment of a checkout, with whatever is to be other than the default. */
const environmentFile = (settings = "", comments = ""): string => `import { defineEnvironment } from "./schema";
${comments}
export const dev = defineEnvironment({ name: "dev", state: { bucket: "front-door-dev-state" }, ${settings} });
`;

const IN_A_YEAR = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);

/** The tests of this file are the life of one front door, from the first review to the last. */
describeWith(["terraform", "local-aws"], "npm run review and npm run apply", () => {
  let user: UserAws;
  let checkout: CheckoutCopy;
  let ec2: EC2Client;
  let elb: ElasticLoadBalancingV2Client;

  beforeAll(async () => {
    user = await startUserAws();
    checkout = copyCheckout();
    const config = clientConfig(connectionTo(user.aws, dev.region));
    ec2 = new EC2Client(config);
    elb = new ElasticLoadBalancingV2Client(config);
  });
  afterAll(async () => {
    ec2.destroy();
    elb.destroy();
    checkout.remove();
    await user.stop();
  });

  const start = (program: string, args: readonly string[], env: Record<string, string> = {}): CommandProcess =>
    new CommandProcess(user.temporaryFolder, {
      program,
      args,
      env: { ...user.shell, ...env },
      checkout: checkout.folder,
    });

  const run = async (program: string, args: readonly string[], env: Record<string, string> = {}): Promise<Outcome> => {
    const command = start(program, args, env);
    return { status: await command.exit(), output: command.output };
  };

  const review = (args: readonly string[] = [], env: Record<string, string> = {}): Promise<Outcome> =>
    run("cli/review.js", ["--env", "dev", ...args], env);

  const apply = (): Promise<Outcome> => run("cli/apply.js", ["--env", "dev", "--reviewed", "review.out/dev"]);

  const inFolder = (file: string): string => join(checkout.folder, "review.out/dev", file);
  const markdown = (): string => readFileSync(inFolder("review.md"), "utf8");
  const saved = (): SavedReview => JSON.parse(readFileSync(inFolder("review.json"), "utf8")) as SavedReview;
  const found = (): string[] => saved().findings.map(({ kind, address }) => `${kind} ${address}`);
  const stackOf = (stack: string) => saved().stacks.find((each) => each.stack === stack);
  const actionsOf = (stack: string) =>
    Object.fromEntries(stackOf(stack)?.changes.map(({ address, action }) => [address, action]) ?? []);
  const stateOf = async (stack: string): Promise<string> => {
    const Key = stateKey("dev", stack);
    const { Body } = await user.s3.send(new GetObjectCommand({ Bucket: dev.state.bucket, Key }));
    return (await Body?.transformToString()) ?? "";
  };
  const idleTimeout = async (): Promise<string | undefined> =>
    /"idle_timeout": (\d+)/.exec(await stateOf("load-balancing"))?.[1];
  /** A request that is called off on its way may have made something that Terraform never heard of. */
  const removeVpcsOfNoState = async (): Promise<void> => {
    const state = await stateOf("network");
    const { Vpcs = [] } = await ec2.send(
      new DescribeVpcsCommand({ Filters: [{ Name: "tag:Environment", Values: ["dev"] }] }),
    );
    for (const { VpcId = "" } of Vpcs) {
      if (!state.includes(`"${VpcId}"`)) await ec2.send(new DeleteVpcCommand({ VpcId }));
    }
  };

  describe("before anything was deployed", () => {
    test("without a state bucket there is nothing to plan with", async () => {
      const { status, output } = await review();
      expect(output).toContain("s3://front-door-dev-state: there is no such bucket, and so no state to plan with.");
      expect(output).toContain("npm run bootstrap -- --env dev");
      expect(status).toBe(1);
      expect(existsSync(join(checkout.folder, "review.out"))).toBe(false);
    });

    test("what would be opened to the internet fails a policy that does not let it pass", async () => {
      const connection = connectionTo(user.aws, dev.state.region);
      const { account } = await callerIdentity(connection);
      await createStateBucket({ connection, bucket: dev.state.bucket, account });
      // WHEN
      const { status, output } = await review(["--fail-on", "public-ingress,destroy"]);
      // THEN
      expect(output).toContain("dev: 27 to add, 0 to change, 0 to replace, 0 to destroy");
      expect(status).toBe(3);
      expect(saved().policy.failing.map(({ kind, address }) => [kind, address])).toEqual([
        ["public-ingress", "aws_vpc_security_group_ingress_rule.alb_http_from_anywhere"],
        ["public-ingress", "aws_vpc_security_group_ingress_rule.alb_https_from_anywhere"],
      ]);
    });

    test("every stack is planned, those above another provisionally and without a plan that could be applied", () => {
      expect(readdirSync(inFolder("")).sort()).toEqual([
        "dev-load-balancing.plan.json",
        "dev-network.plan.json",
        "dev-network.tfplan",
        "dev-security.plan.json",
        "review.json",
        "review.md",
      ]);
      expect(saved().stacks.map(({ stack, provisional }) => [stack, provisional?.upstream])).toEqual([
        ["dev-network", undefined],
        ["dev-security", ["dev-network"]],
        ["dev-load-balancing", ["dev-network", "dev-security"]],
      ]);
      expect(markdown()).toContain("(known after dev-network is applied)");
      expect(markdown()).not.toContain("placeholder");
    });

    test("the comment can be found again by its first line, and nobody else may read the plans", () => {
      expect(markdown().split("\n")[0]).toBe("<!-- front-door review: dev -->");
      expect(statSync(inFolder("dev-network.plan.json")).mode & 0o077).toBe(0);
      const [{ plan } = { plan: { json: "", sha256: "" } }] = saved().stacks;
      expect(
        createHash("sha256")
          .update(readFileSync(inFolder(plan.json)))
          .digest("hex"),
      ).toBe(plan.sha256);
    });

    test("nothing of the review is left in what is deployed, nor in the temporary folder", () => {
      expect(existsSync(join(checkout.folder, "cdktf.out"))).toBe(false);
      expect(readdirSync(user.temporaryFolder)).toEqual([]);
    });

    test("its network is compared with nothing, and its cost is all new", () => {
      const { network, cost } = saved();
      expect(network).toMatchObject({ before: "nothing", unmanaged: [] });
      expect(network?.promises.map(({ after }) => after.outcome)).toEqual(Array(9).fill("kept"));
      expect(cost?.before).toBe(0);
      // Load balancer 16.20 and two addresses, NAT gateway 32.40 and one address, and what usage is assumed.
      expect(cost?.after).toBeGreaterThan(16.2 + 2 * 3.6 + 32.4 + 3.6);
    });

    test("a review that its policy does not let pass is not applied", async () => {
      const { status, output } = await apply();
      expect(output).toContain("it holds what its --fail-on does not let pass: public-ingress");
      expect(status).toBe(1);
    });

    test("what somebody accepted passes until the day comes", async () => {
      const lines = ["http", "https"].map(
        (name) =>
          `// front-door-allow public-ingress aws_vpc_security_group_ingress_rule.alb_${name}_from_anywhere until ${name === "http" ? IN_A_YEAR : "2020-02-29"}: clients come from anywhere`,
      );
      checkout.write("environments/dev.ts", environmentFile("", lines.join("\n")));
      expect((await review(["--fail-on", "public-ingress"])).status).toBe(3);
      expect(saved().policy.failing.map(({ address, standing }) => [address, standing])).toEqual([
        ["aws_vpc_security_group_ingress_rule.alb_https_from_anywhere", "expired"],
      ]);
      checkout.write("environments/dev.ts", environmentFile("", lines.join("\n").replace("2020-02-29", IN_A_YEAR)));
      expect((await review(["--fail-on", "public-ingress"])).status).toBe(2);
      expect(markdown()).toContain("clients come from anywhere");
      expect(markdown()).toContain(IN_A_YEAR);
    });

    test("a line that accepts nothing is refused before anything is planned", async () => {
      const good = readFileSync(join(checkout.folder, "environments/dev.ts"), "utf8");
      checkout.write(
        "environments/dev.ts",
        `// front-door-allow destroy aws_lb.fargate_alb until 2027-02-30: no\n${good}`,
      );
      const { status, output } = await review();
      expect(output).toContain("environments/dev.ts:1");
      expect(output).not.toContain("terraform");
      expect(status).toBe(1);
      checkout.write("environments/dev.ts", good);
    });
  });

  test("other code than was reviewed is not applied, though nothing that the review knew is otherwise", async () => {
    // GIVEN private subnets that stand where containers have a way from the internet: only unknown ids differ
    const wired = "routeTable: privateRouteTables[index] ?? privateRouteTables[0],";
    checkout.edit("stacks/network-stack.ts", wired, "routeTable: publicRouteTable as never,");
    const { status, output } = await apply();
    checkout.edit("stacks/network-stack.ts", "routeTable: publicRouteTable as never,", wired);
    expect(output).toContain("dev-network is not what was reviewed, and was not touched:");
    expect(output).toContain("dev-network: its code is not the code that was reviewed");
    expect(status).toBe(2);
  });

  describe("the first apply", () => {
    test("called off in the middle, it says what was applied and what not, and leaves nothing running or locked", async () => {
      const command = start("cli/apply.js", ["--env", "dev", "--reviewed", "review.out/dev"]);
      await command.printed("aws_vpc.main: Creating");
      command.signal("SIGTERM");
      const status = await command.exit();
      expect(command.output).toContain("Stopped in: dev-network.");
      expect(command.output).toContain("Not reached: dev-security, dev-load-balancing.");
      expect(status).toBe(143);
      expect(command.processes()).toEqual([]);
      await removeVpcsOfNoState();
    });

    test("killed while it plans the next stack, it leaves a lock and nothing else", async () => {
      const command = start("cli/apply.js", ["--env", "dev", "--reviewed", "review.out/dev"]);
      await command.printed("dev-network: applied as reviewed");
      const lock = { Bucket: dev.state.bucket, Key: lockKey("dev", "security") };
      const isLocked = () =>
        user.s3.send(new HeadObjectCommand(lock)).then(
          () => true,
          () => false,
        );
      while (!(await isLocked())) await new Promise((resolve) => setTimeout(resolve, 20));
      const processes = command.processes();
      command.signal("SIGKILL");
      expect(await command.exit()).toBeNull();
      while (processes.some(isRunning)) await new Promise((resolve) => setTimeout(resolve, 20));
      const locked = await apply();
      expect(locked.output).toContain("Nothing to do: dev-network.");
      expect(locked.output).toContain(
        "if there is none any more: `npm run state -- --env <environment> unlock <stack>`",
      );
      expect(locked.status).toBe(1);
      expect((await run("cli/state.js", ["--env", "dev", "unlock", "security", "--yes"])).status).toBe(0);
    });

    test("run again it goes on, plans provisional stacks on what is there now, and ends as reviewed", async () => {
      const { status, output } = await apply();
      expect(output).toContain("Applied as reviewed: dev-security, dev-load-balancing.");
      expect(output).toContain("Nothing to do: dev-network.");
      expect(status).toBe(0);
    });

    test("and again finds everything done, or only what moto forgot", async () => {
      const { status, output } = await apply();
      // moto forgets the descriptions of two rules at creation: given again, they lead to what was reviewed.
      expect(output).toContain("Applied as reviewed: dev-security.");
      expect(output).toContain("Nothing to do: dev-network, dev-load-balancing.");
      expect(status).toBe(0);
    });
  });

  test("without a change the review says so, and exits with 0", async () => {
    const { status, output } = await review(["--fail-on", "destroy,replace,public-ingress"]);
    expect(output).toContain("dev: no changes");
    expect(status).toBe(0);
    expect(saved()).toMatchObject({ outcome: "no changes", findings: [], errors: [] });
    expect(saved().network).toMatchObject({ before: "AWS", changes: [], unmanaged: [] });
    expect(saved().policy.unused).toHaveLength(2);
    expect((await apply()).status).toBe(0);
  });

  describe("with changes of all kinds, in code and by hand", () => {
    beforeAll(async () => {
      // GIVEN what somebody did by hand
      const { LoadBalancers = [] } = await elb.send(new DescribeLoadBalancersCommand({}));
      const idle = [{ Key: "idle_timeout.timeout_seconds", Value: "75" }];
      const LoadBalancerArn = LoadBalancers[0]?.LoadBalancerArn;
      await elb.send(new ModifyLoadBalancerAttributesCommand({ LoadBalancerArn, Attributes: idle }));
      const names = [{ Name: "group-name", Values: ["Fargate-SG"] }];
      const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters: names }));
      const IpPermissions = [{ IpProtocol: "tcp", FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: "0.0.0.0/0" }] }];
      await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: SecurityGroups[0]?.GroupId, IpPermissions }));
      // WHEN the code changes as well
      const settings = `network: { natGateways: "none" }, targetGroup: { port: 8080 }, loadBalancer: { idleTimeoutSeconds: 120 }`;
      checkout.write("environments/dev.ts", environmentFile(settings));
      const { status } = await review(["--fail-on", "public-port"]);
      expect(status).toBe(2);
    });

    test("what is changed, replaced and destroyed", () => {
      expect(actionsOf("dev-network")).toEqual({
        "aws_eip.nat_1": "delete",
        "aws_nat_gateway.nat_1": "delete",
        "aws_route.private_1_nat": "delete",
      });
      expect(actionsOf("dev-security")).toEqual({
        "aws_vpc_security_group_egress_rule.alb_to_fargate": "update",
        "aws_vpc_security_group_ingress_rule.fargate_from_alb": "update",
      });
      expect(actionsOf("dev-load-balancing")).toEqual({
        "aws_lb.fargate_alb": "update",
        "aws_lb_listener.http": "update",
        "aws_lb_target_group.fargate_tg": "replace",
      });
      expect(saved().headline).toBe("dev: 0 to add, 4 to change, 1 to replace, 3 to destroy");
    });

    test("what is dangerous is said first, with what forces it", () => {
      expect(found()).toEqual(
        expect.arrayContaining([
          "destroy aws_nat_gateway.nat_1",
          "destroy aws_eip.nat_1",
          "replace aws_lb_target_group.fargate_tg",
          "drift aws_lb.fargate_alb",
        ]),
      );
      const replaced = saved().findings.find(({ kind }) => kind === "replace");
      expect(replaced?.what).toContain("port");
      expect(markdown().indexOf("aws_nat_gateway.nat_1")).toBeLessThan(markdown().indexOf("<details>"));
    });

    test("no stack is provisional for an output that it does not read", () => {
      expect(saved().stacks.filter(({ provisional }) => provisional !== undefined)).toEqual([]);
    });

    test("the network is compared with live AWS, and what was made by hand stays in it", () => {
      const { network } = saved();
      expect(network?.before).toBe("AWS");
      expect(network?.unmanaged.join()).toContain("Fargate-SG");
      const verdict = (id: string) => network?.promises.find((promise) => promise.id === id);
      // It was kept, and something else was asked: a way out.
      const asked = expect.stringContaining("NAT") as string;
      expect(verdict("private-subnets-behind-nat")?.before).toMatchObject({ outcome: "kept", asked });
      expect(verdict("private-subnets-behind-nat")?.after.outcome).toBe("kept");
      expect(verdict("fargate-open-to-alb-alone")?.after.outcome).toBe("broken");
    });

    test("the bill is smaller by the NAT gateway and its address", () => {
      const { cost } = saved();
      const gone = cost?.lines.filter(({ after }) => after === 0).map(({ address, before }) => [address, before]);
      expect(gone).toEqual(
        expect.arrayContaining([
          ["aws_nat_gateway.nat_1", 32.4],
          ["aws_eip.nat_1", 3.6],
        ]),
      );
    });

    test("changed code: what is not reviewed any more is not touched", async () => {
      checkout.write("environments/dev.ts", environmentFile(`loadBalancer: { idleTimeoutSeconds: 120 }`));
      const { status, output } = await apply();
      expect(output).toContain("dev-network is not what was reviewed, and was not touched:");
      expect(output).toContain("aws_nat_gateway.nat_1: is destroyed according to the review, and stays now");
      expect(output).toContain("Not reached: dev-security, dev-load-balancing.");
      expect(output).toContain("Review again and apply that: npm run review -- --env dev");
      expect(status).toBe(2);
    });
  });

  describe("a review that is not true any more", () => {
    beforeAll(async () => {
      expect((await review()).status).toBe(2);
      expect(actionsOf("dev-load-balancing")).toEqual({ "aws_lb.fargate_alb": "update" });
    });

    test("changed state: somebody changed the same thing by hand", async () => {
      const { LoadBalancers = [] } = await elb.send(new DescribeLoadBalancersCommand({}));
      const LoadBalancerArn = LoadBalancers[0]?.LoadBalancerArn;
      const set = (Value: string) =>
        elb.send(
          new ModifyLoadBalancerAttributesCommand({
            LoadBalancerArn,
            Attributes: [{ Key: "idle_timeout.timeout_seconds", Value }],
          }),
        );
      await set("90");
      const { status, output } = await apply();
      expect(output).toContain(
        "aws_lb.fargate_alb: idle_timeout was 75 at the review, and is 90 now, before any change",
      );
      expect(output).toContain("Nothing to do: dev-network, dev-security.");
      expect(status).toBe(2);
      expect(await idleTimeout()).toBe("60");
      await set("75");
    });

    test("changed upstream: a stack below publishes something else by now", async () => {
      // GIVEN a colleague who replaced a subnet
      const workspace = createWorkspace("front-door-test");
      const terraform = await findTerraform(process.env);
      const providerMirror = findProviderMirror({ env: process.env, cwd: process.cwd() });
      const env = userAwsEnvironment({ ...process.env, ...user.shell }, { folder: workspace.path, providerMirror });
      const cwd = synthesizeStack(workspace, dev, "network");
      await init({ terraform, cwd, env });
      await runOrThrow(terraform.file, ["apply", "-auto-approve", "-replace=aws_subnet.public_2"], { cwd, env });
      workspace.remove();
      // THEN
      const { status, output } = await apply();
      expect(output).toContain("dev-load-balancing is not what was reviewed, and was not touched:");
      expect(output).toContain("The review is stale, because dev-network publishes public_subnet_ids otherwise:");
      expect(status).toBe(2);
      expect(await idleTimeout()).toBe("60");
    });

    test("reviewed again, it is applied", async () => {
      expect((await review()).status).toBe(2);
      expect(actionsOf("dev-load-balancing")).toEqual({ "aws_lb.fargate_alb": "update" });
      const { status, output } = await apply();
      expect(output).toContain("dev-load-balancing");
      expect(status).toBe(0);
      expect(await idleTimeout()).toBe("120");
    });
  });

  describe("a replacement that was stopped in the middle", () => {
    test("is brought to what was reviewed by the same command", async () => {
      // GIVEN a load balancer of another name, which is being made
      checkout.write("environments/dev.ts", environmentFile(`loadBalancer: { name: "Other-ALB" }`));
      expect((await review()).status).toBe(2);
      expect(actionsOf("dev-load-balancing")["aws_lb.fargate_alb"]).toBe("replace");
      const command = start("cli/apply.js", ["--env", "dev", "--reviewed", "review.out/dev"]);
      await command.printed("aws_lb.fargate_alb: Still creating");
      command.signal("SIGINT");
      expect(await command.exit()).toBe(130);
      // THEN
      const { status, output } = await apply();
      expect(output).toContain("Applied as reviewed: dev-load-balancing.");
      expect(status).toBe(0);
      const { LoadBalancers = [] } = await elb.send(new DescribeLoadBalancersCommand({}));
      expect(LoadBalancers.map(({ LoadBalancerName }) => LoadBalancerName)).toEqual(["Other-ALB"]);
    });
  });

  describe("a stack whose upstream would be replaced", () => {
    test("is planned on what the upstream will publish, and is provisional", async () => {
      const zones = ["a", "b"].map(
        (zone, index) =>
          `{ availabilityZone: "us-east-1${zone}", public: "10.0.${index}.0/24", private: "10.0.${index + 10}.0/24" }`,
      );
      checkout.write(
        "environments/dev.ts",
        environmentFile(`network: { cidr: "10.0.0.0/16", zones: [${zones.join(", ")}] }`),
      );
      expect((await review()).status).toBe(2);
      expect(actionsOf("dev-network")["aws_vpc.main"]).toBe("replace");
      expect(actionsOf("dev-security")["aws_security_group.alb"]).toBe("replace");
      expect(actionsOf("dev-load-balancing")["aws_lb_target_group.fargate_tg"]).toBe("replace");
      expect(stackOf("dev-load-balancing")?.provisional?.upstream).toEqual(["dev-network", "dev-security"]);
      expect(existsSync(inFolder("dev-security.tfplan"))).toBe(false);
    });
  });

  describe("what cannot be planned", () => {
    beforeAll(() => {
      checkout.write("environments/dev.ts", environmentFile());
    });

    test("a locked state: who holds it, and the others are planned all the same", async () => {
      const location = stateLocation(connectionTo(user.aws, dev.state.region), dev, "security");
      const lock = await takeLock(location, "somebody's work");
      const { status, output } = await review();
      await lock.release();
      expect(output).toContain("dev: the review failed");
      expect(saved().errors).toMatchObject([{ stack: "dev-security" }]);
      expect(saved().errors[0]?.message).toContain("Error acquiring the state lock");
      expect(saved().stacks.map(({ stack }) => stack)).toEqual(["dev-network", "dev-load-balancing"]);
      expect(markdown().split("\n").slice(0, 4).join("\n")).toContain("the review failed");
      expect(status).toBe(1);
      expect((await apply()).output).toContain("the review failed, and so was no review of everything");
    });

    test("a plan that fails, and a stack that stands on it", async () => {
      const Key = stateKey("dev", "network");
      const object = await user.s3.send(new GetObjectCommand({ Bucket: dev.state.bucket, Key }));
      const body = (await object.Body?.transformToString()) ?? "";
      await user.s3.send(new PutObjectCommand({ Bucket: dev.state.bucket, Key, Body: "nonsense" }));
      const { status } = await review();
      await user.s3.send(new PutObjectCommand({ Bucket: dev.state.bucket, Key, Body: body }));
      expect(status).toBe(1);
      expect(saved().errors.map(({ stack }) => stack)).toEqual(["dev-network", "dev-security", "dev-load-balancing"]);
      expect(saved().errors[1]?.message).toContain(
        "dev-security: it stands on dev-network, which could not be planned",
      );
    });

    test("what terraform quotes of a secret when it cannot plan is not shown", async () => {
      const path = "stacks/security-stack.ts";
      const before = readFileSync(join(checkout.folder, path), "utf8");
      checkout.write(
        path,
        before
          .replace(
            'from "constructs";',
            'from "constructs";\nimport { TerraformVariable } from "cdktf";\nimport { Eip } from "@cdktf/provider-aws/lib/eip";',
          )
          .replace(
            /(super\(.*\);\n)/,
            '$1    const secret = new TerraformVariable(this, "secret", { default: "hunter2-xyzzy", sensitive: true });\n    new Eip(this, "quoted", { domain: secret.stringValue });\n',
          ),
      );
      const { status, output } = await review();
      checkout.write(path, before);
      expect(saved().errors.map(({ stack }) => stack)).toEqual(["dev-security"]);
      expect(output).toContain("expected domain to be one of");
      for (const text of [output, markdown(), JSON.stringify(saved())]) expect(text).not.toContain("xyzzy");
      expect(status).toBe(1);
    });

    test.each([
      ["1.99", 2, "dev: "],
      ["2.0", 1, "the plan has format_version 2.0, and only 1.x is understood"],
    ])("a plan of format %s", async (version, expected, says) => {
      const { file } = await findTerraform(process.env);
      const newer = join(user.temporaryFolder, "newer-terraform");
      const replace = `s/"format_version":"1.[0-9]*"/"format_version":"${version}"/`;
      writeFileSync(
        newer,
        `#!/bin/sh\nif [ "$1" = show ]; then "${file}" "$@" | sed '${replace}'; else exec "${file}" "$@"; fi\n`,
      );
      chmodSync(newer, 0o755);
      const { status, output } = await review([], { TERRAFORM_BINARY_NAME: newer });
      rmSync(newer);
      expect(
        `${output}${saved()
          .errors.map(({ message }) => message)
          .join()}`,
      ).toContain(says);
      expect(status).toBe(expected);
    });

    test("two at once: both come to an end, and the folder holds one of them whole", async () => {
      const both = await Promise.all([review(["--lock-timeout", "60"]), review(["--lock-timeout", "60"])]);
      expect(both.map(({ status }) => status)).toEqual([2, 2]);
      expect(saved().outcome).toBe("changes");
      expect(readdirSync(join(checkout.folder, "review.out"))).toEqual(["dev"]);
    });
  });
});
