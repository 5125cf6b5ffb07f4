import { type Problem, ProblemError } from "../environments/problem";

/** A program, a file or a server that we drive did not do its part: one line that says where, what and what to do. */
export class ToolError extends ProblemError {
  override readonly name = "ToolError";

  constructor(problem: Problem) {
    super([problem]);
  }
}
