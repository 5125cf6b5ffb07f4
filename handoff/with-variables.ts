import { ToolError } from "../toolchain/tool-error";
import { type Expression, type Json, type ObjectEntry, source, type TemplatePart } from "./hcl/expression";
import { parseTemplate } from "./hcl/parse-template";
import { escapeTemplate } from "./hcl/quote";
import type { Mark, Marks } from "./probe";
import { isObject, type JsonObject } from "./synthesized-stacks";

/** Where descriptions name an allowed block, "anywhere" stands for all addresses: see files/content-files.ts. */
export const ANYWHERE = "0.0.0.0/0";

/**
 * Writes values of a stack with variables in them: what differs in the probe is a mark, and becomes the variable that it
 * stands for. What comes out means, with the environment's values, exactly what was synthesized: where that cannot be
 * seen, nothing comes out.
 */
export class WithVariables {
  private readonly strings: readonly Mark[];
  private readonly pattern: RegExp;

  /** @param where - for errors: the name of the stack */
  constructor(
    private readonly where: string,
    private readonly marks: Marks,
  ) {
    this.strings = marks.marks.filter(({ mark }) => typeof mark !== "boolean");
    this.pattern = new RegExp(this.strings.map(({ mark }) => escapeRegExp(String(mark))).join("|"), "g");
  }

  /**
   * @param path - for errors: where the value is, `aws_lb.fargate_alb.name`
   * @throws ToolError where the two differ by something other than marks
   */
  expression(real: Json | undefined, probe: Json | undefined, path: string): Expression {
    const optional = this.optional(real, probe, path);
    if (optional !== undefined) return optional;
    if (typeof real === "string" && typeof probe === "string") return this.text(real, probe, path);
    if (Array.isArray(real) && Array.isArray(probe) && real.length === probe.length) {
      const items = real.map((item: Json, index) => this.expression(item, probe[index] as Json, `${path}[${index}]`));
      return { kind: "list", items };
    }
    if (isObject(real) && isObject(probe)) return this.object(real, probe, path);
    if (real === probe && (typeof real !== "object" || real === null) && real !== undefined) {
      return { kind: "literal", value: real };
    }
    const mark = this.marks.marks.find((candidate) => candidate.mark === probe && candidate.value === real);
    if (mark !== undefined && this.isOnlyOne(mark)) return source(mark.expression);
    throw this.inexplicable(real, probe, path);
  }

  /** A Boolean has one other value: with two that are variables, nobody could tell one's place from the other's. */
  private isOnlyOne({ mark }: Mark): boolean {
    return (
      typeof mark !== "boolean" || this.marks.marks.filter(({ mark: other }) => typeof other === "boolean").length === 1
    );
  }

  /** A list of one value that may be null: without the value there is no list either. */
  private optional(real: Json | undefined, probe: Json | undefined, path: string): Expression | undefined {
    const [only, ...others] = Array.isArray(probe) ? (probe as readonly Json[]) : [];
    const mark = this.strings.find(
      ({ mark: candidate, expression }) => candidate === only && expression === "var.account_id",
    );
    if (mark === undefined || others.length > 0) return undefined;
    const meaning = mark.value === null ? undefined : [mark.value];
    if (JSON.stringify(meaning) !== JSON.stringify(real)) throw this.inexplicable(real, probe, path);
    return source(`${mark.expression} == null ? null : [${mark.expression}]`);
  }

  private object(real: JsonObject, probe: JsonObject, path: string): Expression {
    const map = this.marks.maps.find(({ key }) => probe[key] === key);
    const inMap = (key: string): boolean => map !== undefined && Object.hasOwn(map.value, key);
    if (map !== undefined && Object.entries(map.value).some(([key, value]) => real[key] !== value)) {
      throw this.inexplicable(real, probe, path);
    }
    const keys = [...new Set([...Object.keys(real), ...Object.keys(probe)])].filter(
      (key) => key !== "//" && key !== map?.key && !inMap(key),
    );
    const entries = keys.map((key): ObjectEntry => {
      const value = (object: JsonObject): Json | undefined => (Object.hasOwn(object, key) ? object[key] : undefined);
      return [key, this.expression(value(real), value(probe), `${path}.${key}`)];
    });
    const object: Expression = { kind: "object", entries };
    return map === undefined ? object : { kind: "call", name: "merge", args: [source(map.expression), object] };
  }

  private text(real: string, probe: string, path: string): Expression {
    const parts = this.spelling(real, probe);
    if (parts === undefined) throw this.inexplicable(real, probe, path);
    const written = parts.map((part): TemplatePart => ("mark" in part ? { source: part.as } : part));
    const [only] = written;
    return written.length === 1 && only !== undefined && "text" in only
      ? { kind: "literal", value: only.text }
      : { kind: "template", parts: written };
  }

  /** How the text of the probe becomes that of the stack, if it does. */
  private spelling(real: string, probe: string): Spelling | undefined {
    const meaning = this.meaning(parseTemplate(real));
    return this.spellings(parseTemplate(probe)).find((spelling) => this.meaning(spelling) === meaning);
  }

  /** The ways in which a text may have been made of its marks: "anywhere" is another spelling of all addresses. */
  private spellings(parts: readonly TemplatePart[]): Spelling[] {
    const plain = parts.flatMap((part) => ("text" in part ? this.split(part.text) : [part]));
    const spoken = plain.map((part) =>
      "mark" in part && part.means === ANYWHERE && part.as.startsWith("var.allowed_cidrs[")
        ? { ...part, as: part.as.replace("var.allowed_cidrs", "local.allowed_sources"), means: "anywhere" }
        : part,
    );
    return [plain, spoken];
  }

  private split(text: string): Spelling {
    const parts: Spelling = [];
    let end = 0;
    for (const match of text.matchAll(this.pattern)) {
      if (match.index > end) parts.push({ text: text.slice(end, match.index) });
      const mark = this.strings.find((candidate) => String(candidate.mark) === match[0]);
      if (mark !== undefined) parts.push({ mark: match[0], as: mark.expression, means: String(mark.value) });
      end = match.index + match[0].length;
    }
    if (end < text.length || parts.length === 0) parts.push({ text: text.slice(end) });
    return parts;
  }

  /** What a text says with the environment's values, as Terraform's JSON syntax has it. */
  private meaning(spelling: Spelling): string {
    return spelling
      .map((part) => {
        if ("source" in part) return `\${${part.source}}`;
        return escapeTemplate("mark" in part ? part.means : part.text);
      })
      .join("");
  }

  private inexplicable(real: Json | undefined, probe: Json | undefined, path: string): ToolError {
    return new ToolError({
      where: `${this.where}: ${path}`,
      what: `nothing says how ${shown(real)} follows from the environment (with marks for its values it is ${shown(probe)})`,
      remedy:
        "Make the value of the environment's values as they are, or teach handoff/with-variables.ts how it is made.",
    });
  }
}

type Spelling = (TemplatePart | { readonly mark: string; readonly as: string; readonly means: string })[];

/** For errors. */
function shown(json: Json | undefined): string {
  return json === undefined ? "nothing" : JSON.stringify(json);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
