import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** The shell block of docs/state.md that is marked as run by a test under this name. */
export function markedBlock(name: string): string {
  const runbook = readFileSync(resolve(__dirname, "../../docs/state.md"), "utf8");
  const [, block] = new RegExp(`<!-- Run by a test: ${name} -->\\s*\`\`\`sh\n([\\s\\S]*?)\`\`\``).exec(runbook) ?? [];
  if (block === undefined) throw new Error(`docs/state.md has no block that is marked as run by a test: ${name}`);
  return block;
}
