import { commentLines } from "../../../review/policy/comments";

/** `line:text` of every line of a comment that is not empty. */
function comments(...lines: string[]): string[] {
  return commentLines(lines.join("\n"))
    .filter(({ text }) => text !== "")
    .map(({ line, text }) => `${line}:${text}`);
}

test.each<[string, string[], string[]]>([
  ["a line", ["// one"], ["1:one"]],
  ["behind code", ["const a = 1; // one", "//two"], ["1:one", "2:two"]],
  ["three slashes", ["/// one"], ["1:one"]],
  ["a block on one line", ["/* one */ const a = 1; /* two */"], ["1:one", "1:two"]],
  ["a block of lines with stars", ["/**", " * one", " *   two", " */"], ["2:one", "3:two"]],
  ["a block of lines without", ["", "/* one", "two", "  three */"], ["2:one", "3:two", "4:three"]],
  ["a block that does not end", ["/* one", "two"], ["1:one", "2:two"]],
  ["Windows' line ends", ["// one\r", "// two\r"], ["1:one", "2:two"]],
  ["a comment in a comment", ["// one /* two", "const a = 1;", "/* // three */"], ["1:one /* two", "3:// three"]],
])("%s", (_, lines, expected) => {
  expect(comments(...lines)).toEqual(expected);
});

test.each([
  ['const a = "// no";'],
  ["const a = '// no';"],
  ["const a = `// no`;"],
  ["const a = `\n// no\n`;"],
  ['const a = "\\"// no";'],
  ["const a = '\\'// no';"],
  ["const a = /[/]/*2;"],
  ['const bucket = "s3://bucket/*no*/";'],
])("%j holds no comment", (code) => {
  expect(comments(code)).toEqual([]);
});

test.each([
  ['const a = /"/; // one', ["1:one"]],
  ["f(/'/) // one", ["1:one"]],
  ["const a = [\n  /`/,\n]; // one", ["3:one"]],
  ['const a = x.map((y) => /["/]\\//.test(y)); // one', ["1:one"]],
  ["const a = 4 / 2; // one / two", ["1:one / two"]],
  ["const a = (4) / 2 / 1; const b = '/'; // one", ["1:one"]],
])("%j: what a regular expression or a division holds misleads nobody", (code, expected) => {
  expect(comments(code)).toEqual(expected);
});
