import { literal } from "../hcl/expression";
import { stateCodeTests } from "./state-code-tests";
import { type Assertion, run, testFile, VALIDATIONS } from "./test-file";
import { TLS_ONLY } from "./tls-only-assertions";

const BLOCK = "aws_s3_bucket_public_access_block.state";
const RULE = "aws_s3_bucket_server_side_encryption_configuration.state.rule";
const ENCRYPTION = `one(${RULE}).apply_server_side_encryption_by_default[0]`;
const EXPIRY = "aws_s3_bucket_lifecycle_configuration.state.rule[0]";

/** tests/state_bucket.tftest.hcl: for a bucket with a KMS key of its own, or without. */
export function stateBucketTests(hasKey: boolean): string {
  return testFile(
    "The bucket of the states: versioned, encrypted, private, and to be spoken to over TLS alone.\n" +
      "All runs plan: terraform could not destroy after an apply what prevent_destroy keeps.",
    [
      run({
        name: "state_bucket_keeps_every_version",
        assertions: [
          {
            condition: "aws_s3_bucket.state.bucket == var.state_bucket",
            message: "The bucket has another name than state_bucket says: no backend finds its state there.",
          },
          {
            condition: "aws_s3_bucket.state.force_destroy != true",
            message: "The bucket sets force_destroy: it can be destroyed although states are in it.",
          },
          {
            condition: 'aws_s3_bucket_versioning.state.versioning_configuration[0].status == "Enabled"',
            message: "The bucket keeps no old versions: a state that was damaged is lost.",
          },
          {
            condition: `${EXPIRY}.noncurrent_version_expiration[0].noncurrent_days == 90`,
            message:
              "Old versions are not kept for 90 days: a state that was damaged long ago is lost, or none ever goes.",
          },
          {
            condition: `${EXPIRY}.noncurrent_version_expiration[0].newer_noncurrent_versions == 10`,
            message: "The last 10 old versions are not kept for good: a state that rests for 90 days cannot go back.",
          },
          {
            condition: `aws_s3_bucket_lifecycle_configuration.state.rule[*].status == tolist(["Enabled"])`,
            message: "There is not one rule of expiry that is on: old versions pile up, or expire by another.",
          },
          {
            condition: `${EXPIRY}.abort_incomplete_multipart_upload[0].days_after_initiation == 7`,
            message: "Unfinished uploads are not kept for 7 days: they are paid for, or cut off while they run.",
          },
        ],
      }),
      run({
        name: hasKey ? "state_bucket_is_encrypted_with_the_key" : "state_bucket_is_encrypted",
        assertions: hasKey ? WITH_KEY : WITHOUT_KEY,
      }),
      run({
        name: "state_bucket_is_private",
        assertions: [
          ...(
            ["block_public_acls", "ignore_public_acls", "block_public_policy", "restrict_public_buckets"] as const
          ).map((setting) => ({
            condition: `${BLOCK}.${setting}`,
            message: `${setting} is off: states, and the secrets in them, can be made public.`,
          })),
          {
            condition: 'aws_s3_bucket_ownership_controls.state.rule[0].object_ownership == "BucketOwnerEnforced"',
            message: "Access control lists count: who wrote a state can give it to others.",
          },
        ],
      }),
      run({ name: "state_bucket_denies_everything_but_tls", assertions: TLS_ONLY }),
      ...stateCodeTests(),
      VALIDATIONS,
      run({ name: "longest_bucket_name_is_accepted", variables: nameOf(63) }),
      run({ name: "bucket_name_one_longer_is_refused", variables: nameOf(64), refused: "state_bucket" }),
    ],
  );
}

const WITHOUT_KEY: readonly Assertion[] = [
  {
    condition: `${ENCRYPTION}.sse_algorithm == "AES256"`,
    message: "The bucket is not encrypted with S3's own keys.",
  },
];

const WITH_KEY: readonly Assertion[] = [
  {
    condition: `${ENCRYPTION}.sse_algorithm == "aws:kms"`,
    message: "The bucket is not encrypted with a KMS key: whoever reads the bucket reads the states.",
  },
  {
    condition: `${ENCRYPTION}.kms_master_key_id == var.state_kms_key_arn`,
    message: "The bucket is encrypted with another key than state_kms_key_arn says.",
  },
  {
    condition: `one(${RULE}).bucket_key_enabled`,
    message: "The bucket asks KMS for every object: each request for a state is paid for.",
  },
];

function nameOf(length: number) {
  return { state_bucket: literal("b".repeat(length)) };
}
