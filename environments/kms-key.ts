import type { Rule } from "./mistake";
import { partitionOf } from "./partition";
import { quote } from "./quote";

/**
 * A key id is a UUID; that of a multi-Region key is `mrk-` and 32 hexadecimal digits ("Key identifiers (KeyId)", AWS KMS
 * Developer Guide). Terraform's S3 backend takes a UUID only with a version and a variant as RFC 4122 has them.
 */
const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";
const KEY_ID = `(?:${UUID}|mrk-[0-9a-f]{32})`;
/** The ARN of a KMS key, and nothing else. */
export const KEY_ARN = new RegExp(`^arn:(aws[a-z-]*):kms:([a-z0-9-]+):[0-9]{12}:key/${KEY_ID}$`);
const EXAMPLE = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-86ef-1234567890ab";

/** The ARN of a KMS key. Whether there is such a key, only KMS knows. */
export const kmsKeyArnRule: Rule<string> = (arn) => {
  const [, partition, region = ""] = KEY_ARN.exec(arn) ?? [];
  if (partition === undefined) {
    return {
      what: `${quote(arn)} is not the ARN of a KMS key`,
      remedy: arn.includes(":alias/")
        ? "Give the ARN of the key that the alias stands for."
        : `Give one in full, such as ${quote(EXAMPLE)}.`,
    };
  }
  return partition === partitionOf(region)
    ? undefined
    : {
        what: `${quote(arn)} says ${partition}, and ${region} is in the partition ${partitionOf(region)}`,
        remedy: "Copy the ARN as KMS shows it.",
      };
};

/** The region in the ARN of a KMS key, which is well-formed. */
export function regionOfKey(arn: string): string {
  return KEY_ARN.exec(arn)?.[2] ?? "";
}
