import { createHash } from "node:crypto";

import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";

import { partitionOf } from "../environments/partition";
import { type AwsConnection, ifFound, using } from "./aws-client";
import { statusOf } from "./aws-error";
import type { BucketSetting } from "./bucket-settings";
import { s3Client } from "./s3-client";
import { removeStateBucket, type StateBucket } from "./state-bucket";

/** A setting that the S3 at hand cannot have. */
export interface UnfitSetting {
  readonly setting: BucketSetting;
  /** Why not, for people: a clause. */
  readonly why: string;
}

/**
 * What an S3 that is not AWS's own cannot have, found out on a bucket that is made for it and removed again:
 * - the policy against plain HTTP, where it would shut ourselves out: because we come over plain HTTP, or because the
 *   emulator refuses whatever the condition says (moto 5.2);
 * - the lifecycle rule, where it forgets a part of it (moto 5.2: NewerNoncurrentVersions). Terraform would wait for that
 *   part for 3 minutes and fail.
 *
 * @returns nothing for AWS itself, which is not asked
 */
export async function rehearseSettings({ connection, bucket }: StateBucket): Promise<UnfitSetting[]> {
  if (connection.s3Endpoint === undefined) return [];
  const isPlain = connection.s3Endpoint.startsWith("http:");
  return using(s3Client(connection), async (client) => {
    // Always the same one, so that what a killed run left is found and removed. Whoever rehearses holds the lock.
    const Bucket = rehearsalBucket(bucket);
    try {
      await ifFound(removeStateBucket({ connection, bucket: Bucket }));
      await client.send(new CreateBucketCommand({ Bucket, ...placeOf(connection) }));
    } catch (error) {
      // Where we may not make another bucket, permissions are kept, and S3 is taken for a whole one.
      if (statusOf(error) === 403) return isPlain ? [SHUTS_OUT] : [];
      throw error;
    }
    try {
      return [
        ...(await rehearseLifecycle(client, Bucket)),
        ...(await rehearsePolicy(client, Bucket, connection.region)),
      ];
    } finally {
      await client.send(new DeleteBucketCommand({ Bucket }));
    }
  });
}

/** Longest name of a bucket: 63 characters ("General purpose bucket naming rules", Amazon S3 User Guide). */
function rehearsalBucket(bucket: string): string {
  return `front-door-rehearsal-${createHash("sha256").update(bucket).digest("hex").slice(0, 32)}`;
}

const SHUTS_OUT: UnfitSetting = {
  setting: "aws_s3_bucket_policy",
  why: "with it, it would refuse our own requests as well",
};

function placeOf({ region }: AwsConnection): object {
  const LocationConstraint = region as BucketLocationConstraint;
  return region === "us-east-1" ? {} : { CreateBucketConfiguration: { LocationConstraint } };
}

async function rehearseLifecycle(client: S3Client, Bucket: string): Promise<UnfitSetting[]> {
  const rule = {
    ID: "rehearsal",
    Status: "Enabled",
    Filter: { Prefix: "" },
    NoncurrentVersionExpiration: { NoncurrentDays: 2, NewerNoncurrentVersions: 1 },
  } as const;
  await client.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules: [rule] } }));
  const { Rules = [] } = await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
  const kept = Rules[0]?.NoncurrentVersionExpiration;
  return kept?.NewerNoncurrentVersions === 1
    ? []
    : [
        {
          setting: "aws_s3_bucket_lifecycle_configuration",
          why: "it forgets how many noncurrent versions are to stay",
        },
      ];
}

async function rehearsePolicy(client: S3Client, Bucket: string, region: string): Promise<UnfitSetting[]> {
  const object = { Bucket, Key: "rehearsal" };
  // On objects alone: a policy on the bucket itself could keep us from removing it.
  const statement = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: `arn:${partitionOf(region)}:s3:::${Bucket}/*`,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  await client.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  try {
    await client.send(new PutObjectCommand({ ...object, Body: "rehearsal" }));
    return [];
  } catch (error) {
    if (statusOf(error) !== 403) throw error;
    return [SHUTS_OUT];
  } finally {
    await client.send(new DeleteBucketPolicyCommand({ Bucket }));
    await client.send(new DeleteObjectCommand(object));
  }
}
