import { ADDITIONS, THINGS } from "../../topology/synthesized/resource-types";
import { Stack } from "../../topology/synthesized/stack";
import type { ResourceValues } from "../plan/change";
import { isObject, type Json } from "../plan/json";

/**
 * Stacks as cdktf could have written them, made of what states hold: ids are turned back into references. So the one reader of
 * stacks says what a state means, and what it says can be compared with what it says of the code.
 *
 * A reference goes by way of the state of the stack that holds what is meant, whether that is another stack or the same.
 */
export function codeOfStates(resources: readonly ResourceValues[]): Stack[] {
  const read = resources.filter(({ type }) => READ.includes(type));
  const references = new Map([...read.flatMap(idsOf), ...read.flatMap(idsMadeWithVpc)]);
  const names = [...new Set(read.map(({ stack }) => stack))];
  const remoteStates = Object.fromEntries(names.map((name) => [name, { backend: "s3", config: { key: name } }]));
  return names.map((name) => {
    const own = read.filter(({ stack }) => stack === name);
    return new Stack(name, {
      terraform: { backend: { s3: { key: name } } },
      data: { terraform_remote_state: remoteStates },
      output: Object.fromEntries(own.map((each) => [outputOf(each), { value: expressionOf(each) }])),
      resource: own.map((each) => ({ [each.type]: { [labelOf(each)]: bodyOf(each, references) } })),
    });
  });
}

const OF_THINGS: readonly string[] = Object.values(THINGS).flat();
const READ: readonly string[] = [...OF_THINGS, ...ADDITIONS];

/** The ids of what AWS makes with a VPC. The main route table may be one of ours, which has an id of its own. */
const MADE_WITH_VPC = ["default_route_table_id", "default_network_acl_id", "default_security_group_id"];

/**
 * What no code gives, or what the provider fills in where code says nothing: it repeats what resources of their own say, or what
 * somebody put beside them. Rules and routes that stand within a group or a table cannot be told from such, and are left out
 * with them; front-door writes none ("aws_security_group", "aws_route_table" and "aws_network_acl", Terraform documentation).
 */
const FILLED_IN: Readonly<Record<string, readonly string[]>> = {
  aws_vpc: [...MADE_WITH_VPC, "main_route_table_id"],
  aws_security_group: ["ingress", "egress"],
  aws_default_security_group: ["ingress", "egress", "name"],
  aws_route_table: ["route", "propagating_vgws"],
  aws_default_route_table: ["route", "propagating_vgws"],
  aws_network_acl: ["ingress", "egress", "subnet_ids"],
};

const NONE: ReadonlyMap<string, string> = new Map();

type Reference = readonly [id: string, reference: string];

function idsOf(resource: ResourceValues): Reference[] {
  if (!OF_THINGS.includes(resource.type)) return [];
  return ["id", "arn"].flatMap((attribute) => idAt(resource, attribute));
}

/** These come last: what code takes over has the same id, and is told by its VPC. */
function idsMadeWithVpc(resource: ResourceValues): Reference[] {
  return resource.type === "aws_vpc" ? MADE_WITH_VPC.flatMap((attribute) => idAt(resource, attribute)) : [];
}

function idAt(resource: ResourceValues, attribute: string): Reference[] {
  const id = resource.values[attribute];
  if (typeof id !== "string" || id === "") return [];
  const outputs = `data.terraform_remote_state["${resource.stack}"].outputs`;
  return [[id, `\${${outputs}["${outputOf(resource)}"].${attribute}}`]];
}

function bodyOf({ type, values }: ResourceValues, references: ReadonlyMap<string, string>): Record<string, Json> {
  const left = [...(FILLED_IN[type] ?? []), "id", "arn"];
  const given = Object.entries(values).filter(([name]) => !left.includes(name));
  // A tag may say an id, and is text all the same.
  return Object.fromEntries(given.map(([name, value]) => [name, asCode(value, name === "tags" ? NONE : references)]));
}

/** A value as code says it. Text that looks like an expression is none ("Strings and Templates", Terraform documentation). */
function asCode(value: Json, references: ReadonlyMap<string, string>): Json {
  if (typeof value === "string") return references.get(value) ?? value.replace(/[$%](?=\{)/g, (sign) => sign + sign);
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => asCode(each, references));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, asCode(each, references)]));
}

function outputOf(resource: ResourceValues): string {
  return `${resource.type}.${labelOf(resource)}`;
}

function expressionOf(resource: ResourceValues): string {
  return `\${${resource.type}["${labelOf(resource)}"]}`;
}

/** The name in its type, such as `public_1` or `zone['a']`: what could end a reference to it is written otherwise. */
function labelOf({ address, type }: ResourceValues): string {
  const label = address.startsWith(`${type}.`) ? address.slice(type.length + 1) : address;
  return label.replace(/["\\$%{}]/g, "'");
}
