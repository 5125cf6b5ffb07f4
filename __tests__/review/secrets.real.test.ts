import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateTagsCommand, DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { formatMismatches } from "../../cli/apply-report";
import { NotAsReviewed } from "../../cli/apply-steps";
import { formatReview } from "../../cli/review-report";
import { reviewFiles } from "../../cli/review-work";
import type { ReviewContext } from "../../cli/review-steps";
import { compareWithReview } from "../../review/compare/compare-with-review";
import { costOf } from "../../review/cost/cost-of";
import { findingsOf } from "../../review/findings";
import { renderReview, scrubbedReview } from "../../review/markdown";
import { secretsIn } from "../../review/plan/secrets";
import { stackPlanOf } from "../../review/plan/stack-plan";
import { readPlan, type TerraformPlan } from "../../review/plan/terraform-plan";
import { judge } from "../../review/policy/judge";
import type { Review } from "../../review/review";
import { clientConfig, connectionTo } from "../../toolchain/aws-client";
import { localAwsEnvironment } from "../../toolchain/aws-environment";
import { startLocalAws } from "../../toolchain/local-aws";
import { AWS_PROVIDER_VERSION, findProviderMirror } from "../../toolchain/provider-mirror";
import { findTerraform } from "../../toolchain/terraform";
import { writeTerraformCliConfig } from "../../toolchain/terraform-cli-config";
import { apply, init, plan, showPlan } from "../../toolchain/terraform-commands";
import { createWorkspace } from "../../toolchain/workspace";
import { describeWith } from "../needs";

jest.setTimeout(300_000);

const REGION = "us-east-1";
const STACK = "dev-secrets";

// Of what a tag, a name and an external id may hold, and of what none of our own texts does.
const SECRET = "hunter2.Xyzzy-Plugh";
const NOT_MARKED = "correct:horse/battery@staple";

/** Something that would help whoever looks for the secrets: pieces of them, as they are and in Base64. */
const TRACES = [
  "hunter2",
  "Xyzzy",
  "Plugh",
  "correct:horse",
  "battery@staple",
  ...[SECRET, NOT_MARKED].flatMap((secret) =>
    [0, 1, 2].map((offset) =>
      Buffer.from(" ".repeat(offset) + secret)
        .toString("base64")
        .slice(8, 20),
    ),
  ),
];

/** Applies ./secrets, changes something by hand, and plans it with everything changed. */
async function planWithSecrets(): Promise<TerraformPlan> {
  const workspace = createWorkspace("front-door-test");
  const aws = await startLocalAws({ workspace, env: { ...process.env, AWS_EMULATOR_URL: undefined }, region: REGION });
  const ec2 = new EC2Client(clientConfig(connectionTo(aws, REGION)));
  try {
    const terraform = await findTerraform(process.env);
    const mirror = findProviderMirror({ env: process.env, cwd: workspace.path });
    const homeFolder = workspace.folder("home");
    const env = localAwsEnvironment(process.env, {
      endpointUrl: aws.url,
      region: REGION,
      homeFolder,
      terraformCliConfig: writeTerraformCliConfig(homeFolder, mirror),
      terraformFile: terraform.file,
      hasProviderMirror: mirror !== undefined,
    });
    const cwd = workspace.folder("secrets");
    const run = { terraform, env, cwd };
    const provider = { aws: { source: "hashicorp/aws", version: AWS_PROVIDER_VERSION } };
    writeFileSync(join(cwd, "versions.tf.json"), JSON.stringify({ terraform: { required_providers: provider } }));
    copyFileSync(join(__dirname, "secrets", "main.tf"), join(cwd, "main.tf"));
    const given = (after: boolean): void => {
      const variables = { after, secret: SECRET, not_marked: NOT_MARKED };
      writeFileSync(join(cwd, "terraform.tfvars.json"), JSON.stringify(variables));
    };
    given(false);
    await init(run);
    await apply(run);
    const { Vpcs = [] } = await ec2.send(
      new DescribeVpcsCommand({ Filters: [{ Name: "cidr", Values: ["10.9.0.0/16"] }] }),
    );
    const Resources = Vpcs.flatMap(({ VpcId }) => VpcId ?? []);
    await ec2.send(new CreateTagsCommand({ Resources, Tags: [{ Key: "Owner", Value: "by-hand" }] }));
    given(true);
    await plan(run, { out: "plan" });
    return readPlan(await showPlan(run, "plan"), STACK);
  } finally {
    ec2.destroy();
    await aws.stop();
    workspace.remove();
  }
}

