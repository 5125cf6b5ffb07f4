import { source } from "../hcl/expression";
import { writeExpression } from "../hcl/write-expression";

/** HCL for a list of what these expressions are. */
export function listOf(expressions: readonly string[]): string {
  return writeExpression({ kind: "list", items: expressions.map(source) });
}

/** `aws_subnet.public_1`, `aws_subnet.public_2`, or an attribute of each. */
export function numbered(address: string, count: number, name?: string): string[] {
  return Array.from({ length: count }, (_, index) => `${address}_${index + 1}${name === undefined ? "" : `.${name}`}`);
}

/** An attribute of each: `aws_subnet.public_1.id`. */
export function attributeOf(addresses: readonly string[], name: string): string[] {
  return addresses.map((address) => `${address}.${name}`);
}

/** HCL for a text. */
export function quoted(text: string): string {
  return writeExpression({ kind: "literal", value: text });
}

/** Whether each of the first is the one of the second that stands in its place. */
export function pairwise(left: readonly string[], right: readonly string[]): string {
  const pairs = left.map((one, index) => `${one} == ${right[index] ?? "null"}`);
  return pairs.length === 1 ? pairs.join("") : `alltrue(${listOf(pairs)})`;
}

/** Whether a condition holds for each of these resources, which it calls by a name. */
export function each(name: string, addresses: readonly string[], condition: (resource: string) => string): string {
  const [address, ...others] = addresses;
  if (address !== undefined && others.length === 0) return condition(address);
  return `alltrue([for ${name} in ${listOf(addresses)} : ${condition(name)}])`;
}

/** All of the module's code: for what no plan shows. */
const CODE = 'join("\\n", [for name in fileset(path.module, "*.tf") : file("${path.module}/${name}")])';

/** Whether the code has so many places that match, each from the beginning of a line, spaces aside. */
export function written(pattern: string, count = 1): string {
  return `length(regexall(\n  ${quoted(`(?m)^\\s*${pattern}`)},\n  ${CODE},\n)) == ${count}`;
}
