import { isObject, type Json, type JsonObject, type Path } from "../plan/json";
import { isUnknown } from "./reading";

/** A value of an attribute, or of one in a block. */
export interface Leaf {
  readonly path: Path;
  /** The last name on the way, such as `kms_key_id`. */
  readonly name: string;
  readonly value: Json;
}

/** Every value that is no list and no block, by its way, in the order in which they are written. */
export function leavesOf(values: JsonObject): Leaf[] {
  return leaves(values, [], "");
}

function leaves(value: Json, path: Path, name: string): Leaf[] {
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((item, index) => leaves(item, [...path, index], name));
  if (isObject(value)) return Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key], key));
  return [{ path, name, value }];
}

/** The part of a value that a path leads to: unknown, where the way is not known so far. */
export function reach(value: Json | undefined, path: Path): Json | undefined {
  let part: Json | undefined = value;
  for (const step of path) {
    if (isUnknown(part)) return part;
    if (Array.isArray(part) && typeof step === "number") part = (part as readonly Json[])[step];
    else if (isObject(part) && typeof step === "string") part = part[step];
    else return undefined;
  }
  return part;
}
