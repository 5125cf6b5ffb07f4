import { weakenedAtRest } from "../encryption/at-rest";
import { weakenedOnTheWay } from "../encryption/on-the-way";
import { blocksOf, type Reading, textOf } from "../reading";
import { goesWith } from "../resources";
import type { Context, FindingRule } from "../rule";
import { inWords } from "../value-words";

/** What was encrypted, and is not or less: at rest or on the way. */
export const encryption: FindingRule = {
  kind: "encryption",
  find: (reading, context) => {
    const onTheWay = weakenedOnTheWay(reading, context);
    const weakened = [...onTheWay, ...weakenedAtRest(reading), ...bucketKeyGone(reading, context)];
    if (weakened.length === 0) return undefined;
    return {
      severity: "high",
      what: `is encrypted less: ${inWords(weakened)}`,
      meaning: [
        onTheWay.length > 0
          ? "Who is on the way may read it, or change it."
          : "What is written from then on is protected less; what was written before stays as it is.",
      ],
    };
  },
};

/** Without its configuration a bucket encrypts with S3's own keys: weaker where it had one of KMS, and else the same. */
function bucketKeyGone({ change, before, after }: Reading, context: Context): string[] {
  if (change.type !== "aws_s3_bucket_server_side_encryption_configuration" || after !== undefined) return [];
  if (change.action !== "delete" || goesWith(/^aws_s3_bucket$/, before?.["bucket"], context)) return [];
  const defaults = blocksOf(before?.["rule"]).flatMap((rule) =>
    blocksOf(rule["apply_server_side_encryption_by_default"]),
  );
  return defaults.some((each) => textOf(each["sse_algorithm"])?.startsWith("aws:kms") === true)
    ? ["the bucket encrypts with S3's own keys, no longer with one of KMS"]
    : [];
}
