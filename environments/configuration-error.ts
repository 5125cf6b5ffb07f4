import { ProblemError } from "./problem";

/** What was asked for cannot be built. Thrown before anything is written, with every problem found and not just the first. */
export class ConfigurationError extends ProblemError {
  override readonly name = "ConfigurationError";
}
