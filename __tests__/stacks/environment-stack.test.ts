import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { type App, TerraformOutput, Testing } from "cdktf";
import { ConfigurationError } from "../../environments/configuration-error";
import { type EnvironmentInput } from "../../environments/environment";
import { defineEnvironment } from "../../environments/schema";
import { EnvironmentStack } from "../../stacks/environment-stack";
import { createFrontDoor } from "../../stacks/front-door";
import { newApp } from "../../stacks/new-app";
import type { Published } from "../../stacks/published";
import { KMS_KEY_ARN, type Synthesized, synthesize, synthesizeFrontDoor, testApp } from "./synthesize";

const input: EnvironmentInput = { name: "dev", state: { bucket: "front-door-test-state" } };

describe.each([
  ["network", "network"],
  ["security", "security"],
  ["loadBalancing", "load-balancing"],
] as const)("the %s stack", (stack, stackName) => {
  test("keeps its state in the environment's bucket, encrypted, with S3-native locking", () => {
    expect(synthesizeFrontDoor()[stack].json.terraform.backend).toEqual({
      s3: {
        bucket: "front-door-test-state",
        key: `front-door/dev/${stackName}.tfstate`,
        region: "us-east-1",
        encrypt: true,
        use_lockfile: true,
      },
    });
  });

  test("keeps its state in the state's own region where one is given", () => {
    const { json } = synthesizeFrontDoor({ region: "eu-west-1", state: { bucket: "b-1", region: "eu-central-1" } })[
      stack
    ];
    expect(json.terraform.backend.s3).toMatchObject({ bucket: "b-1", region: "eu-central-1" });
    expect(json.provider.aws[0]).toMatchObject({ region: "eu-west-1" });
  });

  test("encrypts its state with the environment's KMS key where one is given", () => {
    const state = { bucket: "front-door-test-state", kmsKeyArn: KMS_KEY_ARN };
    const { json } = synthesizeFrontDoor({ state })[stack];
    expect(json.terraform.backend).toEqual({
      s3: {
        bucket: "front-door-test-state",
        key: `front-door/dev/${stackName}.tfstate`,
        region: "us-east-1",
        encrypt: true,
        kms_key_id: KMS_KEY_ARN,
        use_lockfile: true,
      },
    });
  });

  test("tags whatever it makes", () => {
    const { json } = synthesizeFrontDoor({ tags: { Team: "platform" } })[stack];
    expect(json.provider.aws).toEqual([
      {
        region: "us-east-1",
        default_tags: [
          {
            tags: {
              Team: "platform",
              Project: "front-door",
              Environment: "dev",
              Stack: stackName,
              ManagedBy: "Terraform",
            },
          },
        ],
      },
    ]);
  });

  test("with an account id, provider, backend and every state it reads refuse another account", () => {
    const { json } = synthesizeFrontDoor({ accountId: "012345678901" })[stack];
    expect(json.provider.aws[0]).toMatchObject({ allowed_account_ids: ["012345678901"] });
    expect(json.terraform.backend.s3).toMatchObject({ allowed_account_ids: ["012345678901"] });
    for (const data of Object.values(json.data?.["terraform_remote_state"] ?? {})) {
      expect(data["config"]).toMatchObject({ allowed_account_ids: ["012345678901"] });
    }
  });

  test("without one, none is named", () => {
    expect(synthesizeFrontDoor()[stack].text).not.toContain("allowed_account_ids");
  });

  test("holds no endpoint, no key, no generated name and no hash", () => {
    const { text } = synthesizeFrontDoor()[stack];
    expect(text).not.toMatch(/endpoint|access_key|secret|token|skip_|cross-stack/i);
    expect(text).not.toMatch(/[_-][0-9A-F]{8}\b/);
  });
});

test.each([
  ["", {}],
  [" that is encrypted with a KMS key", { kmsKeyArn: KMS_KEY_ARN }],
])("what is read from the state%s of a stack below names its bucket, key and region, and nothing else", (_, state) => {
  const { loadBalancing } = synthesizeFrontDoor({ state: { bucket: "front-door-test-state", ...state } });
  expect(loadBalancing.json.data).toEqual({
    terraform_remote_state: {
      network: {
        backend: "s3",
        config: { bucket: "front-door-test-state", key: "front-door/dev/network.tfstate", region: "us-east-1" },
      },
      security: {
        backend: "s3",
        config: { bucket: "front-door-test-state", key: "front-door/dev/security.tfstate", region: "us-east-1" },
      },
    },
  });
});

