import { ConfigurationError } from "../../../environments/configuration-error";

/** The lines of the error that something is refused with; none, if it is accepted. Any other error is a failure. */
export function refusalOf(attempt: () => unknown): string[] {
  try {
    attempt();
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.message.split("\n");
  }
}
