import type { HandoffModule, HandoffVariable } from "../handoff-modules";
import { type SharedVariable, sharedVariables } from "./facts";
import type { HandoffReadmeInput } from "./input";
import { code, paragraphs, table, text } from "./markdown";
import { typeCell, valueCell } from "./one-line";

/** Every variable and every output of every module. */
export function inputsAndOutputs(input: HandoffReadmeInput): string {
  const shared = sharedVariables(input);
  return paragraphs(
    "## Inputs and outputs",
    "**required** is what has no default. _Here_ is what `terraform.tfvars` says now.",
    "### In several modules",
    inSeveral(shared),
    ...input.modules.map((module) => ofModule(module, shared)),
  );
}

function inSeveral(shared: readonly SharedVariable[]): string {
  if (shared.length === 0) return "No input is in more than one module.";
  return table(
    ["input", "in", "type", "default", "here", "what it is"],
    shared.map(({ variable, stacks }) => {
      const [name = "", ...others] = inputRow(variable);
      return [name, stacks.join(", "), ...others];
    }),
  );
}

function ofModule({ stack, variables, outputs }: HandoffModule, shared: readonly SharedVariable[]): string {
  const own = variables.filter(
    ({ name }) => !shared.some(({ variable, stacks }) => variable.name === name && stacks.includes(stack)),
  );
  return paragraphs(
    `### ${stack}`,
    own.length === 0 ? "" : table(["input", "type", "default", "here", "what it is"], own.map(inputRow)),
    outputs.length === 0
      ? ""
      : table(
          ["output", "what it is"],
          outputs.map(({ name, description }) => [code(name), text(description)]),
        ),
    own.length + outputs.length === 0 ? "It has nothing of its own." : "",
  );
}

function inputRow({ name, type, default: standard, value, description }: HandoffVariable): string[] {
  const isStandard = standard !== undefined && JSON.stringify(standard) === JSON.stringify(value);
  return [
    code(name),
    typeCell(type),
    standard === undefined ? "**required**" : valueCell(standard),
    isStandard ? "the default" : valueCell(value),
    text(description),
  ];
}
