import { ACCOUNT_ID, REGION_CODE } from "../../environments/aws-locations";
import { defaults } from "../../environments/defaults";
import { KEY_ARN } from "../../environments/kms-key";
import { PARTITION_OF_PREFIX } from "../../environments/partition";
import { FORBIDDEN_PREFIXES, FORBIDDEN_SUFFIXES } from "../../environments/state-bucket";
import { source } from "../hcl/expression";
import { matches } from "./condition";
import type { Validation, Variable } from "./variable";

export const environmentName: Variable = {
  name: "environment",
  type: source("string"),
  description: "The environment's name: in the tag Environment, and in the keys of the states.",
  validations: [
    {
      condition: `${matches(/^[a-z][a-z0-9-]{0,19}$/, "var.environment")} && !endswith(var.environment, "-")`,
      message:
        'an environment\'s name has 1 to 20 lower-case letters, digits and hyphens, starts with a letter and does not end with a hyphen, got "${var.environment}". Choose a name such as "dev".',
    },
  ],
};

export const region: Variable = {
  name: "region",
  type: source("string"),
  description: "The code of the AWS region.",
  default: defaults.region,
  validations: [regionValidation("var.region")],
};

export const accountId: Variable = {
  name: "account_id",
  type: source("string"),
  description:
    "The AWS account, 12 digits: the provider refuses any other. null is any that the credentials belong to.",
  default: null,
  nullable: true,
  validations: [
    {
      condition: `var.account_id == null || ${matches(ACCOUNT_ID, "var.account_id")}`,
      message:
        "an AWS account id has exactly 12 digits, got ${jsonencode(var.account_id)}. Write the 12 digits without spaces or hyphens.",
    },
  ],
};

export const stateBucket: Variable = {
  name: "state_bucket",
  type: source("string"),
  description: "The S3 bucket of the Terraform states.",
  validations: bucketValidations("var.state_bucket"),
};

export const stateRegion: Variable = {
  name: "state_region",
  type: source("string"),
  description: "The region of the bucket.",
  validations: [regionValidation("var.state_region")],
};

export const stateKmsKeyArn: Variable = {
  name: "state_kms_key_arn",
  type: source("string"),
  description: "The KMS key that encrypts the states, in the region of the bucket.",
  validations: [
    {
      condition: matches(KEY_ARN, "var.state_kms_key_arn"),
      message:
        '"${var.state_kms_key_arn}" is not the ARN of a KMS key. Give one in full, such as "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-86ef-1234567890ab".',
    },
    {
      condition: 'try(split(":", var.state_kms_key_arn)[3] == var.state_region, true)',
      message: "the bucket is in ${var.state_region}, and the key in another region. Give a key of that region.",
    },
    {
      condition: `try(split(":", var.state_kms_key_arn)[1] == ${partitionOf('split(":", var.state_kms_key_arn)[3]')}, true)`,
      message:
        '"${var.state_kms_key_arn}" says another partition than that of its region. Copy the ARN as KMS shows it.',
    },
  ],
};

function regionValidation(value: string): Validation {
  return {
    condition: matches(REGION_CODE, value),
    message: `"\${${value}}" is not the code of an AWS region. Give a code such as "us-east-1".`,
  };
}

function bucketValidations(value: string): Validation[] {
  const oneOf = (texts: readonly string[]): string => texts.map((text) => text.replaceAll(".", "[.]")).join("|");
  const rule = (condition: string, what: string): Validation => ({
    condition,
    message: `${what}, got "\${${value}}". Give the name of a bucket that S3 can have.`,
  });
  return [
    rule(`length(${value}) >= 3 && length(${value}) <= 63`, "the name of an S3 bucket has 3 to 63 characters"),
    rule(
      matches(/^[a-z0-9.-]*$/, value),
      "the name of an S3 bucket has only lower-case letters, digits, dots and hyphens",
    ),
    rule(
      `!${matches(/^[^a-z0-9]|[^a-z0-9]$/, value)}`,
      "the name of an S3 bucket starts and ends with a letter or a digit",
    ),
    rule(`!strcontains(${value}, "..")`, "the name of an S3 bucket has no two dots in a row"),
    rule(
      `!${matches(/^[0-9]{1,3}([.][0-9]{1,3}){3}$/, value)}`,
      "the name of an S3 bucket does not look like an IP address",
    ),
    rule(
      `!${matches(new RegExp(`^(${oneOf(FORBIDDEN_PREFIXES)})|(${oneOf(FORBIDDEN_SUFFIXES)})$`), value)}`,
      "S3 keeps some prefixes and suffixes for itself",
    ),
  ];
}

/** HCL for the partition of a region: see partition.ts. */
function partitionOf(value: string): string {
  const table = Object.entries(PARTITION_OF_PREFIX).map(([prefix, partition]) => `"${prefix}" = "${partition}"`);
  return `try([for prefix, partition in { ${table.join(", ")} } : partition if startswith(${value}, prefix)][0], "aws")`;
}
