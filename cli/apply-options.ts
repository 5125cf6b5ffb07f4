import { Command } from "commander";
import type { Environment } from "../environments/environment";
import { chosenEnvironment } from "./chosen-environment";
import { parseCommandLine } from "./parse-command-line";
import { REVIEWS_FOLDER, wholeSeconds } from "./review-options";

/** What `npm run apply` was asked to do. */
export interface ApplyOptions {
  readonly environment: Environment;
  /** The folder of the review. */
  readonly reviewed: string;
  /** How long to wait for a state that is locked, in whole seconds. */
  readonly lockTimeoutSeconds: number;
}

const DESCRIPTION =
  "Applies what was reviewed, and nothing else. Every stack is planned again, in order; it is applied only if its changes " +
  "are those of the review, but for what only an apply can know. At the first that differs, it stops before touching it.";

const MORE = `
It works on the AWS that the shell names (AWS_PROFILE, AWS_ENDPOINT_URL, ...), with terraform and the AWS
provider, and does not ask: the review is the approval. Stopped in the middle, it is run again in the same
way: what is applied already is found to be done.

Example:
  npm run review -- --env dev
  npm run apply -- --env dev --reviewed ${REVIEWS_FOLDER}/dev

Exit status: 0 if everything is as reviewed, 2 if a stack is not what was reviewed any more (review again),
1 if something failed, 130 after Ctrl-C.`;

/**
 * Reads the arguments of `npm run apply`.
 *
 * @param argv - the arguments after the program's own name
 * @returns the options, or the exit status when there is nothing to do but what was printed (help, or what was wrong)
 * @throws ConfigurationError when there is no such environment
 */
export function parseApplyOptions(
  argv: readonly string[],
  environments: readonly Environment[],
): ApplyOptions | number {
  const command = new Command("npm run apply --")
    .usage("--env <name> --reviewed <folder> [options]")
    .description(DESCRIPTION)
    .requiredOption("--env <name>", `the environment: ${environments.map(({ name }) => name).join(", ")}`)
    .requiredOption("--reviewed <folder>", "the folder that `npm run review` wrote")
    .option("--lock-timeout <seconds>", "how long to wait for a state that is locked", wholeSeconds, 0)
    .helpOption("--help", "show this help")
    .addHelpText("after", MORE)
    .allowExcessArguments(false);
  const status = parseCommandLine(command, argv);
  if (status !== undefined) {
    return status;
  }
  const { env, reviewed, lockTimeout } = command.opts<{ env: string; reviewed: string; lockTimeout: number }>();
  return { environment: chosenEnvironment(environments, env), reviewed, lockTimeoutSeconds: lockTimeout };
}
