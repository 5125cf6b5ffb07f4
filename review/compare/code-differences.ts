import { canonicalJson, isObject, type Json } from "../plan/json";
import type { TerraformPlan } from "../plan/terraform-plan";
import type { Mismatch } from "./compare-stacks";

/**
 * What is written otherwise than in the code that was reviewed, as far as the plans tell: each resource, output and provider by
 * its name, and which of its expressions. Values are not told.
 */
export function codeDifferences(reviewed: TerraformPlan, now: TerraformPlan): Mismatch[] {
  const [then, today] = [partsOf(reviewed), partsOf(now)];
  const names = [...new Set([...then.keys(), ...today.keys()])].sort();
  return names.flatMap((name): Mismatch[] => {
    const [was, is] = [then.get(name), today.get(name)];
    if (was === undefined) return [{ address: name, what: "is in the code now, and was not at the review" }];
    if (is === undefined) return [{ address: name, what: "was in the code at the review, and is not now" }];
    if (canonicalJson(was) === canonicalJson(is)) return [];
    const where = differing(was, is);
    return [{ address: name, what: `its code is otherwise${where.length === 0 ? "" : `: ${where.join(", ")}`}` }];
  });
}

/** The parts of the configuration by their addresses. What is read of other stacks is turned elsewhere by a review. */
function partsOf({ configuration }: TerraformPlan): Map<string, Json> {
  const code = (configuration ?? {}) as Json;
  const root = at(code, "root_module");
  const resources = at(root, "resources");
  const parts: [string, Json][] = [
    ...(Array.isArray(resources) ? (resources as readonly Json[]) : []).flatMap((each): [string, Json][] => {
      const address = at(each, "address");
      return typeof address === "string" ? [[address, each]] : [];
    }),
    ...entriesOf(at(root, "outputs")).map(([name, each]): [string, Json] => [`output.${name}`, each]),
    ...entriesOf(at(root, "variables")).map(([name, each]): [string, Json] => [`var.${name}`, each]),
    ...entriesOf(at(root, "module_calls")).map(([name, each]): [string, Json] => [`module.${name}`, each]),
    ...entriesOf(at(code, "provider_config")).map(([name, each]): [string, Json] => [`provider.${name}`, each]),
  ];
  return new Map(parts.filter(([address]) => !address.startsWith("data.terraform_remote_state.")));
}

/** The names of expressions that differ; none where something else does. */
function differing(was: Json, is: Json): string[] {
  const [before, after] = [at(was, "expressions"), at(is, "expressions")];
  if (!isObject(before) || !isObject(after)) return [];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => canonicalJson(before[name]) !== canonicalJson(after[name]))
    .sort();
}

function at(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? value[name] : undefined;
}

function entriesOf(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}
