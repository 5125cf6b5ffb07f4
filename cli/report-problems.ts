/**
 * Imported first, for its effect: whatever ends the program, even while a module is still loading (an environment
 * file, say), is told in its own words and without a stack trace, and the exit status is 1.
 */
import { describeError } from "./describe-error";

function reportAndExit(error: unknown): void {
  process.stderr.write(`${describeError(error)}\n`);
  process.exit(1);
}

process.on("uncaughtException", reportAndExit);
process.on("unhandledRejection", reportAndExit);
