import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import type { ProcessInfo } from "../../toolchain/process-list";
import { descendantsOf } from "../../toolchain/process-tree";

const ROOT = resolve(__dirname, "../..");

/** `npm start`, run as a person does, but with a temporary folder of the test's own. */
export class Start {
  output = "";
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | null>;
  private readonly waiting: { text: string; found: () => void; failed: (error: Error) => void }[] = [];

  constructor(
    readonly temporaryFolder: string,
    args: readonly string[] = [],
    env: Record<string, string | undefined> = {},
  ) {
    this.child = spawn(process.execPath, ["cli/start.js", ...args], {
      cwd: ROOT,
      // As in a CI job, where libraries like to colour their logs.
      env: { ...process.env, CI: "true", GITHUB_ACTIONS: "true", TMPDIR: temporaryFolder, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on("data", (bytes: Buffer) => {
        this.output += bytes.toString();
        for (const { text, found } of this.waiting) if (this.output.includes(text)) found();
      });
    }
    this.ended = new Promise((done) =>
      this.child.on("close", (status) => {
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

  /** Its exit status. */
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
