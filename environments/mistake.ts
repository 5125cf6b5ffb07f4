/** What is wrong with a value, and what to do about it: a `Problem` that does not know its place yet. */
export interface Mistake {
  /** What is wrong, quoting the value that was given. No full stop at the end. */
  readonly what: string;
  /** What to do about it: one sentence in the imperative. */
  readonly remedy: string;
}

/** Keys and indexes from the environment down to a value, such as `["network", "zones", 0, "public"]`. */
export type Path = readonly PropertyKey[];

/** A mistake and the value that it is in. */
export interface PlacedMistake extends Mistake {
  readonly path: Path;
}

/** What one value must keep: the first mistake in it, or undefined when there is none. */
export type Rule<T> = (value: T) => Mistake | undefined;
