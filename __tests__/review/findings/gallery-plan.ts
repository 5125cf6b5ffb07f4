import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AwsConnection } from "../../../toolchain/aws-client";
import { connectionTo } from "../../../toolchain/aws-client";
import { localAwsEnvironment } from "../../../toolchain/aws-environment";
import { startLocalAws } from "../../../toolchain/local-aws";
import { AWS_PROVIDER_VERSION, findProviderMirror } from "../../../toolchain/provider-mirror";
import { findTerraform } from "../../../toolchain/terraform";
import { writeTerraformCliConfig } from "../../../toolchain/terraform-cli-config";
import { apply, init, plan, showPlan } from "../../../toolchain/terraform-commands";
import { createWorkspace } from "../../../toolchain/workspace";
import { type StackPlan, stackPlanOf } from "../../../review/plan/stack-plan";
import { readPlan } from "../../../review/plan/terraform-plan";

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
  /** Of what is in ./gallery/before, applied to nothing. */
  readonly first: StackPlan;
  /** Of the same once it is applied: nothing is to be done. */
  readonly second: StackPlan;
  /** Of what is in ./gallery/after. */
  readonly changed: StackPlan;
}

/**
 * Applies what is in ./gallery/before, and plans what is in ./gallery/after, with a state in a folder.
 *
 * @param stack - what the plans are said to be of
 * @param byHand - changes what is in AWS, after it was applied and seen
 */
export async function planGallery(
  stack: string,
  byHand: (connection: AwsConnection, applied: StackPlan) => Promise<void>,
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
    const planned = async (): Promise<StackPlan> => {
      await plan(run, { out: "plan" });
      return stackPlanOf(stack, readPlan(await showPlan(run, "plan"), stack));
    };

    writeFileSync(join(run.cwd, "provider.tf"), PROVIDER);
    use("before");
    await init(run);
    const first = await planned();
    await apply(run, "plan");
    const second = await planned();
    await byHand(connectionTo(aws, REGION), second);
    use("after");
    return { first, second, changed: await planned() };
  } finally {
    await aws.stop();
    workspace.remove();
  }
}
