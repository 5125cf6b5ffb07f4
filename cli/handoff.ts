import "./plain-when-piped";
import "./report-problems";
import { environments } from "../environments";
import { endAllPrograms } from "../toolchain/started-program";
import { createWorkspace, type Workspace } from "../toolchain/workspace";
import { describeError } from "./describe-error";
import { requireHandoffFolder } from "./handoff-folder";
import { parseHandoffOptions } from "./handoff-options";
import { formatHandoff } from "./handoff-report";
import { type HandoffContext, handoffSteps } from "./handoff-steps";
import { Interruption } from "./interruption";
import { runSteps } from "./run-steps";

async function main(): Promise<number> {
  const options = parseHandoffOptions(process.argv.slice(2), environments);
  if (typeof options === "number") {
    return options;
  }
  const { environment, out } = options;
  // What can be known at once is said at once.
  requireHandoffFolder(out, environment.name);
  const interruption = new Interruption();
  let workspace: Workspace | undefined;
  try {
    workspace = createWorkspace("front-door-handoff");
    const context = { ...options, workspace, signal: interruption.signal } as HandoffContext;
    await interruption.orElse(runSteps(handoffSteps(environment, out), context));
    console.log(`\n${formatHandoff(context)}`);
    return 0;
  } catch (error) {
    if (interruption.exitStatus !== undefined) return interruption.exitStatus;
    process.stderr.write(`\n${describeError(error)}\n`);
    return 1;
  } finally {
    await endAllPrograms();
    workspace?.remove();
  }
}

// Exits, because a registry that never answered would keep the process.
void main().then((status) => process.exit(status));
