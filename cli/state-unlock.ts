import { hostname } from "node:os";
import type { StackName } from "../environments/stack-names";
import { askingAws } from "../toolchain/aws-error";
import { listProcesses } from "../toolchain/process-list";
import { stateLocation } from "../toolchain/state-location";
import { describeLock, lockedError, readLock, removeLock, type StateLock, UNREADABLE } from "../toolchain/state-lock";
import { forceUnlock, init } from "../toolchain/terraform-commands";
import { askForYes } from "./ask";
import type { StateContext } from "./state-context";
import { synthesizeBackend } from "./synthesize-stack";
import { terraformOfShell } from "./terraform-of-shell";

/**
 * Shows who holds a state, and releases it if that is wanted.
 *
 * @returns the exit status
 */
export async function unlock(context: StateContext, stack: StackName, yes: boolean): Promise<number> {
  const { environment, workspace, signal } = context;
  const name = `${environment.name}-${stack}`;
  const location = stateLocation(context.connection, environment, stack);
  const lock = await askingAws(`s3://${location.bucket}`, () => readLock(location));
  if (lock === undefined) {
    console.log(`${name} is not locked.`);
    return 0;
  }
  const isTerraforms = lock.id !== UNREADABLE;
  // Before anybody is asked: without terraform there is nothing to say yes to.
  const tools = isTerraforms ? await terraformOfShell(context) : undefined;
  console.log(`${name} is locked: ${describeLock(lock)}.\n${warningAbout(lock)}`);
  const question = "Release it? Two runs at once would destroy the state; be sure that the other has ended.";
  if (!yes && !(await askForYes(question, signal))) {
    console.log("It stays locked.");
    return 1;
  }
  if (tools === undefined) {
    await askingAws(`s3://${location.bucket}`, () => removeLock(location, lock));
  } else {
    const run = { ...tools, cwd: synthesizeBackend(workspace, environment, stack) };
    await init(run);
    await forceUnlock(run, lock.id);
  }
  const left = await askingAws(`s3://${location.bucket}`, () => readLock(location));
  if (left !== undefined) {
    throw lockedError(location, left);
  }
  console.log(`${name} is released.`);
  return 0;
}

/** What speaks against it, as far as it can be seen from here. */
function warningAbout({ who, info }: StateLock): string {
  const isFromHere = who.endsWith(`@${hostname()}`);
  const running = isFromHere ? listProcesses().filter(({ name }) => /^(terraform|tofu)$/.test(name)) : [];
  const pids = running.map(({ pid }) => pid).join(", ");
  return [
    ...(info === "" ? [] : [`The holder adds: ${info}`]),
    ...(pids === "" ? [] : [`Careful: it was taken on this machine, and terraform runs here (process ${pids}).`]),
  ]
    .map((line) => `${line}\n`)
    .join("");
}
