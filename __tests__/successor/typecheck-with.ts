import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packagesOf, ROOT, type Swap } from "./swapped-packages";

/** All that imports cdktf or the provider, and the proofs of what must not compile. */
const CHECKED = ["main.ts", "stacks", "constructs", "__tests__/constructs", "__tests__/stacks"];

/** What the compiler said, and of what. */
export interface Typecheck {
  readonly status: number;
  readonly errors: readonly string[];
  /** The packages whose types it read, under the names that they have in node_modules, in alphabetical order. */
  readonly packages: readonly string[];
}

/** Type-checks the code that is made of cdktf, with other packages in place of some. */
export async function typecheckWith(swap: Swap): Promise<Typecheck> {
  const folder = mkdtempSync(join(tmpdir(), "front-door-test-"));
  try {
    const paths = Object.entries(swap).flatMap(([name, other]) => [
      [name, [join(ROOT, "node_modules", other)]],
      [`${name}/*`, [join(ROOT, "node_modules", other, "*")]],
    ]);
    const config = {
      extends: join(ROOT, "tsconfig.json"),
      compilerOptions: { paths: Object.fromEntries(paths) as unknown, typeRoots: [join(ROOT, "node_modules/@types")] },
      include: CHECKED.map((path) => join(ROOT, path)),
    };
    const file = join(folder, "tsconfig.json");
    writeFileSync(file, JSON.stringify(config));
    const { status, lines } = await tsc("--project", file, "--listFiles");
    const isFile = (line: string): boolean => /\.(?:[cm]?ts|json)$/.test(line);
    return {
      status,
      errors: lines.filter((line) => !isFile(line)),
      packages: packagesOf(lines.filter(isFile)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function tsc(...args: string[]): Promise<{ status: number; lines: string[] }> {
  return new Promise((done) => {
    const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
    execFile(process.execPath, [compiler, ...args], { cwd: ROOT, maxBuffer: 1e7 }, (error, output) => {
      const lines = output.split("\n").filter((line) => line !== "");
      done({ status: error === null ? 0 : Number(error.code), lines });
    });
  });
}
