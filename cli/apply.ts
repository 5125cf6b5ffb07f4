import "./plain-when-piped";
import "./report-problems";
import { environments } from "../environments";
import { scrubberOf } from "../review/plan/scrub";
import { connectionOfShell } from "../toolchain/shell-connection";
import { endAllPrograms } from "../toolchain/started-program";
import { createWorkspace, type Workspace } from "../toolchain/workspace";
import { readApplicableReview } from "./applicable-review";
import { type ApplyOptions, parseApplyOptions } from "./apply-options";
import { formatMismatches, formatOutcomes } from "./apply-report";
import { type ApplyContext, applySteps, knownSecrets, NotAsReviewed } from "./apply-steps";
import { describeError } from "./describe-error";
import { Interruption } from "./interruption";
import { preparationSteps } from "./review-steps";
import { runSteps } from "./run-steps";

/** A stack is not what was reviewed. */
const NOT_AS_REVIEWED = 2;

async function main(): Promise<number> {
  const options = parseApplyOptions(process.argv.slice(2), environments);
  if (typeof options === "number") {
    return options;
  }
  const { environment, reviewed, lockTimeoutSeconds } = options;
  const review = readApplicableReview(reviewed, { environment: environment.name, region: environment.region });
  const interruption = new Interruption();
  const { signal } = interruption;
  let workspace: Workspace | undefined;
  let context: ApplyContext | undefined;
  try {
    workspace = createWorkspace("front-door-apply");
    const connection = await connectionOfShell(process.env, environment.region);
    const stateConnection = await connectionOfShell(process.env, environment.state.region);
    const given = { environment, workspace, signal, lockTimeoutSeconds, connection, stateConnection };
    context = { ...given, review, reviewedFolder: reviewed, outcomes: new Map() } as unknown as ApplyContext;
    const steps = [...preparationSteps<ApplyContext>(environment), ...applySteps(context)];
    await interruption.orElse(runSteps(steps, context));
    console.log(`\n${formatOutcomes(context.outcomes)}`);
    return 0;
  } catch (error) {
    // What terraform is doing comes to its end, or is called off, before anything is said about it.
    await endAllPrograms();
    const status = interruption.exitStatus ?? (error instanceof NotAsReviewed ? NOT_AS_REVIEWED : 1);
    process.stderr.write(`\n${failure(options, error, context, interruption.exitStatus !== undefined)}\n`);
    return status;
  } finally {
    await endAllPrograms();
    workspace?.remove();
  }
}

function failure(
  { environment, reviewed }: ApplyOptions,
  error: unknown,
  context: ApplyContext | undefined,
  isCalledOff: boolean,
): string {
  const isOther = error instanceof NotAsReviewed;
  const scrub = scrubberOf(context === undefined ? new Set() : knownSecrets(context));
  const said = isCalledOff ? [] : [isOther ? formatMismatches(error) : scrub(describeError(error))];
  const outcomes = context === undefined || context.outcomes.size === 0 ? [] : [formatOutcomes(context.outcomes)];
  const goOn = isOther
    ? `Review again and apply that: npm run review -- --env ${environment.name}`
    : `To go on, run the same again: npm run apply -- --env ${environment.name} --reviewed ${reviewed}. What is applied already is found to be done.`;
  return [...said, ...outcomes, goOn].join("\n");
}

// Exits, because a question that AWS never answered would keep the process.
void main().then((status) => process.exit(status));
