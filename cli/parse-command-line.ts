import { type Command, CommanderError } from "commander";

/**
 * Reads the arguments of a command.
 *
 * @returns the exit status when there is nothing to do but what was printed (help, or what was wrong), else undefined
 */
export function parseCommandLine(command: Command, argv: readonly string[]): number | undefined {
  try {
    command.exitOverride().parse([...argv], { from: "user" });
    return undefined;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode;
    }
    throw error;
  }
}
