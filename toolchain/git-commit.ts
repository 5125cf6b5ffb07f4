import { neutralEnvironment, type ShellEnvironment } from "./aws-environment";
import { findProgram } from "./find-program";
import { runProgram } from "./program";

/** What a checkout holds. */
export interface Checkout {
  /** The commit, in full. */
  readonly commit: string;
  /** It holds what no commit does. */
  readonly uncommitted: boolean;
}

/** What the checkout in a folder holds; undefined where there is no git, no repository or no commit. */
export async function checkoutIn(folder: string, shell: ShellEnvironment): Promise<Checkout | undefined> {
  const git = findProgram("git", shell);
  if (git === undefined) return undefined;
  const ask = async (...args: string[]): Promise<string | undefined> => {
    // Looking must not write: another git may be at work in the same checkout.
    const env = { ...neutralEnvironment(shell), GIT_OPTIONAL_LOCKS: "0" };
    const { exitCode, stdout } = await runProgram(git, args, { cwd: folder, env, timeoutMs: 30_000 });
    return exitCode === 0 ? stdout.trim() : undefined;
  };
  const [commit, changes] = await Promise.all([ask("rev-parse", "--verify", "HEAD"), ask("status", "--porcelain")]);
  return commit === undefined ? undefined : { commit, uncommitted: changes !== "" };
}
