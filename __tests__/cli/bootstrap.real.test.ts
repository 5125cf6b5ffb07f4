import { readdirSync } from "node:fs";
import { request } from "node:http";
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { removeStateBucket } from "../../toolchain/state-bucket";
import { connectionTo } from "../../toolchain/aws-client";
import { summarizeState } from "../../toolchain/state-document";
import { describeWith } from "../needs";
import { type EvaluatedPolicy, isDenied } from "../toolchain/support/policy-evaluation";
import { CommandProcess } from "./command-process";
import { startUserAwsWithTls } from "./user-aws";

jest.setTimeout(300_000);

const Bucket = "front-door-dev-state";
const FOREIGN = "front-door-prod-state";
const STATE = "front-door/dev/state.tfstate";
const SETTINGS = [
  "aws_s3_bucket",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
];

/** What AWS reports of the bucket when it is as it should be. */
async function expectEverySetting(s3: S3Client): Promise<void> {
  expect(await s3.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject({ Status: "Enabled" });
  expect(await s3.send(new GetBucketEncryptionCommand({ Bucket }))).toMatchObject({
    ServerSideEncryptionConfiguration: {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
    },
  });
  expect(await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).toMatchObject({
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
  });
  expect(await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }))).toMatchObject({
    OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
  });
  const { Rules } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
  expect(Rules).toEqual([
    {
      ID: "expire-noncurrent-versions",
      Status: "Enabled",
      Filter: { Prefix: "" },
      NoncurrentVersionExpiration: { NoncurrentDays: 90, NewerNoncurrentVersions: 10 },
      Expiration: { ExpiredObjectDeleteMarker: true },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
    },
  ]);
  const { Policy = "" } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
  expect(JSON.parse(Policy)).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "DenyAnythingButTls",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [`arn:aws:s3:::${Bucket}/*`, `arn:aws:s3:::${Bucket}`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  });
  const { TagSet = [] } = await s3.send(new GetBucketTaggingCommand({ Bucket }));
  expect(Object.fromEntries(TagSet.map(({ Key, Value }) => [Key, Value]))).toEqual({
    Project: "front-door",
    Environment: "dev",
    Stack: "state",
    ManagedBy: "Terraform",
  });
}

