import {
  GetBucketEncryptionCommand,
  GetBucketVersioningCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
} from "@aws-sdk/client-s3";
import { isRunning } from "../../toolchain/process-list";
import { readState } from "../../toolchain/state-versions";
import { stateLocation } from "../../toolchain/state-location";
import { connectionTo } from "../../toolchain/aws-client";
import { dev } from "../../environments/dev";
import { describeWith } from "../needs";
import { CommandProcess } from "./command-process";
import { startUserAws, type UserAws } from "./user-aws";

jest.setTimeout(300_000);

const Bucket = dev.state.bucket;
const LOCK = "front-door/dev/state.tfstate.tflock";

/** The tests of this file are one life of one bucket: what a killed run leaves is what the next one finds. */
describeWith(["terraform", "local-aws"], "npm run bootstrap, killed with SIGKILL", () => {
  let user: UserAws;
  beforeAll(async () => {
    user = await startUserAws();
  });
  afterAll(async () => user.stop());

  const start = (): CommandProcess =>
    new CommandProcess(user.temporaryFolder, {
      program: "cli/bootstrap.js",
      args: ["--env", "dev", "--yes"],
      env: user.shell,
    });
  /** Kills a run as soon as it has printed this, and waits until everything that it started is gone. */
  const killAt = async (text: string): Promise<string> => {
    const run = start();
    await run.printed(text);
    const processes = run.processes();
    run.signal("SIGKILL");
    expect(await run.exit()).toBeNull();
    while (processes.some(isRunning)) await new Promise((resolve) => setTimeout(resolve, 20));
    return run.output;
  };
  const isThere = async (question: Promise<unknown>): Promise<boolean> => question.then(() => true).catch(() => false);
  const bucketIsThere = () => isThere(user.s3.send(new HeadBucketCommand({ Bucket })));
  const lockIsThere = () => isThere(user.s3.send(new HeadObjectCommand({ Bucket, Key: LOCK })));
  const state = () => readState(stateLocation(connectionTo(user.aws, "us-east-1"), dev, "state"));
  const INSTEAD =
    /✔ Locked the state of dev-state, instead of a run that was killed \(held by \S+@\S+ since \S+, for bootstrap, lock ID \S+\)/;

  test("before it did anything: nothing is there", async () => {
    await killAt("❯ Look for the bucket");
    expect(await bucketIsThere()).toBe(false);
  });

  test("when the bucket was just created: it is there, empty, and nothing is locked", async () => {
    await killAt("✔ Create the bucket");
    expect(await bucketIsThere()).toBe(true);
    expect(await state()).toBeUndefined();
  });

  // Each goes on where the one before was killed, and finds its lock.
  test.each(["✔ Lock the state", "❯ terraform init", "❯ terraform plan", "✔ terraform plan: changes"])(
    "at %s: the lock stays, and no state is written",
    async (text) => {
      const output = await killAt(text);
      expect(output).toContain("✔ The bucket front-door-dev-state is there already");
      expect(await lockIsThere()).toBe(true);
      expect(await state()).toBeUndefined();
    },
  );

  test("in the middle of terraform apply: some of it is done, and is in no state", async () => {
    const output = await killAt("aws_s3_bucket_versioning.state: Creating...");
    expect(output).toMatch(INSTEAD);
    expect(await lockIsThere()).toBe(true);
    expect((await state())?.summary?.resources ?? 0).toBeLessThan(5);
  });

  test("after it was applied: everything is there, and in the state", async () => {
    await killAt("✔ terraform apply");
    expect(await lockIsThere()).toBe(true);
    expect((await state())?.summary?.resources).toBe(5);
  });

  test("and run once more: it says whose lock it found, changes nothing, and leaves no lock and no other bucket", async () => {
    const run = start();
    expect({ status: await run.exit(), output: run.output }).toMatchObject({ status: 0 });
    expect(run.output).toMatch(INSTEAD);
    expect(run.output).toContain("✔ terraform plan: no changes");
    expect(await lockIsThere()).toBe(false);
    const { Buckets = [] } = await user.s3.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name)).toEqual([Bucket]);
    expect(await user.s3.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject({ Status: "Enabled" });
    expect(await user.s3.send(new GetBucketEncryptionCommand({ Bucket }))).toMatchObject({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
    });
  });

  test("on this S3, which is moto: it says what it leaves out, and why", async () => {
    const run = start();
    expect(await run.exit()).toBe(0);
    expect(run.output).toContain(
      "This S3 is not AWS, and is spared aws_s3_bucket_policy: with it, it would refuse our own requests as well.",
    );
    expect(run.output).toContain(
      "This S3 is not AWS, and is spared aws_s3_bucket_lifecycle_configuration: it forgets how many noncurrent versions are to stay.",
    );
  });
});
