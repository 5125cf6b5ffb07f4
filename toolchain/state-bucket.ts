import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  paginateListObjectsV2,
  waitUntilBucketExists,
} from "@aws-sdk/client-s3";

import { type AwsConnection, everyPage, using } from "./aws-client";
import { statusOf } from "./aws-error";
import { s3Client } from "./s3-client";
import { ToolError } from "./tool-error";

/** Which bucket, where. The connection's region is the bucket's. */
export interface StateBucket {
  readonly connection: AwsConnection;
  readonly bucket: string;
}

/** A bucket, and the account that it must belong to. */
export interface OwnedBucket extends StateBucket {
  /** 12 digits. */
  readonly account: string;
}

/**
 * Whether the bucket is there, in this account and region. Changes nothing.
 *
 * @throws ToolError when it belongs to somebody else, or is in another region.
 */
export async function findStateBucket(owned: OwnedBucket): Promise<"missing" | "there"> {
  const { connection, bucket, account } = owned;
  return using(s3Client(connection), async (client) => {
    try {
      // The expected owner, because a bucket of somebody else's may be open to us: our state would be theirs.
      const { BucketRegion: region = connection.region } = await client.send(
        new HeadBucketCommand({ Bucket: bucket, ExpectedBucketOwner: account }),
      );
      if (region !== connection.region) throw elsewhere(owned, region);
    } catch (error) {
      const status = statusOf(error);
      if (status === 404) return "missing";
      if (status === 403) throw notOurs(owned);
      // S3 API Reference, HeadBucket: that of another region answers 301, with no body that would tell which.
      if (status === 301) throw elsewhere(owned, "another region");
      throw error;
    }
    return "there";
  });
}

/**
 * Creates the bucket, and waits until S3 answers for it. One that we had already is left as it is.
 *
 * @throws ToolError when somebody else has a bucket of that name: bucket names are global.
 */
export async function createStateBucket(owned: OwnedBucket): Promise<void> {
  const { connection, bucket } = owned;
  const { region } = connection;
  await using(s3Client(connection), async (client) => {
    // S3 API Reference, CreateBucket: us-east-1 is what you get for saying nothing, and is refused when said.
    const place = { LocationConstraint: region as BucketLocationConstraint };
    const configuration = region === "us-east-1" ? {} : { CreateBucketConfiguration: place };
    try {
      await client.send(new CreateBucketCommand({ Bucket: bucket, ...configuration }));
    } catch (error) {
      const { name } = error as Error;
      if (name === "BucketAlreadyExists") throw notOurs(owned);
      // Created at the same moment by another process of ours.
      if (name !== "BucketAlreadyOwnedByYou") throw error;
    }
    await waitUntilBucketExists({ client, maxWaitTime: 60, minDelay: 1 }, { Bucket: bucket });
  });
}

/** Whether S3 keeps what is overwritten or deleted. */
export async function isVersioned({ connection, bucket }: StateBucket): Promise<boolean> {
  return using(s3Client(connection), async (client) => {
    const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket: bucket }));
    return Status === "Enabled";
  });
}

/** Removes the bucket with every version of everything in it. For a local AWS only, and for a bucket that was created here. */
export async function removeStateBucket({ connection, bucket }: StateBucket): Promise<void> {
  await using(s3Client(connection), async (client) => {
    // A page is what is left of the first thousand, so the first page is asked for until it is empty.
    for (;;) {
      const page = await client.send(new ListObjectVersionsCommand({ Bucket: bucket }));
      const versions = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
      if (versions.length === 0) break;
      for (const { Key, VersionId } of versions) {
        await client.send(new DeleteObjectCommand({ Bucket: bucket, Key, VersionId }));
      }
    }
    await client.send(new DeleteBucketCommand({ Bucket: bucket }));
  });
}

/**
 * The keys of what is in the bucket: states, and the locks of runs that are going on.
 *
 * @param Prefix - what they begin with, @default anything
 */
export async function listStateObjects({ connection, bucket }: StateBucket, Prefix = ""): Promise<string[]> {
  return using(s3Client(connection), async (client) => {
    const pages = paginateListObjectsV2({ client }, { Bucket: bucket, Prefix });
    const objects = await everyPage(pages, (page) => page.Contents);
    return objects.flatMap(({ Key }) => Key ?? []);
  });
}

function notOurs({ bucket, account }: OwnedBucket): ToolError {
  return new ToolError({
    where: `s3://${bucket}`,
    what: `there is a bucket of this name, and S3 does not let account ${account} see it: it belongs to another account, or s3:ListBucket is not allowed; nothing was changed`,
    remedy:
      "Bucket names are global: choose another state.bucket in the environment's file, or sign in to the account of the bucket.",
  });
}

function elsewhere({ bucket, connection }: OwnedBucket, region: string): ToolError {
  return new ToolError({
    where: `s3://${bucket}`,
    what: `the bucket is in ${region}, and the environment says ${connection.region}; nothing was changed`,
    remedy: "Set state.region in the environment's file to the region of the bucket, or choose another state.bucket.",
  });
}
