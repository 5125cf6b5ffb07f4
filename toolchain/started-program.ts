import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { Socket } from "node:net";
import { constants } from "node:os";

import { findProgram } from "./find-program";
import { LEASH_DESCRIPTOR, onLeash } from "./leash";
import { LineReader } from "./line-reader";
import { type EndOptions, endProcessTree } from "./process-tree";
import { ToolError } from "./tool-error";

/** The environment of a program, complete: nothing of ours is added to it. */
export type Environment = Readonly<Record<string, string>>;

/** The two things that a program prints to. */
export type OutputStream = "stdout" | "stderr";

/** What a program is started with. */
export interface StartOptions {
  /** The folder it runs in; it must exist. */
  readonly cwd: string;
  /** Its COMPLETE environment. PATH in it is where the program is looked for. */
  readonly env: Environment;
  /** Called with each line it prints, without the newline and without colours. */
  readonly onLine?: (line: string, stream: OutputStream) => void;
  /** How it is ended by `stop()` and by `endAllPrograms()`. */
  readonly end?: EndOptions;
}

/** How a program ended: `exitCode` or `signal`, one of them is undefined. */
export interface Exit {
  readonly exitCode: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
}

/** A program that runs. */
export interface StartedProgram {
  /** As it was asked for, for messages. */
  readonly file: string;
  /** The top of its process tree. */
  readonly pid: number;
  /** Resolves when it has ended and all it printed has been read; never rejects. */
  readonly exited: Promise<Exit>;
  /** Ends it and everything that it started, and resolves when all are gone. May be called twice. */
  stop(options?: EndOptions): Promise<void>;
}

const started = new Set<StartedProgram>();

/** Every program that was started here and has not ended yet, oldest first. */
export function everyStartedProgram(): readonly StartedProgram[] {
  return [...started];
}

/**
 * Ends every program that was started here, the newest first: a server outlives its clients, so that terraform can still
 * save its state. For the signal handler of a command; with `{ graceMs: 0 }` for its second Ctrl-C.
 *
 * @throws AggregateError of ToolErrors, when some could not be ended; the others are ended all the same.
 */
export async function endAllPrograms(options?: EndOptions): Promise<void> {
  const failures: unknown[] = [];
  for (const program of everyStartedProgram().toReversed()) {
    await program.stop(options).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join("\n"));
}

/** How long what a program left behind may keep its output open, before it is ended too, in milliseconds. */
const LEFT_BEHIND_MS = 300;

/**
 * Starts a program without input, in a process group of its own, on a leash (see leash.ts).
 *
 * @throws ToolError when there is no such program, or no such folder.
 */
export function startProgram(file: string, args: readonly string[], options: StartOptions): StartedProgram {
  const command = onLeash({ file: locate(file, options), args });
  const child = spawn(command.file, command.args, {
    cwd: options.cwd,
    env: { ...options.env },
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  const exited = exitOf(child, options);
  const { pid } = child;
  if (pid === undefined) {
    throw new ToolError({
      where: file,
      what: "the operating system could not start it",
      remedy: "Check how many processes and open files this user may have (ulimit -u, ulimit -n).",
    });
  }
  const program: StartedProgram = {
    file,
    pid,
    exited,
    stop: async (end) => {
      await endProcessTree(pid, { ...options.end, ...end });
      await exited;
    },
  };
  started.add(program);
  void exited.then(() => started.delete(program));
  return program;
}

function locate(file: string, { cwd, env }: StartOptions): string {
  if (!existsSync(cwd) || !statSync(cwd).isDirectory()) {
    throw new ToolError({
      where: file,
      what: `cannot run in ${cwd}: no such folder`,
      remedy: "Create the folder first.",
    });
  }
  const found = findProgram(file, env, cwd);
  if (found !== undefined) return found;
  throw new ToolError({
    where: file,
    what: /[/\\]/.test(file) ? "no such program" : "no such program on the PATH",
    remedy: "Install it, or add the folder that holds it to PATH.",
  });
}

function exitOf(child: ChildProcess, { onLine }: StartOptions): Promise<Exit> {
  const readers: LineReader[] = [];
  for (const stream of ["stdout", "stderr"] as const) {
    const reader = new LineReader((line) => onLine?.(line, stream));
    readers.push(reader);
    child[stream]?.on("data", (bytes: Buffer) => {
      reader.push(bytes);
    });
  }
  // The leash is held, never written to; it must not keep us running by itself, nor fail us when the other end goes.
  const leash = child.stdio[LEASH_DESCRIPTOR];
  leash?.on("error", () => undefined);
  if (leash instanceof Socket) leash.unref();

  return new Promise((resolve) => {
    child.on("error", () => {
      if (child.pid === undefined) resolve({ exitCode: undefined, signal: undefined });
    });
    child.on("exit", () => {
      // What it left behind may hold its output open for ever.
      setTimeout(() => {
        endGroup(child);
      }, LEFT_BEHIND_MS).unref();
    });
    child.on("close", (code, signal) => {
      for (const reader of readers) reader.end();
      resolve(decodeExit(code, signal));
    });
  });
}

/** Only called while somebody still holds the output: then the group is not empty, and its id was not given to another. */
function endGroup(child: ChildProcess): void {
  if (child.stdout?.closed !== false && child.stderr?.closed !== false) return;
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    // Whoever holds it is in another group; closing our end is all that is left.
  }
  child.stdout?.destroy();
  child.stderr?.destroy();
}

/** A shell passes on a program's end by signal N as status 128 + N, and the leash is a shell. */
function decodeExit(code: number | null, signal: NodeJS.Signals | null): Exit {
  if (signal !== null) return { exitCode: undefined, signal };
  const bySignal = Object.entries(constants.signals).find(([, number]) => number === (code ?? 0) - 128);
  if (bySignal && process.platform !== "win32") return { exitCode: undefined, signal: bySignal[0] as NodeJS.Signals };
  return { exitCode: code ?? undefined, signal: undefined };
}
