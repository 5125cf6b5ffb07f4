import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "..");

/** Runs the compiler, and gives its exit status and what it printed. */
function tsc(...args: string[]): Promise<{ status: number; output: string }> {
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  return new Promise((done) => {
    execFile(process.execPath, [compiler, "--noEmit", ...args], { cwd: ROOT }, (error, output) => {
      done({ status: error === null ? 0 : Number(error.code), output });
    });
  });
}

test("the compiler refuses every program that the type proofs say it refuses, and accepts all others", async () => {
  expect(await tsc()).toEqual({ status: 0, output: "" });
}, 120_000);

test("a proof of something that does compile would be reported", async () => {
  const folder = mkdtempSync(join(tmpdir(), "front-door-test-"));
  const file = join(folder, "proof.ts");
  writeFileSync(file, "// @ts-expect-error this compiles\nexport const a: number = 1;\n");
  try {
    const { status, output } = await tsc("--strict", file);
    expect(status).not.toBe(0);
    expect(output).toContain("error TS2578: Unused '@ts-expect-error' directive.");
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 120_000);
