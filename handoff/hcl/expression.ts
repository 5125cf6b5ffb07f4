/** What Terraform evaluates, as a person would write it in HCL. */
export type Expression =
  /** Text that means itself, a number, `true`, `false` or `null`. */
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  /** Text with references in it: `"${var.name_prefix}Fargate-ALB"`. */
  | { readonly kind: "template"; readonly parts: readonly TemplatePart[] }
  /** HCL as it is, formatted as terraform has it: a reference, a condition, a type. */
  | { readonly kind: "source"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly ObjectEntry[] }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] };

/** A key and its value. A key always means itself. */
export type ObjectEntry = readonly [key: string, value: Expression];

/** Text that means itself, or what stands between `${` and `}`. */
export type TemplatePart = { readonly text: string } | { readonly source: string };

/** Values without references, as JSON has them. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A value that means itself, whatever it holds. */
export function literal(value: Json): Expression {
  if (Array.isArray(value)) return { kind: "list", items: (value as readonly Json[]).map(literal) };
  if (typeof value === "object" && value !== null) {
    return { kind: "object", entries: Object.entries(value).map(([key, entry]) => [key, literal(entry)]) };
  }
  return { kind: "literal", value: value };
}

/** HCL as it is. */
export function source(text: string): Expression {
  return { kind: "source", text };
}

/** Whether these are the parts of nothing but one reference, which needs no quotes around it. */
export function isReferenceAlone(
  parts: readonly TemplatePart[],
): parts is readonly [Extract<TemplatePart, { readonly source: string }>] {
  return parts.length === 1 && parts[0] !== undefined && "source" in parts[0];
}
