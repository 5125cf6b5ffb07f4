/**
 * Text as Markdown that shows it and does nothing else. Values of an environment stand in what is written here, and no
 * value may end a cell, begin a link or vanish as HTML.
 */

/** Words that mean themselves, on one line. */
export function text(words: string): string {
  return words
    .replace(/\s*[\r\n]+\s*/g, " ")
    .replace(/[\\`*[\]<]/g, (character) => `\\${character}`)
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replace(/(?<!\w)_|_(?!\w)/g, "\\_");
}

/** A value, a name or a command, on one line. */
export function code(value: string): string {
  const line = value.replace(/\s*[\r\n]+\s*/g, " ");
  if (line.trim() === "") return "(nothing)";
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  const gap = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${gap}${line}${gap}${fence}`;
}

/** Lines to be run in a shell. */
export function shell(...lines: readonly string[]): string {
  return ["```sh", ...lines, "```"].join("\n");
}

/** A table, its columns aligned as prettier has them. Cells are Markdown; a pipe in one stays in it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows].map((cells) => head.map((_, column) => (cells[column] ?? "").replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(3, ...lines.map((cells) => (cells[column] ?? "").length)));
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [first = [], ...others] = lines;
  return [row(first), row(widths.map((width) => "-".repeat(width))), ...others.map(row)].join("\n");
}

/** The longest line of a paragraph, in characters. */
const LONGEST_LINE = 120;

/** What would begin a list, a heading or a table at the beginning of a line. */
const BEGINS_SOMETHING = /^(?:[-+*#>=|]|\d+[.)])/;

/**
 * A paragraph of Markdown, however its lines are broken in the code: names of different length in it leave it readable. What
 * is code stays on one line.
 *
 * @param indent - what lines after the first begin with
 */
export function prose(markdown: string, indent = ""): string {
  const words = markdown.match(/(?:`[^`]*`|[^\s`])+/g) ?? [];
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const fits = last !== undefined && last.length + 1 + word.length <= LONGEST_LINE;
    if (last === undefined) lines.push(word);
    else if (fits || BEGINS_SOMETHING.test(word)) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${indent}${word}`);
  }
  return lines.join("\n");
}

/** A list of items of Markdown. */
export function bullets(...items: readonly string[]): string {
  return items.map((item) => prose(`- ${item}`, "  ")).join("\n");
}

/** A list of steps. */
export function steps(...items: readonly string[]): string {
  return items.map((item, index) => prose(`${index + 1}. ${item}`, "   ")).join("\n");
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}

/** Paragraphs, tables and blocks with an empty line between any two. What is empty is left out. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}
