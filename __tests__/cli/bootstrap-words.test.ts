import { describeNewBucket, describeUnfit } from "../../cli/bootstrap-words";
import { defineEnvironment } from "../../environments/schema";
import { synthesizeState } from "../stacks/synthesize";

const KMS_KEY_ARN = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-86ef-1234567890ab";

describe("what is going to be done where there is no bucket yet", () => {
  test("is said in full", () => {
    const environment = defineEnvironment({ name: "dev", state: { bucket: "front-door-test-state" } });
    expect(describeNewBucket(environment)).toBe(`dev: this will be done:
  + the bucket front-door-test-state in us-east-1
  + every version of a state is kept; after 90 days they expire, but the newest 10 stay
  + default encryption: SSE-S3 (AES256)
  + all public access is blocked, no ACL counts (BucketOwnerEnforced), nothing but TLS is let in
  + terraform cannot destroy it (prevent_destroy)
  + its own state: s3://front-door-test-state/front-door/dev/state.tfstate`);
  });

  test("names the state's own region, and its key", () => {
    const environment = defineEnvironment({
      name: "blue",
      region: "eu-west-1",
      state: { bucket: "b-1", region: "eu-central-1", kmsKeyArn: KMS_KEY_ARN },
    });
    expect(describeNewBucket(environment).split("\n")).toEqual([
      "blue: this will be done:",
      "  + the bucket b-1 in eu-central-1",
      expect.any(String),
      `  + default encryption: SSE-KMS with ${KMS_KEY_ARN}`,
      expect.any(String),
      expect.any(String),
      "  + its own state: s3://b-1/front-door/blue/state.tfstate",
    ]);
  });

  test("agrees with what the stack does", () => {
    const environment = defineEnvironment({ name: "dev", state: { bucket: "front-door-test-state" } });
    const { text } = synthesizeState();
    const [, days, versions] =
      /after (\d+) days they expire, but the newest (\d+) stay/.exec(describeNewBucket(environment)) ?? [];
    expect(text).toContain(`"noncurrent_days": ${String(days)}`);
    expect(text).toContain(`"newer_noncurrent_versions": ${String(versions)}`);
    for (const word of ["AES256", "BucketOwnerEnforced", "prevent_destroy"]) {
      expect(describeNewBucket(environment)).toContain(word);
      expect(text).toContain(word);
    }
  });
});

describe("what an S3 that is not AWS is spared", () => {
  test("is a line each, with the reason", () => {
    expect(
      describeUnfit([
        { setting: "aws_s3_bucket_lifecycle_configuration", why: "it forgets a part of it" },
        { setting: "aws_s3_bucket_policy", why: "with it, it would refuse our own requests as well" },
      ]),
    ).toBe(
      "This S3 is not AWS, and is spared aws_s3_bucket_lifecycle_configuration: it forgets a part of it.\n" +
        "This S3 is not AWS, and is spared aws_s3_bucket_policy: with it, it would refuse our own requests as well.",
    );
  });

  test("is nothing on AWS", () => {
    expect(describeUnfit([])).toBe("");
  });
});
