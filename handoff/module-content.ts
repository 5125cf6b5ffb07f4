import { ToolError } from "../toolchain/tool-error";
import type { Expression, Json } from "./hcl/expression";
import { at, entriesOf, isObject, type JsonObject, type SynthesizedStack, textAt } from "./synthesized-stacks";
import type { WithVariables } from "./with-variables";

/** A resource or a data source. */
export interface ContentElement {
  readonly type: string;
  readonly name: string;
  /** Its arguments, as an object. */
  readonly value: Expression;
}

/** What a stack publishes. */
export interface ContentOutput {
  readonly name: string;
  readonly description: string;
  readonly sensitive: boolean;
  readonly value: Expression;
}

/** What a stack holds, with variables. */
export interface ModuleContent {
  readonly providers: readonly ContentElement[];
  readonly resources: readonly ContentElement[];
  readonly data: readonly ContentElement[];
  readonly outputs: readonly ContentOutput[];
}

/** What of a stack is written elsewhere (`terraform`) or is cdktf's own (`//`). */
const KNOWN = ["//", "terraform", "provider", "resource", "data", "output"];

/** Reads a stack beside its probe. */
export function moduleContent(
  stack: SynthesizedStack,
  probe: SynthesizedStack,
  variables: WithVariables,
): ModuleContent {
  const unknown = Object.keys(stack.json).filter((key) => !KNOWN.includes(key));
  if (unknown.length > 0) {
    throw new ToolError({
      where: stack.stackName,
      what: `it holds ${unknown.join(", ")}, which handoff cannot write`,
      remedy: "Teach handoff/module-content.ts to read it.",
    });
  }
  return {
    providers: entriesOf(stack.json["provider"]).map(([type]) => ({
      type,
      name: "",
      value: variables.expression(oneProvider(stack, type), oneProvider(probe, type), `provider.${type}`),
    })),
    resources: elements(stack.json["resource"], probe.json["resource"], variables),
    data: elements(stack.json["data"], probe.json["data"], variables),
    outputs: entriesOf(stack.json["output"]).map(([name, output]) => ({
      name,
      description: textAt(output, "description"),
      sensitive: at(output, "sensitive") === true,
      value: variables.expression(at(output, "value"), at(probe.json, "output", name, "value"), `output.${name}`),
    })),
  };
}

function oneProvider({ json, stackName }: SynthesizedStack, type: string): Json | undefined {
  const given = at(json, "provider", type);
  const [only, ...others] = (Array.isArray(given) ? given : [given]) as (Json | undefined)[];
  if (others.length === 0) return only;
  throw new ToolError({
    where: stackName,
    what: `it holds ${others.length + 1} providers named ${type}, and handoff writes one`,
    remedy: "Teach handoff/module-content.ts to write their aliases.",
  });
}

function elements(real: Json | undefined, probe: Json | undefined, variables: WithVariables): ContentElement[] {
  return entriesOf(real).flatMap(([type, byName]) => {
    const probes = pairs(byName, at(probe, type), variables);
    return entriesOf(byName).map(([name, value]) => ({
      type,
      name,
      value: variables.expression(withoutNotes(value), withoutNotes(probes(name)), `${type}.${name}`),
    }));
  });
}

/**
 * Finds the probe of an element of a type. Nearly all have the same name; a security group rule is named after what it allows,
 * so its probe is the one that, with the values for marks, says the same.
 */
function pairs(real: Json, probe: Json | undefined, variables: WithVariables): (name: string) => Json | undefined {
  const others = entriesOf(probe).filter(([name]) => at(real, name) === undefined);
  return (name) => {
    const same = at(probe, name);
    if (same !== undefined) return same;
    const fitting = others.filter(([, value]) => fits(withoutNotes(at(real, name)), withoutNotes(value), variables));
    return fitting.length === 1 ? fitting[0]?.[1] : undefined;
  };
}

function fits(real: Json | undefined, probe: Json | undefined, variables: WithVariables): boolean {
  try {
    variables.expression(real, probe, "");
    return true;
  } catch {
    return false;
  }
}

function withoutNotes(value: Json | undefined): JsonObject | undefined {
  return isObject(value) ? Object.fromEntries(entriesOf(value)) : undefined;
}
