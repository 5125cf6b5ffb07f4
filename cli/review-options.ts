import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import type { Environment } from "../environments/environment";
import { type Assumptions, ASSUMPTIONS, parseAssumptions } from "../review/cost/assumptions";
import type { FindingKind } from "../review/findings/finding";
import { KINDS } from "../review/findings/kinds";
import { parseFailOn } from "../review/policy/fail-on";
import { chosenEnvironment } from "./chosen-environment";
import { parseCommandLine } from "./parse-command-line";

/** What `npm run review` was asked to do. */
export interface ReviewOptions {
  readonly environment: Environment;
  /** Where the review is written. */
  readonly out: string;
  /** The kinds of findings that nobody may leave open. */
  readonly failOn: readonly FindingKind[];
  readonly assumptions: Assumptions;
  /** How long to wait for a state that is locked, in whole seconds. */
  readonly lockTimeoutSeconds: number;
  /** What was given, to make the review again. */
  readonly command: string;
}

/** Where reviews are written, a folder for each environment. */
export const REVIEWS_FOLDER = "review.out";

const DESCRIPTION =
  "Plans all stacks of an environment with terraform and says what would change: what deserves attention first, what " +
  "becomes of the network and of the bill, and then every attribute. Changes nothing.";

const MORE = `
It works on the AWS that the shell names (AWS_PROFILE, AWS_ENDPOINT_URL, ...), with terraform and the AWS
provider. It writes review.md (made for a pull-request comment), review.json, and every plan: the plans hold
whatever secrets are in the states, so keep them as you keep the states.

Kinds of findings, for --fail-on (or all):
${Object.entries(KINDS)
  .map(([kind, what]) => `  ${kind.padEnd(22)}${what}`)
  .join("\n")}

A finding is accepted by a comment in the environment's file:
  // front-door-allow KIND ADDRESS until 2027-01-31: the reason

Usage that can be assumed, for --assume (or traffic=low, which is the default, or traffic=moderate):
${Object.entries(ASSUMPTIONS)
  .map(([name, what]) => `  ${name.padEnd(22)}${what}`)
  .join("\n")}

Examples:
  npm run review -- --env dev
  npm run review -- --env dev --fail-on destroy,replace,public-port
  npm run review -- --env dev --assume lcu=1.5 --assume nat-gb=200

Exit status: 0 if nothing changes, 2 if something does, 3 if something does that --fail-on does not let pass,
1 if there is no review to trust (review.md then says why), 130 after Ctrl-C.
docs/review.md says how to read it, docs/ci.md how to run it on pull requests.`;

/**
 * Reads the arguments of `npm run review`.
 *
 * @param argv - the arguments after the program's own name
 * @returns the options, or the exit status when there is nothing to do but what was printed (help, or what was wrong)
 * @throws ConfigurationError when there is no such environment, kind of finding or assumption
 */
export function parseReviewOptions(
  argv: readonly string[],
  environments: readonly Environment[],
): ReviewOptions | number {
  const command = new Command("npm run review --")
    .usage("--env <name> [options]")
    .description(DESCRIPTION)
    .requiredOption("--env <name>", `the environment: ${environments.map(({ name }) => name).join(", ")}`)
    .option("--out <folder>", `where to write the review, in place of an older one (default: ${REVIEWS_FOLDER}/<env>)`)
    .option("--fail-on <kinds>", "findings that fail the review unless accepted, separated by commas")
    .option("--assume <name=value>", "assumed usage for the cost, may be given several times", several)
    .option("--lock-timeout <seconds>", "how long to wait for a state that is locked", wholeSeconds, 0)
    .helpOption("--help", "show this help")
    .addHelpText("after", MORE)
    .allowExcessArguments(false);
  const status = parseCommandLine(command, argv);
  if (status !== undefined) {
    return status;
  }
  const { env, out, failOn, assume, lockTimeout } = command.opts<{
    env: string;
    out?: string;
    failOn?: string;
    assume?: string[];
    lockTimeout: number;
  }>();
  const environment = chosenEnvironment(environments, env);
  return {
    environment,
    out: out ?? join(REVIEWS_FOLDER, environment.name),
    failOn: failOn === undefined ? [] : parseFailOn(failOn),
    assumptions: parseAssumptions(assume ?? []),
    lockTimeoutSeconds: lockTimeout,
    command: ["npm run review --", ...argv.map(inShell)].join(" "),
  };
}

function several(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** Whole seconds of a command line, at most a day. */
export function wholeSeconds(text: string): number {
  const seconds = /^\d{1,5}$/.test(text) ? Number(text) : Infinity;
  if (seconds > 86_400) {
    throw new InvalidArgumentError("It must be a whole number of seconds, 0 to 86400.");
  }
  return seconds;
}

/** As it is typed into a shell. */
function inShell(argument: string): string {
  return /^[\w.,:=/@%+-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}
