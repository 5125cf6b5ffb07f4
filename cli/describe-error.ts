import { ProblemError } from "../environments/problem";

/** What a person reads of an error: its problems, or else its message and the way to see more. Never a bare stack trace. */
export function describeError(error: unknown): string {
  if (error instanceof ProblemError) {
    return error.message;
  }
  const { message, stack = message } = error instanceof Error ? error : new Error(String(error));
  return process.env["FRONT_DOOR_DEBUG"] ? stack : `${message}\nSet FRONT_DOOR_DEBUG=1 to see where this came from.`;
}
