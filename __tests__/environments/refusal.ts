import { ConfigurationError } from "../../environments/configuration-error";
import type { Environment } from "../../environments/environment";
import { defineEnvironment } from "../../environments/schema";

/** An environment file as short as it can be, and what a test adds to it. */
export function environmentWith(additions: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { name: "dev", state: { bucket: "front-door-dev-state" }, ...additions };
}

/** Defines an environment from anything, as a JavaScript caller could. */
export function define(input: unknown): Environment {
  return defineEnvironment(input as Parameters<typeof defineEnvironment>[0]);
}

/** The lines of the error that an environment is refused with; none, if it is accepted. Any other error is a failure. */
export function refusalOf(input: unknown): string[] {
  try {
    define(input);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.message.split("\n");
  }
}
