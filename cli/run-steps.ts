import { Listr, type ListrRendererValue, type ListrTask, PRESET_TIMER } from "listr2";
import { StepLogger } from "./step-logger";

/** Runs steps one after the other and shows them: live on a terminal, line by line in a log. */
export async function runSteps<Context extends object>(steps: ListrTask<Context>[], context: Context): Promise<void> {
  const list = new Listr<Context, ListrRendererValue, ListrRendererValue>(steps, {
    ctx: context,
    // Signals are ours: children have to be ended before we go.
    registerSignalListeners: false,
    fallbackRenderer: "simple",
    rendererOptions: { timer: PRESET_TIMER, showErrorMessage: false, collapseSubtasks: false },
    fallbackRendererOptions: { timer: PRESET_TIMER, logger: new StepLogger() },
  });
  await list.run();
}
