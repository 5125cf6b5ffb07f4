import { visible } from "./inline";

/** What is longer is cut: one line of a diff is no place for a file. */
const LONGEST_LINE = 600;

/** Lines as they are, in a fence that none of them can close. */
export function fenced(language: string, lines: readonly string[]): string {
  const shown = lines.map((line) => {
    const text = visible(line);
    return text.length <= LONGEST_LINE ? text : `${text.slice(0, LONGEST_LINE)}…`;
  });
  const longest = Math.max(0, ...shown.flatMap((line) => (line.match(/`+/g) ?? []).map(({ length }) => length)));
  const fence = "`".repeat(Math.max(3, longest + 1));
  return [`${fence}${language}`, ...shown, fence].join("\n");
}

/** What opens a folded part; Markdown follows. The summary is HTML. */
export function foldOpen(summary: string): string {
  return `<details><summary>${summary}</summary>`;
}

export const FOLD_CLOSE = "</details>";

/** `1 stack`, `2 stacks`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
