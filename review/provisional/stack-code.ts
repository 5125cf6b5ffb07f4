import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ToolError } from "../../toolchain/tool-error";
import { canonicalJson, isObject, type Json, type JsonObject } from "../plan/json";

/** What a stack reads of another. */
export interface Upstream {
  /** The name of the data source, such as `network` of `data.terraform_remote_state.network`. */
  readonly data: string;
  /** The stack, such as `dev-network`. */
  readonly stack: string;
  /** The outputs that are read, such as `vpc_id`. */
  readonly outputs: readonly string[];
}

/** A synthesized stack, as far as its plan depends on others. */
export interface StackCode {
  /** Such as `dev-security`. */
  readonly stack: string;
  /** Where terraform is run. */
  readonly folder: string;
  /** What was synthesized, in 64 hexadecimal digits: another if anything else would be given to terraform. */
  readonly fingerprint: string;
  readonly upstream: readonly Upstream[];
  /** The sensitive texts that are written in it: defaults of sensitive variables. */
  readonly secrets: readonly string[];
}

/**
 * Reads how the stacks of an environment depend on each other, from what is written in them.
 *
 * @param folders - of each stack's name
 * @returns the stacks, each after those that it reads of; else in the order of names
 * @throws ToolError when a file cannot be read, or stacks read of each other in a circle
 */
export function readStackCode(folders: ReadonlyMap<string, string>): StackCode[] {
  const names = [...folders.keys()].sort();
  const codes = names.map((stack) => ({ stack, folder: folders.get(stack) ?? "", code: readCode(folders.get(stack)) }));
  const stackOfState = new Map(
    codes.map(({ stack, code }) => [stateOf(at(code, "terraform", "backend", "s3")), stack]),
  );
  const stacks = codes.map(({ stack, folder, code }) => ({
    stack,
    folder,
    fingerprint: fingerprintOf(code),
    upstream: upstreamOf(stack, code, stackOfState),
    secrets: secretsIn(code),
  }));
  return inOrder(stacks);
}

function upstreamOf(stack: string, code: Json, stackOfState: ReadonlyMap<string | undefined, string>): Upstream[] {
  const states = at(code, "data", "terraform_remote_state");
  if (!isObject(states)) return [];
  const text = JSON.stringify(code);
  return Object.entries(states).flatMap(([data, state]) => {
    const below = stackOfState.get(stateOf(at(state, "config")));
    // The state of another team is always there, or else no plan of this stack can be made.
    return below === undefined ? [] : [{ data, stack: below, outputs: outputsRead(stack, text, data) }];
  });
}

/**
 * The outputs by their names, as `use()` of the base stack writes them.
 *
 * @throws ToolError where something is read and its name is not told: nobody could say whether it changes
 */
function outputsRead(stack: string, text: string, data: string): string[] {
  const read = [...text.matchAll(/data\.terraform_remote_state\.([\w-]+)(?:\.outputs(?:\.([A-Za-z_][\w-]*))?)?/g)];
  const ours = read.filter(([, name]) => name === data);
  if (ours.some(([, , output]) => output === undefined)) {
    throw new ToolError({
      where: stack,
      what: `it reads the outputs of data.terraform_remote_state.${data} without naming them`,
      remedy: "Read each by its name, as use() does: ....outputs.<name>.",
    });
  }
  return [...new Set(ours.flatMap(([, , output = ""]) => output))].sort();
}

function secretsIn(code: Json): string[] {
  const variables = at(code, "variable");
  const sensitive = isObject(variables)
    ? Object.values(variables).filter((each) => isObject(each) && each["sensitive"] === true)
    : [];
  return sensitive.flatMap((each) => textsIn(at(each, "default") ?? null));
}

function textsIn(value: Json): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** Bucket and key. */
function stateOf(location: Json | undefined): string | undefined {
  const [bucket, key] = [at(location, "bucket"), at(location, "key")];
  return typeof key === "string" ? canonicalJson([bucket ?? null, key]) : undefined;
}

/** Without `//`, where cdktf writes what terraform does not read. */
function fingerprintOf(code: Json): string {
  return createHash("sha256")
    .update(canonicalJson(withoutComments(code)))
    .digest("hex");
}

function withoutComments(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(withoutComments);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([name]) => name !== "//");
  return Object.fromEntries(entries.map(([name, part]) => [name, withoutComments(part)]));
}

/** Each after those that it stands on. */
function inOrder(stacks: readonly StackCode[]): StackCode[] {
  const ordered: StackCode[] = [];
  let left = [...stacks];
  while (left.length > 0) {
    const waiting = new Set(left.map(({ stack }) => stack));
    const next = left.filter(({ upstream }) => !upstream.some(({ stack }) => waiting.has(stack)));
    if (next.length === 0) {
      throw new ToolError({
        where: [...waiting].join(", "),
        what: "these stacks read of each other in a circle",
        remedy: "Let one of them do without the other's outputs.",
      });
    }
    ordered.push(...next);
    left = left.filter((each) => !next.includes(each));
  }
  return ordered;
}

function readCode(folder = ""): Json {
  const file = join(folder, "cdk.tf.json");
  try {
    return JSON.parse(readFileSync(file, "utf8")) as JsonObject;
  } catch (error) {
    throw new ToolError({
      where: file,
      what: `the stack cannot be read (${error instanceof Error ? error.message : String(error)})`,
      remedy: "Synthesize it again.",
    });
  }
}

function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((part, step) => (isObject(part) ? part[step] : undefined), value);
}
