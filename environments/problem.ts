/** One thing that is wrong, in the three parts that every message of front-door has. */
export interface Problem {
  /** Where: a configuration path (`dev: network.zones`), a construct path (`dev-network/vpc`) or a program (`terraform`). */
  readonly where: string;
  /** What is wrong, quoting the value that was given. No full stop at the end. */
  readonly what: string;
  /** What to do about it: one sentence in the imperative. */
  readonly remedy: string;
}

/** Formats a problem as the one line that a person reads: `where: what. remedy` */
export function formatProblem(problem: Problem): string {
  return `${problem.where}: ${problem.what}. ${problem.remedy}`;
}

/**
 * An error that its reader can mend: every problem on a line of its own, and no stack trace needed.
 * Whoever prints it prints `message` alone and exits with status 1.
 */
export abstract class ProblemError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly [Problem, ...Problem[]]) {
    super(problems.map(formatProblem).join("\n"));
    this.problems = problems;
  }
}
