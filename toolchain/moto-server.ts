import { createWriteStream } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { neutralEnvironment, type ShellEnvironment } from "./aws-environment";
import { askForAccount } from "./caller-identity";
import { AbortError, describeExit, lastLines } from "./program";
import { reasonOf } from "./reason";
import { startProgram, type StartedProgram } from "./started-program";
import { ToolError } from "./tool-error";

/** How a moto server is started. */
export interface MotoStart {
  readonly file: string;
  readonly args: readonly string[];
  /** The user's environment; what could change the server is left out of it. */
  readonly env: ShellEnvironment;
  readonly cwd: string;
  /** Takes all it prints: a line for each request. */
  readonly logFile: string;
  readonly region: string;
  readonly accountId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How long it may take until it answers, in milliseconds. @default 30000 */
  readonly timeoutMs?: number;
  /** Finds its URL where it does not print the one that we can reach. @default what it prints */
  readonly findUrl?: () => Promise<string | undefined>;
}

/** A moto server that answers. */
export interface RunningMoto {
  readonly url: string;
  readonly accountId: string;
  readonly program: StartedProgram;
}

const LOOK_EVERY_MS = 25;
const LINES_KEPT = 20;

/**
 * Starts a moto server and waits until it answers. Source: moto documentation, Non-Python SDK's / Server Mode.
 *
 * @throws ToolError when it ends before it answers, or does not answer in time: with why asking it failed the last time,
 *   and its last lines.
 * @throws AbortError when called off. In every case it is ended first.
 */
export async function startMoto(start: MotoStart): Promise<RunningMoto> {
  const { file, args, env, cwd, logFile, region, accountId, signal, timeoutMs = 30_000 } = start;
  const log = createWriteStream(logFile, { flags: "a" });
  log.on("error", () => undefined); // A full disk must not end the run: the log is for people.
  const lines: string[] = [];
  let printedUrl: string | undefined;
  const program = startProgram(file, args, {
    cwd,
    env: { ...neutralEnvironment(env), ...(accountId === undefined ? {} : { MOTO_ACCOUNT_ID: accountId }) },
    onLine: (line) => {
      log.write(`${line}\n`);
      printedUrl ??= /Running on (https?:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1];
      if (lines.push(line) > LINES_KEPT) lines.shift();
    },
  });
  let ended: string | undefined;
  void program.exited.then((exit) => {
    ended = describeExit(exit);
    log.end();
  });

  let lastFailure = "";
  const ask = async (url: string): Promise<string | undefined> => {
    try {
      return await askForAccount({ url, region, accountId, signal });
    } catch (error) {
      lastFailure = `; the last time it was asked, at ${url}: ${reasonOf(error).replace(/\.$/, "")}`;
      return undefined;
    }
  };
  const failed = (what: string): ToolError =>
    noServer(file, args, `${what}${lastFailure}; it said: ${lastLines(lines.join("\n")) || "nothing"}`);
  try {
    for (const deadline = Date.now() + timeoutMs; Date.now() < deadline;) {
      if (signal?.aborted === true) throw new AbortError("the local AWS was called off");
      if (ended !== undefined) throw failed(`it ${ended} before it answered`);
      const url = start.findUrl ? await start.findUrl() : printedUrl;
      const account = url && (await ask(url));
      if (url && account) return { url, accountId: account, program };
      await sleep(LOOK_EVERY_MS);
    }
    throw failed(`it did not answer within ${String(timeoutMs / 1000)} s`);
  } catch (error) {
    await program.stop({ graceMs: 1_000 });
    throw error;
  }
}

function noServer(file: string, args: readonly string[], what: string): ToolError {
  return new ToolError({
    where: [file, ...args].join(" "),
    what,
    remedy: "Run it by hand to see more, or install it again: pip install 'moto[server]'.",
  });
}
