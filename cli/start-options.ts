import { Command } from "commander";
import type { Environment } from "../environments/environment";
import { chosenEnvironment } from "./chosen-environment";
import { parseCommandLine } from "./parse-command-line";

/** What `npm start` was asked to do. */
export interface StartOptions {
  readonly environment: Environment;
  /** Leave everything standing until Ctrl-C. */
  readonly keep: boolean;
}

const DESCRIPTION =
  "Deploys an environment for real, with terraform and the AWS provider, onto a local AWS on this machine: shows what " +
  "then exists, plans again, destroys everything and stops the local AWS. No AWS account is used or needed.";

const MORE = `
The local AWS is moto (moto_server, python3 -m moto.server, or the image motoserver/moto with docker), or whatever
answers at AWS_EMULATOR_URL, which must be a loopback address.

Examples:
  npm start
  npm start -- --env prod
  npm start -- --keep

Exit status: 0 if all of it held, 1 if not, 130 after Ctrl-C. With --keep, Ctrl-C is
the regular end, and the status is 0 (npm itself reports 130 whenever it gets Ctrl-C).`;

/**
 * Reads the arguments of `npm start`.
 *
 * @param argv - the arguments after the program's own name
 * @returns the options, or the exit status when there is nothing to do but what was printed (help, or what was wrong)
 * @throws ConfigurationError when there is no such environment
 */
export function parseStartOptions(
  argv: readonly string[],
  environments: readonly Environment[],
): StartOptions | number {
  const names = environments.map(({ name }) => name);
  const command = new Command("npm start --")
    .description(DESCRIPTION)
    .option("--env <name>", `the environment: ${names.join(", ")}`, "dev")
    .option("--keep", "after deploying, keep everything until Ctrl-C and print how to try it by hand", false)
    .helpOption("--help", "show this help")
    .addHelpText("after", MORE)
    .allowExcessArguments(false);
  const status = parseCommandLine(command, argv);
  if (status !== undefined) {
    return status;
  }
  const { env, keep } = command.opts<{ env: string; keep: boolean }>();
  return { environment: chosenEnvironment(environments, env), keep };
}
