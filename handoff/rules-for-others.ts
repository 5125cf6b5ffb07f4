import type { Environment } from "../environments/environment";
import { type Expression, isReferenceAlone, type ObjectEntry, source, type TemplatePart } from "./hcl/expression";
import type { ContentElement } from "./module-content";

/**
 * Rules for blocks that are allowed later. Every block of the environment has rules with an address that names it. To allow one
 * more is what people change most, so the blocks behind those in `allowed_cidrs` get theirs by `for_each`. At the handoff
 * there is none, and Terraform has nothing to make.
 *
 * @param resources - of a module
 * @returns for each kind of rule one like that of the last block
 */
export function rulesForOthers(resources: readonly ContentElement[], environment: Environment): ContentElement[] {
  const count = environment.loadBalancer.allowedCidrs.length;
  const last = `var.allowed_cidrs[${count - 1}]`;
  return resources
    .filter(({ value }) => value.kind === "object" && value.entries.some(([, entry]) => refersTo(entry, last)))
    .map(({ type, name, value }) => ({
      type,
      name: name.replace(/_from_.*$/, "_from_others"),
      value: forEach(
        `toset(slice(var.allowed_cidrs, ${count}, length(var.allowed_cidrs)))`,
        replaced(value, (text) =>
          text === last || text === last.replace("var.allowed_cidrs", "local.allowed_sources") ? "each.value" : text,
        ),
      ),
    }));
}

function forEach(set: string, value: Expression): Expression {
  const entries = value.kind === "object" ? value.entries : [];
  return { kind: "object", entries: [["for_each", source(set)], ...entries] };
}

function refersTo(value: Expression, text: string): boolean {
  return value.kind === "template" && isReferenceAlone(value.parts) && value.parts[0].source === text;
}

/** An expression with other references in it. */
function replaced(value: Expression, replace: (text: string) => string): Expression {
  switch (value.kind) {
    case "source":
      return { ...value, text: replace(value.text) };
    case "template":
      return {
        ...value,
        parts: value.parts.map((part): TemplatePart => ("source" in part ? { source: replace(part.source) } : part)),
      };
    case "list":
      return { ...value, items: value.items.map((item) => replaced(item, replace)) };
    case "object":
      return {
        ...value,
        entries: value.entries.map(([key, entry]): ObjectEntry => [key, replaced(entry, replace)]),
      };
    case "call":
      return { ...value, args: value.args.map((argument) => replaced(argument, replace)) };
    case "literal":
      return value;
  }
}
