import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { environments } from "../../environments";
import type { Environment } from "../../environments/environment";
import { defineEnvironment } from "../../environments/schema";
import { nativeTests } from "../../handoff/native-tests/native-tests";
import { neutralEnvironment } from "../../toolchain/aws-environment";
import { runOrThrow, runProgram } from "../../toolchain/program";
import { findProviderMirror } from "../../toolchain/provider-mirror";
import { findTerraform, type Terraform } from "../../toolchain/terraform";
import { writeTerraformCliConfig } from "../../toolchain/terraform-cli-config";
import { createWorkspace, type Workspace } from "../../toolchain/workspace";
import { everyOption } from "../environments/every-option";
import { describeWith } from "../needs";
import { handOff } from "./handed-off";
import { mutated, type Round, together } from "./mutation-rounds";
import type { Mutation } from "./native-tests-mutation";
import { MUTATIONS } from "./native-tests-mutations";

const withoutNat = defineEnvironment({
  name: "without-nat",
  state: { bucket: "front-door-without-nat-state" },
  network: { natGateways: "none" },
  // One block is all addresses, the other not.
  loadBalancer: { allowedCidrs: ["203.0.113.0/24", "0.0.0.0/0"] },
});
const all = [...environments, defineEnvironment(everyOption)];
const STACKS = ["state", "network", "security", "load-balancing"];
/** Whose tests pass here. Those of all of prod and every-option pass in take-over.real.test.ts. */
const everyModule = [
  ...STACKS.map((stack) => `dev/${stack}`),
  "prod/network",
  // The others are as those above.
  ...["network", "security"].map((stack) => `${withoutNat.name}/${stack}`),
];

/** How many runs of terraform share the machine: each keeps a core busy. */
const AT_ONCE = 2;

/** What `terraform test` said of a module. */
interface Outcome {
  readonly exitCode: number | undefined;
  /** Errors and warnings, each once, in words alone. */
  readonly findings: readonly string[];
  readonly passed: number;
}

