import type { Environment } from "../environments/environment";
import type { Json } from "./hcl/expression";
import { variablesOf } from "./variables/options";

/**
 * How handoff finds out where a value of an environment stands in its stacks, also as part of another (`prod-Fargate-ALB`):
 * the stacks are synthesized a second time, from an environment in which every value that becomes a variable is a mark. What
 * is a mark there is the variable here. So no list says by hand which variable stands where, and none can be forgotten.
 */

/** One place that a mark stands for: the whole value of a variable, or an element of it. */
export interface Mark {
  /** What stands in the probe. A Boolean has only one other value, so that is its mark. */
  readonly mark: string | number | boolean;
  /** HCL for the value: `var.zones[0].public`. */
  readonly expression: string;
  /** The value itself; `null` where the environment gives none. */
  readonly value: string | number | boolean | null;
}

/** A variable that is a map of keys that nobody knows beforehand. */
export interface MapMark {
  /** The one key of the map in the probe. */
  readonly key: string;
  readonly expression: string;
  readonly value: Readonly<Record<string, string>>;
}

/** The marks of an environment. */
export interface Marks {
  readonly marks: readonly Mark[];
  readonly maps: readonly MapMark[];
}

/** No value of any option is as large, and all marks have as many digits, so that none is part of another. */
const FIRST_NUMBER = 900_000_001;

/**
 * The environment to synthesize the probe from. It keeps what is fixed: how many zones and allowed blocks there are, and
 * what NAT gateways. No environment file could say what it says, so `defineEnvironment` does not make it.
 */
export function probeEnvironment(environment: Environment): Environment {
  const probe = structuredClone(environment) as unknown as Record<string, unknown>;
  walk(environment, (path, marked) => {
    const holder = path.slice(0, -1).reduce<Record<string, unknown>>((here, key) => here[key] as typeof here, probe);
    holder[path.at(-1) ?? ""] = marked;
  });
  return probe as unknown as Environment;
}

/** What the marks of the probe stand for. */
export function marksOf(environment: Environment): Marks {
  return walk(environment, () => undefined);
}

function walk(environment: Environment, put: (path: readonly string[], marked: unknown) => void): Marks {
  const marks: Mark[] = [];
  const maps: MapMark[] = [];
  let number = FIRST_NUMBER;
  /** Marks a value, and returns what stands for it in the probe. */
  const markOf = (value: unknown, name: string, expression: string): unknown => {
    if (Array.isArray(value)) {
      return value.map((item, index) => markOf(item, `${name}.${index}`, `${expression}[${index}]`));
    }
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(
        Object.entries(value).map(([key, entry]) => {
          const attribute = snakeCase(key);
          return [key, markOf(entry, `${name}.${attribute}`, `${expression}.${attribute}`)];
        }),
      );
    }
    const mark = typeof value === "number" ? number++ : typeof value === "boolean" ? !value : `@${name}@`;
    marks.push({ mark, expression, value: value as Mark["value"] });
    return mark;
  };
  for (const { variable, path, value } of variablesOf(environment)) {
    const expression = `var.${variable.name}`;
    if (isMap(value)) {
      const key = `@${variable.name}@`;
      maps.push({ key, expression, value });
      put(path, { [key]: key });
    } else put(path, markOf(value, variable.name, expression));
  }
  return { marks, maps };
}

/** The value of a variable as Terraform has it: `availability_zone` for `availabilityZone`, and the keys of maps as they are. */
export function terraformValue(value: unknown): Json {
  if (!Array.isArray(value)) return value as Json;
  return value.map((item: unknown) =>
    typeof item === "object" && item !== null
      ? Object.fromEntries(Object.entries(item).map(([key, entry]) => [snakeCase(key), entry as Json]))
      : (item as Json),
  );
}

/** Every option that is an object and no list is a map: the keys of the others are options themselves. */
function isMap(value: unknown): value is Readonly<Record<string, string>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
