/**
 * The stacks of an environment by the names they have within it, from the ground up: `state` is the bucket that keeps the
 * states of all, and its own.
 */
export const STACK_NAMES = ["state", "network", "security", "load-balancing"] as const;

/** The name of a stack within its environment. */
export type StackName = (typeof STACK_NAMES)[number];
