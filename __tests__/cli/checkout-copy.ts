import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");

/** What a checkout needs for its commands to run. */
const SOURCES = [
  "cli",
  "constructs",
  "environments",
  "handoff",
  "review",
  "stacks",
  "toolchain",
  "topology",
  "main.ts",
  "package.json",
  "tsconfig.json",
  "cdktf.json",
];

/** A checkout of this project, for a test to edit as a person does. */
export interface CheckoutCopy {
  readonly folder: string;
  /** Writes a file, or writes it anew. */
  write(file: string, text: string): void;
  /** Replaces a text that must be there. */
  edit(file: string, text: string, replacement: string): void;
  remove(): void;
}

/** Copies this checkout, but for what is installed: that is shared. */
export function copyCheckout(): CheckoutCopy {
  const folder = mkdtempSync(join(tmpdir(), "front-door-checkout-"));
  for (const source of SOURCES) cpSync(join(ROOT, source), join(folder, source), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const write = (file: string, text: string): void => {
    writeFileSync(join(folder, file), text);
  };
  return {
    folder,
    write,
    edit: (file, text, replacement) => {
      const before = readFileSync(join(folder, file), "utf8");
      if (!before.includes(text)) throw new Error(`${file} does not hold "${text}"`);
      write(file, before.replace(text, replacement));
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
