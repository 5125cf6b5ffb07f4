import { atPath, canonicalJson, formatPath, type Json, type Path } from "../plan/json";
import { isUnknown, type Reading, SENSITIVE, UNKNOWN } from "./reading";

/** What is longer is cut: a finding is a line, and the diff has it all. */
const LONGEST = 60;

/** Such as `name ("a" -> "b")`: an attribute with what it was and what it will be, as far as anybody may see that. */
export function attributeInWords(reading: Reading, path: Path): string {
  const name = formatPath(path);
  const [attribute] = path;
  const { before, after } = reading;
  if (attribute === undefined || before === undefined || after === undefined) return name;
  if (reading.isSensitive(String(attribute))) return `${name} ${SENSITIVE}`;
  return `${name} (${valueInWords(atPath(before, path))} -> ${valueInWords(atPath(after, path))})`;
}

/** Text that is made of these attributes, unless nobody may see one of them. */
export function quoted(reading: Reading, attributes: readonly string[], text: string): string {
  return attributes.some(reading.isSensitive) ? SENSITIVE : text;
}

/** A value in one line. That it is not sensitive is for the caller to know. */
export function valueInWords(value: Json | undefined): string {
  if (value === undefined || value === null || value === "") return "none";
  if (isUnknown(value)) return "known after apply";
  const text = canonicalJson(value).replaceAll(JSON.stringify(UNKNOWN), "known after apply");
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text;
}

/** `a`, `a and b`, `a, b and c`; the first ones of many. */
export function inWords(items: readonly string[], most = 6): string {
  const shown = items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : items;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}`;
}
