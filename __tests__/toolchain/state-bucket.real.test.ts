import {
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";

import { connectionTo } from "../../toolchain/aws-client";
import { type LocalAws, startLocalAws } from "../../toolchain/local-aws";
import { s3Client } from "../../toolchain/s3-client";
import {
  createStateBucket,
  findStateBucket,
  listStateObjects,
  type OwnedBucket,
  removeStateBucket,
} from "../../toolchain/state-bucket";
import { createWorkspace } from "../../toolchain/workspace";
import { describeWith } from "../needs";
import { type FaithfulS3, startFaithfulS3 } from "./support/faithful-s3";
import { selfSigned } from "./support/self-signed";

describeWith(["local-aws", "openssl"], "a state bucket", () => {
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

  describe("of somebody else", () => {
    let faithful: FaithfulS3;
    beforeAll(async () => {
      const certificate = selfSigned(workspace.path);
      const others = { foreignBuckets: ["closed-to-us"], openForeignBuckets: ["open-to-all"] };
      faithful = await startFaithfulS3({ url: aws.url, certificate, ...others });
    });
    afterAll(async () => faithful.stop());

    const other = (bucket: string): OwnedBucket => ({
      connection: connectionTo({ url: faithful.httpUrl }, "us-east-1"),
      bucket,
      account: aws.accountId,
    });
    const refused = (bucket: string): string =>
      `s3://${bucket}: there is a bucket of this name, and S3 does not let account ${aws.accountId} see it`;

    test("is not ours where it is closed, and not where it is open to all", async () => {
      await expect(findStateBucket(other("closed-to-us"))).rejects.toThrow(refused("closed-to-us"));
      const open = other("open-to-all");
      await createStateBucket({ ...open, connection: connectionTo(aws, "us-east-1") });
      // It answers whoever does not ask whose it is.
      expect(await listStateObjects(open)).toEqual([]);
      await expect(findStateBucket(open)).rejects.toThrow(refused("open-to-all"));
    });

    test("is not created anew", async () => {
      await expect(createStateBucket(other("closed-to-us"))).rejects.toThrow(refused("closed-to-us"));
    });
  });

  // S3 API Reference, GetBucketLocation: the constraint of us-east-1 is null.
  describe.each([
    ["us-east-1", undefined],
    ["eu-central-1", "eu-central-1"],
  ])("in %s", (region, constraint) => {
    let there: OwnedBucket;
    let s3: S3Client;
    beforeAll(() => {
      there = { connection: connectionTo(aws, region), bucket: `states-${region}`, account: aws.accountId };
      s3 = s3Client(there.connection);
    });
    afterAll(() => {
      s3.destroy();
    });

    test("is missing, then created in that region, and found there", async () => {
      expect(await findStateBucket(there)).toBe("missing");
      await createStateBucket(there);
      const { LocationConstraint } = await s3.send(new GetBucketLocationCommand({ Bucket: there.bucket }));
      expect(LocationConstraint).toBe(constraint);
      expect(await findStateBucket(there)).toBe("there");
    });

    test("is not taken for one of another region", async () => {
      const other = region === "us-east-1" ? "eu-west-1" : "us-east-1";
      await expect(findStateBucket({ ...there, connection: connectionTo(aws, other) })).rejects.toThrow(
        `s3://states-${region}: the bucket is in ${region}, and the environment says ${other}; nothing was changed. Set ` +
          "state.region in the environment's file to the region of the bucket, or choose another state.bucket.",
      );
    });

    test("created a second time is no error, and keeps what it holds", async () => {
      const state = { Bucket: there.bucket, Key: "front-door/dev/network.tfstate" };
      await s3.send(new PutObjectCommand({ ...state, Body: "a state" }));
      const before = await listStateObjects(there);
      await createStateBucket(there);
      expect(before).toContain(state.Key);
      expect(await listStateObjects(there)).toEqual(before);
      expect(await (await s3.send(new GetObjectCommand(state))).Body?.transformToString()).toBe("a state");
    });

    test("goes with every version of what it holds, deleted objects included", async () => {
      const state = { Bucket: there.bucket, Key: "deleted.tfstate" };
      const VersioningConfiguration = { Status: "Enabled" } as const;
      await s3.send(new PutBucketVersioningCommand({ Bucket: there.bucket, VersioningConfiguration }));
      await s3.send(new PutObjectCommand({ ...state, Body: "a state" }));
      await s3.send(new DeleteObjectCommand(state));
      await removeStateBucket(there);
      await expect(listStateObjects(there)).rejects.toMatchObject({ name: "NoSuchBucket" });
    });
  });
});
