import { Command, InvalidArgumentError, Option } from "commander";
import type { Environment } from "../environments/environment";
import type { Flow } from "../topology/reachability/flow";
import { chosenEnvironment } from "./chosen-environment";
import { parseCommandLine } from "./parse-command-line";

/** How the answer is given. */
export const REACH_FORMATS = ["table", "json", "mermaid", "svg"] as const;

/** What `npm run reach` was asked. */
export interface ReachOptions {
  readonly environment: Environment;
  readonly format: (typeof REACH_FORMATS)[number];
  /** A single question; undefined for all promises. */
  readonly question: { readonly from: string; readonly to: string; readonly flow: Flow } | undefined;
}

const DESCRIPTION =
  "Says who can reach whom in an environment, from the code alone: synthesizes it, and checks what a front door promises. " +
  "Needs no AWS and no terraform.";

const MORE = `
Without --from and --to: every promise, kept or broken, and why. With them, one question: the
way hop by hop, or the first thing that stops it and what would have to change. An end is
internet, load-balancer, containers, the name of a subnet, a security group or a load balancer, an
address or a block.

Examples:
  npm run reach -- --env dev
  npm run reach -- --env dev --from internet --to containers --port 6060
  npm run reach -- --env dev --from 203.0.113.7 --to load-balancer --port 80
  npm run --silent reach -- --env dev --format svg > network.svg

Exit status: 0 if every promise is kept, 1 if one is broken or unknown. Of a question: 0 if there is a
way, from any of the places that an end stands for to any of the others, and 1 if not.`;

/**
 * Reads the arguments of `npm run reach`.
 *
 * @param argv - the arguments after the program's own name
 * @returns the options, or the exit status when there is nothing to do but what was printed (help, or what was wrong)
 * @throws ConfigurationError when there is no such environment
 */
export function parseReachOptions(
  argv: readonly string[],
  environments: readonly Environment[],
): ReachOptions | number {
  const command = new Command("npm run reach --")
    .usage("--env <name> [options]")
    .description(DESCRIPTION)
    .requiredOption("--env <name>", `the environment: ${environments.map(({ name }) => name).join(", ")}`)
    .option("--from <end>", "who wants to reach")
    .option("--to <end>", "whom")
    .option("--port <n>", "on which port, 0 to 65535", port)
    .addOption(new Option("--protocol <name>", "by which protocol").choices(["tcp", "udp", "icmp"]).default("tcp"))
    .addOption(new Option("--format <name>", "how it is shown").choices([...REACH_FORMATS]).default("table"))
    .helpOption("--help", "show this help")
    .addHelpText("after", MORE)
    .allowExcessArguments(false);
  const status = parseCommandLine(command, argv);
  if (status !== undefined) {
    return status;
  }
  const options = command.opts<{
    env: string;
    from?: string;
    to?: string;
    port?: number;
    protocol: "tcp" | "udp" | "icmp";
    format: ReachOptions["format"];
  }>();
  const missing = missingPart(options);
  if (missing !== undefined) {
    process.stderr.write(`error: ${missing}\n`);
    return 1;
  }
  const { from, to, protocol } = options;
  const question =
    from === undefined || to === undefined ? undefined : { from, to, flow: { protocol, port: options.port ?? 0 } };
  return { environment: chosenEnvironment(environments, options.env), format: options.format, question };
}

/** What a question lacks. */
function missingPart({
  from,
  to,
  port: given,
  protocol,
  format,
}: {
  from?: string;
  to?: string;
  port?: number;
  protocol: string;
  format: string;
}): string | undefined {
  if (from === undefined && to === undefined) {
    return given === undefined ? undefined : "option '--port' belongs to a question: give --from and --to";
  }
  if (from === undefined || to === undefined) return "a question has two ends: give both --from and --to";
  if (protocol === "icmp" && given !== undefined) return "icmp has no ports: leave --port out";
  if (protocol !== "icmp" && given === undefined) return `a question about ${protocol} needs a port: give --port`;
  return format === "mermaid" || format === "svg"
    ? `a question is answered as table or json, not as ${format}`
    : undefined;
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d{1,5}$/.test(text) || number > 65_535) {
    throw new InvalidArgumentError("It must be a whole number, 0 to 65535.");
  }
  return number;
}
