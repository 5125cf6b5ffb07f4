import type { Environment } from "../environments/environment";
import { type EnvironmentVariable, variablesOf } from "./variables/options";

/** The variables that HCL refers to, and those that their own validations refer to. In the order of writing. */
export function usedVariables(hcl: string, environment: Environment): EnvironmentVariable[] {
  const all = variablesOf(environment);
  const used = new Set<string>();
  const take = (text: string): void => {
    for (const { variable } of all) {
      if (used.has(variable.name) || !new RegExp(`\\bvar\\.${variable.name}\\b`).test(text)) continue;
      used.add(variable.name);
      take(variable.validations.map(({ condition, message }) => `${condition}\n${message}`).join("\n"));
    }
  };
  take(hcl);
  return all.filter(({ variable }) => used.has(variable.name));
}