describeWith(["terraform", "local-aws"], "secrets in every place where Terraform lets one be", () => {
  let terraformPlan: TerraformPlan;
  let review: Review;
  let secrets: ReadonlySet<string>;

  beforeAll(async () => {
    terraformPlan = await planWithSecrets();
    secrets = secretsIn(terraformPlan);
    const plan = stackPlanOf(STACK, terraformPlan);
    const findings = findingsOf([plan]);
    const { resourcesBefore: before, resourcesAfter: after } = plan;
    const today = "2026-01-01";
    review = {
      environment: "dev",
      region: REGION,
      account: "123456789012",
      date: `${today}T00:00:00.000Z`,
      stacks: [plan],
      errors: [{ stack: STACK, message: `${STACK}: AWS says ${SECRET} is wrong` }],
      ...judge(findings, [], ["destroy", "replace", "iam", "trust", "public-ingress"], today),
      cost: costOf({ before, after, region: REGION }),
      provenance: { uncommitted: false, terraform: "1", provider: "5", command: "npm run review -- --env dev" },
    };
  });

  test("the plan holds them, in whatever is changed, created, replaced, destroyed and drifted", () => {
    const text = JSON.stringify(terraformPlan);
    expect(text.split(SECRET).length).toBeGreaterThan(20);
    expect(text.split(NOT_MARKED).length).toBeGreaterThan(2);
    const [stack] = review.stacks;
    const actions = Object.fromEntries(stack?.changes.map(({ address, action }) => [address, action]) ?? []);
    expect(actions).toEqual({
      "aws_cloudwatch_log_group.replaced": "replace",
      "aws_iam_role.trusting": "update",
      "aws_iam_role_policy.inline": "update",
      "aws_launch_template.user_data": "update",
      "aws_security_group.inline": "update",
      "aws_ssm_parameter.by_schema": "update",
      "aws_ssm_parameter.created[0]": "create",
      "aws_ssm_parameter.destroyed[0]": "delete",
      "aws_ssm_parameter.the_same_elsewhere": "update",
      "aws_vpc.main": "update",
    });
    expect(stack?.drift.map(({ address }) => address)).toContain("aws_vpc.main");
    expect(stack?.outputs.map(({ name }) => name).sort()).toEqual(["nested", "text"]);
    expect(review.findings.length).toBeGreaterThan(3);
  });

  test("review.md holds none, folded or not, and still says what changes", () => {
    const text = renderReview(review, { secrets });
    expect(tracesIn(text)).toEqual([]);
    for (const { address } of review.stacks[0]?.changes ?? []) expect(text).toContain(address);
    expect(text).toContain("(sensitive value");
  });

  test("review.json and the terminal hold none", () => {
    const clean = scrubbedReview(review, secrets);
    const planned = [{ stack: STACK, plan: terraformPlan, json: terraformPlan, planFile: "plan" }];
    const files = reviewFiles(clean, { planned, stacks: [], states: new Map() } as unknown as ReviewContext);
    const json = files.get("review.json");
    const text = json !== undefined && "text" in json ? json.text : "";
    expect(tracesIn(text)).toEqual([]);
    expect(JSON.parse(text)).toMatchObject({ environment: "dev", account: "123456789012", outcome: "error" });
    expect(tracesIn(formatReview(clean, "review.md", false))).toEqual([]);
  });

  test("an apply that finds them otherwise says so without them", () => {
    const otherwise = JSON.parse(JSON.stringify(terraformPlan).replaceAll("-after", "-other")) as TerraformPlan;
    const code = { stack: STACK, folder: "", fingerprint: "same", upstream: [], secrets: [] };
    const reviewed = { plan: stackPlanOf(STACK, terraformPlan), terraformPlan, fingerprint: "same" };
    const { mismatches } = compareWithReview(reviewed, otherwise, code);
    expect(mismatches.length).toBeGreaterThan(5);
    expect(tracesIn(formatMismatches(new NotAsReviewed(STACK, mismatches, [])))).toEqual([]);
  });

  test("the fixture itself has no secret written down", () => {
    expect(tracesIn(readFileSync(join(__dirname, "secrets", "main.tf"), "utf8"))).toEqual([]);
  });
});

function tracesIn(text: string): string[] {
  return TRACES.filter((trace) => text.includes(trace));
}
