import type { StackName } from "../environments/stack-names";
import { askingAws } from "../toolchain/aws-error";
import { reasonOf } from "../toolchain/reason";
import { isVersioned } from "../toolchain/state-bucket";
import { lockedError, readLock, takeLock } from "../toolchain/state-lock";
import { type StateLocation, stateLocation } from "../toolchain/state-location";
import { listVersions, readState, type StoredState, writeState } from "../toolchain/state-versions";
import { init, plan, showPlanText, type TerraformRun } from "../toolchain/terraform-commands";
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
 * @throws ToolError while the state is locked, when there is no such version, when the bucket would not keep what is replaced,
 *   and when the state was changed by somebody else while the question stood
 */
export async function restore(
  context: StateContext,
  stack: StackName,
  { version, yes }: { readonly version: string; readonly yes: boolean },
): Promise<number> {
  const location = stateLocation(context.connection, context.environment, stack);
  const asking = <Answer>(question: () => Promise<Answer>): Promise<Answer> =>
    askingAws(`s3://${location.bucket}`, question);
  // All that may fail comes before the question, so that nobody says yes to what cannot be done.
  const terraform = await terraformOfShell(context);
  await asking(() => requireVersioning(location));
  const held = await asking(() => readLock(location));
  if (held !== undefined) {
    throw lockedError(location, held);
  }
  const older = await asking(() => chosenVersion(location, version));
  const now = await asking(() => readState(location));
  console.log(describeRestore(location, now, older));
  if (!yes && !(await askForYes("Restore it?", context.signal))) {
    console.log("Nothing was changed.");
    return 1;
  }
  const serial = await asking(() => replaceState(location, older, now));
  console.log(`${location.key} is restored, as serial ${serial}. What it replaced stays in the history.\n`);
  await showPlan({ ...terraform, cwd: synthesizeStack(context.workspace, context.environment, stack) });
  return 0;
}

/** Without versions, to overwrite a state is to delete it. */
async function requireVersioning({ connection, bucket, environment }: StateLocation): Promise<void> {
  if (!(await isVersioned({ connection, bucket }))) {
    throw new ToolError({
      where: `s3://${bucket}`,
      what: "versioning is not on, so that the state which is replaced would be lost",
      remedy: `Turn it on: \`npm run bootstrap -- --env ${environment}\`.`,
    });
  }
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

function describeRestore(location: StateLocation, now: StoredState | undefined, older: StoredState): string {
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

/** Under the lock, and only if it is still the state that was shown. @returns the new serial */
async function replaceState(
  location: StateLocation,
  older: StoredState,
  shown: StoredState | undefined,
): Promise<number> {
  const lock = await takeLock(location, "restore");
  let serial: number;
  try {
    const now = await readState(location);
    if (now?.versionId !== shown?.versionId) {
      throw new ToolError({
        where: `${location.environment}-${location.stack}`,
        what: "its state was changed by somebody else while you were asked; nothing was restored",
        remedy: "Look at its history again.",
      });
    }
    serial = (await highestSerial(location)) + 1;
    await writeState(location, older.body, serial);
  } catch (error) {
    // What went wrong first is what counts; a lock that stays is seen by whoever comes next.
    await lock.release().catch(() => undefined);
    throw error;
  }
  await lock.release().catch((error: unknown) => {
    throw new ToolError({
      where: `${location.environment}-${location.stack}`,
      what: `it is restored, as serial ${serial}, and its lock could not be released: ${reasonOf(error)}`,
      remedy: `Release it: \`npm run state -- --env ${location.environment} unlock ${location.stack}\`.`,
    });
  });
  return serial;
}

/** The highest serial of all versions, deleted or not; 0 when none is a state. */
async function highestSerial(location: StateLocation): Promise<number> {
  const versions = (await listVersions(location)).filter(({ isDeletion }) => !isDeletion);
  const states = await Promise.all(versions.map(({ versionId }) => readState(location, versionId)));
  return Math.max(0, ...states.map((state) => state?.summary?.serial ?? 0));
}

/** @throws ToolError when terraform cannot plan against the restored state. */
async function showPlan(run: TerraformRun): Promise<void> {
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