describe("a whole app", () => {
  const outdir = mkdtempSync(join(tmpdir(), "front-door-test-"));
  afterAll(() => {
    rmSync(outdir, { recursive: true });
  });

  test("names stacks after environment and stack, and deploys them from the ground up", () => {
    // GIVEN
    const app = Testing.stubVersion(newApp({ outdir }));
    createFrontDoor(app, defineEnvironment(input));
    // WHEN
    app.synth();
    // THEN
    const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as {
      stacks: Record<string, { dependencies: string[] }>;
    };
    expect(
      Object.fromEntries(Object.entries(manifest.stacks).map(([name, stack]) => [name, stack.dependencies])),
    ).toEqual({
      "dev-network": [],
      "dev-security": ["dev-network"],
      "dev-load-balancing": expect.arrayContaining(["dev-network", "dev-security"]) as string[],
    });
    expect(readdirSync(join(outdir, "stacks")).sort()).toEqual(["dev-load-balancing", "dev-network", "dev-security"]);
  });
});

/** Two small stacks, to see what values do between and within them. */
class LowerStack extends EnvironmentStack {
  readonly vpc = new Vpc(this, "vpc", { cidrBlock: "10.0.0.0/16" });
  readonly vpcId: Published<string>;
  readonly owner: Published<{ id: string }>;

  constructor(app: App) {
    super(app, defineEnvironment(input), "lower-one");
    this.vpc.overrideLogicalId("vpc");
    this.vpcId = this.publishString("vpc_id", "The VPC", this.vpc.id);
    this.owner = this.publish("owner", {
      description: "The owner",
      output: this.vpc.ownerId,
      value: { id: this.vpc.ownerId },
      fromState: ({ value }) => ({ id: value }),
    });
  }
}

class UpperStack extends EnvironmentStack {
  constructor(app: App) {
    super(app, defineEnvironment(input), "upper");
  }
}

function outputOf(stack: Synthesized, name: string): unknown {
  return stack.json.output?.[name]?.value;
}

describe("a published value", () => {
  test("within its own stack is used directly", () => {
    const lower = new LowerStack(testApp());
    new TerraformOutput(lower, "seen", { value: lower.use(lower.vpcId), staticId: true });
    expect(outputOf(synthesize(lower), "seen")).toBe("${aws_vpc.vpc.id}");
    expect(synthesize(lower).json.data).toBeUndefined();
  });

  test("in another stack is read from state under the name that was published, and orders the two stacks", () => {
    const app = testApp();
    const lower = new LowerStack(app);
    const upper = new UpperStack(app);
    new TerraformOutput(upper, "seen", { value: upper.use(lower.vpcId), staticId: true });
    expect(outputOf(synthesize(upper), "seen")).toBe("${data.terraform_remote_state.lower_one.outputs.vpc_id}");
    expect(outputOf(synthesize(lower), "vpc_id")).toBe("${aws_vpc.vpc.id}");
    expect(upper.dependsOn(lower)).toBe(true);
    expect(lower.dependsOn(upper)).toBe(false);
  });

  test("is the same object however often it is read", () => {
    const app = testApp();
    const lower = new LowerStack(app);
    const upper = new UpperStack(app);
    expect(upper.use(lower.owner)).toBe(upper.use(lower.owner));
    expect(upper.use(lower.owner)).not.toBe(lower.use(lower.owner));
  });
});

test("a reference from one stack into another that nobody published is refused", () => {
  // GIVEN
  const app = testApp();
  const lower = new LowerStack(app);
  const upper = new UpperStack(app);
  new TerraformOutput(upper, "seen", { value: lower.vpc.arn });
  // THEN
  const synthesizeUpper = (): unknown => synthesize(upper);
  expect(synthesizeUpper).toThrow(ConfigurationError);
  expect(synthesizeUpper).toThrow(
    "dev-lower-one: another stack refers to aws_vpc.vpc.arn directly. Publish the value in this stack and read it with use().",
  );
});

test("two resources with one address are refused: cdktf would merge them into one", () => {
  const upper = new UpperStack(testApp());
  new Vpc(upper, "first", { cidrBlock: "10.0.0.0/16" }).overrideLogicalId("vpc");
  new Vpc(upper, "second", { cidrBlock: "10.1.0.0/16" }).overrideLogicalId("vpc");
  expect(() => synthesize(upper)).toThrow(
    "aws_vpc.vpc stands for both dev-upper/first and dev-upper/second. Give one of them another id.",
  );
});
