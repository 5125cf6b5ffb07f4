import { ConfigurationError } from "../environments/configuration-error";
import type { Environment } from "../environments/environment";
import { quote } from "../environments/quote";

/**
 * The environment that `--env` names.
 *
 * @throws ConfigurationError when there is none of that name
 */
export function chosenEnvironment(environments: readonly Environment[], name: string): Environment {
  const environment = environments.find((each) => each.name === name);
  if (environment) {
    return environment;
  }
  throw new ConfigurationError([
    {
      where: "--env",
      what: `there is no environment ${quote(name)}`,
      remedy: `Choose one of ${environments.map((each) => each.name).join(", ")}, or add it to environments/index.ts.`,
    },
  ]);
}
