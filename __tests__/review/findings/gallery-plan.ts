import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AwsConnection, connectionTo } from "../../../toolchain/aws-client";
import { localAwsEnvironment } from "../../../toolchain/aws-environment";
import { startLocalAws } from "../../../toolchain/local-aws";
import { AWS_PROVIDER_VERSION, findProviderMirror } from "../../../toolchain/provider-mirror";
import { findTerraform } from "../../../toolchain/terraform";
import { writeTerraformCliConfig } from "../../../toolchain/terraform-cli-config";
import { apply, init, plan, showPlan } from "../../../toolchain/terraform-commands";
import { createWorkspace } from "../../../toolchain/workspace";
import { readPlan, type TerraformPlan } from "../../../review/plan/terraform-plan";

const REGION = "us-east-1";
const PROVIDER = `terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "${AWS_PROVIDER_VERSION}"
    }
  }
}
`;

/** Plans of a local AWS, as terraform makes them. */
export interface GalleryPlans {
  /** Of what is in ./gallery/before, once it is applied: nothing is to be done. */
  readonly applied: TerraformPlan;
  /** Of what is in ./gallery/after. */
  readonly changed: TerraformPlan;
}

/**
 * Applies what is in ./gallery/before, and plans what is in ./gallery/after, with a state in a folder.
 *
 * @param byHand - changes what is in AWS, after it was applied and seen
 */
export async function planGallery(
  byHand: (connection: AwsConnection, applied: TerraformPlan) => Promise<void>,
): Promise<GalleryPlans> {
  const workspace = createWorkspace("front-door-test");
  // One of its own: names may be taken in one that many share.
  const aws = await startLocalAws({ workspace, env: { ...process.env, AWS_EMULATOR_URL: undefined }, region: REGION });
  try {
    const terraform = await findTerraform(process.env);
    const mirror = findProviderMirror({ env: process.env, cwd: workspace.path });
    const homeFolder = workspace.folder("home");
    const env = localAwsEnvironment(process.env, {
      endpointUrl: aws.url,
      region: REGION,
      homeFolder,
      terraformCliConfig: writeTerraformCliConfig(homeFolder, mirror),
      terraformFile: terraform.file,
      hasProviderMirror: mirror !== undefined,
    });
    const run = { terraform, env, cwd: workspace.folder("gallery") };
    const use = (version: string): void => {
      copyFileSync(join(__dirname, "gallery", version, "main.tf"), join(run.cwd, "main.tf"));
    };
    const planned = async (): Promise<TerraformPlan> => {
      await plan(run, { out: "plan" });
      return readPlan(await showPlan(run, "plan"), "gallery");
    };

    writeFileSync(join(run.cwd, "provider.tf"), PROVIDER);
    use("before");
    await init(run);
    await apply(run);
    const applied = await planned();
    await byHand(connectionTo(aws, REGION), applied);
    use("after");
    return { applied, changed: await planned() };
  } finally {
    await aws.stop();
    workspace.remove();
  }
}
