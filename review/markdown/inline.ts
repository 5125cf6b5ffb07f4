/**
 * Text of somebody else (a name, a tag, a policy) as Markdown that shows it and does nothing else: no heading, link, HTML,
 * table cell, comment, mention or reference comes of it.
 */

/** What is longer is cut: nobody reads it, and a headline has an end. */
const LONGEST = 300;

/** A word that Markdown and GitHub read as a word: no name of a person, an issue, a domain or a commit. */
const WORD = /^(?![\da-f]{7,}$)\p{L}[\p{L}\p{N}]*(?:[-'’/]\p{L}[\p{L}\p{N}]*)*$/iu;
const NUMBER = /^\d{1,6}(?:[.,]\d{1,6})*%?$|^\d{4}-\d\d-\d\d$/;

/** Text in which nothing is invisible: line breaks, control characters and those that turn the direction are written out. */
export function visible(text: string): string {
  return (
    text
      .replace(/\n/g, "\\n")
      .replace(/\t/g, "\\t")
      .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (each) => `\\u{${(each.codePointAt(0) ?? 0).toString(16)}}`)
      // By a comment a review is found again: no value may be taken for one.
      .replaceAll("<!--", "<!\\u{2d}-")
  );
}

/** A name as code: GitHub links nothing in it. For prose, tables and lists alike. */
export function code(text: string): string {
  const shown = clip(visible(text));
  if (shown.trim() === "") return "(nothing)";
  // A pipe ends a table's cell even in code, and renderers differ in how it is escaped: HTML has a way of its own.
  return /[`|\\]|^ | $/.test(shown) ? htmlCode(text) : `\`${shown}\``;
}

/** The same as HTML, for where there is no Markdown: the line of what is folded. */
export function htmlCode(text: string): string {
  const shown = clip(visible(text));
  return `<code>${shown.replace(/[^\p{L}\p{N} -]/gu, (each) => `&#${each.codePointAt(0) ?? 0};`)}</code>`;
}

/** A sentence: words as they are, and as code whatever is no plain word, such as an address or an amount. */
export function prose(text: string): string {
  return clip(text.replace(/[\p{Zs}\n\r\t]+/gu, " ").trim(), 3 * LONGEST)
    .split(" ")
    .map(wordOf)
    .join(" ");
}

function wordOf(word: string): string {
  const [, before = "", inner = "", after = ""] = /^([("']*)(.*?)([)"'.,;:!?]*)$/su.exec(word) ?? [];
  // `1.` would begin a list.
  const isNumber = NUMBER.test(inner) && !/^[.)]/.test(after);
  if (inner === "->") return `${before}→${after}`;
  if (inner === "" || WORD.test(inner) || isNumber) return `${before}${inner}${after}`;
  return `${before}${code(inner)}${after}`;
}

function clip(text: string, longest = LONGEST): string {
  return text.length <= longest ? text : `${text.slice(0, longest).replace(/\p{Cs}$/u, "")}…`;
}
