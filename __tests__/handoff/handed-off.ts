import type { Environment } from "../../environments/environment";
import { handoffModules, type HandoffModule } from "../../handoff/handoff-modules";
import { probeEnvironment } from "../../handoff/probe";
import { createApp } from "../../stacks/front-door";
import { createStateApp } from "../../stacks/state-app";
import type { Workspace } from "../../toolchain/workspace";

/** An environment's modules, and cdktf's output folder that they were made of. */
export interface HandedOff {
  readonly folder: string;
  readonly modules: readonly HandoffModule[];
}

/** Synthesizes all stacks of an environment, the state bucket's too, and hands them off. */
export function handOff(workspace: Workspace, environment: Environment): HandedOff {
  const folder = workspace.folder(environment.name);
  const probeFolder = workspace.folder(`${environment.name}-probe`);
  const probe = probeEnvironment(environment);
  createApp([environment], { outdir: folder }).synth();
  createStateApp(environment, { outdir: folder }).synth();
  createApp([probe], { outdir: probeFolder }).synth();
  createStateApp(probe, { outdir: probeFolder }).synth();
  return { folder, modules: handoffModules({ folder, probeFolder, environment }) };
}

/** One module of them. */
export function moduleOf({ modules }: HandedOff, stack: string): HandoffModule {
  const found = modules.find((candidate) => candidate.stack === stack);
  if (found === undefined) throw new Error(`no module of ${stack}`);
  return found;
}

/** The text of a file of a module. */
export function fileOf(handedOff: HandedOff, stack: string, file: string): string {
  return moduleOf(handedOff, stack).files.get(file) ?? "";
}
