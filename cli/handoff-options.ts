import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import type { Environment } from "../environments/environment";
import { isPlatform } from "../toolchain/provider-platforms";
import { chosenEnvironment } from "./chosen-environment";
import { parseCommandLine } from "./parse-command-line";

/** What `npm run handoff` was asked to do. */
export interface HandoffOptions {
  readonly environment: Environment;
  /** Where it is written. */
  readonly out: string;
  /** In Terraform's notation. @default every one that the mirror, or else the registry, offers */
  readonly platforms?: readonly string[];
}

/** Where handoffs are written, a folder for each environment. */
const HANDOFFS_FOLDER = "handoff.out";

const DESCRIPTION =
  "Writes an environment as Terraform's own language, for a team that goes on without TypeScript: one root module a stack, " +
  "with its variables, tests and lock file, and a README that says how to take over. Asks AWS nothing and changes nothing.";

const MORE = `
The modules have the states and the addresses that cdktf deploy uses: after terraform init, terraform plan
finds nothing to change.

The lock files are made with terraform, from a folder mirror of the AWS provider if there is one, or else
from the Terraform registry, which means one download for each platform. Where the provider cannot be had,
there are none, and the command says so.

It replaces what an earlier handoff of the environment wrote, all of it or nothing, and refuses a folder that
holds anything else, or a file that was changed since.

Examples:
  npm run handoff -- --env dev
  npm run handoff -- --env prod --out ../front-door-terraform/prod
  npm run handoff -- --env dev --platform linux_amd64 --platform darwin_arm64

Exit status: 0 if it is written, 1 if not, and then nothing is; 130 after Ctrl-C.
docs/handoff.md says what is promised, and how to hand over.`;

/**
 * Reads the arguments of `npm run handoff`.
 *
 * @param argv - the arguments after the program's own name
 * @returns the options, or the exit status when there is nothing to do but what was printed (help, or what was wrong)
 * @throws ConfigurationError when there is no such environment
 */
export function parseHandoffOptions(
  argv: readonly string[],
  environments: readonly Environment[],
): HandoffOptions | number {
  const command = new Command("npm run handoff --")
    .usage("--env <name> [options]")
    .description(DESCRIPTION)
    .requiredOption("--env <name>", `the environment: ${environments.map(({ name }) => name).join(", ")}`)
    .option("--out <folder>", `where to write it (default: ${HANDOFFS_FOLDER}/<env>)`)
    .option(
      "--platform <os_arch>",
      "a platform to lock the provider for, such as linux_amd64; may be given several times (default: every one)",
      several,
    )
    .helpOption("--help", "show this help")
    .addHelpText("after", MORE)
    .allowExcessArguments(false);
  const status = parseCommandLine(command, argv);
  if (status !== undefined) {
    return status;
  }
  const { env, out, platform } = command.opts<{ env: string; out?: string; platform?: readonly string[] }>();
  const environment = chosenEnvironment(environments, env);
  return {
    environment,
    out: out ?? join(HANDOFFS_FOLDER, environment.name),
    ...(platform === undefined ? {} : { platforms: [...new Set(platform)].sort() }),
  };
}

/** Platforms in Terraform's notation. */
function several(value: string, before: readonly string[] = []): string[] {
  if (!isPlatform(value)) {
    throw new InvalidArgumentError("It must be a system and an architecture, such as linux_amd64 or darwin_arm64.");
  }
  return [...before, value];
}
