/** A value in a file of Terraform's JSON syntax. */
export type Json = string | number | boolean | null | JsonList | JsonObject;
export type JsonList = readonly Json[];
export interface JsonObject {
  readonly [key: string]: Json;
}

export function isList(json: Json | undefined): json is JsonList {
  return Array.isArray(json);
}

export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === "object" && json !== null && !isList(json);
}

/** The objects of a block: it is written as one, or as a list of them ("JSON Configuration Syntax", Terraform documentation). */
export function objectsIn(json: Json | undefined): JsonObject[] {
  return (isList(json) ? json : [json]).filter(isObject);
}

/** What is in labelled blocks, by their labels; `//` is a comment. */
export function labelled(json: Json | undefined): [label: string, json: Json][] {
  return objectsIn(json)
    .flatMap((object) => Object.entries(object))
    .filter(([label]) => label !== "//");
}

/** What is at a path of blocks in blocks. */
export function within(json: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce(
    (here, key) =>
      objectsIn(here)
        .map((object) => object[key])
        .find((found) => found !== undefined),
    json,
  );
}
