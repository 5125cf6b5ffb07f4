import "./plain-when-piped";
import "./report-problems";
import { join } from "node:path";
import { environments } from "../environments";
import { acceptancesFor } from "../review/policy/allow-lines";
import { outcomeOf } from "../review/saved/saved-review";
import { connectionOfShell } from "../toolchain/shell-connection";
import { endAllPrograms } from "../toolchain/started-program";
import { createWorkspace, type Workspace } from "../toolchain/workspace";
import { describeError } from "./describe-error";
import { Interruption } from "./interruption";
import { PROJECT_ROOT } from "./project-root";
import { requireReviewFolder, writeReviewFolder } from "./review-folder";
import { parseReviewOptions, type ReviewOptions } from "./review-options";
import { formatReview } from "./review-report";
import { planSteps, preparationSteps, type ReviewContext } from "./review-steps";
import { makeReview, reviewFiles } from "./review-work";
import { runSteps } from "./run-steps";

const EXIT = { "no changes": 0, error: 1, changes: 2 } as const;

/** Something changes that --fail-on does not let pass. */
const NOT_ALLOWED = 3;

async function main(): Promise<number> {
  const options = parseReviewOptions(process.argv.slice(2), environments);
  if (typeof options === "number") {
    return options;
  }
  // What can be known at once is said at once.
  requireReviewFolder(options.out);
  acceptancesFor(options.environment.name, PROJECT_ROOT);
  const interruption = new Interruption();
  let workspace: Workspace | undefined;
  try {
    workspace = createWorkspace("front-door-review");
    return await interruption.orElse(review(options, workspace, interruption.signal));
  } catch (error) {
    if (interruption.exitStatus !== undefined) return interruption.exitStatus;
    process.stderr.write(`\n${describeError(error)}\n`);
    return 1;
  } finally {
    await endAllPrograms();
    workspace?.remove();
  }
}

async function review(options: ReviewOptions, workspace: Workspace, signal: AbortSignal): Promise<number> {
  const { environment, lockTimeoutSeconds, out } = options;
  const connection = await connectionOfShell(process.env, environment.region);
  const stateConnection = await connectionOfShell(process.env, environment.state.region);
  const context = {
    environment,
    workspace,
    signal,
    lockTimeoutSeconds,
    connection,
    stateConnection,
  } as ReviewContext;
  await runSteps([...preparationSteps(environment), ...planSteps()], context);
  const made = makeReview(context, options, new Date());
  writeReviewFolder(out, reviewFiles(made, context));
  console.log(`\n${formatReview(made, join(out, "review.md"))}`);
  const outcome = outcomeOf(made);
  return outcome !== "error" && made.policy.failing.length > 0 ? NOT_ALLOWED : EXIT[outcome];
}

// Exits, because a question that AWS never answered would keep the process.
void main().then((status) => process.exit(status));
