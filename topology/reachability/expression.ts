import type { Name } from "../model";

/** What the code does not tell by itself; an id that is not in the topology belongs to something else. */
export function isExpression(name: Name): boolean {
  return name.includes("${");
}
