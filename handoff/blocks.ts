import { byHand } from "./attribute-order";
import type { Expression, ObjectEntry } from "./hcl/expression";
import { source } from "./hcl/expression";
import { type Attribute, attribute, block, type Block, type Body } from "./hcl/write-file";
import { isNestedBlock } from "./nested-blocks";

/** Arguments whose strings are references: quoted ones are deprecated ("depends_on", Terraform documentation). */
const REFERENCES: readonly string[] = [
  "depends_on",
  "provider",
  "lifecycle.ignore_changes",
  "lifecycle.replace_triggered_by",
];

/**
 * What is in a block, in the order of a person: arguments, nested blocks, then tags and what is Terraform's own.
 *
 * @param type - what holds the schema: `aws_lb`, `data.aws_iam_policy_document` or `provider.aws`
 */
export function bodyOf(type: string, value: Expression, path: readonly string[] = []): Body {
  const entries = sorted(entriesIn(value));
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  const last: (Attribute | Block)[] = [];
  for (const [name, given] of entries) {
    const here = [...path, name];
    const own = ["lifecycle", "depends_on", "tags"].includes(name);
    if (REFERENCES.includes(here.join("."))) {
      last.push({ ...attribute(name, unquoted(given)), apart: true });
    } else if (isNested(given) && isNestedBlock(type, here.join("."))) {
      (own ? last : blocks).push(...objectsIn(given).map((object) => block(name, [], bodyOf(type, object, here))));
    } else (own ? last : attributes).push(attribute(name, inOrder(given)));
  }
  return [...withForEachApart(attributes), ...blocks, ...last];
}

/** How often a resource is there stands above it, by itself. */
function withForEachApart([first, second, ...others]: readonly Attribute[]): Attribute[] {
  if (first === undefined || second === undefined) return first === undefined ? [] : [first];
  return [first, first.name === "for_each" ? { ...second, apart: true } : second, ...others];
}

function entriesIn(value: Expression): readonly ObjectEntry[] {
  return value.kind === "object" ? value.entries : [];
}

function sorted(entries: readonly ObjectEntry[]): ObjectEntry[] {
  return [...entries].sort(([one], [other]) => byHand(one, other));
}

/** An attribute's value with the keys of its objects in the order of a person. */
function inOrder(value: Expression): Expression {
  if (value.kind === "object") {
    return { ...value, entries: sorted(value.entries).map(([key, entry]) => [key, inOrder(entry)]) };
  }
  return value.kind === "call" ? { ...value, args: value.args.map(inOrder) } : value;
}

/** An object, or a list of them: a block, or an attribute that looks like one. */
function isNested(value: Expression): boolean {
  return objectsIn(value).length > 0 || value.kind === "call";
}

function objectsIn(value: Expression): Expression[] {
  return (value.kind === "list" ? value.items : [value]).filter(({ kind }) => kind === "object");
}

function unquoted(value: Expression): Expression {
  if (value.kind === "list") return { ...value, items: value.items.map(unquoted) };
  return value.kind === "literal" && typeof value.value === "string" ? source(value.value) : value;
}
