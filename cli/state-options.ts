import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { closest, distance } from "fastest-levenshtein";
import { ConfigurationError } from "../environments/configuration-error";
import type { Environment } from "../environments/environment";
import { quote } from "../environments/quote";
import { STACK_NAMES, type StackName } from "../environments/stack-names";
import { STATE_ACCESS, type StateAccess } from "../toolchain/state-access";
import { chosenEnvironment } from "./chosen-environment";
import { parseCommandLine } from "./parse-command-line";

/** What is to be done with the states of an environment. */
export type StateTask =
  | { readonly kind: "show"; readonly json: boolean }
  | { readonly kind: "history"; readonly stack: StackName; readonly limit: number; readonly json: boolean }
  | { readonly kind: "unlock"; readonly stack: StackName; readonly yes: boolean }
  | { readonly kind: "restore"; readonly stack: StackName; readonly version: string; readonly yes: boolean }
  | { readonly kind: "pull"; readonly stack: StackName; readonly version: string | undefined }
  | { readonly kind: "policy"; readonly access: StateAccess };

/** What `npm run state` was asked to do. */
export interface StateOptions {
  readonly environment: Environment;
  readonly task: StateTask;
}

const DESCRIPTION = "Shows the Terraform states of an environment, who holds them, and helps after an accident.";

const MORE = `
It works on the AWS that the shell names (AWS_PROFILE, AWS_ENDPOINT_URL, ...). A stack is ${STACK_NAMES.join(", ")}.

Examples:
  npm run state -- --env dev
  npm run state -- --env dev history network
  npm run state -- --env dev restore network --version 3HL4kqtJlcpXroDTDmJ-rmSpXd3dIbrHY
  npm run --silent state -- --env dev pull network > network.tfstate

Exit status: 0 if it was done, 1 if not, 130 after Ctrl-C.
docs/state.md is the runbook: which of these when.`;

const HISTORY_LENGTH = 20;

/**
 * Reads the arguments of `npm run state`.
 *
 * @param argv - the arguments after the program's own name
 * @returns the options, or the exit status when there is nothing to do but what was printed (help, or what was wrong)
 * @throws ConfigurationError when there is no such environment or stack
 */
export function parseStateOptions(
  argv: readonly string[],
  environments: readonly Environment[],
): StateOptions | number {
  let chosen: ((environment: Environment) => StateTask) | undefined;
  // Before there are subcommands: they take it over when they are made.
  const command = new Command("npm run state --")
    .exitOverride()
    .usage("--env <name> [options] [command]")
    .description(DESCRIPTION)
    .requiredOption("--env <name>", `the environment: ${environments.map(({ name }) => name).join(", ")}`)
    .option("--json", "print JSON, for a program to read", false)
    .helpOption("--help", "show this help")
    .helpCommand(false)
    .addHelpText("after", MORE)
    .allowExcessArguments(true)
    .action(({ json }: { json: boolean }) => {
      refuseUnknownCommand(command);
      chosen = () => ({ kind: "show", json });
    });
  const subcommand = (nameAndArguments: string, description: string): Command =>
    command
      .command(nameAndArguments)
      .description(description)
      .helpOption("--help", "show this help")
      .allowExcessArguments(false);
  const yes = new Option("--yes", "do not ask").default(false);

  subcommand("history <stack>", "the versions of a state, the newest first")
    .option("--limit <n>", "how many", positiveWholeNumber, HISTORY_LENGTH)
    .option("--json", "print JSON, for a program to read", false)
    .action((stack: string, { limit, json }: { limit: number; json: boolean }) => {
      chosen = (environment) => ({
        kind: "history",
        stack: stackOf(environment, stack),
        limit,
        json: json || command.opts<{ json: boolean }>().json,
      });
    });
  subcommand("unlock <stack>", "show who holds a state, and release it (terraform force-unlock)")
    .addOption(yes)
    .action((stack: string, options: { yes: boolean }) => {
      chosen = (environment) => ({ kind: "unlock", stack: stackOf(environment, stack), yes: options.yes });
    });
  subcommand("restore <stack>", "bring an older version of a state back as the newest, and plan against it")
    .requiredOption("--version <id>", "the version, as `history` shows it")
    .addOption(yes)
    .action((stack: string, options: { version: string; yes: boolean }) => {
      chosen = (environment) => ({ kind: "restore", stack: stackOf(environment, stack), ...options });
    });
  subcommand("pull <stack>", "write a state to the standard output, for a backup")
    .option("--version <id>", "an older version, as `history` shows it")
    .action((stack: string, { version }: { version?: string }) => {
      chosen = (environment) => ({ kind: "pull", stack: stackOf(environment, stack), version });
    });
  subcommand("policy", "the least IAM policy for the state bucket, as JSON")
    .addArgument(new Argument("<access>", "what it is for").choices([...STATE_ACCESS]))
    .action((access: StateAccess) => {
      chosen = () => ({ kind: "policy", access });
    });

  const status = parseCommandLine(command, argv);
  if (status !== undefined || chosen === undefined) {
    return status ?? 1;
  }
  const environment = chosenEnvironment(environments, command.opts<{ env: string }>().env);
  return { environment, task: chosen(environment) };
}

/** A stack by its name within the environment, or by the name that cdktf has for it: `network`, `dev-network`. */
function stackOf({ name }: Environment, given: string): StackName {
  // As it is first: an environment may be called `load`.
  const asked = given.startsWith(`${name}-`) ? given.slice(name.length + 1) : given;
  const found = STACK_NAMES.find((stack) => stack === given) ?? STACK_NAMES.find((stack) => stack === asked);
  if (found !== undefined) {
    return found;
  }
  const nearest = closest(asked, [...STACK_NAMES]);
  const meant = distance(asked, nearest) <= 3 ? `, did you mean ${quote(nearest)}` : "";
  throw new ConfigurationError([
    {
      where: `${name}: stack`,
      what: `there is no stack ${quote(given)}${meant}`,
      remedy: `Choose one of ${STACK_NAMES.join(", ")}.`,
    },
  ]);
}

/** Ends the parsing of a command that is none of ours: our own takes no arguments. */
function refuseUnknownCommand(command: Command): void {
  const [unknown] = command.args;
  if (unknown !== undefined) {
    const names = command.commands.map((each) => each.name());
    const nearest = closest(unknown, names);
    const meant = distance(unknown, nearest) <= 3 ? `\n(Did you mean ${nearest}?)` : "";
    command.error(`error: unknown command '${unknown}'${meant}`, { code: "commander.unknownCommand" });
  }
}

function positiveWholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) {
    throw new InvalidArgumentError("It must be a whole number, 1 to 999999.");
  }
  return Number(text);
}
