/** Any JSON value, as Terraform gives it. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether two values are the same, whatever the order of their keys. */
export function equalJson(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || canonicalJson(a) === canonicalJson(b);
}

/** A value in writing, with its keys in order: equal values are written equally. */
export function canonicalJson(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  return JSON.stringify(value, (_, each: unknown) =>
    isObject(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
}

/** From the top of a value to a part of it: names of attributes and indices of lists. */
export type Path = readonly (string | number)[];

/** The part of a value that a path leads to, or undefined where it leads nowhere. */
export function atPath(value: Json | undefined, path: Path): Json | undefined {
  let part: Json | undefined = value;
  for (const step of path) {
    if (Array.isArray(part) && typeof step === "number") part = (part as readonly Json[])[step];
    else if (isObject(part) && typeof step === "string") part = Object.hasOwn(part, step) ? part[step] : undefined;
    else return undefined;
  }
  return part;
}

/** Such as `default_action[0].target_group_arn`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    return /^[\w-]+$/.test(step) ? (text === "" ? step : `${text}.${step}`) : `${text}[${JSON.stringify(step)}]`;
  }, "");
}
