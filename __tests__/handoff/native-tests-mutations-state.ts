import { added, type Row } from "./native-tests-mutation";

/** Of the stack state. */
export const STATE: readonly Row[] = [
  [
    "no versions",
    'versioning_configuration {\n    status = "Enabled"',
    'versioning_configuration {\n    status = "Suspended"',
    ["The bucket keeps no old versions:"],
  ],
  ["a key of KMS that nobody named", '"AES256"', '"aws:kms"', ["The bucket is not encrypted with S3's own keys."]],
  ...["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"].map(
    (setting): Row => [`no ${setting}`, `${setting.padEnd(23)} = true`, `${setting} = false`, [`${setting} is off:`]],
  ),
  ["access control lists that count", '"BucketOwnerEnforced"', '"ObjectWriter"', ["Access control lists count:"]],
  [
    "a bucket that can be destroyed",
    "prevent_destroy = true",
    "prevent_destroy = false",
    ["The bucket can be destroyed,"],
  ],
  [
    "states that expire",
    "expired_object_delete_marker = true",
    "days = 30",
    ["Current versions expire:", "Delete markers stay when their versions are gone:"],
  ],
  [
    "old versions for a day",
    "noncurrent_days           = 90",
    "noncurrent_days           = 1",
    ["Old versions are not kept for 90 days:"],
  ],
  [
    "another policy",
    "policy = data.aws_iam_policy_document.tls_only.json",
    'policy = "{}"',
    ["The bucket has another policy:"],
  ],
  [
    "a setting of another bucket",
    'resource "aws_s3_bucket_versioning" "state" {\n  bucket = aws_s3_bucket.state.id',
    'resource "aws_s3_bucket_versioning" "state" {\n  bucket = "another"',
    ["There are not 6 settings of the bucket:"],
  ],
  ["a policy that allows", '"Deny"', '"Allow"', ["The policy does not consist of one denial:"], "data.tf"],
  ["a policy that denies TLS", '["false"]', '["true"]', ["The policy denies TLS, and not its absence:"], "data.tf"],
  ["a policy on reading alone", '["s3:*"]', '["s3:GetObject"]', ["The policy does not deny all of S3:"], "data.tf"],
  [
    "a policy without the objects",
    ', "${aws_s3_bucket.state.arn}/*"]',
    "]",
    ["The policy does not cover the bucket and its objects:"],
    "data.tf",
  ],
  [
    "a bucket that goes with all that is in it",
    "bucket = var.state_bucket",
    "bucket        = var.state_bucket\n  force_destroy = true",
    ["The bucket sets force_destroy:"],
  ],
  [
    "old versions that never go",
    'status = "Enabled"\n\n    abort',
    'status = "Disabled"\n\n    abort',
    ["There is not one rule of expiry that is on:"],
  ],
  [
    "uploads that are cut off",
    "days_after_initiation = 7",
    "days_after_initiation = 1",
    ["Unfinished uploads are not kept for 7 days:"],
  ],
  [
    "delete markers that stay",
    "expired_object_delete_marker = true",
    "expired_object_delete_marker = false",
    ["Delete markers stay when their versions are gone:"],
  ],
  [
    "expiry for a few states alone",
    "filter {}",
    'filter {\n      prefix = "other/"\n    }',
    ["The rule of expiry is not one for all states:"],
  ],
  [
    "expiry that does not wait for versioning",
    "  depends_on = [aws_s3_bucket_versioning.state]\n",
    "",
    ["The rule of expiry does not wait for versioning:"],
  ],
  [
    "a policy that does not wait",
    "  depends_on = [aws_s3_bucket_public_access_block.state]\n",
    "",
    ["The policy does not wait for the public access block:"],
  ],
  added("a second bucket", "aws_s3_bucket", ['bucket = "front-door-second"'], ["There is not exactly one bucket:"]),
  [
    "the bucket's id published as its ARN",
    "value       = aws_s3_bucket.state.arn",
    "value       = aws_s3_bucket.state.id",
    ["state_bucket_arn is not the bucket's ARN:"],
    "outputs.tf",
  ],
  [
    "another name published",
    "value       = aws_s3_bucket.state.bucket",
    'value       = "front-door-other-state"',
    ["state_bucket_name is not the bucket's name:"],
    "outputs.tf",
  ],
];
