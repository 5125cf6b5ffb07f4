import type { ShellEnvironment } from "../toolchain/aws-environment";
import { findProviderMirror } from "../toolchain/provider-mirror";
import { findTerraform, type Terraform } from "../toolchain/terraform";
import type { TerraformRun } from "../toolchain/terraform-commands";
import { userAwsEnvironment } from "../toolchain/user-aws-environment";
import type { Workspace } from "../toolchain/workspace";

/** Where terraform is looked for, and what it may use. */
export interface TerraformSearch {
  readonly shell: ShellEnvironment;
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
}

/** terraform on the AWS that the user's shell names, for a folder that is still to be named. */
export interface ShellTerraform extends Omit<TerraformRun, "cwd"> {
  readonly terraform: Terraform;
}

/** @throws ToolError when there is no terraform that can be used. */
export async function terraformOfShell({ shell, workspace, signal }: TerraformSearch): Promise<ShellTerraform> {
  const terraform = await findTerraform(shell, { signal });
  const providerMirror = findProviderMirror({ env: shell, cwd: process.cwd() });
  return { terraform, env: userAwsEnvironment(shell, { folder: workspace.path, providerMirror }), signal };
}
