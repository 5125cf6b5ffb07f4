import { ToolError } from "../../toolchain/tool-error";
import { isObject, type Json, type JsonObject } from "./json";
import type { Marks } from "./marks";

/**
 * The parts of a plan that are read here, as `terraform show -json` writes it.
 * Source: Terraform documentation, JSON Output Format, Plan Representation.
 */
export interface TerraformPlan {
  readonly format_version: string;
  readonly terraform_version?: string;
  readonly resource_changes?: readonly RawResourceChange[];
  readonly resource_drift?: readonly RawResourceChange[];
  readonly output_changes?: Readonly<Record<string, RawChange>>;
  readonly prior_state?: { readonly values?: RawValues };
  readonly planned_values?: RawValues;
  readonly variables?: Readonly<Record<string, { readonly value?: Json }>>;
  readonly configuration?: RawConfiguration;
  /** Planning ended in an error, and this is what had been planned until then. */
  readonly errored?: boolean;
  /** False where something was left for a later plan. */
  readonly complete?: boolean;
  readonly deferred_changes?: readonly unknown[];
  readonly action_invocations?: readonly unknown[];
}

export interface RawResourceChange {
  readonly address: string;
  readonly previous_address?: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly deposed?: string;
  readonly action_reason?: string;
  readonly change: RawChange;
}

export interface RawChange {
  readonly actions: readonly string[];
  readonly before?: Json;
  readonly after?: Json;
  readonly after_unknown?: Marks;
  readonly before_sensitive?: Marks;
  readonly after_sensitive?: Marks;
  readonly replace_paths?: readonly (readonly (string | number)[])[];
  readonly importing?: { readonly id?: string };
}

export interface RawValues {
  readonly outputs?: Readonly<Record<string, { readonly sensitive?: boolean; readonly value?: Json }>>;
  readonly root_module?: RawModule;
}

export interface RawModule {
  readonly resources?: readonly RawResource[];
  readonly child_modules?: readonly RawModule[];
}

export interface RawResource {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  /** It is what an interrupted replacement left over, and stands beside the resource itself under the same address. */
  readonly deposed_key?: string;
  readonly values?: JsonObject;
  readonly sensitive_values?: Marks;
}

export interface RawConfiguration {
  readonly root_module?: RawModuleCode;
}

export interface RawModuleCode {
  readonly outputs?: Readonly<Record<string, { readonly expression?: { readonly references?: readonly string[] } }>>;
  readonly variables?: Readonly<Record<string, { readonly default?: Json; readonly sensitive?: boolean }>>;
  readonly module_calls?: Readonly<
    Record<
      string,
      {
        readonly expressions?: Readonly<Record<string, { readonly constant_value?: Json }>>;
        readonly module?: RawModuleCode;
      }
    >
  >;
}

/** The major version of the format that is understood: another "would make consumers of the older format break". */
const MAJOR = 1;

/**
 * Takes a plan, as `terraform show -json` gives it.
 *
 * A newer minor version only adds what may be left unread; a newer major version may mean something else by the same words.
 *
 * @param where - what is said to be wrong: a stack or a file
 * @throws ToolError when it is no plan, or one of a format that is not understood
 */
export function readPlan(given: unknown, where: string): TerraformPlan {
  const version = isObject(given) ? given["format_version"] : undefined;
  if (typeof version !== "string" || !/^\d+\.\d+/.test(version)) {
    throw new ToolError({
      where,
      what: "this is no plan in Terraform's JSON format: it has no format_version",
      remedy: "Give what `terraform show -json` writes of a saved plan.",
    });
  }
  if (Number.parseInt(version, 10) !== MAJOR) {
    throw new ToolError({
      where,
      what: `the plan has format_version ${version}, and only ${MAJOR}.x is understood`,
      remedy: "Use a Terraform whose plans have that format (1.x has), or a newer front-door.",
    });
  }
  const plan = given as TerraformPlan;
  const unread = UNREAD.filter(({ isIn }) => isIn(plan)).map(({ what }) => what);
  if (unread.length > 0) {
    throw new ToolError({
      where,
      what: `the plan ${unread.join(", and ")}: what is read of it would not be all that happens`,
      remedy: "Mend what terraform says of it, or plan without it.",
    });
  }
  return plan;
}

/** What makes a plan do something else than its changes say. */
const UNREAD: readonly { readonly what: string; readonly isIn: (plan: TerraformPlan) => boolean }[] = [
  { what: "ended in an error", isIn: ({ errored }) => errored === true },
  { what: "leaves something for a later plan", isIn: ({ complete }) => complete === false },
  { what: "defers changes", isIn: ({ deferred_changes = [] }) => deferred_changes.length > 0 },
  { what: "invokes actions", isIn: ({ action_invocations = [] }) => action_invocations.length > 0 },
];

/** All resources of a state or a plan, those of modules too. */
export function resourcesIn(module: RawModule | undefined): RawResource[] {
  return [...(module?.resources ?? []), ...(module?.child_modules ?? []).flatMap(resourcesIn)];
}
