import * as z from "zod";

import type { Path } from "./mistake";

/** The keys of the object at a path of the schema: none, if there is no object. */
export function knownKeysAt(schema: z.core.$ZodType, path: Path): readonly string[] {
  const found = path.reduce<z.core.$ZodType | undefined>(
    (holder, key) => (holder === undefined ? undefined : child(bare(holder), key)),
    schema,
  );
  const object = found === undefined ? undefined : bare(found);
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

function child(holder: z.core.$ZodType, key: PropertyKey): z.core.$ZodType | undefined {
  if (holder instanceof z.ZodArray) return holder.element;
  return holder instanceof z.ZodObject ? (holder.shape as z.core.$ZodShape)[String(key)] : undefined;
}

/** The schema itself, without what makes it optional or gives it a default. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
    ? bare(schema.unwrap())
    : schema;
}
