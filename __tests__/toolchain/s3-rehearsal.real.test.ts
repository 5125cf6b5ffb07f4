import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand } from "@aws-sdk/client-s3";

import { type AwsConnection, connectionTo } from "../../toolchain/aws-client";
import { type LocalAws, startLocalAws } from "../../toolchain/local-aws";
import { s3Client } from "../../toolchain/s3-client";
import { rehearseSettings } from "../../toolchain/s3-rehearsal";
import { createWorkspace } from "../../toolchain/workspace";
import { describeWith } from "../needs";
import { type FaithfulS3, startFaithfulS3 } from "./support/faithful-s3";
import { type PolicyGate, startPolicyGate } from "./support/policy-gate";
import { type SelfSigned, selfSigned } from "./support/self-signed";

describeWith(["local-aws", "openssl"], "what an S3 that is not AWS can keep", () => {
  const workspace = createWorkspace("front-door-real-test");
  const gates: PolicyGate[] = [];
  let aws: LocalAws;
  let faithful: FaithfulS3;
  let certificate: SelfSigned;
  beforeAll(async () => {
    aws = await startLocalAws({ workspace, env: { ...process.env, AWS_EMULATOR_URL: undefined }, region: "us-east-1" });
    certificate = selfSigned(workspace.path);
    faithful = await startFaithfulS3({ url: aws.url, certificate });
  }, 60_000);
  afterAll(async () => {
    for (const gate of gates) await gate.stop();
    await faithful.stop();
    await aws.stop();
    workspace.remove();
  });

  const unfit = async (connection: AwsConnection): Promise<string[]> =>
    (await rehearseSettings({ connection, bucket: "front-door-dev-state" })).map(({ setting }) => setting);
  const overPlainHttp = () => connectionTo({ url: faithful.httpUrl }, "us-east-1");
  const overTls = () => ({ ...connectionTo({ url: faithful.httpsUrl }, "us-east-1"), ca: certificate.cert });
  const buckets = async (): Promise<unknown[]> => {
    const { Buckets = [] } = await s3Client(connectionTo(aws, "us-east-1")).send(new ListBucketsCommand({}));
    return Buckets.map(({ Name }) => Name);
  };
  afterEach(async () => {
    expect(await buckets()).toEqual([]);
  });

  test("over TLS, one that does as AWS does: everything", async () => {
    expect(await unfit(overTls())).toEqual([]);
  });

  test("over plain HTTP, the same: not the policy that would shut us out", async () => {
    expect(await unfit(overPlainHttp())).toEqual(["aws_s3_bucket_policy"]);
  });

  test("moto: neither policy nor lifecycle", async () => {
    expect(await unfit(connectionTo(aws, "us-east-1"))).toEqual([
      "aws_s3_bucket_lifecycle_configuration",
      "aws_s3_bucket_policy",
    ]);
  });

  test("moto in another partition: the same", async () => {
    expect(await unfit(connectionTo(aws, "cn-north-1"))).toEqual([
      "aws_s3_bucket_lifecycle_configuration",
      "aws_s3_bucket_policy",
    ]);
  });

  test("AWS itself is not asked", async () => {
    expect(await unfit({ region: "us-east-1" })).toEqual([]);
  });

  test("where no other bucket may be made, the policy is left out over plain HTTP all the same", async () => {
    const gate = await startPolicyGate({ url: aws.url, policies: [{ Statement: [] }] });
    gates.push(gate);
    expect(await unfit(connectionTo(gate, "us-east-1"))).toEqual(["aws_s3_bucket_policy"]);
  });

  test("what a run that was killed left behind is removed", async () => {
    // GIVEN the name that a rehearsal has
    const gate = await startPolicyGate({ url: aws.url, policies: [{ Statement: [] }] });
    gates.push(gate);
    await unfit(connectionTo(gate, "us-east-1"));
    const [, Bucket] = /^arn:aws:s3:::(.*)$/.exec(gate.asked[0]?.resource ?? "") ?? [];
    expect(Bucket).toMatch(/^front-door-rehearsal-[0-9a-f]{32}$/);
    const s3 = s3Client(connectionTo(aws, "us-east-1"));
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new PutObjectCommand({ Bucket, Key: "rehearsal", Body: "rehearsal" }));
    // WHEN
    expect(await unfit(connectionTo(aws, "us-east-1"))).toHaveLength(2);
    // THEN afterEach finds no bucket
  });
});
