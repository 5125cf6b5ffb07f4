import type { Validation } from "./variable";

const SEE = 'see "What is no variable" in README.md.';

/**
 * How many elements a list has is fixed in a module that was handed off: each element has resources with addresses of their
 * own, and `count` or `for_each` would give them others, which destroys them and makes them again.
 *
 * @param called - one of them: `availability zone`
 */
export function fixedNumber(list: string, count: number, called: string): Validation {
  return {
    condition: `length(${list}) == ${count}`,
    message: `this module is made for ${numberOf(count, called)}, got \${length(${list})}. For another number, ${SEE}`,
  };
}

/** The same of a list whose further elements have resources by `for_each`: see rules-for-others.ts. */
export function fewestOf(list: string, count: number, called: string): Validation {
  return {
    condition: `length(${list}) >= ${count}`,
    message: `this module is made for ${numberOf(count, called)} or more, got \${length(${list})}. For fewer, ${SEE}`,
  };
}

function numberOf(count: number, called: string): string {
  return `${count} ${called}${count === 1 ? "" : "s"}`;
}
