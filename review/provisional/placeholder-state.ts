import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isObject, type Json } from "../plan/json";
import type { PlannedOutput } from "./planned-outputs";

/**
 * Lets a stack read another's outputs as they are planned, for a plan alone: an override file turns the data source to a
 * local state that holds nothing but these outputs. Terraform merges `*_override.tf.json` over the other files of the folder.
 * Source: Terraform documentation, Override Files; The terraform_remote_state Data Source.
 *
 * @param folder - a folder of ours that is synthesized for the review and thrown away after it. Never one that is deployed.
 * @param outputs - of each data source, by its name
 */
export function overrideUpstream(
  folder: string,
  outputs: ReadonlyMap<string, ReadonlyMap<string, PlannedOutput>>,
): void {
  const stateFolder = join(folder, "upstream-as-planned");
  mkdirSync(stateFolder, { recursive: true, mode: 0o700 });
  const states = [...outputs].map(([data, values]) => {
    const path = join(stateFolder, `${data}.tfstate`);
    writeFileSync(path, JSON.stringify(stateWith(values)), { mode: 0o600 });
    return [data, { backend: "local", config: { path } }];
  });
  writeFileSync(
    join(folder, "review_override.tf.json"),
    JSON.stringify({ data: { terraform_remote_state: Object.fromEntries(states) as object } }),
  );
}

/** A state of version 4 with outputs and no resource. Source: `internal/states/statefile` in Terraform's source. */
function stateWith(outputs: ReadonlyMap<string, PlannedOutput>): object {
  return {
    version: 4,
    serial: 1,
    lineage: "placeholder",
    outputs: Object.fromEntries(
      [...outputs].map(([name, { value, sensitive }]) => [
        name,
        { value, type: typeOf(value), ...(sensitive ? { sensitive } : {}) },
      ]),
    ),
    resources: [],
  };
}

/** The type of a value as states write it: `"string"`, `["tuple", ["string", "string"]]`. */
function typeOf(value: Json): Json {
  if (Array.isArray(value)) return ["tuple", (value as readonly Json[]).map(typeOf)];
  if (isObject(value)) {
    return ["object", Object.fromEntries(Object.entries(value).map(([name, each]) => [name, typeOf(each)]))];
  }
  if (typeof value === "boolean") return "bool";
  return typeof value === "number" ? "number" : "string";
}