describeWith(["terraform"], "native tests of what is handed off", () => {
  let workspace: Workspace;
  let terraform: Terraform;
  let env: Record<string, string>;
  let lockFile: string;
  const modules = new Map<string, ReadonlyMap<string, string>>();
  const passes = new Map<string, Outcome>();
  const refusals = new Map<Mutation, { readonly round: Round; readonly outcome: Outcome }>();

  beforeAll(async () => {
    workspace = createWorkspace("front-door-test");
    terraform = await findTerraform(process.env);
    const mirror = findProviderMirror({ env: process.env, cwd: process.cwd() });
    env = {
      ...neutralEnvironment(process.env),
      TF_CLI_CONFIG_FILE: writeTerraformCliConfig(workspace.path, mirror),
      // All modules need the same provider: one init does for all of them.
      TF_DATA_DIR: workspace.folder("terraform-data"),
      CHECKPOINT_DISABLE: "1",
    };
    for (const environment of [...all, withoutNat]) {
      for (const [name, files] of withTests(workspace, environment)) {
        modules.set(name, files);
        write(join(workspace.path, "handed-off", name), files);
      }
    }
    const cwd = join(workspace.path, "handed-off", "dev", "network");
    await runOrThrow(terraform.file, ["init", "-backend=false", "-input=false", "-no-color"], { cwd, env });
    lockFile = join(cwd, ".terraform.lock.hcl");

    const rounds = together(MUTATIONS).map((round, index) => {
      const folder = workspace.folder(`mutants-${index}`);
      write(folder, mutated(modules.get(round[0].module) ?? new Map(), round));
      return { round, folder };
    });
    await inTurn([
      ...everyModule.map((name) => async () => {
        passes.set(name, await terraformTest(join(workspace.path, "handed-off", name)));
      }),
      ...rounds.map(({ round, folder }) => async () => {
        const outcome = await terraformTest(folder);
        for (const mutation of round) refusals.set(mutation, { round, outcome });
      }),
    ]);
  }, 600_000);
  afterAll(() => {
    workspace.remove();
  });

  async function terraformTest(cwd: string): Promise<Outcome> {
    if (join(cwd, ".terraform.lock.hcl") !== lockFile) copyFileSync(lockFile, join(cwd, ".terraform.lock.hcl"));
    const { stdout, exitCode } = await runProgram(terraform.file, ["test", "-json"], { cwd, env });
    const said = stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Said);
    const findings = said.flatMap(({ diagnostic }) =>
      diagnostic === undefined
        ? []
        : [diagnostic.summary === ASSERTION_FAILED ? diagnostic.detail : diagnostic.summary],
    );
    const passed = said.find(({ test_summary }) => test_summary !== undefined)?.test_summary?.passed ?? 0;
    return { exitCode, findings: [...new Set(findings)], passed };
  }

  test("are formatted as terraform fmt has it", async () => {
    const cwd = join(workspace.path, "handed-off");
    const { output } = await runOrThrow(terraform.file, ["fmt", "-check", "-recursive", "-diff", "-no-color"], {
      cwd,
      env,
    });
    expect(output).toBe("");
  });

  test.each(everyModule)("%s passes, without a warning", (name) => {
    const runs = [...(modules.get(name) ?? [])].flatMap(([, text]) => text.match(/^run "/gm) ?? []);
    expect(runs.length).toBeGreaterThan(5);
    expect(passes.get(name)).toEqual({ exitCode: 0, findings: [], passed: runs.length });
  });

  test.each(MUTATIONS)("$module: $what is refused", (mutation) => {
    const { outcome, round } = refusals.get(mutation) ?? {};
    expect(outcome?.exitCode).toBe(1);
    for (const beginning of mutation.refusals) expect(outcome?.findings).toContainEqual(startingWith(beginning));
    // Nothing else is found either: each mutation of the round has its own words.
    const expected = (round ?? []).flatMap(({ refusals: own }) => own);
    expect(outcome?.findings.filter((one) => !expected.some((beginning) => one.startsWith(beginning)))).toEqual([]);
    expect(outcome?.findings).toHaveLength(expected.length);
  });

  test("after a full init, with a backend that is there", async () => {
    // GIVEN
    const cwd = workspace.folder("with-backend");
    write(cwd, modules.get("dev/load-balancing") ?? new Map());
    writeFileSync(join(cwd, "backend_override.tf"), 'terraform {\n  backend "local" {}\n}\n');
    // WHEN
    const own = { ...env, TF_DATA_DIR: join(cwd, ".terraform") };
    await runOrThrow(terraform.file, ["init", "-input=false", "-no-color"], { cwd, env: own });
    const { output } = await runOrThrow(terraform.file, ["test", "-no-color"], { cwd, env: own });
    // THEN
    expect(output).toContain(`Success! ${passes.get("dev/load-balancing")?.passed ?? 0} passed, 0 failed.`);
  }, 120_000);
});

const ASSERTION_FAILED = "Test assertion failed";

/** A line of `terraform test -json`, as far as this looks into it. */
interface Said {
  readonly diagnostic?: { readonly summary: string; readonly detail: string };
  readonly test_summary?: { readonly passed: number };
}

function startingWith(text: string): unknown {
  return expect.stringMatching(new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`));
}

/** The modules of an environment by `<environment>/<stack>`, with their tests. */
function withTests(workspace: Workspace, environment: Environment): [string, ReadonlyMap<string, string>][] {
  return handOff(workspace, environment).modules.map((module) => [
    `${environment.name}/${module.stack}`,
    new Map([...module.files, ...nativeTests(module, environment)]),
  ]);
}

function write(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [name, text] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** Does all of it, a few at once. */
async function inTurn(work: readonly (() => Promise<void>)[]): Promise<void> {
  const left = [...work];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await next();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
