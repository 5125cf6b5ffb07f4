import { partitionOf } from "../../environments/partition";
import { stateKey } from "../../environments/state-key";
import type { HandoffModule, HandoffVariable } from "../handoff-modules";
import type { HandoffReadmeInput } from "./input";

/** Where the module's state is, as a URL: `s3://bucket/key`. */
export function stateUrl({ environment }: HandoffReadmeInput, stack: string): string {
  return `s3://${environment.state.bucket}/${stateKey(environment.name, stack)}`;
}

/** The ARN of the bucket of the states. */
export function bucketArn({ environment: { state } }: HandoffReadmeInput): string {
  return `arn:${partitionOf(state.region)}:s3:::${state.bucket}`;
}

/** The module that makes the bucket in which all states are. */
export const STATE_MODULE = "state";

/** The others: what is deployed, changed and destroyed. In the order of application. */
export function worldModules({ modules }: HandoffReadmeInput): readonly HandoffModule[] {
  return modules.filter(({ stack }) => stack !== STATE_MODULE);
}

/** Commands that can be pasted into a shell as they are: one after the other, until one fails. */
export function chain(commands: readonly string[]): string[] {
  return commands.map((command, index) => (index < commands.length - 1 ? `${command} &&` : command));
}

/** One command for each module, in this order, until one fails. */
export function forEach(modules: readonly HandoffModule[], command: (stack: string) => string): string[] {
  return chain(modules.map(({ stack }) => command(stack)));
}

/** Several commands for each module, in this order, until one fails. In a shell of its own, which fails then as well. */
export function inEach(modules: readonly HandoffModule[], ...commands: readonly string[]): string[] {
  const all = commands.map((command) => `terraform -chdir="$module" ${command}`).join(" &&\n    ");
  return [`(for module in ${modules.map(({ stack }) => stack).join(" ")}; do`, `  ${all} || exit 1`, "done)"];
}

/** The modules that have a variable. */
export function modulesWith({ modules }: HandoffReadmeInput, variable: string): HandoffModule[] {
  return modules.filter(({ variables }) => variables.some(({ name }) => name === variable));
}

/** A variable, and the modules that have it. */
export interface SharedVariable {
  readonly variable: HandoffVariable;
  readonly stacks: readonly string[];
}

/** The variables that several modules have, with the same values, in the order of their first module. */
export function sharedVariables({ modules }: HandoffReadmeInput): SharedVariable[] {
  const all = modules.flatMap(({ stack, variables }) => variables.map((variable) => ({ stack, variable })));
  const found = new Map<string, { readonly variable: HandoffVariable; readonly stacks: string[] }>();
  for (const { stack, variable } of all) {
    const key = JSON.stringify(variable);
    const { stacks } = found.get(key) ?? { stacks: [] };
    found.set(key, { variable, stacks: [...stacks, stack] });
  }
  return [...found.values()].filter(({ stacks }) => stacks.length > 1);
}
