import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { environments } from "../../environments";
import type { EnvironmentInput } from "../../environments/environment";
import { defineEnvironment } from "../../environments/schema";
import { STACK_NAMES } from "../../environments/stack-names";
import { createApp } from "../../stacks/front-door";
import { createStateApp } from "../../stacks/state-app";
import { everyOption } from "../environments/every-option";
import { temporaryFolder } from "../toolchain/support/fake-programs";
import { KMS_KEY_ARN, type Synthesized, synthesizeState } from "./synthesize";

/** The one resource of a type. */
function only({ json }: Synthesized, type: string): Record<string, unknown> | undefined {
  const ofType = json.resource?.[type] ?? {};
  expect(Object.keys(ofType)).toEqual(["state"]);
  return ofType["state"];
}

const thisBucket = "${aws_s3_bucket.state.id}";

describe("the state stack of an environment with all defaults", () => {
  let stack: Synthesized;

  beforeAll(() => {
    stack = synthesizeState();
  });

  test("makes the environment's state bucket, which terraform cannot destroy", () => {
    expect(only(stack, "aws_s3_bucket")).toEqual({
      bucket: "front-door-test-state",
      lifecycle: { prevent_destroy: true },
    });
  });

  test("keeps every version", () => {
    expect(only(stack, "aws_s3_bucket_versioning")).toEqual({
      bucket: thisBucket,
      versioning_configuration: { status: "Enabled" },
    });
  });

  test("has S3 encrypt with keys of its own", () => {
    expect(only(stack, "aws_s3_bucket_server_side_encryption_configuration")).toEqual({
      bucket: thisBucket,
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }],
    });
  });

  test("closes the bucket to the public, in all four ways", () => {
    expect(only(stack, "aws_s3_bucket_public_access_block")).toEqual({
      bucket: thisBucket,
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  test("lets no ACL count", () => {
    expect(only(stack, "aws_s3_bucket_ownership_controls")).toEqual({
      bucket: thisBucket,
      rule: { object_ownership: "BucketOwnerEnforced" },
    });
  });

  test("denies everybody everything that does not come over TLS, to the bucket and to its objects, and nothing else", () => {
    expect(stack.json.data).toEqual({
      aws_iam_policy_document: {
        tls_only: {
          statement: [
            {
              sid: "DenyAnythingButTls",
              effect: "Deny",
              principals: [{ type: "*", identifiers: ["*"] }],
              actions: ["s3:*"],
              resources: ["${aws_s3_bucket.state.arn}", "${aws_s3_bucket.state.arn}/*"],
              condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
            },
          ],
        },
      },
    });
    expect(only(stack, "aws_s3_bucket_policy")).toEqual({
      bucket: thisBucket,
      policy: "${data.aws_iam_policy_document.tls_only.json}",
      depends_on: ["aws_s3_bucket_public_access_block.state"],
    });
  });

  test("lets old versions of all objects expire after 90 days, but for the newest 10, and what no upload finished after 7", () => {
    expect(only(stack, "aws_s3_bucket_lifecycle_configuration")).toEqual({
      bucket: thisBucket,
      rule: [
        {
          id: "expire-noncurrent-versions",
          status: "Enabled",
          filter: [{}],
          noncurrent_version_expiration: [{ noncurrent_days: 90, newer_noncurrent_versions: 10 }],
          expiration: [{ expired_object_delete_marker: true }],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        },
      ],
      depends_on: ["aws_s3_bucket_versioning.state"],
    });
  });

  test("keeps its own state in the bucket, encrypted, with S3-native locking", () => {
    expect(stack.json.terraform.backend).toEqual({
      s3: {
        bucket: "front-door-test-state",
        key: "front-door/dev/state.tfstate",
        region: "us-east-1",
        encrypt: true,
        use_lockfile: true,
      },
    });
  });

  test("tags what it makes", () => {
    const tags = { Project: "front-door", Environment: "dev", Stack: "state", ManagedBy: "Terraform" };
    expect(stack.json.provider.aws).toEqual([{ region: "us-east-1", default_tags: [{ tags }] }]);
  });

  test("publishes the bucket's name and ARN", () => {
    expect(stack.json.output).toEqual({
      state_bucket_name: { value: "${aws_s3_bucket.state.bucket}", description: expect.any(String) as string },
      state_bucket_arn: { value: "${aws_s3_bucket.state.arn}", description: expect.any(String) as string },
    });
  });
});

describe("with a KMS key", () => {
  let stack: Synthesized;

  beforeAll(() => {
    stack = synthesizeState({ state: { bucket: "front-door-test-state", kmsKeyArn: KMS_KEY_ARN } });
  });

  test("the bucket encrypts with that key, and asks KMS once for many objects", () => {
    expect(only(stack, "aws_s3_bucket_server_side_encryption_configuration")).toEqual({
      bucket: thisBucket,
      rule: [
        {
          apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: KMS_KEY_ARN },
          bucket_key_enabled: true,
        },
      ],
    });
  });

  test("the stack's own state is encrypted with it too", () => {
    expect(stack.json.terraform.backend.s3).toMatchObject({ encrypt: true, kms_key_id: KMS_KEY_ARN });
  });

  test("nothing else is another", () => {
    const { resource: without, data, output } = synthesizeState().json;
    const others = (resources: typeof without): object => ({
      ...resources,
      aws_s3_bucket_server_side_encryption_configuration: "aside",
    });
    expect(others(stack.json.resource)).toEqual(others(without));
    expect(stack.json).toMatchObject({ data, output });
  });
});

test("the bucket is made in the state's region, where that is another than the environment's", () => {
  const state = { bucket: "front-door-test-state", region: "eu-central-1" };
  const { json } = synthesizeState({ region: "eu-west-1", state });
  expect(json.provider.aws[0]).toMatchObject({ region: "eu-central-1" });
  expect(json.terraform.backend.s3).toMatchObject({ region: "eu-central-1" });
  expect(JSON.stringify(json)).not.toContain("eu-west-1");
});

test("with an account id, provider and backend refuse another account", () => {
  const { json } = synthesizeState({ accountId: "012345678901" });
  expect(json.provider.aws[0]).toMatchObject({ allowed_account_ids: ["012345678901"] });
  expect(json.terraform.backend.s3).toMatchObject({ allowed_account_ids: ["012345678901"] });
});

describe.each([...environments, defineEnvironment(everyOption)])("the apps of $name", (environment) => {
  const folder = temporaryFolder();
  const [frontDoor, state] = [join(folder, "front-door"), join(folder, "state")];
  const stacksIn = (outdir: string): string[] => readdirSync(join(outdir, "stacks")).sort();

  beforeAll(() => {
    createApp([environment], { outdir: frontDoor }).synth();
    createStateApp(environment, { outdir: state }).synth();
  });

  test("have the stacks of STACK_NAMES, the bucket's in an app of its own", () => {
    const names = STACK_NAMES.map((stack) => `${environment.name}-${stack}`);
    expect(stacksIn(state)).toEqual([`${environment.name}-state`]);
    expect([...stacksIn(frontDoor), ...stacksIn(state)].sort()).toEqual([...names].sort());
  });

  test("lock without DynamoDB", () => {
    const files = [frontDoor, state].flatMap((outdir) =>
      stacksIn(outdir).map((stack) => readFileSync(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8")),
    );
    expect(files).toHaveLength(STACK_NAMES.length);
    for (const text of files) {
      expect(text).not.toMatch(/dynamo/i);
      expect(JSON.parse(text)).toMatchObject({ terraform: { backend: { s3: { use_lockfile: true } } } });
    }
  });
});

test("stands on no other stack: it is there before them", () => {
  const inputs: Partial<EnvironmentInput>[] = [{}, everyOption];
  for (const input of inputs) {
    expect(synthesizeState(input).json.data).not.toHaveProperty("terraform_remote_state");
  }
});
