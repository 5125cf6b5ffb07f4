import { Command, InvalidArgumentError } from "commander";
import type { Environment } from "../environments/environment";
import { chosenEnvironment } from "./chosen-environment";
import type { ConnectTo } from "./http-answer";
import { parseCommandLine } from "./parse-command-line";

/** What `npm run verify` was asked to do. */
export interface VerifyOptions {
  readonly environment: Environment;
  /** Wait for a load balancer that is provisioning, for 10 minutes at most. */
  readonly wait: boolean;
  readonly json: boolean;
  /** Where HTTP requests go instead of the DNS name. */
  readonly connectTo: ConnectTo | undefined;
}

const DESCRIPTION =
  "Asks live AWS whether the front door keeps its promises, and what only live AWS knows: whether the load balancer is " +
  "active and answers, how its targets are, and whether somebody changed by hand what the code says.";

const MORE = `
It works on the AWS that the shell names (AWS_PROFILE, AWS_ENDPOINT_URL, ...), reads only, and sends
one HTTP request to the load balancer.

Examples:
  npm run verify -- --env dev
  npm run verify -- --env dev --wait
  npm run --silent verify -- --env dev --json

Exit status: 0 if everything holds, 1 if something is broken or cannot be known (a target that is just
coming or going, say) or the command line is wrong, 2 if AWS could not be asked, 130 after Ctrl-C.`;

/**
 * Reads the arguments of `npm run verify`.
 *
 * @param argv - the arguments after the program's own name
 * @returns the options, or the exit status when there is nothing to do but what was printed (help, or what was wrong)
 * @throws ConfigurationError when there is no such environment
 */
export function parseVerifyOptions(
  argv: readonly string[],
  environments: readonly Environment[],
): VerifyOptions | number {
  const command = new Command("npm run verify --")
    .usage("--env <name> [options]")
    .description(DESCRIPTION)
    .requiredOption("--env <name>", `the environment: ${environments.map(({ name }) => name).join(", ")}`)
    .option("--wait", "wait for a load balancer that is provisioning, 10 minutes at most", false)
    .option("--json", "print JSON, for a program to read", false)
    .option("--connect-to <host:port>", "send the HTTP request there, and not to the DNS name's port 80", hostAndPort)
    .helpOption("--help", "show this help")
    .addHelpText("after", MORE)
    .allowExcessArguments(false);
  const status = parseCommandLine(command, argv);
  if (status !== undefined) {
    return status;
  }
  const { env, wait, json, connectTo } = command.opts<{
    env: string;
    wait: boolean;
    json: boolean;
    connectTo?: ConnectTo;
  }>();
  return { environment: chosenEnvironment(environments, env), wait, json, connectTo };
}

function hostAndPort(text: string): ConnectTo {
  const [, host, port] = /^([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):(\d{1,5})$/.exec(text) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) {
    throw new InvalidArgumentError("It must be a host and a port, such as 127.0.0.1:8080.");
  }
  return { host: host.replace(/^\[|\]$/g, ""), port: Number(port) };
}
