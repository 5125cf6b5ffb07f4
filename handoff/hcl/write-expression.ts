import { alignEquals } from "./align-equals";
import { type Expression, isReferenceAlone, type ObjectEntry, type TemplatePart } from "./expression";
import { quoteText } from "./quote";

/** The longest list that stays on one line, in characters. */
const LONGEST_LIST = 80;

/**
 * An expression in HCL, laid out as `terraform fmt` leaves it. Lines after the first are indented as if the first stood in
 * a line of no indentation.
 */
export function writeExpression(expression: Expression): string {
  switch (expression.kind) {
    case "literal":
      return typeof expression.value === "string" ? `"${quoteText(expression.value)}"` : String(expression.value);
    case "template":
      return writeTemplate(expression.parts);
    case "source":
      return expression.text;
    case "list":
      return writeList(expression.items);
    case "object":
      return writeObject(expression.entries);
    case "call":
      return `${expression.name}(${expression.args.map(writeExpression).join(", ")})`;
  }
}

/** Lines after the first, two more spaces in: but not those of a heredoc, which the writer never makes. */
export function indent(text: string): string {
  return text.replace(/\n(?=[^\n])/g, "\n  ");
}

function writeTemplate(parts: readonly TemplatePart[]): string {
  if (isReferenceAlone(parts)) return parts[0].source;
  const written = parts.map((part, index) => {
    if ("source" in part) return `\${${part.source}}`;
    const next = parts[index + 1];
    // A dollar sign right before `${` would make it mean itself.
    return next !== undefined && "source" in next
      ? quoteText(part.text).replace(/\$$/, () => '${"$"}')
      : quoteText(part.text);
  });
  return `"${written.join("")}"`;
}

function writeList(items: readonly Expression[]): string {
  const written = items.map(writeExpression);
  const line = `[${written.join(", ")}]`;
  const fits = line.length <= LONGEST_LIST || items.length === 1;
  // `[{` on one line is how people write a list of one object; of more, each has lines of its own.
  if (fits && !items.some(({ kind }) => kind === "object") && !line.includes("\n")) return line;
  return `[\n${written.map((item) => `  ${indent(item)},\n`).join("")}]`;
}

function writeObject(entries: readonly ObjectEntry[]): string {
  if (entries.length === 0) return "{}";
  const lines = entries.map(([key, value]) => ({ name: writeKey(key), value: indent(writeExpression(value)) }));
  return `{\n${alignEquals(lines)
    .map((line) => `  ${line}\n`)
    .join("")}}`;
}

/** The key of an object. A name stands without quotes; in them what is none, and what would begin a `for` expression or be a value. */
export function writeKey(key: string): string {
  const isName = /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && !["for", "null", "true", "false"].includes(key);
  return isName ? key : `"${quoteText(key)}"`;
}
