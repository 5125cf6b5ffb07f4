import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../environments/environment";
import type { StackName } from "../environments/stack-names";
import { createApp } from "../stacks/front-door";
import { createStateApp } from "../stacks/state-app";
import { stackFolder } from "../toolchain/cdktf-cli";
import type { Workspace } from "../toolchain/workspace";

/**
 * Synthesizes a stack into a folder of ours.
 *
 * @returns the folder, to run terraform in
 */
export function synthesizeStack(workspace: Workspace, environment: Environment, stack: StackName): string {
  const outdir = workspace.folder("cdktf.out");
  const app = stack === "state" ? createStateApp(environment, { outdir }) : createApp([environment], { outdir });
  app.synth();
  return stackFolder(outdir, `${environment.name}-${stack}`);
}

/**
 * A root module with nothing but the stack's backend: terraform needs no provider for what concerns the state alone.
 *
 * @returns its folder
 */
export function synthesizeBackend(workspace: Workspace, environment: Environment, stack: StackName): string {
  const synthesized = readFileSync(join(synthesizeStack(workspace, environment, stack), "cdk.tf.json"), "utf8");
  const { terraform } = JSON.parse(synthesized) as { terraform: { backend: unknown } };
  const folder = join(workspace.folder("backend"), `${environment.name}-${stack}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "backend.tf.json"), JSON.stringify({ terraform: { backend: terraform.backend } }));
  return folder;
}
