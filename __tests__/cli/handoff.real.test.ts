import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { STACK_NAMES } from "../../environments/stack-names";
import { isRunning } from "../../toolchain/process-list";
import { describeWith } from "../needs";
import { type CheckoutCopy, copyCheckout } from "./checkout-copy";
import { CommandProcess } from "./command-process";

jest.setTimeout(120_000);

/** A terraform that says its version, and then takes its time; like the real one, it unpacks beside it what it locks. */
const SLOW = `#!/bin/sh
[ "$1" = version ] && { echo '{"terraform_version": "1.11.0"}'; exit 0; }
mkdir "$TMPDIR/terraform-providers-lock1"
echo "$$" > "$SLOW_PID_FILE"
exec sleep 600
`;

describeWith(["terraform"], "npm run handoff", () => {
  let temporaryFolder: string;
  let out: string;

  beforeEach(() => {
    temporaryFolder = mkdtempSync(join(tmpdir(), "front-door-test-"));
    out = join(temporaryFolder, "out", "dev");
  });
  afterEach(() => {
    rmSync(temporaryFolder, { recursive: true, force: true });
  });

  const start = (args: readonly string[], env: Record<string, string | undefined> = {}, checkout?: string) =>
    new CommandProcess(temporaryFolder, {
      program: "cli/handoff.js",
      args,
      env,
      ...(checkout === undefined ? {} : { checkout }),
    });
  const run = async (args: readonly string[], env: Record<string, string | undefined> = {}, checkout?: string) => {
    const command = start(args, env, checkout);
    return { status: await command.exit(), output: command.output };
  };
  const handOff = (folder = out) => run(["--env", "dev", "--out", folder]);
  const hashesIn = (folder: string): string =>
    execFileSync("sh", ["-c", "find . -type f | sort | xargs sha256sum"], { cwd: folder }).toString();
  /** What is left beside what was there before. */
  const leftOver = (): string[] => readdirSync(temporaryFolder).filter((name) => name.startsWith("front-door-"));

  test("writes every module with its lock file and its tests, and says where, and what to read", async () => {
    const { status, output } = await handOff();
    expect(output).toContain("Locked the AWS provider for ");
    expect(output).toContain(`dev is in ${out}: the root modules state, network, security, load-balancing`);
    expect(output).toContain(`Read ${join(out, "README.md")} first: it says how to take over.`);
    expect(output).not.toMatch(/\u001b\[/);
    expect(status).toBe(0);
    for (const stack of STACK_NAMES) {
      expect(readdirSync(join(out, stack))).toEqual(
        expect.arrayContaining([".terraform.lock.hcl", "main.tf", "terraform.tfvars", "tests"]),
      );
    }
    expect(leftOver()).toEqual([]);
  });

  test("the same twice: the same bytes, in another folder and in the same one", async () => {
    const other = join(temporaryFolder, "other");
    await Promise.all([handOff(), handOff(other)]);
    const before = hashesIn(out);
    expect(hashesIn(other)).toBe(before);
    expect((await handOff()).status).toBe(0);
    expect(hashesIn(out)).toBe(before);
  });

  test("twice at once into one folder: it holds one whole handoff", async () => {
    const both = await Promise.all([handOff(), handOff()]);
    expect(both.map(({ status }) => status)).toEqual([0, 0]);
    const alone = join(temporaryFolder, "alone");
    await handOff(alone);
    expect(hashesIn(out)).toBe(hashesIn(alone));
    expect(readdirSync(join(temporaryFolder, "out"))).toEqual(["dev"]);
  });

  test("a folder that terraform has worked in since is left alone, before anything takes long", async () => {
    await handOff();
    const before = hashesIn(out);
    mkdirSync(join(out, "network", ".terraform"));
    const { status, output } = await handOff();
    expect(output).toContain(`${out}: it holds what no handoff wrote (network/.terraform/).`);
    expect(output).not.toContain("Synthesize");
    expect(status).toBe(1);
    expect(hashesIn(out)).toBe(before);
  });

  test("of an environment that is refused there is nothing, and what an earlier one wrote stays", async () => {
    await handOff();
    const before = hashesIn(out);
    const checkout: CheckoutCopy = copyCheckout();
    try {
      checkout.edit("environments/dev.ts", "front-door-dev-state", "NO_BUCKET");
      const { status, output } = await run(["--env", "dev", "--out", out], {}, checkout.folder);
      expect(output).toContain("dev: state.bucket: ");
      expect(status).toBe(1);
    } finally {
      checkout.remove();
    }
    expect(hashesIn(out)).toBe(before);
  });

  test("without terraform: everything but the lock files, and why", async () => {
    const { status, output } = await run(["--env", "dev", "--out", out], { TERRAFORM_BINARY_NAME: "/no/terraform" });
    expect(output).toContain("Lock the AWS provider: it cannot be had");
    expect(output).toContain("There are no lock files, because the AWS provider could not be locked:");
    expect(output).toContain("/no/terraform");
    expect(status).toBe(0);
    expect(existsSync(join(out, "network", ".terraform.lock.hcl"))).toBe(false);
    expect(existsSync(join(out, "network", "tests"))).toBe(true);
    expect(readFileSync(join(out, "README.md"), "utf8")).not.toContain("checksums for `");
  });

  test("a platform that was named and cannot be had: nothing is written", async () => {
    const { status, output } = await run(["--env", "dev", "--out", out, "--platform", "plan9_amd64"]);
    expect(output).toContain("plan9_amd64");
    expect(status).toBe(1);
    expect(existsSync(out)).toBe(false);
  });

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s in the middle: nothing is written, nothing is left running", async (signal, status) => {
    const terraform = join(temporaryFolder, "terraform");
    writeFileSync(terraform, SLOW);
    chmodSync(terraform, 0o755);
    const env = { TERRAFORM_BINARY_NAME: terraform, SLOW_PID_FILE: join(temporaryFolder, "pid") };
    const command = start(["--env", "dev", "--out", out], env);
    const tooEarly = command.exit().then((): never => {
      throw new Error(`it ended before terraform was at work: ${command.output}`);
    });
    tooEarly.catch(() => undefined);
    while (!existsSync(env.SLOW_PID_FILE)) {
      await Promise.race([tooEarly, new Promise((resolve) => setTimeout(resolve, 20))]);
    }
    const processes = command.processes();
    expect(processes.length).toBeGreaterThan(0);
    command.signal(signal);
    expect(await command.exit()).toBe(status);
    expect(processes.filter(isRunning)).toEqual([]);
    expect(readdirSync(temporaryFolder).sort()).toEqual(["pid", "terraform"]);
  });

  test("there is no such environment: which there are", async () => {
    const { status, output } = await run(["--env", "staging"]);
    expect(output).toContain('--env: there is no environment "staging". Choose one of dev, prod');
    expect(status).toBe(1);
  });
});
