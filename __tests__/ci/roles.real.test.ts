import { readFileSync } from "node:fs";
import { join } from "node:path";

import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from "@aws-sdk/client-ecs";

import { defineEnvironment } from "../../environments/schema";
import type { SavedReview } from "../../review/saved/saved-review";
import { createApp } from "../../stacks/front-door";
import { clientConfig, connectionTo, using } from "../../toolchain/aws-client";
import { localAwsEnvironment } from "../../toolchain/aws-environment";
import { type LocalAws, startLocalAws } from "../../toolchain/local-aws";
import { findProviderMirror } from "../../toolchain/provider-mirror";
import { type StateAccess, stateAccessPolicy } from "../../toolchain/state-access";
import { createStateBucket } from "../../toolchain/state-bucket";
import { findTerraform, type Terraform } from "../../toolchain/terraform";
import { writeTerraformCliConfig } from "../../toolchain/terraform-cli-config";
import { apply, destroy, init, type TerraformRun } from "../../toolchain/terraform-commands";
import { createWorkspace } from "../../toolchain/workspace";
import { copyCheckout } from "../cli/checkout-copy";
import { CommandProcess } from "../cli/command-process";
import { describeWith } from "../needs";
import type { EvaluatedPolicy } from "../toolchain/support/policy-evaluation";
import { type AwsGate, startAwsGate } from "./aws-gate";
import { policyOfPage, type ShownPolicy } from "./ci-page";

// A whole environment is made, changed and destroyed.
jest.setTimeout(600_000);

const region = "us-east-1";
const STACKS = ["network", "security", "load-balancing"];
const base = { name: "dev", state: { bucket: "front-door-dev-state" } } as const;
const dev = defineEnvironment(base);
const changes = {
  ...base,
  tags: { Team: "edge" },
  loadBalancer: { idleTimeoutSeconds: 100, allowedCidrs: ["203.0.113.0/24"] },
  targetGroup: { deregistrationDelaySeconds: 10, healthCheck: { path: "/up" } },
};
const changed = defineEnvironment(changes);

/** What a policy allows and nobody asked for. */
function inVain(policies: readonly ShownPolicy[], asked: ReadonlySet<string>): string[] {
  const allowed = policies.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action));
  return [...new Set(allowed)].filter((action) => !asked.has(action)).sort();
}

