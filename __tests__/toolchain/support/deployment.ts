import { type AwsConnection, connectionTo } from "../../../toolchain/aws-client";
import { localAwsEnvironment, type ShellEnvironment } from "../../../toolchain/aws-environment";
import type { CdktfRun } from "../../../toolchain/cdktf-cli";
import { type LocalAws, startLocalAws } from "../../../toolchain/local-aws";
import { findProviderMirror } from "../../../toolchain/provider-mirror";
import { createStateBucket } from "../../../toolchain/state-bucket";
import { findTerraform, type Terraform } from "../../../toolchain/terraform";
import { writeTerraformCliConfig } from "../../../toolchain/terraform-cli-config";
import { createWorkspace, type Workspace } from "../../../toolchain/workspace";
import { smallProject } from "./small-project";

/** Everything that a deployment of the small project needs, set up as the CLI does it. */
export interface Deployment {
  readonly workspace: Workspace;
  readonly aws: LocalAws;
  readonly terraform: Terraform;
  readonly connection: AwsConnection;
  readonly bucket: string;
  readonly run: CdktfRun;
}

/** Sets a deployment up, with a user's home of its own. */
export async function setUpDeployment(shell: ShellEnvironment): Promise<Deployment> {
  const region = "us-east-1";
  const workspace = createWorkspace("front-door-real-test");
  const terraform = await findTerraform(shell);
  const aws = await startLocalAws({ workspace, env: shell, region });
  const connection = connectionTo(aws, region);
  // The local AWS may be one that many share.
  const bucket = `small-${workspace.path.slice(-6).toLowerCase()}-${String(Date.now())}`;
  await createStateBucket({ connection, bucket, account: aws.accountId });
  const mirror = findProviderMirror({ env: shell, cwd: workspace.path });
  const homeFolder = workspace.folder("home");
  const env = localAwsEnvironment(
    { ...shell, HOME: workspace.folder("user"), STATE_BUCKET: bucket },
    {
      endpointUrl: aws.url,
      region,
      homeFolder,
      terraformCliConfig: writeTerraformCliConfig(homeFolder, mirror),
      terraformFile: terraform.file,
      hasProviderMirror: mirror !== undefined,
    },
  );
  const run = { projectRoot: smallProject(workspace.path), outFolder: workspace.folder("out"), env };
  return { workspace, aws, terraform, connection, bucket, run };
}
