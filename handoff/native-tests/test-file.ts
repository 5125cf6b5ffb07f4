import { type Expression, literal, source } from "../hcl/expression";
import { attribute, block, type Block, type Comment, writeFile } from "../hcl/write-file";

/** Texts by their paths in the module: `tests/listener.tftest.hcl`. */
export type TestFiles = Readonly<Record<string, string>>;

/** What has to be true after a run. */
export interface Assertion {
  /** HCL. In a plan it must not need what only an apply knows: Terraform takes "unknown" for a failure. */
  readonly condition: string;
  /** What is wrong where it is not true, and what that means. */
  readonly message: string;
}

/** One `run` of a test file. */
export interface Run {
  /** What it shows, in snake case. */
  readonly name: string;
  /** @default "plan" */
  readonly command?: "plan" | "apply";
  /** In place of what terraform.tfvars says. @default none */
  readonly variables?: Readonly<Record<string, Expression>>;
  /** @default none */
  readonly assertions?: readonly Assertion[];
  /** The variable whose validation has to refuse its value. @default none */
  readonly refused?: string;
}

/** A file of tests on a mock of AWS, below a comment that says what they are about. */
export function testFile(about: string, elements: readonly (Block | Comment)[]): string {
  return writeFile([heading(about), block("mock_provider", ["aws"], []), ...elements]);
}

/** A comment over what follows. */
export function heading(text: string): Comment {
  return { kind: "comment", text };
}

/** Over a run that applies, for whoever is startled by the word. */
export const APPLIED = heading(
  "Ids and ARNs are known after an apply only. This one goes to the mock: nothing is made, and nothing is paid for.",
);

/** Over the last runs: terraform leaves out what comes after a value that should have been refused. */
export const VALIDATIONS = heading("What variables take, and what they refuse.");

/** A run in HCL. */
export function run({ name, command = "plan", variables = {}, assertions = [], refused }: Run): Block {
  const set = Object.entries(variables).map(([variable, value]) => attribute(variable, value));
  return block(
    "run",
    [name],
    [
      attribute("command", source(command)),
      ...(set.length === 0 ? [] : [block("variables", [], set)]),
      ...assertions.map(({ condition, message }) =>
        block("assert", [], [attribute("condition", source(condition)), attribute("error_message", literal(message))]),
      ),
      ...(refused === undefined
        ? []
        : [attribute("expect_failures", { kind: "list", items: [source(`var.${refused}`)] })]),
    ],
  );
}
