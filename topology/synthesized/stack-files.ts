import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stateKey } from "../../environments/state-key";
import { ToolError } from "../../toolchain/tool-error";
import { Stack } from "./stack";
import type { Json } from "./terraform-json";

const SYNTHESIZE = "Synthesize first: `npm run synth`.";

/**
 * The stacks of one environment, as cdktf wrote them.
 *
 * @param folder - cdktf's output folder, which holds `stacks`
 * @throws ToolError if there are none, or if a file cannot be read
 */
export function readStacks(folder: string, environment: string): Stack[] {
  const prefix = `${environment}-`;
  const names = foldersIn(join(folder, "stacks"));
  const stacks = names
    .filter((name) => name.startsWith(prefix))
    .map((name) => readStack(join(folder, "stacks", name, "cdk.tf.json"), name))
    // `dev-eu-network` is a stack of `dev-eu`, not of `dev`: its state says so.
    .filter(({ name, state }) => state === undefined || state.key === stateKey(environment, name.slice(prefix.length)));
  if (stacks.length === 0) {
    throw new ToolError({
      where: join(folder, "stacks"),
      what: `it holds no stack of the environment ${environment}, only ${names.join(", ") || "nothing"}`,
      remedy: "Synthesize that environment, or name another.",
    });
  }
  return stacks;
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch (error) {
    throw new ToolError({ where: folder, what: `the folder cannot be read (${code(error)})`, remedy: SYNTHESIZE });
  }
}

function readStack(file: string, name: string): Stack {
  return new Stack(name, parse(file, read(file)));
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new ToolError({
      where: file,
      what: `the stack cannot be read (${code(error)})`,
      remedy: "Synthesize it as JSON, not as HCL: `npm run synth`.",
    });
  }
}

function parse(file: string, text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new ToolError({
      where: file,
      what: `it is no JSON (${(error as Error).message})`,
      remedy: "Synthesize it again: `npm run synth`.",
    });
  }
}

/** Such as `ENOENT`. */
function code(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
