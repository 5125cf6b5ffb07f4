import { basename } from "node:path";

import type { ProcessInfo } from "./process-list";
import type { EndOptions } from "./process-tree";
import { runProgram, type RunOptions, type RunResult } from "./program";
import { isStateLocked, terraformErrors } from "./terraform-error";
import { ToolError } from "./tool-error";

/** Which terraform is run on what. `cwd` is the folder of one stack, such as cdktf.out/stacks/dev-network. */
export interface TerraformRun extends Omit<RunOptions, "end"> {
  /** terraform, as findTerraform() gives it. */
  readonly terraform: { readonly file: string };
  /** How long to wait for a state that is locked, in whole seconds. @default 0: not at all */
  readonly lockTimeoutSeconds?: number;
  /** The lock is held already, see state-lock.ts: terraform must not take it. @default false */
  readonly holdsLock?: boolean;
  /** Takes secrets out of what terraform said, before anything of it goes into an error. @default nothing is taken out */
  readonly scrub?: (output: string) => string;
}

/** One finding of `terraform validate`. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
}

/** What `terraform validate` found. */
export interface Validation {
  readonly valid: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is planned. */
export interface PlanOptions {
  /** A file to save the plan in, for `showPlan()` and `apply()`. */
  readonly out?: string;
  /** Plan the end of everything. @default false */
  readonly destroy?: boolean;
  /** Addresses: plan these alone, and what they need. @default everything */
  readonly targets?: readonly string[];
}

/** Prepares the folder: backend and providers. */
export async function init(run: TerraformRun): Promise<void> {
  await succeed(run, ["init", "-input=false", "-no-color", ...locking(run)]);
}

/** For what providers are locked, and where they come from. */
export interface LockOptions {
  /** In Terraform's notation, such as `linux_amd64`. */
  readonly platforms: readonly string[];
  /** A folder mirror. @default the providers' own registries, whatever the CLI configuration says */
  readonly mirror?: string;
}

/** Writes `.terraform.lock.hcl`: the checksums of the folder's providers for each of the platforms. */
export async function lockProviders(run: TerraformRun, { platforms, mirror }: LockOptions): Promise<void> {
  const from = mirror === undefined ? [] : [`-fs-mirror=${mirror}`];
  await succeed(run, ["providers", "lock", "-no-color", ...from, ...platforms.map((each) => `-platform=${each}`)]);
}

/** Checks the code alone, without state. An invalid one is a result, not an error. */
export async function validate(run: TerraformRun): Promise<Validation> {
  const result = await terraform(run, ["validate", "-json", "-no-color"]);
  const answer = parse(result) as { valid?: boolean; diagnostics?: Partial<Diagnostic>[] } | undefined;
  if (answer?.valid === undefined) throw failure(run, "validate", result);
  const diagnostics = (answer.diagnostics ?? []).map(({ severity, summary, detail = "" }) => ({
    severity: severity ?? "error",
    summary: summary ?? "",
    detail,
  }));
  return { valid: answer.valid, diagnostics };
}

/** Compares code, state and AWS. */
export async function plan(run: TerraformRun, options: PlanOptions = {}): Promise<"no changes" | "changes"> {
  const { out, destroy = false, targets = [] } = options;
  const extra = [...(out === undefined ? [] : [`-out=${out}`]), ...(destroy ? ["-destroy"] : [])];
  const targeted = targets.map((address) => `-target=${address}`);
  const args = ["plan", "-detailed-exitcode", "-input=false", "-no-color", ...locking(run), ...extra, ...targeted];
  const result = await terraform(run, args);
  // Terraform documentation, Command: plan, -detailed-exitcode: 0 is no changes, 1 an error, 2 changes.
  if (result.exitCode === 0) return "no changes";
  if (result.exitCode === 2) return "changes";
  throw failure(run, "plan", result);
}

/** Applies a saved plan, or else whatever is to be changed, without asking. */
export async function apply(run: TerraformRun, planFile?: string): Promise<void> {
  const what = planFile === undefined ? ["-auto-approve"] : [planFile];
  await succeed(run, ["apply", "-input=false", "-no-color", ...locking(run), ...what]);
}

/** Destroys everything in the state, without asking. */
export async function destroy(run: TerraformRun): Promise<void> {
  await succeed(run, ["destroy", "-auto-approve", "-input=false", "-no-color", ...locking(run)]);
}

/** A saved plan in Terraform's JSON format. Source: Terraform documentation, JSON Output Format. */
export async function showPlan(run: TerraformRun, planFile: string): Promise<unknown> {
  const result = await succeed(run, ["show", "-json", "-no-color", planFile]);
  const shown = parse(result);
  if (shown === undefined) throw failure(run, "show", result);
  return shown;
}

/** A saved plan as terraform shows it to people. */
export async function showPlanText(run: TerraformRun, planFile: string): Promise<string> {
  const { stdout } = await succeed(run, ["show", "-no-color", planFile]);
  return stdout.trim();
}

/**
 * The version of a provider that `init()` chose for the folder; undefined when it chose none.
 *
 * @param source - such as `registry.terraform.io/hashicorp/aws`
 */
export async function providerVersion(run: TerraformRun, source: string): Promise<string | undefined> {
  const result = await succeed(run, ["version", "-json"]);
  const answer = parse(result) as { provider_selections?: Readonly<Record<string, string>> } | undefined;
  return answer?.provider_selections?.[source];
}

/** Releases a lock that somebody left behind, if it is still the one of this ID. */
export async function forceUnlock(run: TerraformRun, lockId: string): Promise<void> {
  // What follows the two hyphens is no option, whatever it looks like.
  await succeed(run, ["force-unlock", "-force", "--", lockId]);
}

/** The addresses of everything in the state; none when there is no state yet. */
export async function stateList(run: TerraformRun): Promise<string[]> {
  const result = await terraform(run, ["state", "list"]);
  if (result.exitCode === 0) return result.stdout.split("\n").filter((line) => line !== "");
  if (result.output.includes("No state file was found")) return [];
  throw failure(run, "state list", result);
}

/**
 * How to end whatever runs terraform: terraform alone is asked, since a provider that ends before it would leave resources
 * that are in no state.
 */
export function endTerraformFirst(terraformFile: string): EndOptions {
  // Linux cuts names off after 15 characters, and terraform-provider-aws is not terraform.
  const name = basename(terraformFile).slice(0, 15);
  return { graceMs: 10_000, signal: "SIGTERM", askFirst: (process: ProcessInfo) => process.name === name };
}

function locking({ lockTimeoutSeconds = 0, holdsLock = false }: TerraformRun): string[] {
  return holdsLock ? ["-lock=false"] : [`-lock-timeout=${String(lockTimeoutSeconds)}s`];
}

async function terraform(run: TerraformRun, args: readonly string[]): Promise<RunResult> {
  return runProgram(run.terraform.file, args, { ...run, end: endTerraformFirst(run.terraform.file) });
}

async function succeed(run: TerraformRun, args: readonly string[]): Promise<RunResult> {
  const result = await terraform(run, args);
  if (result.exitCode !== 0) throw failure(run, args[0] ?? "", result);
  return result;
}

function parse({ stdout }: RunResult): unknown {
  try {
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}

function failure(run: TerraformRun, command: string, result: RunResult): ToolError {
  const { signal } = result;
  // Before it is put on one line and cut: half a secret is not found any more.
  const output = run.scrub?.(result.output) ?? result.output;
  return new ToolError({
    where: `terraform ${command} (${basename(run.cwd)})`,
    what: signal === undefined ? terraformErrors(output) || "it failed without a word" : `was ended by ${signal}`,
    remedy: isStateLocked(output)
      ? "Wait for the other run to end; if there is none any more: `npm run state -- --env <environment> unlock <stack>`."
      : "Mend what it names, then run this again.",
  });
}
