/** How a line begins: added, removed, changed, or said without a change. GitHub colours the first three in a `diff` block. */
export type Sign = "+" | "-" | "!" | " ";

/** One line of what becomes of a resource. */
export interface DiffLine {
  readonly sign: Sign;
  /** How deep it stands in the one above it, from 0. */
  readonly depth: number;
  /** Such as `default_action[0].port = 80`: no line break, no sensitive value. Otherwise somebody else's text as it is. */
  readonly text: string;
  /** What is said of it beside it, such as `forces replacement`. */
  readonly note?: string;
}

/** The same line one deeper. */
export function deeper(line: DiffLine): DiffLine {
  return { ...line, depth: line.depth + 1 };
}

/** Such as `! port = 80 -> 8080  # forces replacement`. */
export function formatDiffLine({ sign, depth, text, note }: DiffLine): string {
  return `${sign} ${"  ".repeat(depth)}${text}${note === undefined ? "" : `  # ${note}`}`;
}
