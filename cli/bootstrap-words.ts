import type { Environment } from "../environments/environment";
import { stateKey } from "../environments/state-key";
import type { UnfitSetting } from "../toolchain/s3-rehearsal";

/** What is going to happen where there is no bucket yet. Where there is one, terraform's plan says it. */
export function describeNewBucket({ name, state }: Environment): string {
  const { bucket, region, kmsKeyArn } = state;
  return [
    `${name}: this will be done:`,
    `  + the bucket ${bucket} in ${region}`,
    "  + every version of a state is kept; after 90 days they expire, but the newest 10 stay",
    `  + default encryption: ${kmsKeyArn === undefined ? "SSE-S3 (AES256)" : `SSE-KMS with ${kmsKeyArn}`}`,
    "  + all public access is blocked, no ACL counts (BucketOwnerEnforced), nothing but TLS is let in",
    "  + terraform cannot destroy it (prevent_destroy)",
    `  + its own state: s3://${bucket}/${stateKey(name, "state")}`,
  ].join("\n");
}

/** What an S3 that is not AWS's own cannot have, and why, a line each. */
export function describeUnfit(unfit: readonly UnfitSetting[]): string {
  return unfit.map(({ setting, why }) => `This S3 is not AWS, and is spared ${setting}: ${why}.`).join("\n");
}
