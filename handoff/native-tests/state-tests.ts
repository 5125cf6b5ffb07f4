import type { Environment } from "../../environments/environment";
import { literal } from "../hcl/expression";
import { written } from "./conditions";
import { type Assertion, heading, run, testFile, type TestFiles, VALIDATIONS } from "./test-file";

const BLOCK = "aws_s3_bucket_public_access_block.state";
const RULE = "aws_s3_bucket_server_side_encryption_configuration.state.rule";
const ENCRYPTION = `one(${RULE}).apply_server_side_encryption_by_default[0]`;
const EXPIRY = "aws_s3_bucket_lifecycle_configuration.state.rule[0]";
const STATEMENT = "data.aws_iam_policy_document.tls_only.statement";

/** Tests of the stack `state`. None applies: `prevent_destroy` would keep terraform from clearing up after them. */
export function stateTests({ state }: Environment): TestFiles {
  return {
    "tests/state_bucket.tftest.hcl": stateBucketTests(state.kmsKeyArn !== undefined),
  };
}

function stateBucketTests(hasKey: boolean): string {
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
      run({
        name: "state_bucket_denies_everything_but_tls",
        assertions: [
          {
            condition: `${STATEMENT}[*].effect == tolist(["Deny"])`,
            message: "The policy does not consist of one denial: it allows something to somebody, or denies nothing.",
          },
          {
            condition: `${STATEMENT}[0].actions == toset(["s3:*"])`,
            message: "The policy does not deny all of S3: some requests are taken without TLS.",
          },
          {
            condition: `one(${STATEMENT}[0].principals).type == "*" && one(${STATEMENT}[0].principals).identifiers == toset(["*"])`,
            message: "The policy does not deny it to everybody: somebody may do without TLS.",
          },
          {
            condition: `one(${STATEMENT}[0].condition).test == "Bool" && one(${STATEMENT}[0].condition).variable == "aws:SecureTransport"`,
            message: "The policy does not ask about TLS: it shuts out everybody, us too, or nobody.",
          },
          {
            condition: `one(${STATEMENT}[0].condition).values == tolist(["false"])`,
            message: "The policy denies TLS, and not its absence: it shuts out everybody, us too.",
          },
        ],
      }),
      heading(
        "No plan shows whether a resource may be destroyed, nor what refers to a bucket that is not there: the code is looked at.",
      ),
      run({
        name: "state_bucket_cannot_be_destroyed_and_settings_are_its_own",
        assertions: [
          {
            condition: written("prevent_destroy\\s*=\\s*true\\b"),
            message: "The bucket can be destroyed, with the states of all stacks.",
          },
          {
            condition: written("bucket\\s*=\\s*aws_s3_bucket\\.state\\.id\\b", SETTINGS),
            message: `There are not ${SETTINGS} settings of the bucket: one is missing, or is another bucket's.`,
          },
          {
            condition: written("(days|date)\\s*=", 0),
            message: "Current versions expire: the states themselves are deleted.",
          },
          {
            condition: written("policy\\s*=\\s*data\\.aws_iam_policy_document\\.tls_only\\.json\\b"),
            message: "The bucket has another policy: requests without TLS are taken.",
          },
          {
            condition: written(
              'resources\\s*=\\s*\\[aws_s3_bucket\\.state\\.arn, "\\$\\{aws_s3_bucket\\.state\\.arn\\}/\\*"\\]',
            ),
            message: "The policy does not cover the bucket and its objects: some requests are taken without TLS.",
          },
        ],
      }),
      VALIDATIONS,
      run({ name: "longest_bucket_name_is_accepted", variables: nameOf(63) }),
      run({ name: "bucket_name_one_longer_is_refused", variables: nameOf(64), refused: "state_bucket" }),
    ],
  );
}

/** Versioning, encryption, public access, ownership, lifecycle, policy. */
const SETTINGS = 6;

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
