import type { Json, Path } from "./json";

/**
 * What stands in a provisional plan for a part of an output that only the apply of another stack can know. It goes into the
 * state file that the plan reads instead of that stack's own, see review/provisional.
 */
export interface Placeholder {
  /** As it stands in the plan: like nothing that AWS gives. */
  readonly value: string;
  /** The stack that will publish it, such as `dev-network`. */
  readonly stack: string;
  /** The output, such as `public_subnet_ids`. */
  readonly output: string;
  /** Where in the output. */
  readonly path: Path;
}

/** Such as `(known after dev-network is applied)`: what people are shown instead of it. */
export function formatPlaceholder({ stack }: Pick<Placeholder, "stack">): string {
  return `(known after ${stack} is applied)`;
}

/** The placeholder that a value is, if it is one. */
export function placeholderIn(value: Json | undefined, placeholders: readonly Placeholder[]): Placeholder | undefined {
  return typeof value === "string" ? placeholders.find((each) => each.value === value) : undefined;
}
