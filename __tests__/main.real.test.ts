import { execFile, type ExecFileException } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { AWS_PROVIDER_VERSION } from "../toolchain/provider-mirror";

const ROOT = resolve(__dirname, "..");

interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `node` in the project, as cdktf does, with an output folder of the test's own. */
function node(outdir: string, ...args: string[]): Promise<Outcome> {
  return new Promise((done) => {
    const env = { ...process.env, CDKTF_OUTDIR: outdir };
    execFile(process.execPath, args, { cwd: ROOT, env }, (error: ExecFileException | null, stdout, stderr) => {
      done({ status: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

/** Everything below a folder, as text. */
function textBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");
}

let outdir: string;

beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), "front-door-test-"));
});
afterEach(() => {
  rmSync(outdir, { recursive: true, force: true });
});

describe("the app", () => {
  test("synthesizes three stacks for each environment", async () => {
    expect(await node(outdir, "cli/synth.js")).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(readdirSync(join(outdir, "stacks")).sort()).toEqual([
      "dev-load-balancing",
      "dev-network",
      "dev-security",
      "prod-load-balancing",
      "prod-network",
      "prod-security",
    ]);
  });

  test("puts no path of this machine, no generated name, no endpoint and no key into what it synthesizes", async () => {
    await node(outdir, "cli/synth.js");
    const text = textBelow(outdir);
    expect(text).not.toContain(ROOT);
    expect(text).not.toMatch(/cross-stack|endpoint|access_key|secret|\btoken\b/i);
  });

  test("asks for the very version of the AWS provider that is tested and looked for in mirrors", async () => {
    await node(outdir, "cli/synth.js");
    const text = readFileSync(join(outdir, "stacks/dev-network/cdk.tf.json"), "utf8");
    const { terraform } = JSON.parse(text) as { terraform: { required_providers: { aws: unknown } } };
    expect(terraform.required_providers.aws).toEqual({ source: "aws", version: AWS_PROVIDER_VERSION });
  });

  test("the same code gives the same bytes, whatever AWS_* the shell holds", async () => {
    await node(outdir, "cli/synth.js");
    const first = textBelow(outdir);
    rmSync(outdir, { recursive: true });
    process.env["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1";
    process.env["AWS_REGION"] = "eu-west-1";
    try {
      await node(outdir, "cli/synth.js");
    } finally {
      delete process.env["AWS_ENDPOINT_URL"];
      delete process.env["AWS_REGION"];
    }
    expect(textBelow(outdir)).toBe(first);
  });
});

describe("an app that cannot be built", () => {
  /** Runs an app of the test's own the way main.ts is run; `~` in it stands for the project. */
  async function app(lines: readonly string[]): Promise<Outcome> {
    const file = join(outdir, "app.ts");
    const head = ['import "~/cli/report-problems";', 'import { App } from "cdktf";'];
    writeFileSync(file, [...head, ...lines].join("\n").replaceAll('"~/', `"${ROOT}/`));
    return node(join(outdir, "out"), "-e", `require("./cli/run-typescript")(${JSON.stringify(file)})`);
  }

  test("names every problem of an environment in a line, exits with 1 and writes nothing", async () => {
    const outcome = await app([
      'import { defineEnvironment } from "~/environments/schema";',
      'import { createFrontDoor } from "~/stacks/front-door";',
      'const bad = defineEnvironment({ name: "dev", region: "us-esat-1", state: { bucket: "B" }, targetGroup: { port: 0 } });',
      "const app = new App(); createFrontDoor(app, bad); app.synth();",
    ]);
    expect(outcome.status).toBe(1);
    expect(outcome.stdout).toBe("");
    const lines = outcome.stderr.trimEnd().split("\n");
    expect(lines.map((line) => line.split(": ").slice(0, 2).join(": "))).toEqual([
      "dev: region",
      "dev: state.bucket",
      "dev: targetGroup.port",
    ]);
    expect(existsSync(join(outdir, "out"))).toBe(false);
  });

  test("names environments that collide, and writes nothing", async () => {
    const outcome = await app([
      'import { defineEnvironment } from "~/environments/schema";',
      'import { createApp } from "~/stacks/front-door";',
      'const one = defineEnvironment({ name: "one", state: { bucket: "some-bucket" } });',
      'const two = defineEnvironment({ name: "two", state: { bucket: "some-bucket" } });',
      "createApp([one, two]).synth();",
    ]);
    expect(outcome.status).toBe(1);
    expect(outcome.stderr).toContain(
      'one, two: loadBalancer.name: 2 environments would make a load balancer named "Fargate-ALB"',
    );
    expect(outcome.stderr).not.toMatch(/^\s+at /m);
    expect(existsSync(join(outdir, "out"))).toBe(false);
  });

  test("says of any other error what it says itself, and how to see where it came from", async () => {
    const outcome = await app(['throw new Error("something else");']);
    expect(outcome).toEqual({
      status: 1,
      stdout: "",
      stderr: "something else\nSet FRONT_DOOR_DEBUG=1 to see where this came from.\n",
    });
  });

  test("says where code is that is not TypeScript", async () => {
    const outcome = await app(["let x: = 3;"]);
    expect(outcome.status).toBe(1);
    expect(outcome.stderr).toMatch(/app\.ts:3:7: ERROR: Unexpected "="/);
  });
});
