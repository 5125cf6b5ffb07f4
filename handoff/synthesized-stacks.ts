import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { STACK_NAMES } from "../environments/stack-names";
import { stateKey } from "../environments/state-key";
import { reasonOf } from "../toolchain/reason";
import { ToolError } from "../toolchain/tool-error";
import type { Json } from "./hcl/expression";

/** An object in Terraform's JSON syntax. */
export type JsonObject = Readonly<Record<string, Json>>;

/** A stack as cdktf wrote it. */
export interface SynthesizedStack {
  /** Its name within the environment: `network`. */
  readonly stack: string;
  /** With the environment's: `dev-network`. */
  readonly stackName: string;
  readonly json: JsonObject;
  /** The stacks whose outputs it reads. */
  readonly upstream: readonly Upstream[];
}

/** What a stack reads of another. */
export interface Upstream {
  readonly stack: string;
  readonly outputs: readonly string[];
}

/**
 * The stacks of an environment in cdktf's output folder, each after those that it reads from.
 *
 * @throws ToolError if there are none, or if a file cannot be read
 */
export function readSynthesizedStacks(folder: string, environment: string): SynthesizedStack[] {
  const found = foldersIn(join(folder, "stacks"))
    .filter((name) => name.startsWith(`${environment}-`))
    .map((stackName) => ({ stackName, json: readJson(join(folder, "stacks", stackName, "cdk.tf.json")) }))
    .map(({ stackName, json }) => ({ stack: stackName.slice(environment.length + 1), stackName, json }))
    // `dev-eu-network` is a stack of `dev-eu`, not of `dev`: its state says so.
    .filter(({ stack, json }) => at(json, "terraform", "backend", "s3", "key") === stateKey(environment, stack));
  if (found.length === 0) {
    throw new ToolError({
      where: join(folder, "stacks"),
      what: `it holds no stack of the environment ${environment}`,
      remedy: "Synthesize that environment: `npm run synth`.",
    });
  }
  const stacks = found.map((stack) => ({
    ...stack,
    upstream: upstreamOf(
      stack.json,
      found.map(({ stack: name }) => name),
      environment,
    ),
  }));
  return inOrder(stacks);
}

/** What is at a path of keys. */
export function at(json: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((here, key) => (isObject(here) ? here[key] : undefined), json);
}

/** The text at a path of keys; empty where there is none. */
export function textAt(json: Json | undefined, ...path: readonly string[]): string {
  const found = at(json, ...path);
  return typeof found === "string" ? found : "";
}

export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** Entries without `//`, in which cdktf keeps notes of its own. */
export function entriesOf(json: Json | undefined): [string, Json][] {
  return isObject(json) ? Object.entries(json).filter(([key]) => key !== "//") : [];
}

function upstreamOf(json: JsonObject, stacks: readonly string[], environment: string): Upstream[] {
  const text = JSON.stringify(json);
  return entriesOf(at(json, "data", "terraform_remote_state")).map(([name, data]) => {
    const key = at(data, "config", "key");
    const stack = stacks.find((candidate) => stateKey(environment, candidate) === key) ?? name;
    const reads = text.matchAll(new RegExp(`data\\.terraform_remote_state\\.${name}\\.outputs\\.([A-Za-z0-9_]+)`, "g"));
    return { stack, outputs: [...new Set([...reads].map(([, output = ""]) => output))].sort() };
  });
}

/** From the ground up; where nothing else says, in the order of STACK_NAMES. */
function inOrder(stacks: readonly SynthesizedStack[]): SynthesizedStack[] {
  const rank = ({ stack }: SynthesizedStack): number => {
    const known = (STACK_NAMES as readonly string[]).indexOf(stack);
    return known === -1 ? STACK_NAMES.length : known;
  };
  const waiting = [...stacks].sort((one, other) => rank(one) - rank(other) || (one.stack < other.stack ? -1 : 1));
  const ordered: SynthesizedStack[] = [];
  while (waiting.length > 0) {
    const ready = waiting.findIndex(({ upstream }) =>
      upstream.every(({ stack }) => !waiting.some((other) => other.stack === stack)),
    );
    // In a circle nothing is ready; Terraform could not apply it either, so any order is as good.
    ordered.push(...waiting.splice(Math.max(ready, 0), 1));
  }
  return ordered;
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch (error) {
    throw unreadable(folder, error);
  }
}

function readJson(file: string): JsonObject {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as JsonObject;
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(where: string, error: unknown): ToolError {
  return new ToolError({
    where,
    what: `the synthesized stacks cannot be read: ${reasonOf(error)}`,
    remedy: "Synthesize them as JSON, not as HCL: `npm run synth`.",
  });
}
