import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  type S3Client,
} from "@aws-sdk/client-s3";

import { ifFound, using } from "./aws-client";
import { s3Client } from "./s3-client";
import type { StateBucket } from "./state-bucket";

/** Asks for one setting; undefined when the bucket has none. */
type Question = (client: S3Client, Bucket: string) => Promise<unknown>;

/** The settings of a bucket that Terraform has a resource of its own for, by that resource's type. */
const SETTINGS = {
  aws_s3_bucket_versioning: async (client, Bucket) =>
    // A bucket that was never versioned says nothing at all, and Terraform could not import that.
    (await client.send(new GetBucketVersioningCommand({ Bucket }))).Status,
  aws_s3_bucket_server_side_encryption_configuration: (client, Bucket) =>
    ifFound(client.send(new GetBucketEncryptionCommand({ Bucket }))),
  aws_s3_bucket_public_access_block: (client, Bucket) =>
    ifFound(client.send(new GetPublicAccessBlockCommand({ Bucket }))),
  aws_s3_bucket_ownership_controls: (client, Bucket) =>
    ifFound(client.send(new GetBucketOwnershipControlsCommand({ Bucket }))),
  aws_s3_bucket_policy: (client, Bucket) => ifFound(client.send(new GetBucketPolicyCommand({ Bucket }))),
  aws_s3_bucket_lifecycle_configuration: (client, Bucket) =>
    ifFound(client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))),
} as const satisfies Readonly<Record<string, Question>>;

/** The type of a Terraform resource that stands for one setting of a bucket. */
export type BucketSetting = keyof typeof SETTINGS;

/** All settings that can be asked for. */
export const BUCKET_SETTINGS = Object.keys(SETTINGS) as readonly BucketSetting[];

/** The settings that the bucket has already, whatever their value: those that can be imported. */
export async function settingsOf({ connection, bucket }: StateBucket): Promise<BucketSetting[]> {
  return using(s3Client(connection), async (client) => {
    const answers = await Promise.all(BUCKET_SETTINGS.map((setting) => SETTINGS[setting](client, bucket)));
    return BUCKET_SETTINGS.filter((_, index) => answers[index] !== undefined);
  });
}
