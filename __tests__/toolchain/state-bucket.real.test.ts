import {
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";

import { clientConfig, connectionTo } from "../../toolchain/aws-client";
import { type LocalAws, startLocalAws } from "../../toolchain/local-aws";
import { createStateBucket, listStateObjects, removeStateBucket, type StateBucket } from "../../toolchain/state-bucket";
import { createWorkspace } from "../../toolchain/workspace";
import { describeWith } from "../needs";

describeWith(["local-aws"], "a state bucket", () => {
  const workspace = createWorkspace("front-door-real-test");
  let aws: LocalAws;
  beforeAll(async () => {
    // One of its own: a bucket's name may be taken in one that many share.
    aws = await startLocalAws({ workspace, env: { ...process.env, AWS_EMULATOR_URL: undefined }, region: "us-east-1" });
  }, 60_000);
  afterAll(async () => {
    await aws.stop();
    workspace.remove();
  });

  // S3 API Reference, GetBucketLocation: the constraint of us-east-1 is null.
  describe.each([
    ["us-east-1", undefined],
    ["eu-central-1", "eu-central-1"],
  ])("in %s", (region, constraint) => {
    let there: StateBucket;
    let s3: S3Client;
    beforeAll(async () => {
      there = { connection: connectionTo(aws, region), bucket: `states-${region}` };
      s3 = new S3Client({ ...clientConfig(there.connection), forcePathStyle: true });
      expect(await createStateBucket(there)).toBe(true);
    });
    afterAll(() => {
      s3.destroy();
    });

    test("is in that region", async () => {
      const { LocationConstraint } = await s3.send(new GetBucketLocationCommand({ Bucket: there.bucket }));
      expect(LocationConstraint).toBe(constraint);
    });

    test("keeps every version of a state", async () => {
      const Bucket = there.bucket;
      expect(await s3.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject({ Status: "Enabled" });
      const state = { Bucket, Key: "versioned.tfstate" };
      const first = await s3.send(new PutObjectCommand({ ...state, Body: "first" }));
      await s3.send(new PutObjectCommand({ ...state, Body: "second" }));
      const kept = await s3.send(new GetObjectCommand({ ...state, VersionId: first.VersionId }));
      expect(await kept.Body?.transformToString()).toBe("first");
    });

    test("created a second time is no error, and keeps what it holds", async () => {
      const state = { Bucket: there.bucket, Key: "front-door/dev/network.tfstate" };
      await s3.send(new PutObjectCommand({ ...state, Body: "a state" }));
      const before = await listStateObjects(there);
      expect(await createStateBucket(there)).toBe(false);
      expect(before).toContain(state.Key);
      expect(await listStateObjects(there)).toEqual(before);
      expect(await (await s3.send(new GetObjectCommand(state))).Body?.transformToString()).toBe("a state");
      const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket: there.bucket }));
      expect(Status).toBe("Enabled");
    });

    test("goes with every version of what it holds, deleted objects included", async () => {
      const state = { Bucket: there.bucket, Key: "deleted.tfstate" };
      await s3.send(new PutObjectCommand({ ...state, Body: "a state" }));
      await s3.send(new DeleteObjectCommand(state));
      await removeStateBucket(there);
      await expect(listStateObjects(there)).rejects.toMatchObject({ name: "NoSuchBucket" });
    });
  });
});
