import type { StackName } from "../environments/stack-names";
import { askingAws } from "../toolchain/aws-error";
import { lockedError, readLock, takeLock } from "../toolchain/state-lock";
import { type StateLocation, stateLocation } from "../toolchain/state-location";
import { listVersions, readState, type StoredState, writeState } from "../toolchain/state-versions";
import { init, plan, showPlanText } from "../toolchain/terraform-commands";
import { ToolError } from "../toolchain/tool-error";
import { askForYes } from "./ask";
import { formatMoment } from "./moment";
import { runSteps } from "./run-steps";
import type { StateContext } from "./state-context";
import { synthesizeStack } from "./synthesize-stack";
import { terraformOfShell } from "./terraform-of-shell";

const PLAN_FILE = "restored.tfplan";

/**
 * Brings an older version of a state back as the newest, and shows what a plan says against it.
 *
 * @returns the exit status
 * @throws ToolError while the state is locked, and when there is no such version
 */
export async function restore(
  context: StateContext,
  stack: StackName,
  { version, yes }: { readonly version: string; readonly yes: boolean },
): Promise<number> {
  const location = stateLocation(context.connection, context.environment, stack);
  const asking = <Answer>(question: () => Promise<Answer>): Promise<Answer> =>
    askingAws(`s3://${location.bucket}`, question);
  // Asked here as well as when it is taken, so that nobody says yes to what cannot be done.
  const held = await asking(() => readLock(location));
  if (held !== undefined) {
    throw lockedError(location, held);
  }
  const older = await asking(() => chosenVersion(location, version));
  console.log(await asking(() => describeRestore(location, older)));
  if (!yes && !(await askForYes("Restore it?", context.signal))) {
    console.log("Nothing was changed.");
    return 1;
  }
  const serial = await asking(() => replaceState(location, older));
  console.log(`${location.key} is restored, as serial ${serial}. What it replaced stays in the history.\n`);
  await showPlan(context, stack);
  return 0;
}

/** @throws ToolError when there is no such version, or it is not a state. */
async function chosenVersion(location: StateLocation, version: string): Promise<StoredState> {
  const { environment, stack } = location;
  const found = (await listVersions(location)).find(({ versionId }) => versionId === version);
  const stored = found === undefined || found.isDeletion ? undefined : await readState(location, version);
  if (stored?.summary !== undefined) {
    return stored;
  }
  const what =
    found === undefined ? "there is no version" : found.isDeletion ? "a deletion is" : "something that is no state is";
  throw new ToolError({
    where: `${environment}-${stack}`,
    what: `${what} "${version}"`,
    remedy: `Choose one that \`npm run state -- --env ${environment} history ${stack}\` lists with a serial.`,
  });
}

async function describeRestore(location: StateLocation, older: StoredState): Promise<string> {
  const now = await readState(location);
  const inWords = ({ modified, summary }: StoredState): string =>
    summary === undefined
      ? `written ${formatMoment(modified)}, not a state`
      : `serial ${summary.serial}, written ${formatMoment(modified)}, ${summary.resources} resources`;
  const lineages = [now?.summary?.lineage, older.summary?.lineage];
  return [
    `${location.environment}-${location.stack}`,
    `  now:      ${now === undefined ? "deleted" : inWords(now)}`,
    `  restored: ${inWords(older)}`,
    ...(lineages.every((lineage) => lineage !== undefined) && lineages[0] !== lineages[1]
      ? ["  Their lineage differs: they are states of different things, and one of them is in the wrong place."]
      : []),
  ].join("\n");
}

/** Under the lock, so that the state that is replaced is the newest indeed. @returns the new serial */
async function replaceState(location: StateLocation, older: StoredState): Promise<number> {
  const lock = await takeLock(location, "restore");
  try {
    const serial = Math.max(older.summary?.serial ?? 0, await newestSerial(location)) + 1;
    await writeState(location, older.body, serial);
    return serial;
  } finally {
    await lock.release();
  }
}

/** The serial of the newest version that is a state, deleted or not; 0 when there is none. */
async function newestSerial(location: StateLocation): Promise<number> {
  for (const { isDeletion, versionId } of await listVersions(location)) {
    const serial = isDeletion ? undefined : (await readState(location, versionId))?.summary?.serial;
    if (serial !== undefined) return serial;
  }
  return 0;
}

/** @throws ToolError when terraform cannot plan against the restored state. */
async function showPlan(context: StateContext, stack: StackName): Promise<void> {
  const { environment, workspace } = context;
  const run = { ...(await terraformOfShell(context)), cwd: synthesizeStack(workspace, environment, stack) };
  let text = "";
  await runSteps(
    [
      { title: "terraform init", task: async () => init(run) },
      {
        title: "terraform plan",
        task: async (_, task) => {
          const outcome = await plan(run, { out: PLAN_FILE });
          task.title = `terraform plan: ${outcome}`;
          text = outcome === "no changes" ? "" : await showPlanText(run, PLAN_FILE);
        },
      },
    ],
    {},
  );
  console.log(
    text === ""
      ? "\nThe code, this state and AWS agree."
      : `\n${text}\n\nNothing of this was applied. Look at each change before you deploy: what was made after this state was written is not in it.`,
  );
}
