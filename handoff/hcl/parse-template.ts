import { ToolError } from "../../toolchain/tool-error";
import type { TemplatePart } from "./expression";

/**
 * The parts of a string in Terraform's JSON syntax, where every string is a template: `${...}` is evaluated, and `$${` and
 * `%%{` are `${` and `%{` that are not ("JSON Configuration Syntax", Terraform documentation).
 *
 * @throws ToolError for a directive (`%{ if ... }`), which nobody has needed yet, and for a template that does not end
 */
export function parseTemplate(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let text = "";
  for (let index = 0; index < template.length;) {
    const rest = template.slice(index, index + 3);
    if (rest === "$${" || rest === "%%{") {
      text += rest.slice(1);
      index += 3;
    } else if (rest.startsWith("${")) {
      const end = endOfInterpolation(template, index + 2);
      if (text !== "") parts.push({ text });
      text = "";
      parts.push({ source: template.slice(index + 2, end).trim() });
      index = end + 1;
    } else if (rest.startsWith("%{")) {
      throw unreadable(template, "a template directive has no counterpart here");
    } else {
      text += template.charAt(index);
      index += 1;
    }
  }
  if (text !== "" || parts.length === 0) parts.push({ text });
  return parts;
}

/** Where the `}` is that ends what began before `start`. Braces in quotes do not count, unless they are in `${` again. */
function endOfInterpolation(template: string, start: number): number {
  // What is open, from the outside in: an expression, a brace in it, or a quoted string.
  const open: ("${" | "{" | '"')[] = ["${"];
  for (let index = start; index < template.length; index++) {
    const character = template.charAt(index);
    if (open.at(-1) === '"') {
      if (character === "\\") index++;
      else if (character === '"') open.pop();
      else if (template.startsWith("$${", index)) index += 2;
      else if (template.startsWith("${", index)) {
        open.push("${");
        index++;
      }
    } else if (character === '"') open.push('"');
    else if (character === "{") open.push("{");
    else if (character === "}") {
      open.pop();
      if (open.length === 0) return index;
    }
  }
  throw unreadable(template, "an expression in it does not end");
}

function unreadable(template: string, why: string): ToolError {
  return new ToolError({
    where: "handoff",
    what: `${why}: ${JSON.stringify(template)}`,
    remedy: "Write it as a simpler expression in the construct that makes it.",
  });
}
