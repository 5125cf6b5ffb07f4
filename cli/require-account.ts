import { ToolError } from "../toolchain/tool-error";

/** @throws ToolError when the credentials are of another account than the environment's, where it names one. */
export function requireAccount(account: string, expected: string | undefined): void {
  if (expected === undefined || account === expected) {
    return;
  }
  throw new ToolError({
    where: "AWS",
    what: `the credentials are of account ${account}, and the environment belongs to ${expected}; nothing was changed`,
    remedy: "Sign in to that account, or name its profile with AWS_PROFILE.",
  });
}
