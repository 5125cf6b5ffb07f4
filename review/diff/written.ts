import { formatPath, type Path } from "../plan/json";
import { SENSITIVE_CHANGED } from "../plan/mask";
import { formatPlaceholder, type Placeholder } from "../plan/placeholder";
import { deeper, type DiffLine, type Sign } from "./diff-line";
import { isEmpty, isList, isMap, type Part, Said } from "./part";
import { jsonIn } from "./json-text";

/** What is longer is written over several lines, or cut. */
const ONE_LINE = 100;

/** How much of a long text is shown. */
const LONGEST = 240;

/** How much of what two long texts share is shown before where they differ. */
const LEAD = 40;

/** A value in one line: as HCL writes it, without what is empty in it. */
export function inOneLine(part: Part, placeholders: readonly Placeholder[]): string {
  if (part instanceof Said) return part.text;
  if (typeof part === "string") return quoted(part, 0, placeholders);
  if (isList(part)) return `[${part.map((each) => inOneLine(each, placeholders)).join(", ")}]`;
  if (!isMap(part)) return String(part);
  const entries = [...part].filter(([, value]) => !isEmpty(value));
  if (entries.length === 0) return "{}";
  return `{ ${entries.map(([name, value]) => `${formatPath([name])} = ${inOneLine(value, placeholders)}`).join(", ")} }`;
}

/** `"a" -> "b"`. Of two long texts, where they differ. */
export function inTwoWords(before: Part, after: Part, placeholders: readonly Placeholder[]): string {
  if (typeof before === "string" && typeof after === "string" && Math.max(before.length, after.length) > LONGEST) {
    let same = 0;
    while (same < before.length && before[same] === after[same]) same += 1;
    const from = Math.max(0, same - LEAD);
    return `${quoted(before, from, placeholders)} -> ${quoted(after, from, placeholders)}`;
  }
  // That it changed is all that is said of it.
  if (before instanceof Said && after instanceof Said && after.text === SENSITIVE_CHANGED) return after.text;
  return `${inOneLine(before, placeholders)} -> ${inOneLine(after, placeholders)}`;
}

/** All of a value under one sign, over several lines where one would be too long. */
export function inLines(
  sign: Sign,
  path: Path,
  given: Part,
  placeholders: readonly Placeholder[],
  name = formatPath(path),
): DiffLine[] {
  const json = typeof given === "string" ? jsonIn(given, placeholders) : undefined;
  const part = json ?? given;
  const isText = typeof part === "string" && part.includes("\n");
  const text = isText ? "" : inOneLine(part, placeholders);
  if (!isText && (text.length <= ONE_LINE || !(isList(part) || isMap(part)))) {
    return [{ sign, depth: 0, text: `${name} = ${text}`, ...(json === undefined ? {} : { note: "JSON" }) }];
  }
  const head: DiffLine = { sign, depth: 0, text: `${name}:`, ...(json === undefined ? {} : { note: "JSON" }) };
  if (isText) return [head, ...linesOf(part).map((line) => ({ sign, depth: 1, text: clipped(line) }))];
  const under = isMap(part)
    ? [...part]
        .filter(([, value]) => !isEmpty(value))
        .flatMap(([key, value]) => inLines(sign, [key], value, placeholders))
    : (part as readonly Part[]).flatMap((value) => elementLines(sign, value, placeholders));
  return [head, ...under.map(deeper)];
}

/** An element of a list as YAML writes it: a dash before its first attribute. */
function elementLines(sign: Sign, part: Part, placeholders: readonly Placeholder[]): DiffLine[] {
  const text = inOneLine(part, placeholders);
  if (text.length <= ONE_LINE || !isMap(part)) return [{ sign, depth: 0, text: `- ${text}` }];
  const [first, ...others] = [...part]
    .filter(([, value]) => !isEmpty(value))
    .flatMap(([key, value]) => inLines(sign, [key], value, placeholders));
  return first === undefined ? [] : [{ ...first, text: `- ${first.text}` }, ...others.map(deeper)];
}

/** The lines of a text: the last line break ends one and begins none. */
export function linesOf(text: string): string[] {
  return text.replace(/\n$/, "").split("\n");
}

/** A line of a text, cut where it is long. */
export function clipped(line: string): string {
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}… (${line.length} characters)`;
}

function quoted(text: string, from: number, placeholders: readonly Placeholder[]): string {
  const shown = text.slice(from, from + LONGEST);
  const cut = shown.length < text.length;
  const inQuotes = `${from > 0 ? "…" : ""}${JSON.stringify(shown)}${from + LONGEST < text.length ? "…" : ""}`;
  return `${withoutPlaceholders(inQuotes, placeholders)}${cut ? ` (${text.length} characters)` : ""}`;
}

/** A placeholder may stand within a longer text, such as an ARN. */
function withoutPlaceholders(text: string, placeholders: readonly Placeholder[]): string {
  return placeholders
    .filter(({ value }) => value !== "" && text.includes(value))
    .sort((a, b) => b.value.length - a.value.length)
    .reduce((sum, each) => sum.replaceAll(each.value, () => formatPlaceholder(each)), text);
}
