import type { Environment } from "../environments/environment";
import type { Json } from "./hcl/expression";
import { writeFile } from "./hcl/write-file";
import { backendFile, providerFile, versionsFile } from "./files/configuration-files";
import { dataFile, mainFile, outputsFile } from "./files/content-files";
import { tfvarsFile, variablesFile } from "./files/variable-files";
import { moduleContent } from "./module-content";
import { usedVariables } from "./used-variables";
import { marksOf, terraformValue } from "./probe";
import { readSynthesizedStacks, type SynthesizedStack, type Upstream } from "./synthesized-stacks";
import { probeOf } from "./probe-stacks";
import { writeExpression } from "./hcl/write-expression";
import { rulesForOthers } from "./rules-for-others";
import { inWholeLists, type PublishedLists, publishedLists } from "./whole-lists";
import { WithVariables } from "./with-variables";

/** A variable of a root module, as its README lists it. */
export interface HandoffVariable {
  readonly name: string;
  /** As HCL: `string`, `list(string)`. */
  readonly type: string;
  readonly description: string;
  /** @default none: it has to be set */
  readonly default?: Json;
  /** What terraform.tfvars says. */
  readonly value: Json;
}

/** An output of a root module. */
export interface HandoffOutput {
  readonly name: string;
  readonly description: string;
}

/** One stack as a root module that a Terraform team would have written. */
export interface HandoffModule {
  /** The stack's name within the environment: `network`. */
  readonly stack: string;
  /** With the environment's: `dev-network`. */
  readonly stackName: string;
  /** What the files hold, by their names. data.tf is there only where there is something in it. */
  readonly files: ReadonlyMap<string, string>;
  readonly variables: readonly HandoffVariable[];
  readonly outputs: readonly HandoffOutput[];
  /** What it reads from other stacks. */
  readonly upstream: readonly Upstream[];
}

/** Where the synthesized stacks are. */
export interface HandoffSource {
  /** cdktf's output folder for the environment: it holds `stacks`. */
  readonly folder: string;
  /** The same for `probeEnvironment(environment)`. */
  readonly probeFolder: string;
  readonly environment: Environment;
}

/**
 * Makes root modules of an environment's stacks, in the order of application. With the values in terraform.tfvars they mean
 * exactly what was synthesized, under the same addresses. The same input gives the same bytes.
 *
 * @throws ToolError where the stacks cannot be read, or hold what cannot be written
 */
export function handoffModules({ folder, probeFolder, environment }: HandoffSource): HandoffModule[] {
  const probes = probeOf(probeFolder, environment);
  const stacks = readSynthesizedStacks(folder, environment.name);
  const published = publishedLists(stacks);
  return stacks.map((stack) => handoffModule(stack, probes(stack), { environment, published }));
}

function handoffModule(
  stack: SynthesizedStack,
  probe: SynthesizedStack,
  { environment, published }: { readonly environment: Environment; readonly published: PublishedLists },
): HandoffModule {
  const exact = moduleContent(stack, probe, new WithVariables(stack.stackName, marksOf(environment)));
  const resources = exact.resources.map((resource) => ({
    ...resource,
    value: inWholeLists(resource.value, published),
  }));
  const content = { ...exact, resources: [...resources, ...rulesForOthers(resources, environment)] };
  const withoutVariables = [
    ["versions.tf", versionsFile(stack.json)],
    ["backend.tf", backendFile(stack.json)],
    ["provider.tf", providerFile(content)],
    ["main.tf", mainFile(content)],
    ["data.tf", dataFile(content)],
    ["outputs.tf", outputsFile(content)],
  ] as const;
  const written = new Map<string, string>(
    withoutVariables.map(([name, elements]) => [name, elements.length === 0 ? "" : writeFile(elements)]),
  );
  const withVariables = [...written].filter(([name]) => !WITHOUT_VARIABLES.includes(name)).map(([, text]) => text);
  const used = usedVariables(withVariables.join("\n"), environment);
  written.set("variables.tf", writeFile(variablesFile(used)));
  written.set("terraform.tfvars", writeFile(tfvarsFile(used, environment)));
  return {
    stack: stack.stack,
    stackName: stack.stackName,
    files: new Map(
      FILES.flatMap((name): [string, string][] => {
        const text = written.get(name) ?? "";
        return text === "" ? [] : [[name, text]];
      }),
    ),
    variables: used.map(({ variable, value }) => ({
      name: variable.name,
      type: writeExpression(variable.type),
      description: variable.description,
      ...(variable.default === undefined ? {} : { default: variable.default }),
      value: terraformValue(value),
    })),
    outputs: content.outputs.map(({ name, description }) => ({ name, description })),
    upstream: stack.upstream,
  };
}

/** What looks like a variable in them is the name of a bucket: Terraform takes none there. */
const WITHOUT_VARIABLES: readonly string[] = ["versions.tf", "backend.tf"];

/** In the order in which a person reads them. */
const FILES = [
  "versions.tf",
  "backend.tf",
  "provider.tf",
  "main.tf",
  "data.tf",
  "variables.tf",
  "outputs.tf",
  "terraform.tfvars",
] as const;
