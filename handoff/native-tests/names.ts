import { literal } from "../hcl/expression";
import { attributeOf, pairwise, quoted } from "./conditions";
import type { Assertion } from "./test-file";

/** A prefix that terraform.tfvars is not likely to have. */
export const PREFIX = "blue-";

/** The variable that sets it. */
export const PREFIXED = { name_prefix: literal(PREFIX) };

/** Whether resources have these Name tags, which the prefix stands before. */
export function named(called: string, names: ReadonlyMap<string, string>): Assertion {
  return nameTags(called, new Map([...names].map(([address, name]) => [address, `${PREFIX}${name}`])));
}

/** Whether resources have these Name tags, by their addresses. */
export function nameTags(called: string, names: ReadonlyMap<string, string>): Assertion {
  const tags = attributeOf([...names.keys()], "tags.Name");
  const condition = pairwise(tags, [...names.values()].map(quoted));
  return {
    condition,
    message: `The Name tags of ${called} are others: nobody finds them by their names in the console.`,
  };
}
