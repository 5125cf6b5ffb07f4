import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { packagesOf, ROOT, type Swap } from "./swapped-packages";

/** What one run of a program wrote, and of which packages it was made. */
export interface Run {
  readonly status: number;
  readonly stderr: string;
  /** Every JSON file below its folder, parsed, by its path there. */
  readonly files: Readonly<Record<string, unknown>>;
  /** The packages with code in the program, under the names that they have in node_modules, in alphabetical order. */
  readonly packages: readonly string[];
}

/**
 * Runs a program of this project with other packages in place of some, and with nothing else changed: esbuild makes one
 * file of the program and of all packages that it takes, with the names exchanged wherever they are imported.
 *
 * @param program - its TypeScript, as a file of this folder; it is given the folder to write to
 */
export async function synthesizeWith(swap: Swap, program: string): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), "front-door-test-"));
  try {
    const bundle = join(folder, "program.js");
    const { metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: [join(__dirname, program)],
      outfile: bundle,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node20",
      alias: { ...swap },
      metafile: true,
      logLevel: "silent",
    });
    const out = join(folder, "out");
    mkdirSync(out);
    return { ...(await node(bundle, out)), files: jsonBelow(out), packages: packagesOf(Object.keys(metafile.inputs)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function node(file: string, folder: string): Promise<{ status: number; stderr: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [file, folder], { cwd: ROOT }, (error, _, stderr) => {
      done({ status: error === null ? 0 : Number(error.code), stderr });
    });
  });
}

function jsonBelow(folder: string): Record<string, unknown> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json"));
  return Object.fromEntries(
    files.map((file) => [file, JSON.parse(readFileSync(join(folder, file), "utf8")) as unknown]),
  );
}
