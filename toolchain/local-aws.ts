import { join } from "node:path";

import { neutralEnvironment, type ShellEnvironment } from "./aws-environment";
import { askForAccount } from "./caller-identity";
import { findProgram } from "./find-program";
import { requireLoopback } from "./loopback";
import { dockerRuns, startMotoContainer } from "./moto-docker";
import { startMoto } from "./moto-server";
import { runProgram } from "./program";
import { reasonOf } from "./reason";
import { ToolError } from "./tool-error";
import type { Workspace } from "./workspace";

/** Where a local AWS came from. */
export type LocalAwsKind = "AWS_EMULATOR_URL" | "moto_server" | "python3 -m moto.server" | "motoserver/moto";

/** A local AWS that answers. */
export interface LocalAws {
  /** A loopback URL without a path. */
  readonly url: string;
  readonly kind: LocalAwsKind;
  readonly accountId: string;
  /** Ends it if we started it, and resolves when it is gone. May be called twice. */
  stop(): Promise<void>;
}

/** What a local AWS is started with. */
export interface LocalAwsOptions {
  /** Takes its log, `local-aws.log`. */
  readonly workspace: Pick<Workspace, "path">;
  /** The user's environment: PATH, and AWS_EMULATOR_URL for one that runs already. */
  readonly env: ShellEnvironment;
  readonly region: string;
  /** The account that the environment belongs to, 12 digits. @default whatever the local AWS has */
  readonly accountId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How long it may take until it answers, in milliseconds. @default 30000; for a container 300000 */
  readonly timeoutMs?: number;
}

/** Gives a local AWS, or undefined where it is not to be had; a ToolError means that it was there and did not work. */
type Source = (options: LocalAwsOptions) => Promise<LocalAws | undefined>;

const HOW_TO_INSTALL =
  "Install moto (pip install 'moto[server]'), start docker, or set AWS_EMULATOR_URL to a local AWS that runs already.";

/**
 * Gives a local AWS on a loopback address: the one at AWS_EMULATOR_URL, else one of our own on a free port, from
 * `moto_server`, `python3 -m moto.server` or the docker image motoserver/moto, the first that really starts. Any number of
 * them run side by side.
 *
 * @throws ToolError when there is none, when AWS_EMULATOR_URL is not on this machine or does not answer, or when the account
 *   is not the one asked for.
 * @throws AbortError when called off
 */
export async function startLocalAws(options: LocalAwsOptions): Promise<LocalAws> {
  const url = options.env["AWS_EMULATOR_URL"];
  const aws = url ? await useRunning(requireLoopback(url), options) : await startOwn(options);
  if (options.accountId === undefined || aws.accountId === options.accountId) return aws;
  await aws.stop();
  throw new ToolError({
    where: `local AWS (${aws.kind})`,
    what: `it works in account ${aws.accountId}, and the environment belongs to ${options.accountId}`,
    remedy: "Unset AWS_EMULATOR_URL to have one started for that account, or start yours with it.",
  });
}

async function useRunning(url: string, { region, accountId, signal }: LocalAwsOptions): Promise<LocalAws> {
  try {
    const account = await askForAccount({ url, region, accountId, signal, timeoutMs: 5_000 });
    return { url, kind: "AWS_EMULATOR_URL", accountId: account, stop: () => Promise.resolve() };
  } catch (error) {
    throw new ToolError({
      where: "AWS_EMULATOR_URL",
      what: `${url} does not answer as AWS does: ${reasonOf(error)}`,
      remedy: "Start the local AWS there, or unset AWS_EMULATOR_URL to have one started.",
    });
  }
}

async function startOwn(options: LocalAwsOptions): Promise<LocalAws> {
  const failures: string[] = [];
  for (const source of [fromMotoServer, fromPython, fromDocker]) {
    try {
      const aws = await source(options);
      if (aws !== undefined) return aws;
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      failures.push(...error.problems.map(({ where, what }) => `\`${where}\`: ${what}`));
    }
  }
  const tried = "neither moto_server, nor python3 with moto, nor a running docker engine was found";
  throw new ToolError({
    where: "local AWS",
    what: failures.length > 0 ? `none could be started: ${failures.join("; ")}` : tried,
    remedy: HOW_TO_INSTALL,
  });
}

/** Port 0 is a free one, chosen by the operating system: two that start at once never get the same. */
const ON_A_FREE_PORT = ["-H", "127.0.0.1", "-p", "0"];

const fromMotoServer: Source = async (options) => {
  const file = findProgram("moto_server", options.env);
  return file === undefined ? undefined : fromProcess("moto_server", file, ON_A_FREE_PORT, options);
};

const fromPython: Source = async (options) => {
  const { env, workspace, signal } = options;
  const file = findProgram("python3", env);
  if (file === undefined) return undefined;
  const check = { cwd: workspace.path, env: neutralEnvironment(env), timeoutMs: 30_000, signal };
  const { exitCode } = await runProgram(file, ["-c", "import moto.server"], check);
  if (exitCode !== 0) return undefined;
  return fromProcess("python3 -m moto.server", file, ["-m", "moto.server", ...ON_A_FREE_PORT], options);
};

const fromDocker: Source = async (options) => {
  const { env, workspace, signal } = options;
  const file = findProgram("docker", env);
  const cwd = workspace.path;
  if (file === undefined || !(await dockerRuns({ file, env, cwd, signal }))) return undefined;
  const container = await startMotoContainer({ ...options, file, cwd, logFile: logFile(options) });
  const stop = async (): Promise<void> => {
    await container.remove();
    await container.program.stop();
  };
  return { url: container.url, kind: "motoserver/moto", accountId: container.accountId, stop };
};

async function fromProcess(
  kind: LocalAwsKind,
  file: string,
  args: readonly string[],
  options: LocalAwsOptions,
): Promise<LocalAws> {
  const moto = await startMoto({ ...options, file, args, cwd: options.workspace.path, logFile: logFile(options) });
  const stop = (): Promise<void> => moto.program.stop({ graceMs: 2_000 });
  return { url: moto.url, kind, accountId: moto.accountId, stop };
}

function logFile({ workspace }: LocalAwsOptions): string {
  return join(workspace.path, "local-aws.log");
}
