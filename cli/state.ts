import "./plain-when-piped";
import "./report-problems";
import { environments } from "../environments";
import { askingAws } from "../toolchain/aws-error";
import { stateAccessPolicy } from "../toolchain/state-access";
import { endAllPrograms } from "../toolchain/started-program";
import { stateLocation } from "../toolchain/state-location";
import { createWorkspace, type Workspace } from "../toolchain/workspace";
import { describeError } from "./describe-error";
import { Interruption } from "./interruption";
import { requireBucket, type StateContext, stateContext } from "./state-context";
import { formatHistory, historyAsJson, reportHistory } from "./state-history";
import { parseStateOptions, type StateTask } from "./state-options";
import { pull } from "./state-pull";
import { formatReport, reportAsJson, reportStates } from "./state-report";
import { restore } from "./state-restore";
import { unlock } from "./state-unlock";

async function main(): Promise<number> {
  const options = parseStateOptions(process.argv.slice(2), environments);
  if (typeof options === "number") {
    return options;
  }
  const { environment, task } = options;
  if (task.kind === "policy") {
    printJson(stateAccessPolicy(environment, task.access));
    return 0;
  }
  const interruption = new Interruption();
  const { signal } = interruption;
  let workspace: Workspace | undefined;
  try {
    workspace = createWorkspace("front-door-state");
    const context = { shell: process.env, environment, workspace, signal };
    return await interruption.orElse(stateContext(context).then((complete) => run(task, complete)));
  } catch (error) {
    if (interruption.exitStatus !== undefined) {
      return interruption.exitStatus;
    }
    process.stderr.write(`${describeError(error)}\n`);
    return 1;
  } finally {
    await endAllPrograms();
    workspace?.remove();
  }
}

async function run(task: Exclude<StateTask, { kind: "policy" }>, context: StateContext): Promise<number> {
  await requireBucket(context);
  switch (task.kind) {
    case "show":
      return show(context, task.json);
    case "history":
      return history(context, task);
    case "unlock":
      return unlock(context, task.stack, task.yes);
    case "restore":
      return restore(context, task.stack, task);
    case "pull":
      return pull(context, task.stack, task.version);
  }
}

async function show({ environment, connection }: StateContext, json: boolean): Promise<number> {
  const { name, state } = environment;
  const reports = await askingAws(`s3://${state.bucket}`, () => reportStates(connection, environment));
  if (json) {
    printJson(reportAsJson(environment, reports));
  } else {
    console.log(`${name}: s3://${state.bucket} in ${state.region}\n\n${formatReport(reports)}`);
  }
  return 0;
}

async function history(
  { environment, connection }: StateContext,
  { stack, limit, json }: Extract<StateTask, { kind: "history" }>,
): Promise<number> {
  const location = stateLocation(connection, environment, stack);
  const found = await reportHistory(location, limit);
  if (json) {
    printJson(historyAsJson(location, found));
  } else {
    console.log(formatHistory(location, found));
  }
  return 0;
}

function printJson(value: object): void {
  console.log(JSON.stringify(value, undefined, 2));
}

// Exits, because a question that AWS never answered would keep the process.
void main().then((status) => process.exit(status));
