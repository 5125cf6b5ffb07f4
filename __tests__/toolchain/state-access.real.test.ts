import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { DescribeVpcsCommand, EC2Client } from "@aws-sdk/client-ec2";
import {
  AbortMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketTaggingCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";

import { reportStates } from "../../cli/state-report";
import { defineEnvironment } from "../../environments/schema";
import { STACK_NAMES, type StackName } from "../../environments/stack-names";
import { createApp } from "../../stacks/front-door";
import { createStateApp } from "../../stacks/state-app";
import { clientConfig, connectionTo, ifFound } from "../../toolchain/aws-client";
import { localAwsEnvironment } from "../../toolchain/aws-environment";
import { BUCKET_SETTINGS, settingsOf } from "../../toolchain/bucket-settings";
import { askForAccount } from "../../toolchain/caller-identity";
import { type LocalAws, startLocalAws } from "../../toolchain/local-aws";
import { findProviderMirror } from "../../toolchain/provider-mirror";
import { runOrThrow } from "../../toolchain/program";
import { type PolicyDocument, type StateAccess, stateAccessPolicy } from "../../toolchain/state-access";
import { createStateBucket, findStateBucket, isVersioned } from "../../toolchain/state-bucket";
import { stateLocation } from "../../toolchain/state-location";
import { takeLock } from "../../toolchain/state-lock";
import { listVersions, readState, writeState } from "../../toolchain/state-versions";
import { findTerraform, type Terraform } from "../../toolchain/terraform";
import { writeTerraformCliConfig } from "../../toolchain/terraform-cli-config";
import { apply, destroy, forceUnlock, init, plan, type TerraformRun } from "../../toolchain/terraform-commands";
import { createWorkspace } from "../../toolchain/workspace";
import { describeWith } from "../needs";
import type { EvaluatedPolicy } from "./support/policy-evaluation";
import { type Permission, type PolicyGate, startPolicyGate } from "./support/policy-gate";

// A lifecycle rule alone takes the provider a minute.
jest.setTimeout(400_000);

const region = "us-east-1";
const environment = defineEnvironment({ name: "dev", state: { bucket: "front-door-dev-state" } });
const { bucket } = environment.state;
const policyOf = (access: StateAccess): PolicyDocument => stateAccessPolicy(environment, access);
const keyOf = (stack: StackName): string => `front-door/dev/${stack}.tfstate`;

/** A policy without one of its statements. */
function without(sid: string, { Statement, ...policy }: PolicyDocument): PolicyDocument {
  const rest = Statement.filter(({ Sid }) => Sid !== sid);
  expect(rest).toHaveLength(Statement.length - 1);
  return { ...policy, Statement: rest };
}

/** What was asked for or granted, one line each, with the kind of thing and not its name: `s3:GetObject a lock`. */
function kindsOf(permissions: readonly Permission[]): Set<string> {
  const kindOf = (resource: string): string =>
    resource.endsWith(".tflock") ? "a lock" : resource.endsWith(".tfstate") ? "a state" : "the bucket";
  return new Set(permissions.map(({ action, resource }) => `${action} ${kindOf(resource)}`));
}

/** What a policy allows and nobody asked for. */
function inVain({ Statement }: PolicyDocument, asked: readonly Permission[]): string[] {
  const granted = Statement.flatMap(({ Action, Resource }) =>
    Action.flatMap((action) => Resource.map((resource) => ({ action, resource }))),
  );
  const needed = kindsOf(asked);
  return [...kindsOf(granted)].filter((permission) => !needed.has(permission));
}

describeWith(["terraform", "local-aws"], "the policies of the state bucket", () => {
  const workspace = createWorkspace("front-door-real-test");
  const gates: PolicyGate[] = [];
  const clients: S3Client[] = [];
  let modules = 0;
  let terraform: Terraform;
  let aws: LocalAws;
  /** Not through a gate. */
  let s3: S3Client;

  beforeAll(async () => {
    terraform = await findTerraform(process.env);
    // One of its own: a bucket's name may be taken in one that many share.
    aws = await startLocalAws({ workspace, env: { ...process.env, AWS_EMULATOR_URL: undefined }, region });
    s3 = clientTo(aws);
    createApp([environment], { outdir: workspace.folder("stacks") }).synth();
    createStateApp(environment, { outdir: workspace.folder("state") }).synth();
  });
  afterEach(async () => {
    await Promise.all(gates.splice(0).map((gate) => gate.stop()));
  });
  afterAll(async () => {
    for (const client of clients) client.destroy();
    await aws.stop();
    workspace.remove();
  });

  function clientTo(where: { readonly url: string }): S3Client {
    const client = new S3Client({ ...clientConfig(connectionTo(where, region)), forcePathStyle: true });
    clients.push(client);
    return client;
  }

  async function gateFor(...policies: EvaluatedPolicy[]): Promise<PolicyGate> {
    const gate = await startPolicyGate({ url: aws.url, policies });
    gates.push(gate);
    return gate;
  }

  /** How somebody runs terraform whose requests go to a gate. */
  function runThrough({ url }: { readonly url: string }, cwd: string): TerraformRun {
    const homeFolder = workspace.folder("home");
    const mirror = findProviderMirror({ env: process.env, cwd: workspace.path });
    const env = localAwsEnvironment(process.env, {
      endpointUrl: url,
      region,
      homeFolder,
      terraformCliConfig: writeTerraformCliConfig(homeFolder, mirror),
      terraformFile: terraform.file,
      hasProviderMirror: mirror !== undefined,
    });
    return { terraform, cwd, env };
  }

  /** What has no function of its own in terraform-commands.ts. */
  async function terraformDoes({ cwd, env }: TerraformRun, ...args: string[]) {
    return runOrThrow(terraform.file, args, { cwd, env });
  }

  /** A root module with the backend of a stack, and with one resource that needs no provider. */
  function moduleOf(stack: StackName, input = "one"): string {
    const folder = workspace.folder(stack === "state" ? "state" : "stacks");
    const synthesized = JSON.parse(readFileSync(join(folder, "stacks", `dev-${stack}`, "cdk.tf.json"), "utf8")) as {
      terraform: { backend: unknown };
    };
    const { backend } = synthesized.terraform;
    const cwd = workspace.folder(`module-${String(modules++)}`);
    const code = { terraform: { backend }, resource: { terraform_data: { one: { input } } } };
    writeFileSync(join(cwd, "main.tf.json"), JSON.stringify(code));
    return cwd;
  }

  /** The versions of an object; the bucket keeps them all. */
  async function versionsOf(key: string): Promise<string[]> {
    const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key }));
    return Versions.filter(({ Key }) => Key === key).map(({ VersionId }) => VersionId ?? "");
  }

  async function isLocked(stack: StackName): Promise<boolean> {
    const lock = new GetObjectCommand({ Bucket: bucket, Key: `${keyOf(stack)}.tflock` });
    return (await ifFound(s3.send(lock))) !== undefined;
  }

  describe("on the states in it", () => {
    beforeAll(async () => {
      await s3.send(new CreateBucketCommand({ Bucket: bucket }));
      const VersioningConfiguration = { Status: "Enabled" } as const;
      await s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
      // One stack has a state already, in two versions.
      const run = runThrough(aws, moduleOf("network", "zero"));
      await init(run);
      await apply(run);
      await destroy(run);
    });

    test("deploy: terraform applies, plans and destroys, and needs all that it may", async () => {
      const gate = await gateFor(policyOf("deploy"));
      const run = runThrough(gate, moduleOf("load-balancing"));
      await init(run);
      await apply(run);
      expect(await plan(run)).toBe("no changes");
      expect(await versionsOf(keyOf("load-balancing"))).toHaveLength(1);
      await destroy(run);
      // A state without resources, and no state deleted.
      expect(await versionsOf(keyOf("load-balancing"))).toHaveLength(2);
      expect(await isLocked("load-balancing")).toBe(false);
      expect([gate.refused, gate.unknown]).toEqual([[], []]);
      expect(inVain(policyOf("deploy"), gate.asked)).toEqual([]);
    });

    test("plan: terraform plans where there is a state, and where there is none yet, and needs all that it may", async () => {
      const gate = await gateFor(policyOf("plan"));
      for (const stack of ["network", "security"] as const) {
        const run = runThrough(gate, moduleOf(stack));
        await init(run);
        expect(await plan(run)).toBe("changes");
        expect(await isLocked(stack)).toBe(false);
      }
      expect(await versionsOf(keyOf("security"))).toEqual([]);
      expect([gate.refused, gate.unknown]).toEqual([[], []]);
      expect(inVain(policyOf("plan"), gate.asked)).toEqual([]);
    });

    test("plan: terraform cannot apply, and the state stays as it is", async () => {
      const before = await versionsOf(keyOf("network"));
      const gate = await gateFor(policyOf("plan"));
      const run = runThrough(gate, moduleOf("network"));
      await init(run);
      await expect(apply(run)).rejects.toThrow(/AccessDenied/);
      expect(await versionsOf(keyOf("network"))).toEqual(before);
      expect(await isLocked("network")).toBe(false);
      expect(kindsOf(gate.refused)).toEqual(new Set(["s3:PutObject a state"]));
    });

    test("plan without its statement on locks: terraform plans with -lock=false, and not without", async () => {
      const gate = await gateFor(without("LockStates", policyOf("plan")));
      const run = runThrough(gate, moduleOf("network"));
      await init(run);
      await terraformDoes(run, "plan", "-lock=false");
      expect(gate.refused).toEqual([]);
      await expect(plan(run)).rejects.toThrow(/Error acquiring the state lock/);
    });

    test("plan without s3:ListBucket: a state that is not there yet looks like one that may not be read", async () => {
      const gate = await gateFor(without("FindStates", policyOf("plan")));
      await expect(init(runThrough(gate, moduleOf("security")))).rejects.toThrow(/StatusCode: 403/);
      expect(kindsOf(gate.refused)).toEqual(new Set(["s3:ListBucket the bucket"]));
      // With one that is there, nothing is amiss: Terraform takes it that there are no workspaces.
      await init(runThrough(gate, moduleOf("network")));
    });

    test("deploy: the state of the bucket's own stack can be read, and neither locked nor written", async () => {
      const gate = await gateFor(policyOf("deploy"));
      const run = runThrough(gate, moduleOf("state"));
      await init(run);
      await expect(apply(run)).rejects.toThrow(/Error acquiring the state lock/);
      await expect(terraformDoes(run, "apply", "-auto-approve", "-lock=false")).rejects.toThrow(/errored\.tfstate/);
      expect(gate.refused).toContainEqual({
        action: "s3:PutObject",
        resource: `arn:aws:s3:::${bucket}/${keyOf("state")}`,
      });
      expect(await versionsOf(keyOf("state"))).toEqual([]);
    });

    test("deploy: another environment in the same bucket is out of reach", async () => {
      const key = "front-door/prod/network.tfstate";
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: "a secret" }));
      const gate = await gateFor(policyOf("deploy"));
      const cwd = moduleOf("network");
      const file = join(cwd, "main.tf.json");
      writeFileSync(file, readFileSync(file, "utf8").replace(keyOf("network"), key));
      await expect(init(runThrough(gate, cwd))).rejects.toThrow(/StatusCode: 403/);
      expect(gate.refused).toContainEqual({ action: "s3:GetObject", resource: `arn:aws:s3:::${bucket}/${key}` });
    });

    test("recover: front-door shows, restores and unlocks, needs all that it may, and no more is allowed", async () => {
      const retired = { Bucket: bucket, Key: "front-door/dev/retired.tfstate" };
      await s3.send(new PutObjectCommand({ ...retired, Body: "{}" }));
      const gate = await gateFor(policyOf("recover"));
      const connection = connectionTo(gate, region);
      const location = stateLocation(connection, environment, "network");

      expect(await findStateBucket({ connection, bucket, account: aws.accountId })).toBe("there");
      expect(await isVersioned({ connection, bucket })).toBe(true);
      // Whatever lies in the environment's folder is shown.
      const shown = (await reportStates(connection, environment)).map(({ stack }) => stack);
      expect(shown).toEqual([...STACK_NAMES, "retired"]);

      const before = await listVersions(location);
      const oldest = before.at(-1)?.versionId;
      const older = await readState(location, oldest);
      const lock = await takeLock(location, "restore");
      await writeState(location, older?.body ?? "", 99);
      await lock.release();
      expect(await listVersions(location)).toHaveLength(before.length + 1);

      const { id } = await takeLock(location, "left behind");
      const run = runThrough(gate, moduleOf("network"));
      await init(run);
      await forceUnlock(run, id);
      expect(await isLocked("network")).toBe(false);
      expect((await terraformDoes(run, "state", "pull")).stdout).toContain('"serial": 99');
      expect([gate.refused, gate.unknown]).toEqual([[], []]);
      expect(inVain(policyOf("recover"), gate.asked)).toEqual([]);

      const client = clientTo(gate);
      const state = { Bucket: bucket, Key: location.key };
      const version = { ...state, VersionId: oldest };
      await expect(client.send(new DeleteObjectCommand(version))).rejects.toMatchObject({ name: "AccessDenied" });
      await expect(client.send(new DeleteObjectCommand(state))).rejects.toMatchObject({ name: "AccessDenied" });
      expect(await listVersions(location)).toHaveLength(before.length + 1);
    });
  });

  test("bootstrap: the bucket is created, terraform gives it its settings, and both need all that they may", async () => {
    const fresh = defineEnvironment({ name: "fresh", state: { bucket: "front-door-fresh-state" } });
    const policy = stateAccessPolicy(fresh, "bootstrap");
    const gate = await gateFor(policy);
    const connection = connectionTo(gate, region);
    const owned = { connection, bucket: fresh.state.bucket, account: aws.accountId };
    expect(await findStateBucket(owned)).toBe("missing");
    await createStateBucket(owned);
    await (await takeLock(stateLocation(connection, fresh, "state"), "bootstrap")).release();

    const outdir = workspace.folder("fresh");
    createStateApp(fresh, { outdir }).synth();
    const run = runThrough(gate, join(outdir, "stacks", "fresh-state"));
    const file = join(run.cwd, "cdk.tf.json");
    const stack = JSON.parse(readFileSync(file, "utf8"), (name, value: unknown) =>
      // moto 5.2 forgets it, and the provider would wait for it in vain.
      name === "newer_noncurrent_versions" ? undefined : value,
    ) as { resource: Record<string, unknown> };
    writeFileSync(file, JSON.stringify(stack));
    const adopted = { import: [{ to: "aws_s3_bucket.state", id: fresh.state.bucket }] };
    writeFileSync(join(run.cwd, "adopt.tf.json"), JSON.stringify(adopted));
    await init(run);
    // With the policy against plain HTTP on the bucket, moto 5.2 refuses all requests for objects, whatever its condition
    // says, and so those for the state.
    const types = Object.keys(stack.resource).filter((type) => type !== "aws_s3_bucket_policy");
    await terraformDoes(run, "apply", "-auto-approve", ...types.map((type) => `-target=${type}.state`));
    writeFileSync(join(run.cwd, "backend_override.tf.json"), JSON.stringify({ terraform: { backend: { local: {} } } }));
    await terraformDoes(run, "init", "-migrate-state", "-force-copy");
    await apply(run);
    expect(await plan(run)).toBe("no changes");
    expect(await settingsOf(owned)).toEqual(BUCKET_SETTINGS);

    expect([gate.refused, gate.unknown]).toEqual([[], []]);
    expect(inVain(policy, gate.asked)).toEqual([]);
  });

  describe("the gate", () => {
    const Bucket = "states";
    const object = { Bucket, Key: "front-door/dev/a stack?.tfstate" };
    const onObject = `arn:aws:s3:::states/${object.Key}`;
    const onBucket = "arn:aws:s3:::states";
    const all: EvaluatedPolicy = { Statement: { Effect: "Allow", Action: "*", Resource: "*" } };
    const upload = { ...object, UploadId: "one" };

    test.each<[string, (client: S3Client) => Promise<unknown>, string[]]>([
      ["ListBuckets", (c) => c.send(new ListBucketsCommand({})), ["s3:ListAllMyBuckets *"]],
      ["HeadBucket", (c) => c.send(new HeadBucketCommand({ Bucket })), [`s3:ListBucket ${onBucket}`]],
      [
        "ListObjectsV2",
        (c) => c.send(new ListObjectsV2Command({ Bucket, Prefix: "a" })),
        [`s3:ListBucket ${onBucket}`],
      ],
      [
        "ListObjectVersions",
        (c) => c.send(new ListObjectVersionsCommand({ Bucket, Prefix: "a", KeyMarker: "b" })),
        [`s3:ListBucketVersions ${onBucket}`],
      ],
      [
        "CreateBucket",
        (c) => c.send(new CreateBucketCommand({ Bucket, ACL: "private" })),
        [`s3:CreateBucket ${onBucket}`],
      ],
      [
        "CreateBucket for everybody",
        (c) => c.send(new CreateBucketCommand({ Bucket, ACL: "public-read", ObjectOwnership: "ObjectWriter" })),
        [`s3:CreateBucket ${onBucket}`, `s3:PutBucketAcl ${onBucket}`, `s3:PutBucketOwnershipControls ${onBucket}`],
      ],
      ["DeleteBucket", (c) => c.send(new DeleteBucketCommand({ Bucket })), [`s3:DeleteBucket ${onBucket}`]],
      [
        "GetBucketVersioning",
        (c) => c.send(new GetBucketVersioningCommand({ Bucket })),
        [`s3:GetBucketVersioning ${onBucket}`],
      ],
      [
        "DeleteBucketTagging",
        (c) => c.send(new DeleteBucketTaggingCommand({ Bucket })),
        [`s3:PutBucketTagging ${onBucket}`],
      ],
      ["HeadObject", (c) => c.send(new HeadObjectCommand(object)), [`s3:GetObject ${onObject}`]],
      ["GetObject", (c) => c.send(new GetObjectCommand(object)), [`s3:GetObject ${onObject}`]],
      [
        "GetObject of a version",
        (c) => c.send(new GetObjectCommand({ ...object, VersionId: "1" })),
        [`s3:GetObjectVersion ${onObject}`],
      ],
      ["PutObject", (c) => c.send(new PutObjectCommand({ ...object, Body: "x" })), [`s3:PutObject ${onObject}`]],
      [
        "PutObject with tags",
        (c) => c.send(new PutObjectCommand({ ...object, Body: "x", Tagging: "a=b" })),
        [`s3:PutObject ${onObject}`, `s3:PutObjectTagging ${onObject}`],
      ],
      [
        "CopyObject",
        (c) => c.send(new CopyObjectCommand({ ...object, CopySource: "another/one%20key?versionId=1" })),
        [`s3:PutObject ${onObject}`, "s3:GetObjectVersion arn:aws:s3:::another/one key"],
      ],
      [
        "UploadPart",
        (c) => c.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: "x" })),
        [`s3:PutObject ${onObject}`],
      ],
      [
        "AbortMultipartUpload",
        (c) => c.send(new AbortMultipartUploadCommand(upload)),
        [`s3:AbortMultipartUpload ${onObject}`],
      ],
      [
        "DeleteObject of a certain content",
        (c) => c.send(new DeleteObjectCommand({ ...object, IfMatch: '"1"' })),
        [`s3:DeleteObject ${onObject}`, `s3:GetObject ${onObject}`],
      ],
      ["DeleteObject", (c) => c.send(new DeleteObjectCommand(object)), [`s3:DeleteObject ${onObject}`]],
      [
        "DeleteObject of a version",
        (c) => c.send(new DeleteObjectCommand({ ...object, VersionId: "1" })),
        [`s3:DeleteObjectVersion ${onObject}`],
      ],
    ])("knows what %s needs, and refuses it where that is not allowed", async (_, send, needed) => {
      const gate = await gateFor();
      await expect(send(clientTo(gate))).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
      expect(gate.asked.map(({ action, resource }) => `${action} ${resource}`)).toEqual(needed);
      expect([gate.refused, gate.unknown]).toEqual([gate.asked, []]);
    });

    test("refuses a request for which one of several permissions is missing", async () => {
      const Action = ["s3:PutObject"];
      const gate = await gateFor({ Statement: { Effect: "Allow", Action, Resource: "*" } });
      const tagged = new PutObjectCommand({ ...object, Body: "x", Tagging: "a=b" });
      await expect(clientTo(gate).send(tagged)).rejects.toMatchObject({ name: "AccessDenied" });
      expect(gate.refused.map(({ action }) => action)).toEqual(["s3:PutObjectTagging"]);
    });

    test("never lets a request through that it does not know, whatever is allowed", async () => {
      const gate = await gateFor(all);
      const client = clientTo(gate);
      const Delete = { Objects: [{ Key: object.Key }] };
      const denied = { $metadata: { httpStatusCode: 403 } };
      await expect(client.send(new DeleteObjectsCommand({ Bucket, Delete }))).rejects.toMatchObject(denied);
      await expect(client.send(new GetObjectAclCommand(object))).rejects.toMatchObject(denied);
      const granted = new PutObjectCommand({ ...object, Body: "x", GrantRead: 'id="everybody"' });
      await expect(client.send(granted)).rejects.toMatchObject(denied);
      expect((await fetch(`${gate.url}/states`)).status).toBe(403);
      const ec2 = new EC2Client(clientConfig(connectionTo(gate, region)));
      await expect(ec2.send(new DescribeVpcsCommand({}))).rejects.toMatchObject(denied);
      ec2.destroy();
      expect(gate.unknown).toEqual([
        expect.stringMatching(/^POST \/states\/?\?delete/),
        expect.stringMatching(/^GET \/states\/.*\?acl/),
        expect.stringMatching(/^PUT \/states\/.*/),
        "GET /states",
        "POST /",
      ]);
      expect(gate.asked).toEqual([]);
    });

    test("lets everybody ask who they are", async () => {
      const gate = await gateFor();
      expect(await askForAccount({ url: gate.url, region })).toBe(aws.accountId);
      expect([gate.asked, gate.refused, gate.unknown]).toEqual([[], [], []]);
    });

    test("passes on what is allowed as it is", async () => {
      const gate = await gateFor(all);
      const client = clientTo(gate);
      await client.send(new CreateBucketCommand({ Bucket }));
      const Body = Buffer.alloc(3_000_000, "front-door ");
      await client.send(new PutObjectCommand({ ...object, Body }));
      const { Body: kept } = await s3.send(new GetObjectCommand(object));
      expect(Buffer.from((await kept?.transformToByteArray()) ?? []).equals(Body)).toBe(true);
      await expect(client.send(new GetObjectCommand({ Bucket, Key: "missing" }))).rejects.toMatchObject({
        name: "NoSuchKey",
      });
    });
  });
});
