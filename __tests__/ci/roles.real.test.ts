import { join } from "node:path";

import { defineEnvironment } from "../../environments/schema";
import { createApp } from "../../stacks/front-door";
import { connectionTo } from "../../toolchain/aws-client";
import { localAwsEnvironment } from "../../toolchain/aws-environment";
import { type LocalAws, startLocalAws } from "../../toolchain/local-aws";
import { findProviderMirror } from "../../toolchain/provider-mirror";
import { type StateAccess, stateAccessPolicy } from "../../toolchain/state-access";
import { createStateBucket } from "../../toolchain/state-bucket";
import { findTerraform, type Terraform } from "../../toolchain/terraform";
import { writeTerraformCliConfig } from "../../toolchain/terraform-cli-config";
import { apply, destroy, init, plan, type TerraformRun } from "../../toolchain/terraform-commands";
import { createWorkspace } from "../../toolchain/workspace";
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
const changed = defineEnvironment({
  ...base,
  tags: { Team: "edge" },
  loadBalancer: { idleTimeoutSeconds: 100, allowedCidrs: ["203.0.113.0/24"] },
  targetGroup: { deregistrationDelaySeconds: 10, healthCheck: { path: "/up" } },
});

/** What a policy allows and nobody asked for. */
function inVain(policies: readonly ShownPolicy[], asked: ReadonlySet<string>): string[] {
  const allowed = policies.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action));
  return [...new Set(allowed)].filter((action) => !asked.has(action)).sort();
}

describeWith(["terraform", "local-aws"], "the roles of docs/ci.md", () => {
  const workspace = createWorkspace("front-door-real-test");
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
  });

  const page = (name: "look" | "change"): ShownPolicy => policyOfPage(name, { account: aws.accountId, region });
  const state = (access: StateAccess): EvaluatedPolicy => stateAccessPolicy(dev, access);

  async function gateFor(policies: readonly EvaluatedPolicy[]): Promise<AwsGate> {
    const gate = await startAwsGate({ url: aws.url, region, account: aws.accountId, policies });
    gates.push(gate);
    return gate;
  }

  /** How terraform is run on a stack whose requests go through a gate. */
  function runThrough({ url }: AwsGate, folder: "dev" | "changed", stack: string): TerraformRun {
    const homeFolder = workspace.folder("home");
    const mirror = findProviderMirror({ env: process.env, cwd: workspace.path });
    const env = localAwsEnvironment(process.env, {
      endpointUrl: url,
      region,
      homeFolder,
      terraformCliConfig: writeTerraformCliConfig(homeFolder, mirror),
      terraformFile: terraform.file,
      hasProviderMirror: mirror !== undefined,
    });
    return { terraform, cwd: join(workspace.folder(folder), "stacks", `dev-${stack}`), env };
  }

  test("the applying role makes dev from nothing", async () => {
    for (const stack of STACKS) {
      const run = runThrough(applying, "dev", stack);
      await init(run);
      await apply(run);
    }
    expect(applying.refused).toEqual([]);
  });

  test("the reviewing role plans it, and needs all that it may", async () => {
    const reviewing = await gateFor([page("look"), state("plan")]);
    for (const stack of STACKS) {
      const run = runThrough(reviewing, "changed", stack);
      await init(run);
      expect(await plan(run)).toBe("changes");
    }
    expect(reviewing.refused).toEqual([]);
    expect(inVain([page("look")], reviewing.asked)).toEqual([]);
  });

  test("the reviewing role cannot apply", async () => {
    const reviewing = await gateFor([page("look"), state("plan")]);
    await expect(apply(runThrough(reviewing, "changed", "security"))).rejects.toThrow(/UnauthorizedOperation/);
    expect(reviewing.refused.join()).toContain("ec2:CreateTags on arn:aws:ec2:us-east-1");
  });

  test("the applying role changes it", async () => {
    for (const stack of STACKS) await apply(runThrough(applying, "changed", stack));
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
