import type { Validation } from "./variable";

/**
 * How many elements a list has is fixed in a module that was handed off: each element has resources with addresses of their
 * own, and `count` or `for_each` would give them others, which destroys them and makes them again.
 *
 * @param called - one of them: `allowed block`
 */
export function fixedNumber(list: string, count: number, called: string): Validation {
  const number = `${count} ${called}${count === 1 ? "" : "s"}`;
  return {
    condition: `length(${list}) == ${count}`,
    message: `this module is made for ${number}, got \${length(${list})}. For another number, hand off again, or add and remove their resources in main.tf.`,
  };
}
