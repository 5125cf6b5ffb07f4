import { basename } from "node:path";

import { type Exit, type OutputStream, type StartOptions, startProgram } from "./started-program";
import { ToolError } from "./tool-error";

/** What a program is run with. */
export interface RunOptions extends StartOptions {
  /** Ends the program and everything below it when aborted. */
  readonly signal?: AbortSignal | undefined;
  /** How long it may take, in milliseconds. @default for ever */
  readonly timeoutMs?: number;
}

/** What a program did. */
export interface RunResult extends Exit {
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in the order in which they came. */
  readonly output: string;
}

/** A run was called off by its AbortSignal. */
export class AbortError extends Error {
  override readonly name = "AbortError";
  readonly code = "ABORT_ERR";
}

/**
 * Runs a program to its end. A failure of the program is a result, not an error.
 *
 * @throws ToolError when there is no such program or folder, or the time is over.
 * @throws AbortError when aborted, after the program and everything below it has ended.
 */
export async function runProgram(file: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  const { signal, timeoutMs, onLine } = options;
  if (signal?.aborted === true) throw new AbortError(`${file} was not started: called off`);

  const lines: Record<OutputStream | "output", string[]> = { stdout: [], stderr: [], output: [] };
  // What the caller does with a line may fail; that must end the run and not our whole process.
  let failOnLine: (reason: unknown) => void = () => undefined;
  const lineFailure = new Promise<never>((_, reject) => (failOnLine = reject));
  const program = startProgram(file, args, {
    ...options,
    onLine: (line, stream) => {
      lines[stream].push(line);
      lines.output.push(line);
      try {
        onLine?.(line, stream);
      } catch (error) {
        failOnLine(error);
      }
    },
  });

  let timer: NodeJS.Timeout | undefined;
  let callOff: () => void = () => undefined;
  const calledOff = new Promise<never>((_, reject) => {
    callOff = () => {
      reject(new AbortError(`${file} was called off`));
    };
    if (timeoutMs === undefined) return;
    timer = setTimeout(() => {
      reject(tookTooLong(file, timeoutMs));
    }, timeoutMs);
  });
  signal?.addEventListener("abort", callOff);
  try {
    const exit = await Promise.race([program.exited, calledOff, lineFailure]);
    return { ...exit, stdout: text(lines.stdout), stderr: text(lines.stderr), output: text(lines.output) };
  } catch (error) {
    await program.stop();
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", callOff);
  }
}

/**
 * Runs a program that is expected to succeed.
 *
 * @throws ToolError with the last meaningful lines of its output when it exits with anything but 0.
 */
export async function runOrThrow(file: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  const result = await runProgram(file, args, options);
  if (result.exitCode === 0) return result;
  throw new ToolError({
    where: [basename(file), ...args].join(" "),
    what: `${describeExit(result)}: ${lastLines(result.output) || "it printed nothing"}`,
    remedy: "See what it says above, and run it by hand for more.",
  });
}

/** An end in words: `exited with status 3`, `was ended by SIGTERM`. */
export function describeExit({ exitCode, signal }: Exit): string {
  return signal === undefined ? `exited with status ${String(exitCode)}` : `was ended by ${signal}`;
}

/** The last lines that say something, as one line: blank ones and frames are left out. */
export function lastLines(output: string, count = 5): string {
  const meaningful = output
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line));
  return meaningful.slice(-count).join(" | ");
}

function tookTooLong(file: string, timeoutMs: number): ToolError {
  return new ToolError({
    where: basename(file),
    what: `did not finish within ${String(timeoutMs / 1000)} s and was ended`,
    remedy: "Try again on a machine that is less busy, or run it by hand to see what it waits for.",
  });
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
