import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { join, resolve as resolvePath } from "node:path";
import { CreateVpcCommand, DeleteVpcCommand, EC2Client } from "@aws-sdk/client-ec2";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { dev } from "../../environments/dev";
import { synthesizeStack } from "../../cli/synthesize-stack";
import { connectionTo } from "../../toolchain/aws-client";
import { runOrThrow, runProgram, type RunResult } from "../../toolchain/program";
import { findProviderMirror } from "../../toolchain/provider-mirror";
import { readLock, takeLock } from "../../toolchain/state-lock";
import { stateLocation, type StateLocation } from "../../toolchain/state-location";
import { listVersions, readState, type StoredState } from "../../toolchain/state-versions";
import { findTerraform } from "../../toolchain/terraform";
import { apply, init, plan, type TerraformRun } from "../../toolchain/terraform-commands";
import { userAwsEnvironment } from "../../toolchain/user-aws-environment";
import { createWorkspace, type Workspace } from "../../toolchain/workspace";
import { describeWith } from "../needs";
import { markedBlock } from "../docs/marked-block";
import { CommandProcess, OPEN } from "./command-process";
import { CREDENTIALS, startUserAws, type UserAws } from "./user-aws";

jest.setTimeout(300_000);

const { bucket: Bucket } = dev.state;
const Key = "front-door/dev/network.tfstate";
const ROOT = resolvePath(__dirname, "../..");

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly output: string;
}

