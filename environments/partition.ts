/**
 * The regions of every partition but `aws`, by what their codes begin with. Source: partitions.json, which AWS keeps with
 * its SDKs (botocore/data/partitions.json, `regionRegex`).
 */
export const PARTITION_OF_PREFIX = {
  "cn-": "aws-cn",
  "us-gov-": "aws-us-gov",
  "us-iso-": "aws-iso",
  "us-isob-": "aws-iso-b",
  "eu-isoe-": "aws-iso-e",
  "us-isof-": "aws-iso-f",
  "eusc-": "aws-eusc",
} as const;

/** A group of regions with accounts of their own: the second part of every ARN ("Amazon Resource Names (ARNs)", AWS IAM User Guide). */
export type Partition = "aws" | (typeof PARTITION_OF_PREFIX)[keyof typeof PARTITION_OF_PREFIX];

/** The partition that a region belongs to. A region that AWS opens some day is in `aws`, unless its code says otherwise. */
export function partitionOf(region: string): Partition {
  const found = Object.entries(PARTITION_OF_PREFIX).find(([prefix]) => region.startsWith(prefix));
  return found?.[1] ?? "aws";
}
