import { literal, type Json } from "../hcl/expression";
import { writeExpression, writeKey } from "../hcl/write-expression";
import { code } from "./markdown";

/** What is longer is shown element by element, in characters. */
const LONGEST_LINE = 80;

/** A value as a cell shows it: HCL, and of a long list or map each element on a line of its own. */
export function valueCell(value: Json): string {
  const line = oneLine(value);
  if (line.length <= LONGEST_LINE) return code(line);
  return elementsOf(value).map(code).join("<br>");
}

/** A type as a cell shows it. */
export function typeCell(type: string): string {
  const line = type
    .replace(/ +=/g, " =")
    .replace(/\{\n\s*/g, "{ ")
    .replace(/\n\s*\}/g, " }")
    .replace(/\n\s*/g, ", ");
  return code(line);
}

/** HCL on one line. */
function oneLine(value: Json): string {
  if (isList(value)) return `[${elementsOf(value).join(", ")}]`;
  if (!isMap(value)) return writeExpression(literal(value));
  const entries = elementsOf(value);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function elementsOf(value: Json): string[] {
  if (isList(value)) return value.map(oneLine);
  if (!isMap(value)) return [oneLine(value)];
  return Object.entries(value).map(([key, entry]) => `${writeKey(key)} = ${oneLine(entry)}`);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isMap(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
