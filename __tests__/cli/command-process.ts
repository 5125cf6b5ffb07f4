import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import type { ProcessInfo } from "../../toolchain/process-list";
import { descendantsOf } from "../../toolchain/process-tree";

const ROOT = resolve(__dirname, "../..");

/** An input for what is typed later, see answer(). */
export const OPEN = "\u0000open";

/** How a command is run. */
export interface CommandRun {
  /** Such as `cli/start.js`. */
  readonly program: string;
  readonly args?: readonly string[];
  /** Added to our own environment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What is typed, or OPEN for what is typed later. @default nothing, and the input is at its end */
  readonly input?: string;
  /** The checkout whose program it is. @default this one */
  readonly checkout?: string;
}

/** A command of the project, run as a person does, but with a temporary folder of the test's own. */
export class CommandProcess {
  /** All that it printed. */
  output = "";
  stdout = "";
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | null>;
  private readonly waiting: { text: string; found: () => void; failed: (error: Error) => void }[] = [];

  constructor(
    readonly temporaryFolder: string,
    { program, args = [], env = {}, input, checkout = ROOT }: CommandRun,
  ) {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: checkout,
      // As in a CI job, where libraries like to colour their logs.
      env: { ...process.env, CI: "true", GITHUB_ACTIONS: "true", TMPDIR: temporaryFolder, ...env },
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    this.child = child;
    if (input !== OPEN) child.stdin?.end(input);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (bytes: Buffer) => {
        this.output += bytes.toString();
        if (stream === child.stdout) this.stdout += bytes.toString();
        for (const { text, found } of this.waiting) if (this.output.includes(text)) found();
      });
    }
    this.ended = new Promise((done) =>
      child.on("close", (status) => {
        for (const { text, failed } of this.waiting)
          failed(new Error(`ended before it printed "${text}": ${this.output}`));
        done(status);
      }),
    );
  }

  /** Resolves when it has printed this. */
  printed(text: string): Promise<void> {
    return new Promise((found, failed) => {
      this.waiting.push({ text, found, failed });
      if (this.output.includes(text)) found();
    });
  }

  /** Types an answer into an input that is `OPEN`. */
  answer(text: string): void {
    this.child.stdin?.end(text);
  }

  /** Its exit status; null when a signal ended it. */
  exit(): Promise<number | null> {
    return this.ended;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Every process that it started, at this moment. */
  processes(): ProcessInfo[] {
    return descendantsOf(this.child.pid ?? 0);
  }
}
