/** One line of a comment, without the marks that make it one. */
export interface CommentLine {
  /** In the file, from 1. */
  readonly line: number;
  readonly text: string;
}

/**
 * What TypeScript is made of as far as comments are concerned: comments, and what may hold their marks without being one. A
 * slash begins a regular expression where no value stands before it, by which it could divide.
 */
const TOKENS = new RegExp(
  [
    String.raw`(?<comment>//.*|/\*[\s\S]*?(?:\*/|$(?![\s\S])))`,
    String.raw`"(?:[^"\\\n]|\\[\s\S])*"`,
    String.raw`'(?:[^'\\\n]|\\[\s\S])*'`,
    "`(?:[^`\\\\]|\\\\[\\s\\S])*`",
    String.raw`(?<=(?:[(,=:[!&|?{};>]|\breturn)\s*)/(?![*/])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/`,
  ].join("|"),
  "gm",
);

/** Every line of every comment in a TypeScript file: of `//`, and of a block, with or without a star before each line. */
export function commentLines(text: string): CommentLine[] {
  return [...text.matchAll(TOKENS)].flatMap(({ index, groups }) => {
    const comment = groups?.["comment"];
    if (comment === undefined) return [];
    const first = text.slice(0, index).split("\n").length;
    return comment.split("\n").map((line, offset) => ({ line: first + offset, text: withoutMarks(line) }));
  });
}

function withoutMarks(line: string): string {
  return line
    .trim()
    .replace(/^(?:\/\/+|\/\*+|\*(?!\/))/, "")
    .replace(/\*\/$/, "")
    .trim();
}
