import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../environments/environment";
import { createStateApp } from "../stacks/state-app";
import type { AwsConnection } from "../toolchain/aws-client";
import { type BucketSetting, settingsOf } from "../toolchain/bucket-settings";
import { stackFolder } from "../toolchain/cdktf-cli";
import { plannedChanges } from "../toolchain/plan-changes";
import type { UnfitSetting } from "../toolchain/s3-rehearsal";
import { stateLocation, type StateLocation } from "../toolchain/state-location";
import { apply, init, plan, showPlan, showPlanText, type TerraformRun } from "../toolchain/terraform-commands";
import { ToolError } from "../toolchain/tool-error";
import type { ShellTerraform } from "./terraform-of-shell";
import { addressesWithout, addressOf } from "./bucket-resources";

/** What a bootstrap works with. */
export interface BootstrapTools {
  readonly environment: Environment;
  /** In the region of the state. */
  readonly connection: AwsConnection;
  /** A folder of ours to synthesize into. */
  readonly outFolder: string;
  readonly terraform: ShellTerraform;
}

/** What terraform would do to the bucket. */
export interface BucketPlan {
  readonly outcome: "no changes" | "changes";
  /** As terraform shows it. */
  readonly text: string;
}

const PLAN_FILE = "bootstrap.tfplan";

/** The state stack of one environment in terraform's hands, for a bucket that is there. */
export class BootstrapWork {
  readonly stack: string;
  readonly location: StateLocation;
  private readonly run: TerraformRun;
  private targets: string[] = [];

  constructor(private readonly tools: BootstrapTools) {
    const { environment, connection, outFolder, terraform } = tools;
    this.stack = `${environment.name}-state`;
    this.location = stateLocation(connection, environment, "state");
    // The lock is ours from before the first look to after the last, so that nobody comes between.
    this.run = { ...terraform, cwd: stackFolder(outFolder, this.stack), holdsLock: true };
  }

  /**
   * Synthesizes the stack. What the bucket has already is imported, the bucket first of all: nothing that is there is created
   * anew. What is in the state already, terraform does not import again.
   *
   * @param unfit - settings that this S3 cannot have, and that are left out
   */
  async synthesize(unfit: readonly UnfitSetting[]): Promise<void> {
    const { environment, connection, outFolder } = this.tools;
    createStateApp(environment, { outdir: outFolder }).synth();
    const { bucket } = environment.state;
    const leftOut = new Set<BucketSetting>(unfit.map(({ setting }) => setting));
    const present = (await settingsOf({ connection, bucket })).filter((setting) => !leftOut.has(setting));
    const imports = (["aws_s3_bucket", ...present] as const).map((type) => ({ to: addressOf(type), id: bucket }));
    writeFileSync(join(this.run.cwd, "adopt.tf.json"), JSON.stringify({ import: imports }));
    this.targets = leftOut.size === 0 ? [] : addressesWithout(leftOut);
  }

  /** Prepares backend and provider. */
  async init(): Promise<void> {
    await init(this.run);
  }

  /** Compares code, state and the bucket. */
  async plan(): Promise<BucketPlan> {
    const outcome = await plan(this.run, { out: PLAN_FILE, targets: this.targets });
    return { outcome, text: outcome === "no changes" ? "" : await showPlanText(this.run, PLAN_FILE) };
  }

  /**
   * Does what was planned.
   *
   * @param onProgress - called with what terraform says of a resource
   */
  async apply(onProgress: (line: string) => void): Promise<void> {
    const onLine = (line: string): void => {
      if (/^aws_\S+: /.test(line)) onProgress(line);
    };
    await apply({ ...this.run, onLine }, PLAN_FILE);
  }

  /** @throws ToolError naming what would still change, if anything would. */
  async requireNoChanges(): Promise<void> {
    if ((await plan(this.run, { out: PLAN_FILE, targets: this.targets })) === "no changes") return;
    const changes = plannedChanges(await showPlan(this.run, PLAN_FILE));
    throw new ToolError({
      where: this.stack,
      what: `after it was applied, a plan still changes ${changes.map(({ address }) => address).join(", ")}`,
      remedy: "Run `npm run bootstrap` again; if it stays, S3 does not keep what it is told.",
    });
  }
}
