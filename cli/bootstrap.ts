import "./plain-when-piped";
import "./report-problems";
import type { ListrTask } from "listr2";
import { environments } from "../environments";
import { connectionOfShell } from "../toolchain/shell-connection";
import { endAllPrograms } from "../toolchain/started-program";
import { createWorkspace, type Workspace } from "../toolchain/workspace";
import { askForYes } from "./ask";
import { type BootstrapOptions, parseBootstrapOptions } from "./bootstrap-options";
import { applySteps, type BootstrapContext, lookSteps, planSteps, releaseLock } from "./bootstrap-steps";
import { describeNewBucket } from "./bootstrap-words";
import { describeError } from "./describe-error";
import { Interruption } from "./interruption";
import { runSteps } from "./run-steps";
import { terraformOfShell } from "./terraform-of-shell";

async function main(): Promise<number> {
  const options = parseBootstrapOptions(process.argv.slice(2), environments);
  if (typeof options === "number") {
    return options;
  }
  const { environment } = options;
  const interruption = new Interruption();
  const { signal } = interruption;
  let workspace: Workspace | undefined;
  let context: BootstrapContext | undefined;
  const problems: string[] = [];
  let status = 1;
  try {
    workspace = createWorkspace("front-door-bootstrap");
    const connection = await connectionOfShell(process.env, environment.state.region);
    context = { environment, connection, outFolder: workspace.folder("cdktf.out") } as BootstrapContext;
    status = await interruption.orElse(bootstrap(options, context, findTools(workspace, signal), signal));
  } catch (error) {
    problems.push(describeError(error));
  }
  // In this order: as long as terraform runs, the state is ours.
  await endAllPrograms();
  if (context) {
    await releaseLock(context).catch((error: unknown) => problems.push(describeError(error)));
  }
  workspace?.remove();
  if (interruption.exitStatus !== undefined) {
    return interruption.exitStatus;
  }
  if (problems.length > 0) {
    process.stderr.write(`\n${problems.join("\n")}\n`);
    return 1;
  }
  return status;
}

async function bootstrap(
  { environment, yes }: BootstrapOptions,
  context: BootstrapContext,
  tools: ListrTask<BootstrapContext>,
  signal: AbortSignal,
): Promise<number> {
  await runSteps([tools, ...lookSteps(environment)], context);
  if (context.bucket === "missing") {
    console.log(`\n${describeNewBucket(environment)}\n`);
    if (!(await agreed(yes, signal))) return 1;
  }
  await runSteps(planSteps(environment), context);
  if (context.bucket === "there" && context.plan.outcome === "changes") {
    console.log(`\n${context.plan.text}\n`);
    if (!(await agreed(yes, signal))) return 1;
  }
  await runSteps(applySteps(), context);
  const { bucket } = environment.state;
  const { outcome } = context.plan;
  console.log(
    outcome === "no changes"
      ? `\n${environment.name}: the state bucket ${bucket} is as it should be; nothing was changed.`
      : `\n${environment.name}: the state bucket ${bucket} is ready. Next: npx cdktf deploy '${environment.name}-*'`,
  );
  return 0;
}

async function agreed(yes: boolean, signal: AbortSignal): Promise<boolean> {
  if (yes || (await askForYes("Do this?", signal))) return true;
  console.log("Nothing was changed.");
  return false;
}

function findTools(workspace: Workspace, signal: AbortSignal): ListrTask<BootstrapContext> {
  return {
    title: "Find terraform and its AWS provider",
    task: async (context, task) => {
      context.terraform = await terraformOfShell({ shell: process.env, workspace, signal });
      task.title = `Terraform ${context.terraform.terraform.version}`;
    },
  };
}

// Exits, because a question that AWS never answered would keep the process.
void main().then((status) => process.exit(status));
