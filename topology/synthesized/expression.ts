/** One step into a value: the name of an attribute, or the index of an element. */
export type Step = string | number;

/** A part of a string: text, a path such as `aws_vpc.main.id`, or an expression of another kind, such as a function. */
export type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "path"; readonly path: readonly Step[] }
  | { readonly kind: "other" };

/** `$${` and `%%{` are how Terraform writes a plain `${` and `%{` ("Strings and Templates", Terraform documentation). */
const SEQUENCE = /(?<escaped>\$\$\{|%%\{)|\$\{\s*(?<expression>[^{}]*?)\s*\}|[$%]\{/g;

/** The parts of a string, in order. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(SEQUENCE)) {
    if (match.index > end) parts.push({ kind: "text", text: text.slice(end, match.index) });
    end = match.index + match[0].length;
    const { escaped, expression } = match.groups ?? {};
    parts.push(escaped === undefined ? reference(expression) : { kind: "text", text: escaped.slice(1) });
  }
  if (end < text.length) parts.push({ kind: "text", text: text.slice(end) });
  return parts;
}

function reference(expression: string | undefined): Part {
  const path = expression === undefined ? undefined : pathOf(expression);
  return path === undefined ? { kind: "other" } : { kind: "path", path };
}

/** `.name`, `.0` (as Terraform once wrote an index), `[0]` or `["name"]`. */
const STEP = /\.(?<name>[A-Za-z_][\w-]*)|\.(?<legacy>\d+)|\[\s*(?<index>\d+)\s*\]|\[\s*"(?<key>[^"\\$%]*)"\s*\]/y;

/** The steps of `a.b[0].c`; undefined for every other kind of expression. */
function pathOf(expression: string): Step[] | undefined {
  const text = `.${expression}`;
  const steps: Step[] = [];
  let end = 0;
  while (end < text.length) {
    STEP.lastIndex = end;
    const match = STEP.exec(text);
    if (match === null) return undefined;
    const { name, legacy, index, key } = match.groups ?? {};
    steps.push(name ?? key ?? Number(legacy ?? index));
    end = STEP.lastIndex;
  }
  return steps;
}
