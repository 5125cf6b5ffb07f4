import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";

import { REPOSITORY, TOKEN } from "./fake-github";

const SCRIPTS = resolve(__dirname, "../../.github/scripts");

/** What a script of .github/scripts did. */
export interface Ran {
  readonly status: number | null;
  /** All that it printed. */
  readonly printed: string;
  /** What it wrote to GITHUB_OUTPUT, by name. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** Runs one as a workflow does, with the variables that a runner sets and none of this machine's. */
export async function runScript(
  name: string,
  args: readonly string[],
  github: { readonly url: string },
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), "front-door-test-"));
  const output = join(folder, "output");
  try {
    const child = spawn(process.execPath, [join(SCRIPTS, name), ...args], {
      env: {
        GITHUB_API_URL: github.url,
        GITHUB_OUTPUT: output,
        GITHUB_REPOSITORY: REPOSITORY,
        GITHUB_RETRY_PAUSE_MS: "1",
        GITHUB_RUN_ID: "77",
        GITHUB_SERVER_URL: "https://github.example",
        GITHUB_TOKEN: TOKEN,
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = new Promise<number | null>((done) => child.on("close", done));
    const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    const lines = existsSync(output) ? readFileSync(output, "utf8").trim().split("\n") : [];
    const outputs = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
    );
    return { status, printed: stdout + stderr, outputs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