describeWith(["terraform", "local-aws"], "the roles of docs/ci.md", () => {
  const workspace = createWorkspace("front-door-real-test");
  const checkout = copyCheckout();
  const gates: AwsGate[] = [];
  let terraform: Terraform;
  let aws: LocalAws;
  let applying: AwsGate;

  beforeAll(async () => {
    terraform = await findTerraform(process.env);
    aws = await startLocalAws({ workspace, env: { ...process.env, AWS_EMULATOR_URL: undefined }, region });
    await createStateBucket({
      connection: connectionTo(aws, region),
      bucket: dev.state.bucket,
      account: aws.accountId,
    });
    createApp([dev], { outdir: workspace.folder("dev") }).synth();
    createApp([changed], { outdir: workspace.folder("changed") }).synth();
    applying = await gateFor([page("look"), page("change"), state("deploy")]);
  });
  afterAll(async () => {
    await Promise.all(gates.map((gate) => gate.stop()));
    await aws.stop();
    workspace.remove();
    checkout.remove();
  });

  const page = (name: "look" | "look at the network" | "change"): ShownPolicy =>
    policyOfPage(name, { account: aws.accountId, region });
  const state = (access: StateAccess): EvaluatedPolicy => stateAccessPolicy(dev, access);

  async function gateFor(policies: readonly EvaluatedPolicy[]): Promise<AwsGate> {
    const gate = await startAwsGate({ url: aws.url, region, account: aws.accountId, policies });
    gates.push(gate);
    return gate;
  }

  /** A shell whose requests go through a gate. */
  function shellThrough({ url }: AwsGate): TerraformRun["env"] {
    const homeFolder = workspace.folder("home");
    const mirror = findProviderMirror({ env: process.env, cwd: workspace.path });
    return localAwsEnvironment(process.env, {
      endpointUrl: url,
      region,
      homeFolder,
      terraformCliConfig: writeTerraformCliConfig(homeFolder, mirror),
      terraformFile: terraform.file,
      hasProviderMirror: mirror !== undefined,
    });
  }

  /** How terraform is run on a stack. */
  function runThrough(gate: AwsGate, folder: "dev" | "changed", stack: string): TerraformRun {
    return { terraform, cwd: join(workspace.folder(folder), "stacks", `dev-${stack}`), env: shellThrough(gate) };
  }

  /** A container service as somebody may run it in the account: ECS is asked about services only where there are some. */
  async function runService(): Promise<void> {
    await using(new ECSClient(clientConfig(connectionTo(aws, region))), async (ecs) => {
      const containerDefinitions = [{ name: "web", image: "nginx", memory: 128 }];
      await ecs.send(new RegisterTaskDefinitionCommand({ family: "web", containerDefinitions }));
      await ecs.send(new CreateClusterCommand({ clusterName: "shop" }));
      await ecs.send(
        new CreateServiceCommand({ cluster: "shop", serviceName: "web", taskDefinition: "web", desiredCount: 1 }),
      );
    });
  }

  /** `npm run review` of the changes. */
  async function reviewThrough(gate: AwsGate) {
    checkout.write(
      "environments/dev.ts",
      `import { defineEnvironment } from "./schema";\nexport const dev = defineEnvironment(${JSON.stringify(changes)});\n`,
    );
    const shell = Object.keys(process.env).filter((name) => name.startsWith("AWS_"));
    const command = new CommandProcess(workspace.folder("temporary"), {
      program: "cli/review.js",
      args: ["--env", "dev", "--out", "reviewed"],
      env: { ...Object.fromEntries(shell.map((name) => [name, undefined])), ...shellThrough(gate) },
      checkout: checkout.folder,
    });
    const status = await command.exit();
    const saved = JSON.parse(readFileSync(join(checkout.folder, "reviewed/review.json"), "utf8")) as SavedReview;
    return { status, saved };
  }

  test("the applying role makes dev from nothing", async () => {
    for (const stack of STACKS) {
      const run = runThrough(applying, "dev", stack);
      await init(run);
      await apply(run);
    }
    expect(applying.refused).toEqual([]);
  });

  test("the reviewing role reviews changes to it, against live AWS, and needs all that it may", async () => {
    await runService();
    const may = [page("look"), page("look at the network")];
    const reviewing = await gateFor([...may, state("plan")]);
    const { status, saved } = await reviewThrough(reviewing);
    expect(reviewing.refused).toEqual([]);
    expect(saved.errors).toEqual([]);
    expect(saved.network).toMatchObject({ before: "AWS" });
    expect(saved.stacks.filter(({ changes }) => changes.length === 0)).toEqual([]);
    expect(status).toBe(2);
    expect(inVain(may, reviewing.asked)).toEqual([]);
  });

  test("the reviewing role cannot apply", async () => {
    const reviewing = await gateFor([page("look"), page("look at the network"), state("plan")]);
    const run = runThrough(reviewing, "changed", "security");
    await init(run);
    await expect(apply(run)).rejects.toThrow(/UnauthorizedOperation/);
    expect(reviewing.refused.join()).toContain("ec2:CreateTags on arn:aws:ec2:us-east-1");
  });

  test("the applying role changes it", async () => {
    for (const stack of STACKS) {
      const run = runThrough(applying, "changed", stack);
      await init(run);
      await apply(run);
    }
    expect(applying.refused).toEqual([]);
  });

  test("the applying role destroys it, and hardly anything that it may was not needed", async () => {
    for (const stack of [...STACKS].reverse()) await destroy(runThrough(applying, "changed", stack));
    expect(applying.refused).toEqual([]);
    expect(inVain([page("look"), page("change")], applying.asked)).toEqual([
      // Tags that an environment no longer has.
      "ec2:DeleteTags",
      // ELB asks for it in the name of who makes a load balancer ("Elastic Load Balancing API permissions").
      "ec2:DescribeAccountAttributes",
      // A NAT gateway is replaced, or the zones change.
      "ec2:ReplaceRoute",
      "ec2:ReplaceRouteTableAssociation",
      // A target group, a security group is replaced; zones change.
      "elasticloadbalancing:ModifyListener",
      "elasticloadbalancing:RemoveTags",
      "elasticloadbalancing:SetSecurityGroups",
      "elasticloadbalancing:SetSubnets",
      "iam:CreateServiceLinkedRole",
    ]);
  });
});
