import { createServer as createHttpServer, type Server } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import {
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateNetworkAclEntryCommand,
  CreateRouteCommand,
  CreateSecurityGroupCommand,
  DeleteNetworkAclEntryCommand,
  DeleteRouteCommand,
  DeleteSecurityGroupCommand,
  DescribeInternetGatewaysCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  DetachInternetGatewayCommand,
  EC2Client,
  ReplaceRouteCommand,
  ReplaceRouteTableAssociationCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from "@aws-sdk/client-ec2";
import {
  type Action,
  CreateListenerCommand,
  CreateRuleCommand,
  DeleteListenerCommand,
  DeleteRuleCommand,
  DeregisterTargetsCommand,
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
  ModifyListenerCommand,
  RegisterTargetsCommand,
  SetSecurityGroupsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import type { LiveCheck } from "../../cli/live-checks";
import { synthesizeStack } from "../../cli/synthesize-stack";
import { type Findings, verify } from "../../cli/verify-findings";
import { dev } from "../../environments/dev";
import { reviewNetwork } from "../../review/network/review-network";
import { topologyOfStates } from "../../review/network/topology-of-states";
import type { ResourceValues } from "../../review/plan/change";
import { stackPlanOf } from "../../review/plan/stack-plan";
import { readPlan } from "../../review/plan/terraform-plan";
import { clientConfig, connectionTo } from "../../toolchain/aws-client";
import { findProviderMirror } from "../../toolchain/provider-mirror";
import { createStateBucket } from "../../toolchain/state-bucket";
import { findTerraform } from "../../toolchain/terraform";
import { apply, init, plan, showPlan, type TerraformRun } from "../../toolchain/terraform-commands";
import { userAwsEnvironment } from "../../toolchain/user-aws-environment";
import { createWorkspace, type Workspace } from "../../toolchain/workspace";
import { canonical } from "../../topology/canonical";
import { expectedOf } from "../../topology/expected";
import { readLive } from "../../topology/live/read-live";
import type { Topology } from "../../topology/model";
import { PROMISES } from "../../topology/promises";
import type { Finding } from "../../topology/promises/promise";
import { readSynthesized } from "../../topology/synthesized/read-synthesized";
import { describeWith } from "../needs";
import { idOf } from "../topology/live/support/made-network";
import { CommandProcess } from "./command-process";
import { startUserAws, type UserAws } from "./user-aws";

jest.setTimeout(300_000);

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly output: string;
}

interface VerifyJson {
  readonly environment: string;
  readonly promises: readonly (Finding & { readonly id: string; readonly says: string; readonly standsFor: string })[];
  readonly checks: readonly LiveCheck[];
}

const ANYWHERE = "0.0.0.0/0";
const NO_LOAD_BALANCER = "there is no load balancer Fargate-ALB";

/** The tests of this file are the life of one front door: deployed once, because AWS takes its time, then broken by hand. */
describeWith(["terraform", "local-aws"], "npm run verify", () => {
  let user: UserAws;
  let workspace: Workspace;
  /** Plays the load balancer: moto has none. */
  let server: Server;

  beforeAll(async () => {
    user = await startUserAws();
    workspace = createWorkspace("front-door-test");
    server = createHttpServer((_, response) => {
      response.writeHead(503).end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await user.stop();
    workspace.remove();
  });

  const connectTo = () => ({ host: "127.0.0.1", port: (server.address() as AddressInfo).port });
  const connection = () => connectionTo(user.aws, dev.region);
  const run = async (
    args: readonly string[],
    env: Readonly<Record<string, string | undefined>> = {},
  ): Promise<Outcome> => {
    const command = new CommandProcess(user.temporaryFolder, {
      program: "cli/verify.js",
      args: ["--env", "dev", ...args],
      env: { ...user.shell, ...env },
    });
    return { status: await command.exit(), stdout: command.stdout, output: command.output };
  };

  describe("AWS could not be asked: exit status 2, in one line, and nothing on stdout", () => {
    test("without credentials", async () => {
      const { status, stdout, output } = await run([], {
        AWS_ACCESS_KEY_ID: undefined,
        AWS_SECRET_ACCESS_KEY: undefined,
        AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
        AWS_CONFIG_FILE: "/dev/null",
      });
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(output).toMatch(/^AWS: no AWS credentials were found: .+ Sign in .*AWS_PROFILE\.\n$/);
    });

    test("with nothing that listens at AWS_ENDPOINT_URL", async () => {
      const { status, stdout, output } = await run(["--json"], {
        AWS_ENDPOINT_URL: `http://127.0.0.1:${await closedPort()}`,
      });
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(output).toMatch(/^AWS: AWS cannot be reached: .*ECONNREFUSED.* Check the network, .+\n$/);
    });
  });

  test("Ctrl-C ends it while AWS does not answer: exit status 130", async () => {
    let asked = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const silent = createHttpServer(() => {
      asked();
    });
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const command = new CommandProcess(user.temporaryFolder, {
      program: "cli/verify.js",
      args: ["--env", "dev", "--json"],
      env: { ...user.shell, AWS_ENDPOINT_URL: `http://127.0.0.1:${(silent.address() as AddressInfo).port}` },
    });
    await isAsked;
    command.signal("SIGINT");
    expect({ status: await command.exit(), stdout: command.stdout }).toEqual({ status: 130, stdout: "" });
    silent.closeAllConnections();
    silent.close();
  });

  test("nothing is deployed: exit status 1, and it says so", async () => {
    const { status, stdout } = await run(["--json"]);
    const { promises, checks } = JSON.parse(stdout) as VerifyJson;
    expect(status).toBe(1);
    expect(promises.find(({ id }) => id === "internet-reaches-load-balancer")).toMatchObject({
      outcome: "broken",
      reason: NO_LOAD_BALANCER,
      change: "Deploy it: npx cdktf deploy 'dev-*'.",
    });
    // Of what is not there, nothing is promised.
    expect(promises.filter(({ outcome }) => outcome === "kept")).toEqual([]);
    expect(checks.map(({ id, outcome }) => [id, outcome])).toEqual([
      ["load-balancer-active", "broken"],
      ["dns-name-resolves", "broken"],
      ["http-answers", "broken"],
      ["targets-healthy", "broken"],
      ["no-drift", "broken"],
    ]);
    expect(checks[0]).toMatchObject({ reason: "there is none of that name", remedy: "Deploy it." });
    expect(checks.at(-1)?.reason).toContain("VPC Fargate-VPC: it is in the code, and not in AWS");
  });

  describe("dev, deployed", () => {
    const stacks = new Map<string, TerraformRun>();
    let synthesized: Topology;
    let ec2: EC2Client;
    let elb: ElasticLoadBalancingV2Client;

    beforeAll(async () => {
      ec2 = new EC2Client(clientConfig(connection()));
      elb = new ElasticLoadBalancingV2Client(clientConfig(connection()));
      await createStateBucket({ connection: connection(), bucket: dev.state.bucket, account: user.aws.accountId });
      const providerMirror = findProviderMirror({ env: process.env, cwd: process.cwd() });
      const env = userAwsEnvironment({ ...process.env, ...user.shell }, { folder: workspace.path, providerMirror });
      const terraform = await findTerraform(process.env);
      for (const stack of ["network", "security", "load-balancing"] as const) {
        const of = { terraform, env, cwd: synthesizeStack(workspace, dev, stack) };
        await init(of);
        await apply(of);
        stacks.set(`dev-${stack}`, of);
      }
      synthesized = readSynthesized({ folder: workspace.folder("cdktf.out"), environment: "dev" });
    });
    afterAll(() => {
      ec2.destroy();
      elb.destroy();
    });

    const ask = (): Promise<Findings> =>
      verify({ environment: dev, connection: connection(), synthesized, connectTo: connectTo() });

    test("AWS and the code have the same topology", async () => {
      const live = await readLive({ connection: connection(), environment: "dev" });
      expect(canonical(live)).toEqual(canonical(synthesized));
    });

    describe("as it was deployed", () => {
      const isMotosName = /^Fargate-ALB-\S+\.elb\.amazonaws\.com has no address$/;

      test("every promise is kept, the name of moto's load balancer does not resolve: exit status 1", async () => {
        const { host, port } = connectTo();
        const { status, stdout, output } = await run(["--connect-to", `${host}:${port}`]);
        expect({ status, output }).toMatchObject({ status: 1 });
        expect(stdout).toContain("dev, live: of 14 promises and checks, 1 broken, 13 kept.\n");
        expect(stdout.match(/^✔/gm)).toHaveLength(13);
        expect(stdout.match(/^✖/gm)).toHaveLength(1);
        expect(stdout).toMatch(/^✖ +its DNS name resolves /m);
        // The table breaks lines.
        expect(stdout.replace(/\s+/g, " ")).toContain("HTTP 503: expected while no targets are registered;");
      });

      test("--json has it all, and --wait has nothing to wait for", async () => {
        const { host, port } = connectTo();
        const { status, stdout, output } = await run(["--json", "--wait", "--connect-to", `${host}:${port}`]);
        expect({ status, output }).toEqual({ status: 1, output: stdout });
        const { environment, promises, checks } = JSON.parse(stdout) as VerifyJson;
        expect(environment).toBe("dev");
        expect(promises.map(({ id, outcome }) => ({ id, outcome }))).toEqual(
          PROMISES.map(({ id }) => ({ id, outcome: "kept" })),
        );
        for (const { says, standsFor, reason } of promises) {
          for (const text of [says, standsFor, reason]) expect(text).toMatch(/\w{3}/);
        }
        const text = expect.any(String) as string;
        expect(checks).toEqual([
          { id: "load-balancer-active", says: text, outcome: "kept", reason: "it is active" },
          {
            id: "dns-name-resolves",
            says: text,
            outcome: "broken",
            reason: expect.stringMatching(isMotosName) as string,
            remedy: text,
          },
          { id: "http-answers", says: text, outcome: "kept", reason: expect.stringMatching(/^HTTP 503: /) as string },
          { id: "targets-healthy", says: text, outcome: "kept", reason: text },
          { id: "no-drift", says: text, outcome: "kept", reason: text },
        ]);
      });

      test("without anybody to ask, the HTTP request is broken, too", async () => {
        const { checks } = await verify({
          environment: dev,
          connection: connection(),
          synthesized,
          connectTo: undefined,
        });
        expect(checks.find(({ id }) => id === "http-answers")).toMatchObject({
          outcome: "broken",
          reason: "nobody could be asked",
        });
      });
    });

    // Before anything else is done by hand: what is undone by hand has other ids, and Terraform's states lose it.
    describe("what Terraform's states say, while something was made by hand", () => {
      let planned: string[];
      let states: Topology;
      let live: Topology;

      beforeAll(async () => {
        const group = await securityGroup("Fargate-SG");
        const ssh = httpOf(group, 22);
        const route = { RouteTableId: await routeTable("PublicRouteTable"), DestinationCidrBlock: "10.9.0.0/16" };
        await ec2.send(new AuthorizeSecurityGroupIngressCommand(ssh));
        await ec2.send(new CreateRouteCommand({ ...route, GatewayId: await internetGateway() }));
        const { GroupId } = await ec2.send(
          new CreateSecurityGroupCommand({ GroupName: "by-hand", Description: "by hand", VpcId: await vpc() }),
        );
        try {
          live = await readLive({ connection: connection(), environment: "dev" });
          const resources: ResourceValues[] = [];
          planned = [];
          for (const [stack, run] of stacks) {
            planned.push(await plan(run, { out: "review.tfplan" }));
            const shown = readPlan(await showPlan(run, "review.tfplan"), stack);
            resources.push(...stackPlanOf(stack, shown).resourcesBefore);
          }
          states = topologyOfStates(resources);
        } finally {
          await ec2.send(new RevokeSecurityGroupIngressCommand(ssh));
          await ec2.send(new DeleteRouteCommand(route));
          await ec2.send(new DeleteSecurityGroupCommand({ GroupId }));
        }
      });

      test("Terraform does not see it: the states are what the code makes", () => {
        // moto forgets descriptions of rules: that is all there is to change in dev-security.
        expect([planned[0], planned[2]]).toEqual(["no changes", "no changes"]);
        expect(states).toEqual(synthesized);
      });

      test("without it, the states are what is in AWS", async () => {
        expect(await readLive({ connection: connection(), environment: "dev" })).toEqual(states);
      });

      test("a review names exactly that, and counts with it: the promise that it breaks stays broken", () => {
        const { review, findings } = reviewNetwork({ live, states, code: synthesized, expected: expectedOf(dev) });
        expect(review.unmanaged).toEqual([
          "route table PublicRouteTable: route 10.9.0.0/16 to internet gateway Fargate-Internet-Gateway",
          "security group by-hand (egress all to 0.0.0.0/0)",
          "security group Fargate-SG: rule ingress tcp 22 from 0.0.0.0/0",
        ]);
        expect(review).toMatchObject({ before: "AWS", changes: [] });
        expect(findings.map(({ address, severity, what }) => [address, severity, what])).toEqual([
          ["fargate-open-to-alb-alone", "medium", "is broken already, and stays so"],
        ]);
      });
    });

    /** What somebody did by hand. */
    interface Breakage {
      /** The promise that it breaks, and why. None: it is drift alone. */
      readonly promise?: string;
      /** @default broken */
      readonly outcome?: "unknown";
      readonly reason?: RegExp;
      readonly drift: RegExp;
      /** Does it. @returns what undoes it */
      readonly doIt: () => Promise<() => Promise<unknown>>;
    }

    const named = (name: string) => [{ Name: "tag:Name", Values: [name] }];
    const routeTable = async (name: string): Promise<string> => {
      const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({ Filters: named(name) }));
      return idOf(RouteTables[0]?.RouteTableId);
    };
    const internetGateway = async (): Promise<string> => {
      const { InternetGateways = [] } = await ec2.send(
        new DescribeInternetGatewaysCommand({ Filters: named("Fargate-Internet-Gateway") }),
      );
      return idOf(InternetGateways[0]?.InternetGatewayId);
    };
    const natGateway = async (): Promise<string> => {
      const { NatGateways = [] } = await ec2.send(
        new DescribeNatGatewaysCommand({ Filter: named("Fargate-NAT-Gateway") }),
      );
      return idOf(NatGateways[0]?.NatGatewayId);
    };
    const securityGroup = async (name: string): Promise<string> => {
      const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters: named(name) }));
      return idOf(SecurityGroups[0]?.GroupId);
    };
    const vpc = async (): Promise<string> => {
      const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({ Filters: named("Fargate-VPC") }));
      return idOf(Vpcs[0]?.VpcId);
    };
    const networkAcl = async (): Promise<string> => {
      const Filters = [
        { Name: "vpc-id", Values: [await vpc()] },
        { Name: "default", Values: ["true"] },
      ];
      const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({ Filters }));
      return idOf(NetworkAcls[0]?.NetworkAclId);
    };
    const loadBalancer = async (): Promise<string> => {
      const { LoadBalancers = [] } = await elb.send(new DescribeLoadBalancersCommand({ Names: ["Fargate-ALB"] }));
      return idOf(LoadBalancers[0]?.LoadBalancerArn);
    };
    const targetGroup = async (): Promise<string> => {
      const { TargetGroups = [] } = await elb.send(new DescribeTargetGroupsCommand({ Names: ["Fargate-TG"] }));
      return idOf(TargetGroups[0]?.TargetGroupArn);
    };
    const httpOf = (GroupId: string, port: number) => ({
      GroupId,
      IpPermissions: [{ IpProtocol: "tcp", FromPort: port, ToPort: port, IpRanges: [{ CidrIp: ANYWHERE }] }],
    });
    const listener = async (): Promise<string> => {
      const { Listeners = [] } = await elb.send(
        new DescribeListenersCommand({ LoadBalancerArn: await loadBalancer() }),
      );
      return idOf(Listeners[0]?.ListenerArn);
    };
    /** Makes the listener another, and gives what makes it what it was. */
    const modifyListener = async (port: number, action?: Action): Promise<() => Promise<unknown>> => {
      const forward: Action = { Type: "forward", TargetGroupArn: await targetGroup() };
      const ListenerArn = await listener();
      const set = (Port: number, made: Action) =>
        elb.send(new ModifyListenerCommand({ ListenerArn, Port, Protocol: "HTTP", DefaultActions: [made] }));
      await set(port, action ?? forward);
      return () => set(80, forward);
    };
    /** Gives a subnet another route table, and gives what undoes it. */
    const giveRouteTable = async (
      subnet: string,
      tables: Readonly<Record<"from" | "to", string>>,
    ): Promise<() => Promise<unknown>> => {
      const [from, to] = [await routeTable(tables.from), await routeTable(tables.to)];
      const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({ RouteTableIds: [from] }));
      const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ Filters: named(subnet) }));
      const { RouteTableAssociationId: AssociationId } =
        RouteTables[0]?.Associations?.find(({ SubnetId }) => SubnetId === Subnets[0]?.SubnetId) ?? {};
      const { NewAssociationId } = await ec2.send(
        new ReplaceRouteTableAssociationCommand({ AssociationId, RouteTableId: to }),
      );
      const back = { AssociationId: NewAssociationId, RouteTableId: from };
      return () => ec2.send(new ReplaceRouteTableAssociationCommand(back));
    };
    const defaultRoute = async (table: string) => ({
      RouteTableId: await routeTable(table),
      DestinationCidrBlock: ANYWHERE,
    });

    const BREAKAGES: Readonly<Record<string, Breakage>> = {
      "the public default route deleted": {
        promise: "internet-reaches-load-balancer",
        reason: /^PublicSubnet-1: route table PublicRouteTable of PublicSubnet-1: no route leads to the internet/,
        drift:
          /^route table PublicRouteTable: routes only in the code: 0.0.0.0\/0 to internet gateway Fargate-Internet-Gateway$/,
        doIt: async () => {
          const route = await defaultRoute("PublicRouteTable");
          const GatewayId = await internetGateway();
          await ec2.send(new DeleteRouteCommand(route));
          return () => ec2.send(new CreateRouteCommand({ ...route, GatewayId }));
        },
      },
      "the public default route pointed to the NAT gateway": {
        promise: "load-balancer-in-two-zones",
        reason:
          /^route table PublicRouteTable of PublicSubnet-1: 0.0.0.0\/0 leads to nat gateway Fargate-NAT-Gateway, and not to an internet/,
        drift:
          /^route table PublicRouteTable: routes only in the code: .* internet gateway \S+; only in AWS: 0.0.0.0\/0 to nat gateway Fargate-NAT-Gateway$/,
        doIt: async () => {
          const route = await defaultRoute("PublicRouteTable");
          const GatewayId = await internetGateway();
          await ec2.send(new ReplaceRouteCommand({ ...route, NatGatewayId: await natGateway() }));
          return () => ec2.send(new ReplaceRouteCommand({ ...route, GatewayId }));
        },
      },
      "the private default route pointed to the internet gateway": {
        promise: "private-subnets-behind-nat",
        reason:
          /^route table PrivateRouteTable of PrivateSubnet-1: 0.0.0.0\/0 leads to internet gateway Fargate-Internet-Gateway, and not to a NAT/,
        drift:
          /^route table PrivateRouteTable: routes only in the code: .* nat gateway \S+; only in AWS: 0.0.0.0\/0 to internet gateway Fargate-Internet-Gateway$/,
        doIt: async () => {
          const route = await defaultRoute("PrivateRouteTable");
          const NatGatewayId = await natGateway();
          await ec2.send(new ReplaceRouteCommand({ ...route, GatewayId: await internetGateway() }));
          return () => ec2.send(new ReplaceRouteCommand({ ...route, NatGatewayId }));
        },
      },
      "the private default route deleted": {
        promise: "containers-reach-internet",
        reason: /route table PrivateRouteTable of PrivateSubnet-1: no route leads to the internet/,
        drift:
          /^route table PrivateRouteTable: routes only in the code: 0.0.0.0\/0 to nat gateway Fargate-NAT-Gateway$/,
        doIt: async () => {
          const route = await defaultRoute("PrivateRouteTable");
          const NatGatewayId = await natGateway();
          await ec2.send(new DeleteRouteCommand(route));
          return () => ec2.send(new CreateRouteCommand({ ...route, NatGatewayId }));
        },
      },
      "a public subnet given the private route table": {
        promise: "load-balancer-in-two-zones",
        reason: /^route table PrivateRouteTable of PublicSubnet-2: 0.0.0.0\/0 leads to nat gateway/,
        drift: /^subnet PublicSubnet-2: route table: PublicRouteTable in the code, PrivateRouteTable in AWS$/,
        doIt: () => giveRouteTable("PublicSubnet-2", { from: "PublicRouteTable", to: "PrivateRouteTable" }),
      },
      "a private subnet given the public route table": {
        promise: "private-subnets-behind-nat",
        reason: /^route table PublicRouteTable of PrivateSubnet-1: 0.0.0.0\/0 leads to internet gateway/,
        drift: /^subnet PrivateSubnet-1: route table: PrivateRouteTable in the code, PublicRouteTable in AWS$/,
        doIt: () => giveRouteTable("PrivateSubnet-1", { from: "PrivateRouteTable", to: "PublicRouteTable" }),
      },
      "the internet gateway detached": {
        promise: "internet-reaches-load-balancer",
        reason: /^PublicSubnet-1: VPC Fargate-VPC: no internet gateway is attached/,
        drift: /^internet gateway Fargate-Internet-Gateway: VPC: Fargate-VPC in the code, nothing in AWS$/,
        doIt: async () => {
          const attachment = { InternetGatewayId: await internetGateway(), VpcId: await vpc() };
          await ec2.send(new DetachInternetGatewayCommand(attachment));
          return () => ec2.send(new AttachInternetGatewayCommand(attachment));
        },
      },
      "Fargate-SG opened to everybody": {
        promise: "fargate-open-to-alb-alone",
        reason: /^security group Fargate-SG: ingress tcp 6060 from 0.0.0.0\/0$/,
        drift: /^security group Fargate-SG: rules only in AWS: ingress tcp 6060 from 0.0.0.0\/0$/,
        doIt: async () => {
          const rule = httpOf(await securityGroup("Fargate-SG"), 6060);
          await ec2.send(new AuthorizeSecurityGroupIngressCommand(rule));
          return () => ec2.send(new RevokeSecurityGroupIngressCommand(rule));
        },
      },
      "ALB-SG closed on port 80": {
        promise: "internet-reaches-load-balancer",
        reason: /^PublicSubnet-1: security group ALB-SG: no ingress rule for tcp 80 from the internet/,
        drift: /^security group ALB-SG: rules only in the code: ingress tcp 80 from 0.0.0.0\/0$/,
        doIt: async () => {
          const rule = httpOf(await securityGroup("ALB-SG"), 80);
          await ec2.send(new RevokeSecurityGroupIngressCommand(rule));
          return () => ec2.send(new AuthorizeSecurityGroupIngressCommand(rule));
        },
      },
      "Fargate-SG opened to ALB-SG on one port more": {
        promise: "load-balancer-reaches-containers",
        reason: /^tcp 8080 is open, too: by .*security group Fargate-SG \(ingress tcp 8080 from ALB-SG\)/,
        drift:
          /^security group ALB-SG: rules only in AWS: egress all to 0.0.0.0\/0; security group Fargate-SG: rules only in AWS: ingress tcp 8080 from ALB-SG$/,
        doIt: async () => {
          const [alb, fargate] = [await securityGroup("ALB-SG"), await securityGroup("Fargate-SG")];
          const permission = { IpProtocol: "tcp", FromPort: 8080, ToPort: 8080, UserIdGroupPairs: [{ GroupId: alb }] };
          const into = { GroupId: fargate, IpPermissions: [permission] };
          const out = { GroupId: alb, IpPermissions: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: ANYWHERE }] }] };
          await ec2.send(new AuthorizeSecurityGroupIngressCommand(into));
          await ec2.send(new AuthorizeSecurityGroupEgressCommand(out));
          return async () => {
            await ec2.send(new RevokeSecurityGroupIngressCommand(into));
            await ec2.send(new RevokeSecurityGroupEgressCommand(out));
          };
        },
      },
      "a second security group on the load balancer": {
        promise: "load-balancer-security-group",
        reason: /^load balancer Fargate-ALB has ALB-SG, Fargate-SG$/,
        drift: /^load balancer Fargate-ALB: security groups only in AWS: Fargate-SG$/,
        doIt: async () => {
          const LoadBalancerArn = await loadBalancer();
          const [own, other] = [await securityGroup("ALB-SG"), await securityGroup("Fargate-SG")];
          const set = (SecurityGroups: string[]) =>
            elb.send(new SetSecurityGroupsCommand({ LoadBalancerArn, SecurityGroups }));
          await set([own, other]);
          return () => set([own]);
        },
      },
      "a network ACL entry that denies the answers": {
        promise: "internet-reaches-load-balancer",
        reason:
          /^PublicSubnet-1: network ACL Fargate-VPC\/default of PublicSubnet-1: rule 90 denies tcp 1024-65535 to 0.0.0.0\/0, which the answers need$/,
        drift: /^network ACL Fargate-VPC\/default: entries only in AWS: rule 90 denies tcp 1024-65535 to 0.0.0.0\/0$/,
        doIt: async () => {
          const entry = { NetworkAclId: await networkAcl(), RuleNumber: 90, Egress: true };
          await ec2.send(
            new CreateNetworkAclEntryCommand({
              ...entry,
              RuleAction: "deny",
              Protocol: "6",
              CidrBlock: ANYWHERE,
              PortRange: { From: 1024, To: 65_535 },
            }),
          );
          return () => ec2.send(new DeleteNetworkAclEntryCommand(entry));
        },
      },
      "the listener moved to another port": {
        promise: "ports-agree",
        reason: /^load balancer Fargate-ALB has no listener on port 80$/,
        drift: /^load balancer Fargate-ALB: listeners only in the code: .*80.*; only in AWS: .*8080.*$/,
        doIt: () => modifyListener(8080),
      },
      "the listener made to answer by itself": {
        promise: "ports-agree",
        reason: /^the listener on port 80 answers 200 itself$/,
        drift:
          /^load balancer Fargate-ALB: listeners only in the code: .*Fargate-TG.*; only in AWS: .*fixed response.*200.*$/,
        doIt: () =>
          modifyListener(80, {
            Type: "fixed-response",
            FixedResponseConfig: { StatusCode: "200", ContentType: "text/plain" },
          }),
      },
      "a rule of the listener made by hand": {
        // On which requests it is, is not modelled.
        promise: "ports-agree",
        outcome: "unknown",
        reason: /^rule 1 of the listener on port 80 comes before, and does something else$/,
        drift: /^load balancer Fargate-ALB: listeners only in the code: .*; only in AWS: .*fixed response.*403/,
        doIt: async () => {
          const { Rules = [] } = await elb.send(
            new CreateRuleCommand({
              ListenerArn: await listener(),
              Priority: 1,
              Conditions: [{ Field: "path-pattern", PathPatternConfig: { Values: ["/admin/*"] } }],
              Actions: [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "403" } }],
            }),
          );
          return () => elb.send(new DeleteRuleCommand({ RuleArn: Rules[0]?.RuleArn }));
        },
      },
      "a listener on 443 made by hand": {
        // ALB-SG lets it in on purpose.
        drift: /^load balancer Fargate-ALB: listeners only in AWS: .*443.*$/,
        doIt: async () => {
          const forward: Action = { Type: "forward", TargetGroupArn: await targetGroup() };
          const { Listeners = [] } = await elb.send(
            new CreateListenerCommand({
              LoadBalancerArn: await loadBalancer(),
              Port: 443,
              Protocol: "HTTP",
              DefaultActions: [forward],
            }),
          );
          return () => elb.send(new DeleteListenerCommand({ ListenerArn: Listeners[0]?.ListenerArn }));
        },
      },
    };

    describe.each(Object.entries(BREAKAGES))("%s", (_, { promise: id, outcome, reason, drift, doIt }) => {
      let broken: Findings;
      let mended: Findings;

      beforeAll(async () => {
        const undo = await doIt();
        try {
          broken = await ask();
        } finally {
          await undo();
        }
        mended = await ask();
      });

      test(id === undefined ? "breaks no promise" : `breaks ${id}, and the reason names it`, () => {
        const bad = broken.promises.filter(({ outcome }) => outcome !== "kept");
        const found = bad.find(({ promise }) => promise.id === id);
        expect({ outcome: found?.outcome, count: Math.min(bad.length, 1) }).toEqual(
          id === undefined ? { outcome: undefined, count: 0 } : { outcome: outcome ?? "broken", count: 1 },
        );
        expect(found?.reason ?? "").toMatch(reason ?? /^$/);
        expect(found?.change ?? "").toMatch(id === undefined ? /^$/ : /\w+.*\.$/);
      });

      test("is named as drift, and nothing else is", () => {
        const check = broken.checks.find((each) => each.id === "no-drift");
        expect(check?.reason).toMatch(drift);
        expect(check?.outcome).toBe("broken");
        expect(check?.remedy).toMatch(/^Deploy/);
      });

      test("undone, everything is as it was", () => {
        expect(mended.promises.filter(({ outcome }) => outcome !== "kept")).toEqual([]);
        expect(mended.checks.filter(({ outcome }) => outcome !== "kept").map((check) => check.id)).toEqual([
          "dns-name-resolves",
        ]);
      });
    });

    test("a target that is registered is shown, is no drift, and then 503 is no longer expected", async () => {
      // GIVEN
      const registration = { TargetGroupArn: await targetGroup(), Targets: [{ Id: "172.31.128.10", Port: 6060 }] };
      await elb.send(new RegisterTargetsCommand(registration));
      // WHEN
      const { promises, checks } = await ask();
      await elb.send(new DeregisterTargetsCommand(registration));
      // THEN
      expect(promises.filter(({ outcome }) => outcome !== "kept")).toEqual([]);
      expect(checks.map(({ id, outcome, reason }) => [id, outcome, reason])).toEqual([
        ["load-balancer-active", "kept", "it is active"],
        ["dns-name-resolves", "broken", expect.any(String)],
        ["http-answers", "broken", "HTTP 503: targets are registered, and none of them can be sent to"],
        ["target-172.31.128.10:6060", "kept", "healthy: the container answers its health checks"],
        ["no-drift", "kept", expect.any(String)],
      ]);
    });
  });
});

/** A port on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
