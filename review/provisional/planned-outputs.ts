import { createHash } from "node:crypto";
import { canonicalJson, equalJson, isObject, type Json, type Path } from "../plan/json";
import { hasMark, type Marks, marksOfPart } from "../plan/marks";
import type { Placeholder } from "../plan/placeholder";
import type { TerraformPlan } from "../plan/terraform-plan";

/** An output as it will be once the stack is applied. */
export interface PlannedOutput {
  readonly value: Json;
  readonly sensitive: boolean;
  /** It is otherwise than now, or not known before the stack is applied. */
  readonly changes: boolean;
  /** What stands in the value for what only apply can know. */
  readonly placeholders: readonly Placeholder[];
}

/**
 * The outputs that a stack will have when its plan is applied: what the plan knows of them, and placeholders for the rest.
 * The same output has the same placeholders in every plan.
 */
export function plannedOutputs(stack: string, plan: TerraformPlan): Map<string, PlannedOutput> {
  const { output_changes: changes = {}, planned_values: planned, configuration } = plan;
  const outputs = Object.entries(changes).filter(([, { actions }]) => actions.join() !== "delete");
  return new Map(
    outputs.map(
      ([name, { before = null, after = null, after_unknown: unknown = false, after_sensitive: sensitive }]) => {
        const references = configuration?.root_module?.outputs?.[name]?.expression?.references ?? [];
        const filler = new Filler(stack, name, references.filter(isAttribute));
        const value = filler.fill(after, unknown, []);
        return [
          name,
          {
            value,
            sensitive: planned?.outputs?.[name]?.sensitive === true || hasMark(sensitive),
            changes: hasMark(unknown) || !equalJson(before, after),
            placeholders: filler.placeholders,
          },
        ];
      },
    ),
  );
}

/** `aws_vpc.main.id` names an attribute; `aws_vpc.main`, which Terraform adds, the resource alone. */
function isAttribute(reference: string): boolean {
  return reference.split(".").length >= 3;
}

/** Puts placeholders into one output. */
class Filler {
  readonly placeholders: Placeholder[] = [];

  constructor(
    private readonly stack: string,
    private readonly output: string,
    private readonly references: readonly string[],
  ) {}

  fill(value: Json, unknown: Marks, path: Path): Json {
    if (unknown === true) return this.placeholder(path);
    if (!hasMark(unknown)) return value;
    if (Array.isArray(unknown)) {
      const known = Array.isArray(value) ? (value as readonly Json[]) : [];
      const length = Math.max(known.length, (unknown as readonly Json[]).length);
      return Array.from({ length }, (_, index) =>
        this.fill(known[index] ?? null, marksOfPart(unknown, index), [...path, index]),
      );
    }
    const known = isObject(value) ? value : {};
    const names = [...new Set([...Object.keys(known), ...Object.keys(unknown as object)])];
    return Object.fromEntries(
      names.map((name) => [name, this.fill(known[name] ?? null, marksOfPart(unknown, name), [...path, name])]),
    );
  }

  private placeholder(path: Path): string {
    const { stack, output } = this;
    const value = this.inTheFormOf(this.referenceAt(path), digest(canonicalJson([stack, output, ...path])));
    this.placeholders.push({ value, stack, output, path });
    return value;
  }

  /** The attribute that a part of the output is taken from: of a list, that of the same place. */
  private referenceAt(path: Path): string {
    const index = path.at(-1);
    return (typeof index === "number" ? this.references[index] : undefined) ?? this.references[0] ?? "";
  }

  /** What the provider checks before it plans has to look like what it is. */
  private inTheFormOf(reference: string, id: string): string {
    if (/\.arn$|_arn$/.test(reference)) return `arn:aws:placeholder:::${id}`;
    if (/[._]ip$/.test(reference)) return benchmarkAddress(Number.parseInt(id, 16));
    return `placeholder-${id}`;
  }
}

/** Eight hexadecimal digits, so that a placeholder is no longer than what AWS gives. */
function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

/** One of the 131,072 addresses of 198.18.0.0/15, which nobody has on the internet (RFC 2544). */
function benchmarkAddress(number: number): string {
  return `198.${18 + ((number >>> 16) & 1)}.${(number >>> 8) & 255}.${number & 255}`;
}