/** The tests of this file are the accidents in the life of one state, one after the other. */
describeWith(["terraform", "local-aws", "aws"], "npm run state", () => {
  let user: UserAws;
  let workspace: Workspace;
  let network: TerraformRun;
  let location: StateLocation;

  beforeAll(async () => {
    user = await startUserAws();
    workspace = createWorkspace("front-door-test");
    const providerMirror = findProviderMirror({ env: process.env, cwd: process.cwd() });
    const env = userAwsEnvironment({ ...process.env, ...user.shell }, { folder: workspace.path, providerMirror });
    const terraform = await findTerraform(process.env);
    network = { terraform, env, cwd: synthesizeStack(workspace, dev, "network") };
    location = stateLocation(connectionTo(user.aws, "us-east-1"), dev, "network");
    const { status, output } = await run("cli/bootstrap.js", ["--env", "dev", "--yes"]);
    expect({ status, output }).toMatchObject({ status: 0 });
    await init(network);
  });
  afterAll(async () => {
    await user.stop();
    workspace.remove();
  });

  const start = (program: string, args: readonly string[], input?: string): CommandProcess =>
    new CommandProcess(user.temporaryFolder, {
      program,
      args,
      env: user.shell,
      ...(input === undefined ? {} : { input }),
    });
  const run = async (program: string, args: readonly string[], input?: string): Promise<Outcome> => {
    const command = start(program, args, input);
    return { status: await command.exit(), stdout: command.stdout, output: command.output };
  };
  const state = async (args: readonly string[], input?: string): Promise<Outcome> =>
    run("cli/state.js", ["--env", "dev", ...args], input);
  const stored = async (): Promise<StoredState> => {
    const found = await readState(location);
    if (found === undefined) throw new Error("there is no state");
    return found;
  };
  /** The row of a stack, its columns by their headline. */
  const row = ({ stdout }: Outcome, stack: string): Record<string, string | undefined> => {
    const lines = stdout.split("\n").map((line) => line.split(/ {2,}/));
    const headline = lines.find(([first]) => first === "STACK") ?? [];
    const cells = lines.find(([first]) => first === stack) ?? [];
    return Object.fromEntries(headline.map((name, index) => [name, cells[index]]));
  };
  /** Runs terraform and kills it with everything below it as soon as it has printed this. */
  const killApplyAt = async (text: string): Promise<void> => {
    const killed = runProgram(network.terraform.file, ["apply", "-auto-approve", "-no-color"], {
      ...network,
      end: { graceMs: 0, signal: "SIGKILL" },
      onLine: (line) => {
        if (line.includes(text)) throw new Error("enough");
      },
    });
    await expect(killed).rejects.toThrow("enough");
  };

  test("before the first deployment: the bucket's own state, and no other", async () => {
    const table = await state([]);
    expect(table.status).toBe(0);
    expect(table.stdout).toContain("dev: s3://front-door-dev-state in us-east-1\n");
    expect(row(table, "state")).toMatchObject({ SERIAL: "1", RESOURCES: "5", VERSIONS: "1", LOCK: "-" });
    for (const stack of ["network", "security", "load-balancing"]) {
      expect(row(table, stack)).toMatchObject({ "LAST CHANGE": "none yet", VERSIONS: "0", LOCK: "-" });
    }
    expect((await state(["history", "network"])).stdout).toBe("dev-network has no state yet.\n");
    expect((await state(["unlock", "network"])).stdout).toBe("dev-network is not locked.\n");
  });

  describe("after kill -9 in the middle of an apply", () => {
    beforeAll(async () => killApplyAt("aws_vpc.main: Creat"));

    test("the table shows who holds the lock, since when, and what for", async () => {
      expect(row(await state([]), "network")["LOCK"]).toMatch(
        /^\S+@\S+, apply, since 20\S+ \S+Z \((\d+ s ago|just now)\)$/,
      );
      const { stacks } = JSON.parse((await state(["--json"])).stdout) as { stacks: { stack: string; lock: object }[] };
      expect(stacks.find(({ stack }) => stack === "network")?.lock).toMatchObject({
        operation: "OperationTypeApply",
        id: (await readLock(location))?.id,
      });
    });

    test("unlock shows the lock, asks, and without a yes leaves it", async () => {
      const { status, output } = await state(["unlock", "network"], "\n");
      expect(status).toBe(1);
      expect(output).toMatch(/^dev-network is locked: held by \S+@\S+ since \S+, for apply, lock ID [0-9a-f-]{36}\.\n/);
      expect(output).toContain("It stays locked.");
      expect(await readLock(location)).toBeDefined();
    });

    test("with a yes it is released, and the next apply converges", async () => {
      const { status, output } = await state(["unlock", "network"], "yes\n");
      expect({ status, output }).toMatchObject({ status: 0 });
      expect(output).toContain("dev-network is released.");
      expect(await readLock(location)).toBeUndefined();
      await apply(network);
      expect(await plan(network)).toBe("no changes");
    });

    test("and the runbook's list of what is in no state names what the killed one made, and never the bucket", async () => {
      // GIVEN what was made and not written down: none or one, as it happened, and one that surely is
      const ec2 = new EC2Client({ region: "us-east-1", endpoint: user.aws.url, credentials: CREDENTIALS });
      const Tags = Object.entries({ Project: "front-door", Environment: "dev" }).map(([Key, Value]) => ({
        Key,
        Value,
      }));
      const made = await ec2.send(
        new CreateVpcCommand({ CidrBlock: "10.1.0.0/16", TagSpecifications: [{ ResourceType: "vpc", Tags }] }),
      );
      const ids = [made.Vpc?.VpcId ?? ""];
      // WHEN
      const result = await runProgram("bash", ["-c", markedBlock("what is in no state")], {
        cwd: ROOT,
        env: { ...network.env, AWS_DEFAULT_REGION: "us-east-1" },
      });
      // THEN
      const found = result.stdout.split("\n").filter((line) => line !== "");
      expect(found.join("\n")).toContain(ids[0]);
      expect(found.every((arn) => /:vpc\/vpc-|:security-group\/|:route-table\//.test(arn))).toBe(true);
      expect(result.stdout).not.toContain(Bucket);
      const inState = (await stored()).body;
      expect(found.filter((arn) => inState.includes(arn.split("/").at(-1) ?? "?"))).toEqual([]);
      await ec2.send(new DeleteVpcCommand({ VpcId: ids[0] }));
      ec2.destroy();
    });
  });

  test("a deployed stack: when it changed, how much it holds, and with which Terraform", async () => {
    const { summary, size } = await stored();
    const table = await state([]);
    expect(row(table, "network")).toMatchObject({
      SERIAL: String(summary?.serial),
      TERRAFORM: summary?.terraformVersion,
      RESOURCES: "17",
      SIZE: `${String(Math.round(size / 1000))} kB`,
      LOCK: "-",
    });
    const { versionId } = await stored();
    const history = await state(["history", "network", "--json"]);
    expect(JSON.parse(history.stdout)).toMatchObject({
      environment: "dev",
      stack: "network",
      key: Key,
      versions: [{ versionId, isLatest: true, serial: summary?.serial, resources: 17 }, ...anything(history)],
    });
  });

  test("two that apply at once: exactly one wins, the other is told who holds the lock, nothing is lost", async () => {
    // GIVEN the same stack in two folders, each with a change of its own
    const before = await stored();
    const folders = ["one", "another"].map((name) => {
      const cwd = join(workspace.path, name);
      cpSync(network.cwd, cwd, { recursive: true });
      const file = join(cwd, "cdk.tf.json");
      writeFileSync(file, readFileSync(file, "utf8").replace('"Project": "front-door"', `"Project": "${name}"`));
      return cwd;
    });
    // WHEN
    const applyIn = (cwd: string): Promise<RunResult> =>
      runProgram(network.terraform.file, ["apply", "-auto-approve", "-no-color"], { ...network, cwd });
    const results = await Promise.all(folders.map(applyIn));
    // THEN
    expect(results.map(({ exitCode }) => exitCode).sort()).toEqual([0, 1]);
    const loser = results.find(({ exitCode }) => exitCode === 1);
    expect(loser?.output).toContain("Error acquiring the state lock");
    expect(loser?.output).toMatch(/Operation: OperationTypeApply\n.*Who: +\S+@\S+\n/);
    const winner = folders[results.findIndex(({ exitCode }) => exitCode === 0)] ?? "";
    const after = await stored();
    expect(after.summary).toMatchObject({ lineage: before.summary?.lineage, resources: 17 });
    expect(after.summary?.serial).toBeGreaterThan(before.summary?.serial ?? Infinity);
    expect(await plan({ ...network, cwd: winner })).toBe("no changes");
    // AND back again
    await apply(network);
    expect(await readLock(location)).toBeUndefined();
  });

  test("a plan while another applies is told who does, and the apply goes through", async () => {
    // GIVEN an apply that is at work
    const cwd = join(workspace.path, "one");
    const applying = runProgram(network.terraform.file, ["apply", "-auto-approve", "-no-color"], { ...network, cwd });
    while ((await readLock(location)) === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    // WHEN THEN
    const refusal = await plan(network).catch((error: unknown) => String(error));
    expect(refusal).toMatch(/Error acquiring the state lock.*OperationTypeApply.*Who: +\S+@\S+/s);
    expect((await applying).exitCode).toBe(0);
    await apply(network);
    expect(await plan(network)).toBe("no changes");
  });

  test("while the lock is held, a plan is told so, and restore is refused", async () => {
    // GIVEN
    const lock = await takeLock(location, "test");
    const { versionId } = await stored();
    try {
      // WHEN THEN
      const refusal = await plan(network).catch((error: unknown) => String(error));
      expect(refusal).toContain("Error acquiring the state lock");
      expect(refusal).toContain(lock.id);
      const { status, output } = await state(["restore", "network", "--version", versionId, "--yes"]);
      expect(status).toBe(1);
      expect(output).toMatch(/^dev-network: its state is locked: held by \S+ since \S+, for test, lock ID /);
      expect((await stored()).versionId).toBe(versionId);
    } finally {
      await lock.release();
    }
    expect(await plan(network)).toBe("no changes");
  });

  test("a deleted state: the table says so; restored from a version, a plan shows no changes", async () => {
    // GIVEN
    const before = await stored();
    const versions = await listVersions(location);
    await user.s3.send(new DeleteObjectCommand({ Bucket, Key }));
    expect(row(await state([]), "network")["LAST CHANGE"]).toMatch(/^DELETED 20/);
    expect((await state(["history", "network"])).stdout).toMatch(/\n- +20.* now, DELETED\n/);
    // WHEN
    const { status, output } = await state(["restore", "network", "--version", before.versionId], "yes\n");
    // THEN
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(output).toContain("dev-network\n  now:      deleted\n  restored: serial ");
    expect(output).toContain("The code, this state and AWS agree.");
    const after = await stored();
    expect(after.summary).toEqual({ ...before.summary, serial: (before.summary?.serial ?? 0) + 1 });
    expect(after.body).toBe(before.body.replace(/"serial": \d+/, `"serial": ${String(after.summary?.serial)}`));
    expect(await plan(network)).toBe("no changes");
    // AND no version is gone
    const kept = (await listVersions(location)).map(({ versionId }) => versionId);
    expect(kept).toEqual(expect.arrayContaining(versions.map(({ versionId }) => versionId)));
    expect(await readLock(location)).toBeUndefined();
    const object = await user.s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(object).toMatchObject({ ServerSideEncryption: "AES256", ContentType: "application/json" });
  });

  test("a state overwritten with another stack's: it is said before, and the right one comes back", async () => {
    // GIVEN
    const right = await stored();
    const other = await state(["pull", "state"]);
    await user.s3.send(new PutObjectCommand({ Bucket, Key, Body: other.stdout }));
    expect(await plan(network)).toBe("changes");
    // WHEN without a yes THEN it stays
    const no = await state(["restore", "network", "--version", right.versionId], "no\n");
    expect(no).toMatchObject({ status: 1 });
    expect(no.output).toContain("Their lineage differs: they are states of different things");
    expect((await stored()).summary?.resources).toBe(5);
    // WHEN with a yes
    const yes = await state(["restore", "network", "--version", right.versionId, "--yes"]);
    // THEN
    expect(yes).toMatchObject({ status: 0 });
    expect((await stored()).summary).toMatchObject({ lineage: right.summary?.lineage, resources: 17 });
    expect(await plan(network)).toBe("no changes");
  });

  test("what a plan says against a state that is too old is shown, and nothing is applied", async () => {
    // GIVEN a version that knows nothing of a route which was made after it
    const now = await stored();
    await runOrThrow(network.terraform.file, ["state", "rm", "aws_route.public_internet"], network);
    const older = await stored();
    expect(older.summary?.resources).toBe(16);
    expect((await state(["restore", "network", "--version", now.versionId, "--yes"])).status).toBe(0);
    // WHEN
    const { status, output } = await state(["restore", "network", "--version", older.versionId, "--yes"]);
    // THEN
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(output).toContain("✔ terraform plan: changes");
    expect(output).toContain("# aws_route.public_internet will be created");
    expect(output).toContain("Nothing of this was applied.");
    // AND back
    expect((await state(["restore", "network", "--version", now.versionId, "--yes"])).status).toBe(0);
    expect(await plan(network)).toBe("no changes");
  });

  test("a serial is never given twice, even to a state that is older than a deleted one", async () => {
    // GIVEN a version with a serial far ahead, and then a deletion
    const right = await stored();
    const ahead = (right.summary?.serial ?? 0) + 20;
    const body = right.body.replace(/"serial": \d+/, `"serial": ${String(ahead)}`);
    await user.s3.send(new PutObjectCommand({ Bucket, Key, Body: body }));
    await user.s3.send(new PutObjectCommand({ Bucket, Key, Body: right.body }));
    await user.s3.send(new DeleteObjectCommand({ Bucket, Key }));
    // WHEN
    const { status } = await state(["restore", "network", "--version", right.versionId, "--yes"]);
    // THEN
    expect(status).toBe(0);
    expect((await stored()).summary?.serial).toBe(ahead + 1);
  });

  test("a state that somebody changes while the question stands is not overwritten", async () => {
    const before = await stored();
    const asked = start("cli/state.js", ["--env", "dev", "restore", "network", "--version", before.versionId], OPEN);
    await asked.printed("Restore it?");
    await user.s3.send(new PutObjectCommand({ Bucket, Key, Body: `${before.body} ` }));
    const changed = await stored();
    asked.answer("yes\n");
    expect(await asked.exit()).toBe(1);
    expect(asked.output).toContain(
      "dev-network: its state was changed by somebody else while you were asked; nothing was restored. Look at its history again.\n",
    );
    expect((await stored()).versionId).toBe(changed.versionId);
    expect(await readLock(location)).toBeUndefined();
  });

  test("where versioning is off, nothing is restored: what is replaced would be lost", async () => {
    const { versionId } = await stored();
    const versioning = (Status: "Enabled" | "Suspended") =>
      user.s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
    await versioning("Suspended");
    const { status, output } = await state(["restore", "network", "--version", versionId, "--yes"]);
    expect(status).toBe(1);
    expect(output).toBe(
      `s3://${Bucket}: versioning is not on, so that the state which is replaced would be lost. Turn it on: \`npm run bootstrap -- --env dev\`.\n`,
    );
    await versioning("Enabled");
  });

  test("without terraform, nothing is restored or unlocked: it is said before anything is asked", async () => {
    const { versionId } = await stored();
    const lock = await takeLock(location, "test");
    const without = { ...user.shell, TERRAFORM_BINARY_NAME: "no-such-terraform" };
    for (const args of [
      ["unlock", "network"],
      ["restore", "network", "--version", versionId],
    ]) {
      const command = new CommandProcess(user.temporaryFolder, {
        program: "cli/state.js",
        args: ["--env", "dev", ...args, "--yes"],
        env: without,
      });
      expect(await command.exit()).toBe(1);
      expect(command.output).toMatch(/^no-such-terraform: TERRAFORM_BINARY_NAME is "no-such-terraform".*\n$/);
    }
    expect((await readLock(location))?.id).toBe(lock.id);
    await lock.release();
    expect((await stored()).versionId).toBe(versionId);
  });

  test("pull writes the state to the standard output and nothing else, the newest or an older one", async () => {
    const { body } = await stored();
    expect((await state(["pull", "network"])).stdout).toBe(body);
    const oldest = (await listVersions(location)).filter(({ isDeletion }) => !isDeletion).at(-1);
    const old = await state(["pull", "network", "--version", oldest?.versionId ?? ""]);
    expect(old.stdout).toBe((await readState(location, oldest?.versionId))?.body);
    expect(old.stdout).not.toBe(body);
  });

  test("a lock object that is no lock of Terraform's is shown, and can be released", async () => {
    await user.s3.send(new PutObjectCommand({ Bucket, Key: `${Key}.tflock`, Body: "what is this" }));
    expect(row(await state([]), "network")["LOCK"]).toMatch(/^since 20\S+ \S+ \(.*\), unreadable$/);
    const { status, output } = await state(["unlock", "network", "--yes"]);
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(output).toMatch(/^dev-network is locked: by something that is not Terraform, since /);
    expect(await readLock(location)).toBeUndefined();
  });

  test("what stands in a lock object reaches the terminal as plain text", async () => {
    const lock = {
      ID: "an id",
      Operation: 5,
      Who: "\u001b[2Jsomebody\r\nelse",
      Info: null,
      Created: "2026-11-22T11:00:00Z",
    };
    await user.s3.send(new PutObjectCommand({ Bucket, Key: `${Key}.tflock`, Body: JSON.stringify(lock) }));
    expect(row(await state([]), "network")["LOCK"]).toMatch(
      /^\[2Jsomebody else, an unnamed operation, since 2026-11-22 /,
    );
    await user.s3.send(new DeleteObjectCommand({ Bucket, Key: `${Key}.tflock` }));
  });

  describe("bad input is one line and exit status 1", () => {
    const line = async (args: readonly string[], env = {}, program = "cli/state.js"): Promise<unknown> => {
      const command = new CommandProcess(user.temporaryFolder, { program, args, env: { ...user.shell, ...env } });
      return [await command.exit(), command.output];
    };
    const EVERY_PROGRAM = ["cli/state.js", "cli/bootstrap.js"];

    test.each(EVERY_PROGRAM)("%s: an unknown environment", async (program) => {
      expect(await line(["--env", "staging"], {}, program)).toEqual([
        1,
        '--env: there is no environment "staging". Choose one of dev, prod, or add it to environments/index.ts.\n',
      ]);
    });

    test.each(EVERY_PROGRAM)("%s: no environment", async (program) => {
      expect(await line([], {}, program)).toEqual([1, "error: required option '--env <name>' not specified\n"]);
    });

    test("an unknown stack", async () => {
      expect(await line(["--env", "dev", "history", "netwrok"])).toEqual([
        1,
        'dev: stack: there is no stack "netwrok", did you mean "network". Choose one of state, network, security, load-balancing.\n',
      ]);
    });

    test.each(["restore", "pull"])("%s of an unknown version", async (command) => {
      const [status, output] = (await line(["--env", "dev", command, "network", "--version", "nonsense"])) as [
        number,
        string,
      ];
      expect(status).toBe(1);
      expect(output).toMatch(
        /^dev-network: there is no version "nonsense".*`npm run state -- --env dev history network`.*\n$/,
      );
      expect(output.split("\n")).toHaveLength(2);
    });

    test("restore of a deletion", async () => {
      const deletion = (await listVersions(location)).find(({ isDeletion }) => isDeletion);
      expect(await line(["--env", "dev", "restore", "network", "--version", deletion?.versionId ?? "none"])).toEqual([
        1,
        expect.stringMatching(/^dev-network: a deletion is "\S+"\. Choose one .*\n$/),
      ]);
    });

    test("a bucket that is not there", async () => {
      expect(await line(["--env", "prod"])).toEqual([
        1,
        "s3://front-door-prod-state: there is no such bucket. Create it: `npm run bootstrap -- --env prod`.\n",
      ]);
    });

    test("no credentials", async () => {
      const none = {
        AWS_ACCESS_KEY_ID: undefined,
        AWS_SECRET_ACCESS_KEY: undefined,
        AWS_CONFIG_FILE: join(workspace.path, "none"),
        AWS_SHARED_CREDENTIALS_FILE: join(workspace.path, "none"),
      };
      expect(await line(["--env", "dev"], none)).toEqual([
        1,
        expect.stringMatching(
          /^AWS: no AWS credentials were found: .*\. Sign in \(`aws sso login`, `aws configure`\), or name a profile with AWS_PROFILE\.\n$/,
        ),
      ]);
      const [status, output] = (await line(["--env", "dev", "--yes"], none, "cli/bootstrap.js")) as [number, string];
      expect(status).toBe(1);
      expect(output).toMatch(/\n\nAWS: no AWS credentials were found: .*\n$/);
    });

    test("an AWS that takes the question and never answers: Ctrl-C ends it at once", async () => {
      const silent = createServer(() => undefined);
      await new Promise<void>((listening) => silent.listen(0, "127.0.0.1", listening));
      const url = `http://127.0.0.1:${String((silent.address() as AddressInfo).port)}`;
      for (const program of EVERY_PROGRAM) {
        const asked = new Promise((resolve) => silent.once("connection", resolve));
        const command = new CommandProcess(user.temporaryFolder, {
          program,
          args: ["--env", "dev"],
          env: { ...user.shell, AWS_ENDPOINT_URL: url },
        });
        await asked;
        const interruptedAt = Date.now();
        command.signal("SIGINT");
        expect(await command.exit()).toBe(130);
        expect(Date.now() - interruptedAt).toBeLessThan(5_000);
      }
      silent.close();
    });

    test("what is no AWS", async () => {
      const other = createHttpServer((_, response) => response.end("<html>hello</html>"));
      await new Promise<void>((listening) => other.listen(0, "127.0.0.1", listening));
      const AWS_ENDPOINT_URL = `http://127.0.0.1:${String((other.address() as AddressInfo).port)}`;
      const [status, output] = (await line(["--env", "dev"], { AWS_ENDPOINT_URL })) as [number, string];
      expect(status).toBe(1);
      expect(output).toMatch(/^AWS: .*\n$/);
      other.close();
    });

    test("no network", async () => {
      const nowhere = { AWS_ENDPOINT_URL: "http://127.0.0.1:9" };
      expect(await line(["--env", "dev"], nowhere)).toEqual([
        1,
        expect.stringMatching(
          /^AWS: AWS cannot be reached: .*127\.0\.0\.1:9\. Check the network, the region, and AWS_ENDPOINT_URL if it is set\. A proxy .*\n$/,
        ),
      ]);
      const [status, output] = (await line(["--env", "dev", "--yes"], nowhere, "cli/bootstrap.js")) as [number, string];
      expect(status).toBe(1);
      expect(output).toMatch(/\n\nAWS: AWS cannot be reached: .*\n$/);
    });
  });
});

/** As many elements as the rest of the history has, whatever they are. */
function anything({ stdout }: Outcome): unknown[] {
  const { versions } = JSON.parse(stdout) as { versions: unknown[] };
  return versions.slice(1).map(() => expect.anything() as unknown);
}
