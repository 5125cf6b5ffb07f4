/** A way to break a module that nobody may commit unnoticed. */
export interface Mutation {
  /** `<environment>/<stack>`. */
  readonly module: string;
  readonly what: string;
  readonly file: string;
  /** What stands there once. "" where the file is added. */
  readonly from: string;
  readonly to: string;
  /** How the messages of `terraform test` begin: all of them. */
  readonly refusals: readonly string[];
}

/** What, from, to, refusals; and the file, if it is not main.tf. */
export type Row = readonly [what: string, from: string, to: string, refusals: readonly string[], file?: string];

/** What terraform itself says where a value should have been refused, and was not. */
export const NOT_REFUSED = "Missing expected failure";

/** A resource in a file that was not there. */
export function added(what: string, type: string, body: readonly string[], refusals: readonly string[]): Row {
  const text = `resource "${type}" "added" {\n${body.map((line) => `  ${line}\n`).join("")}}\n`;
  return [what, "", text, refusals, "added.tf"];
}

/** Mutations of a module. */
export function mutationsOf(module: string, rows: readonly Row[]): Mutation[] {
  return rows.map(([what, from, to, refusals, file = "main.tf"]) => ({ module, what, file, from, to, refusals }));
}
