import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { type CdktfEvent, CdktfProgress } from "./cdktf-progress";
import { runProgram, type RunResult } from "./program";
import type { Environment } from "./started-program";
import { endTerraformFirst } from "./terraform-commands";
import { terraformErrors } from "./terraform-error";
import { ToolError } from "./tool-error";

/** How the cdktf CLI of a project is run. */
export interface CdktfRun {
  /** The folder that holds cdktf.json, package.json and the app. Nothing is written there. */
  readonly projectRoot: string;
  /** The folder to synthesize into, made if missing. One of our own: what else is in its `stacks` is removed by cdktf. */
  readonly outFolder: string;
  /** The complete environment, see aws-environment.ts. */
  readonly env: Environment;
  readonly signal?: AbortSignal | undefined;
  /** Called with every line that cdktf prints. */
  readonly onLine?: (line: string) => void;
  /** Called with what becomes of stacks and resources. */
  readonly onEvent?: (event: CdktfEvent) => void;
}

/** A configuration may have many problems, and they are all told. */
const LONGEST_APP_ERROR = 4_000;

/** Synthesizes the app. @returns the names of its stacks */
export async function synth(run: CdktfRun): Promise<string[]> {
  await cdktf(run, "synth", [], []);
  return stacksIn(run.outFolder);
}

/**
 * Deploys the stacks that match the patterns (`dev-*`), each after those that it depends on. Stops at the first that fails.
 *
 * @returns the names of the stacks that were deployed, in that order
 * @throws ToolError saying what terraform or the app said
 */
export async function deploy(run: CdktfRun, patterns: readonly string[]): Promise<string[]> {
  return changeStacks(run, "deploy", patterns);
}

/** Destroys the stacks that match the patterns, each before those that it depends on; otherwise as `deploy`. */
export async function destroy(run: CdktfRun, patterns: readonly string[]): Promise<string[]> {
  return changeStacks(run, "destroy", patterns);
}

/** The folder of one synthesized stack, to run terraform in. */
export function stackFolder(outFolder: string, stack: string): string {
  return join(outFolder, "stacks", stack);
}

async function changeStacks(
  run: CdktfRun,
  command: "deploy" | "destroy",
  patterns: readonly string[],
): Promise<string[]> {
  const done: string[] = [];
  const flags = [
    "--auto-approve",
    // It would ask the registry for checksums, of a lock file that goes with our folder.
    "--skip-provider-lock",
  ];
  await cdktf(
    {
      ...run,
      onEvent: (event) => {
        if (event.kind === "stack done") done.push(event.stack);
        run.onEvent?.(event);
      },
    },
    command,
    patterns,
    flags,
  );
  return done;
}

async function cdktf(
  run: CdktfRun,
  command: string,
  patterns: readonly string[],
  flags: readonly string[],
): Promise<void> {
  mkdirSync(run.outFolder, { recursive: true });
  const all = [cdktfProgram(run.projectRoot), command, ...patterns, ...flags, "--output", run.outFolder];
  const progress = new CdktfProgress();
  const result = await runProgram(process.execPath, all, {
    cwd: run.projectRoot,
    env: run.env,
    signal: run.signal,
    // cdktf itself is no way to end terraform: called off, it leaves at once and takes terraform's terminal with it.
    end: endTerraformFirst(run.env["TERRAFORM_BINARY_NAME"] ?? "terraform"),
    onLine: (line) => {
      run.onLine?.(line);
      const event = progress.read(line);
      if (event !== undefined) run.onEvent?.(event);
    },
  });
  if (result.exitCode !== 0) throw failure([command, ...patterns].join(" "), result);
}

/** The CLI that the project itself depends on, whatever is installed elsewhere. */
function cdktfProgram(projectRoot: string): string {
  try {
    const manifest = createRequire(join(projectRoot, "package.json")).resolve("cdktf-cli/package.json");
    const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as { bin: { cdktf: string } };
    return join(dirname(manifest), bin.cdktf);
  } catch {
    throw new ToolError({
      where: "cdktf",
      what: `the project in ${projectRoot} has no cdktf-cli installed`,
      remedy: "Run `npm ci` there.",
    });
  }
}

function stacksIn(outFolder: string): string[] {
  const manifest = JSON.parse(readFileSync(join(outFolder, "manifest.json"), "utf8")) as { stacks: object };
  return Object.keys(manifest.stacks);
}

function failure(command: string, { output, signal }: RunResult): ToolError {
  return new ToolError({
    where: `cdktf ${command}`,
    what:
      signal === undefined
        ? (appError(output) ?? terraformErrors(withoutStackNames(output)))
        : `was ended by ${signal}`,
    remedy: "Mend what it names, then run this again: what is done already is kept.",
  });
}

/** What the app itself wrote when it could not be synthesized. */
function appError(output: string): string | undefined {
  const [, written] =
    /^Command output on stderr:\n([\s\S]*?)(?:\nCommand output on stdout:|$(?![\s\S]))/m.exec(output) ?? [];
  const lines = written?.split("\n").map((line) => line.trim()) ?? [];
  const message = lines.filter((line) => line !== "" && !line.startsWith("at ")).join(" | ");
  return message === "" ? undefined : message.slice(0, LONGEST_APP_ERROR);
}

/** cdktf puts the name of the stack before the first line of what terraform says. */
function withoutStackNames(output: string): string {
  return output.replace(/^[A-Za-z0-9][\w-]* {2}(?=\S)/gm, "");
}
