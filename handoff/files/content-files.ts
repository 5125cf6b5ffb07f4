import { bodyOf } from "../blocks";
import { groupByConcern } from "../concerns";
import { literal, source } from "../hcl/expression";
import { type Attribute, attribute, block, type Block, type Comment, writeFile } from "../hcl/write-file";
import type { ContentElement, ModuleContent } from "../module-content";
import { ANYWHERE } from "../with-variables";

/** main.tf: what is made, by concern. */
export function mainFile({ resources }: ModuleContent): (Block | Comment)[] {
  const byAddress = new Map(resources.map((resource) => [`${resource.type}.${resource.name}`, resource]));
  const groups = groupByConcern([...byAddress.keys()]).flatMap(([heading, addresses]) => [
    comment(heading),
    ...addresses.flatMap((address) => {
      const resource = byAddress.get(address);
      return resource === undefined ? [] : [written("resource", resource.type, resource)];
    }),
  ]);
  return [...allowedSources(writeFile(groups)), ...groups];
}

/** data.tf: what is read, from the states of other stacks or from AWS. */
export function dataFile({ data }: ModuleContent): Block[] {
  return data.map((element) => written("data", `data.${element.type}`, element));
}

/** outputs.tf: what others read. */
export function outputsFile({ outputs }: ModuleContent): Block[] {
  return outputs.map(({ name, description, sensitive, value }) => {
    const body: Attribute[] = [attribute("description", literal(description)), attribute("value", value)];
    if (sensitive) body.push(attribute("sensitive", literal(true)));
    return block("output", [name], body);
  });
}

/** The descriptions of rules say "anywhere" for all addresses, whatever tfvars says next time. */
function allowedSources(hcl: string): (Block | Comment)[] {
  if (!hcl.includes("local.allowed_sources")) return [];
  const value = source(`[for cidr in var.allowed_cidrs : cidr == "${ANYWHERE}" ? "anywhere" : cidr]`);
  return [
    comment("How the descriptions of rules name the allowed blocks."),
    block("locals", [], [attribute("allowed_sources", value)]),
  ];
}

function written(kind: "resource" | "data", schema: string, { type, name, value }: ContentElement): Block {
  return block(kind, [type, name], bodyOf(schema, value));
}

function comment(text: string): Comment {
  return { kind: "comment", text };
}
