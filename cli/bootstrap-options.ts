import { Command } from "commander";
import type { Environment } from "../environments/environment";
import { chosenEnvironment } from "./chosen-environment";
import { parseCommandLine } from "./parse-command-line";

/** What `npm run bootstrap` was asked to do. */
export interface BootstrapOptions {
  readonly environment: Environment;
  /** Do it without asking. */
  readonly yes: boolean;
}

const DESCRIPTION =
  "Creates the state bucket of an environment, or adopts the one that is there, with all its settings, and keeps the " +
  "state of that bucket in the bucket itself. Run again, it changes nothing; killed, it goes on where it was.";

const MORE = `
It works on the AWS that the shell names (AWS_PROFILE, AWS_ENDPOINT_URL, ...), with terraform and
the AWS provider, and asks before it changes anything.

Examples:
  npm run bootstrap -- --env dev
  npm run bootstrap -- --env dev --yes

Exit status: 0 if the bucket is as it should be, 1 if not, 130 after Ctrl-C.
docs/state.md says what to do with it.`;

/**
 * Reads the arguments of `npm run bootstrap`.
 *
 * @param argv - the arguments after the program's own name
 * @returns the options, or the exit status when there is nothing to do but what was printed (help, or what was wrong)
 * @throws ConfigurationError when there is no such environment
 */
export function parseBootstrapOptions(
  argv: readonly string[],
  environments: readonly Environment[],
): BootstrapOptions | number {
  const names = environments.map(({ name }) => name);
  const command = new Command("npm run bootstrap --")
    .usage("--env <name> [options]")
    .description(DESCRIPTION)
    .requiredOption("--env <name>", `the environment: ${names.join(", ")}`)
    .option("--yes", "do not ask", false)
    .helpOption("--help", "show this help")
    .addHelpText("after", MORE)
    .allowExcessArguments(false);
  const status = parseCommandLine(command, argv);
  if (status !== undefined) {
    return status;
  }
  const { env, yes } = command.opts<{ env: string; yes: boolean }>();
  return { environment: chosenEnvironment(environments, env), yes };
}