describeWith(["terraform", "local-aws", "openssl"], "npm run bootstrap", () => {
  let user: Awaited<ReturnType<typeof startUserAwsWithTls>>;
  beforeAll(async () => {
    user = await startUserAwsWithTls([FOREIGN]);
  });
  afterAll(async () => user.stop());

  const start = (args: readonly string[], input?: string): CommandProcess =>
    new CommandProcess(user.temporaryFolder, {
      program: "cli/bootstrap.js",
      args,
      env: user.shell,
      ...(input === undefined ? {} : { input }),
    });
  const run = async (args: readonly string[], input?: string) => {
    const bootstrap = start(args, input);
    return { status: await bootstrap.exit(), output: bootstrap.output };
  };
  const versionsOf = async (Prefix: string) => {
    const { Versions = [] } = await user.s3.send(new ListObjectVersionsCommand({ Bucket, Prefix }));
    return Versions.filter(({ Key }) => Key === Prefix).map(({ VersionId, ETag }) => ({ VersionId, ETag }));
  };
  const missingBucket = () => expect(user.s3.send(new HeadBucketCommand({ Bucket }))).rejects.toThrow();
  const removeBucket = () =>
    removeStateBucket({ connection: connectionTo(user.aws, "us-east-1"), bucket: Bucket }).then(async () => {
      // The part of it that moto does not know.
      await user.s3.send(new CreateBucketCommand({ Bucket }));
      await user.s3.send(new DeleteBucketCommand({ Bucket }));
    });

  test("a bucket of another account: one line says so, and nothing is changed", async () => {
    const { status, output } = await run(["--env", "prod", "--yes"]);
    expect(status).toBe(1);
    expect(output).toContain(
      `\ns3://${FOREIGN}: there is a bucket of this name, and S3 does not let account ${user.aws.accountId} see it: it ` +
        "belongs to another account, or s3:ListBucket is not allowed; nothing was changed. Bucket names are global: " +
        "choose another state.bucket in the environment's file, or sign in to the account of the bucket.\n",
    );
    expect(output).not.toContain("Create the bucket");
  });

  test("it says what it will do, and without a yes it does nothing", async () => {
    const { status, output } = await run(["--env", "dev"], "no\n");
    expect(output).toContain("dev: this will be done:\n  + the bucket front-door-dev-state in us-east-1\n");
    expect(output).toContain("Nothing was changed.");
    expect(status).toBe(1);
    await missingBucket();
  });

  test("without anybody to ask it does nothing, and names --yes", async () => {
    const { status, output } = await run(["--env", "dev"]);
    expect(status).toBe(1);
    expect(output).toContain(
      "question: nobody answered: the standard input is at its end. Run it on a terminal and answer, or with --yes.",
    );
    await missingBucket();
  });

  test("from nothing: the bucket has every setting", async () => {
    const { status, output } = await run(["--env", "dev"], "yes\n");
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(output).toContain("dev: the state bucket front-door-dev-state is ready. Next: npx cdktf deploy 'dev-*'");
    expect(output).not.toContain("is spared");
    await expectEverySetting(user.s3);
  });

  test("and the state of the bucket is in the bucket, encrypted, and not locked", async () => {
    const state = await user.s3.send(new GetObjectCommand({ Bucket, Key: STATE }));
    const body = (await state.Body?.transformToString()) ?? "";
    expect(state.ServerSideEncryption).toBe("AES256");
    expect(summarizeState(body)?.resources).toBe(SETTINGS.length);
    const { resources } = JSON.parse(body) as { resources: { mode: string; type: string; name: string }[] };
    expect(resources.filter(({ mode }) => mode === "managed").map(({ type }) => type)).toEqual(SETTINGS);
    await expect(user.s3.send(new HeadObjectCommand({ Bucket, Key: `${STATE}.tflock` }))).rejects.toThrow();
  });

  test("plain HTTP is refused, to the bucket and to its objects, and TLS is not", async () => {
    const status = (path: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const headers = { authorization: "AWS4-HMAC-SHA256 Credential=test/20261122/us-east-1/s3/aws4_request" };
        request(`${user.faithful.httpUrl}${path}`, { headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on("error", reject)
          .end();
      });
    expect(await status(`/${Bucket}/${STATE}`)).toBe(403);
    expect(await status(`/${Bucket}?list-type=2`)).toBe(403);
    // AND by the document, for what the emulator is not asked
    const { Policy = "" } = await user.s3.send(new GetBucketPolicyCommand({ Bucket }));
    const document = [JSON.parse(Policy) as EvaluatedPolicy];
    for (const resource of [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/${STATE}`]) {
      for (const action of ["s3:GetObject", "s3:PutObject", "s3:DeleteBucket", "s3:ListBucket", "s3:PutBucketPolicy"]) {
        const asked = (isTls: string) => ({ action, resource, context: { "aws:SecureTransport": isTls } });
        expect(isDenied(document, asked("false"))).toBe(true);
        expect(isDenied(document, asked("true"))).toBe(false);
      }
    }
  });

  test("again: nothing is asked and nothing is changed", async () => {
    const before = await versionsOf(STATE);
    const { status, output } = await run(["--env", "dev"]);
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(output).toContain("dev: the state bucket front-door-dev-state is as it should be; nothing was changed.");
    expect(await versionsOf(STATE)).toEqual(before);
  });

  test("two at once: the second is told who holds the lock, and the first goes on", async () => {
    const first = start(["--env", "dev", "--yes"]);
    await first.printed("❯ terraform init");
    const second = await run(["--env", "dev", "--yes"]);
    expect(second.status).toBe(1);
    expect(second.output).toMatch(
      /\ndev-state: its state is locked: held by \S+@\S+ since 20\S+Z, for bootstrap, lock ID [0-9a-f-]{36}\. Wait for it to end; if it does not run any more: `npm run state -- --env dev unlock state`\.\n/,
    );
    expect(await first.exit()).toBe(0);
  });

  test("Ctrl-C in the middle: the lock is given back, nothing is left in the temporary folder", async () => {
    const interrupted = start(["--env", "dev", "--yes"]);
    await interrupted.printed("❯ terraform plan");
    interrupted.signal("SIGINT");
    expect(await interrupted.exit()).toBe(130);
    await expect(user.s3.send(new HeadObjectCommand({ Bucket, Key: `${STATE}.tflock` }))).rejects.toThrow();
    expect(readdirSync(user.temporaryFolder)).toEqual([]);
  });

  test("a bootstrap whose state was lost: the bucket is adopted, and its objects stay", async () => {
    // GIVEN
    const network = { Bucket, Key: "front-door/dev/network.tfstate" };
    await user.s3.send(new PutObjectCommand({ ...network, Body: "the state of the network" }));
    const before = await versionsOf(network.Key);
    await user.s3.send(new DeleteObjectCommand({ Bucket, Key: STATE }));
    // WHEN
    const { status, output } = await run(["--env", "dev", "--yes"]);
    // THEN
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(output).toContain("Plan: 7 to import, 0 to add, 0 to change, 0 to destroy.");
    expect(await versionsOf(network.Key)).toEqual(before);
    await expectEverySetting(user.s3);
  });

  describe("a bucket made by hand, with settings and objects of its own", () => {
    const objects = ["front-door/dev/network.tfstate", "something else.txt"];
    let before: unknown[];
    const read = async () => [
      ...(await Promise.all(objects.map(versionsOf))),
      await user.s3.send(new GetBucketVersioningCommand({ Bucket })).then(({ Status }) => Status),
      await user.s3.send(new GetBucketPolicyCommand({ Bucket })).then(({ Policy }) => Policy),
      await user.s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket })).then(({ Rules }) => Rules),
      await user.s3.send(new GetBucketTaggingCommand({ Bucket })).then(({ TagSet }) => TagSet),
    ];
    beforeAll(async () => {
      await removeBucket();
      await user.s3.send(new CreateBucketCommand({ Bucket }));
      await user.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Suspended" } }));
      const TagSet = [{ Key: "Owner", Value: "somebody" }];
      await user.s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
      const Statement = [
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:DeleteBucket",
          Resource: `arn:aws:s3:::${Bucket}`,
        },
      ];
      const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
      await user.s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
      const Rules = [{ ID: "mine", Status: "Enabled" as const, Filter: { Prefix: "" }, Expiration: { Days: 1000 } }];
      await user.s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
      for (const Key of objects) await user.s3.send(new PutObjectCommand({ Bucket, Key, Body: `what ${Key} holds` }));
      before = await read();
    });

    test("is shown with what would become of it, and without a yes stays as it is", async () => {
      const { status, output } = await run(["--env", "dev"], "no\n");
      expect(status).toBe(1);
      expect(output).toContain("4 to import");
      expect(output).toContain('- Action    = "s3:DeleteBucket"');
      expect(output).toContain('- "Owner" = "somebody" -> null');
      expect(output).toContain("Nothing was changed.");
      expect(await read()).toEqual(before);
    });

    test("is adopted, with every setting, and its objects are untouched", async () => {
      const { status, output } = await run(["--env", "dev"], "yes\n");
      expect({ status, output }).toMatchObject({ status: 0 });
      await expectEverySetting(user.s3);
      expect(await Promise.all(objects.map(versionsOf))).toEqual(before.slice(0, objects.length));
    });
  });
});
