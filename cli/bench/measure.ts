import { spawn } from "node:child_process";
import { join } from "node:path";
import { PROJECT_ROOT } from "../project-root";

/** What one kind of run took. */
export interface Measurement {
  /** Wall-clock time of the whole process, in milliseconds: the median of all rounds. */
  readonly wallMs: number;
  /** Peak resident memory of the node process, in bytes, without esbuild's own: the largest of all rounds. */
  readonly peakBytes: number;
}

/** How something is measured. */
export interface MeasureOptions {
  readonly rounds: number;
  /** Added to our own environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** The exit statuses of a run that counts. @default 0 alone */
  readonly expectedStatus?: readonly number[];
}

const PRELOAD = join(PROJECT_ROOT, "cli/bench/report-memory.js");

/** Runs `node` with these arguments in a process of its own, several times in a row. */
export async function measure(
  args: readonly string[],
  { rounds, env = {}, expectedStatus = [0] }: MeasureOptions,
): Promise<Measurement> {
  const runs: Measurement[] = [];
  for (let round = 0; round < rounds; round++) {
    runs.push(await measureOnce(args, env, expectedStatus));
  }
  const byTime = runs.map(({ wallMs }) => wallMs).sort((a, b) => a - b);
  return {
    wallMs: byTime[Math.floor(byTime.length / 2)] ?? NaN,
    peakBytes: Math.max(...runs.map(({ peakBytes }) => peakBytes)),
  };
}

function measureOnce(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  expectedStatus: readonly number[],
): Promise<Measurement> {
  return new Promise((done, fail) => {
    const startedAt = performance.now();
    const child = spawn(process.execPath, ["--require", PRELOAD, ...args], {
      env: { ...process.env, ...env },
      stdio: ["ignore", "ignore", "inherit", "pipe"],
    });
    let peak = "";
    child.stdio[3]?.on("data", (bytes: Buffer) => {
      peak += bytes.toString();
    });
    child.on("error", fail);
    child.on("close", (code) => {
      if (code !== null && expectedStatus.includes(code)) {
        done({ wallMs: performance.now() - startedAt, peakBytes: Number(peak) });
      } else {
        fail(new Error(`node ${args.join(" ")} exited with status ${String(code)}`));
      }
    });
  });
}
