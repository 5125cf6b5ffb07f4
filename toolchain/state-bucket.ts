import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  HeadBucketCommand,
  ListObjectVersionsCommand,
  paginateListObjectsV2,
  PutBucketVersioningCommand,
  S3Client,
} from "@aws-sdk/client-s3";

import { type AwsConnection, clientConfig, everyPage, ifFound, using } from "./aws-client";

/** Which bucket, where. The connection's region is the bucket's. */
export interface StateBucket {
  readonly connection: AwsConnection;
  readonly bucket: string;
}

/**
 * Creates the bucket for the states of an environment, with versioning, unless it exists. For a local AWS only: in an account
 * of a user's own the bucket is theirs to make.
 *
 * @returns whether it was created: one that was there is somebody else's
 */
export async function createStateBucket({ connection, bucket }: StateBucket): Promise<boolean> {
  return using(s3(connection), async (client) => {
    const found = await ifFound(client.send(new HeadBucketCommand({ Bucket: bucket })));
    if (found !== undefined) return false;
    const { region } = connection;
    // S3 API Reference, CreateBucket: us-east-1 is what you get for saying nothing, and is refused when said.
    const place = { LocationConstraint: region as BucketLocationConstraint };
    const configuration = region === "us-east-1" ? {} : { CreateBucketConfiguration: place };
    await client.send(new CreateBucketCommand({ Bucket: bucket, ...configuration }));
    const VersioningConfiguration = { Status: "Enabled" } as const;
    await client.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
    return true;
  });
}

/** Removes the bucket with every version of everything in it. For a local AWS only, and for a bucket that was created here. */
export async function removeStateBucket({ connection, bucket }: StateBucket): Promise<void> {
  await using(s3(connection), async (client) => {
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

/** The keys of everything in the bucket: states, and the locks of runs that are going on. */
export async function listStateObjects({ connection, bucket }: StateBucket): Promise<string[]> {
  return using(s3(connection), async (client) => {
    const objects = await everyPage(paginateListObjectsV2({ client }, { Bucket: bucket }), (page) => page.Contents);
    return objects.flatMap(({ Key }) => Key ?? []);
  });
}

function s3(connection: AwsConnection): S3Client {
  return new S3Client({ ...clientConfig(connection), forcePathStyle: true });
}
