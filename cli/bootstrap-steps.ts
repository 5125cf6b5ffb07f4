import type { ListrTask } from "listr2";
import type { Environment } from "../environments/environment";
import { askingAws } from "../toolchain/aws-error";
import { type CallerIdentity, callerIdentity } from "../toolchain/caller-identity";
import { reasonOf } from "../toolchain/reason";
import { rehearseSettings, type UnfitSetting } from "../toolchain/s3-rehearsal";
import { createStateBucket, findStateBucket } from "../toolchain/state-bucket";
import { describeLock, type HeldLock, releaseLeftLock, takeLock } from "../toolchain/state-lock";
import { ToolError } from "../toolchain/tool-error";
import { type BootstrapTools, BootstrapWork, type BucketPlan } from "./bootstrap-work";
import { describeUnfit } from "./bootstrap-words";
import { requireAccount } from "./require-account";
import type { ShellTerraform } from "./terraform-of-shell";

/** What a bootstrap works with, and what its steps find out, each for those after it. */
export interface BootstrapContext extends BootstrapTools {
  terraform: ShellTerraform;
  caller: CallerIdentity;
  /** As it was found. */
  bucket: "missing" | "there";
  unfit: UnfitSetting[];
  work: BootstrapWork;
  lock: HeldLock | undefined;
  plan: BucketPlan;
}

type Step = ListrTask<BootstrapContext>;

/** What is found out before anything is changed. */
export function lookSteps({ accountId, state }: Environment): Step[] {
  return [
    {
      title: "Ask AWS who we are",
      task: async (context, task) => {
        context.caller = await askingAws("AWS", () => callerIdentity(context.connection));
        const { account, arn } = context.caller;
        requireAccount(account, accountId);
        task.title = `AWS account ${account}, as ${arn}`;
      },
    },
    {
      title: `Look for the bucket ${state.bucket}`,
      task: async (context, task) => {
        context.bucket = await askingAws(`s3://${state.bucket}`, () => findStateBucket(owned(context)));
        task.title = `The bucket ${state.bucket} is ${context.bucket === "there" ? "there already" : "not there yet"}`;
      },
    },
  ];
}

/** From the bucket to a plan for it, with the lock held: see releaseLock(). */
export function planSteps({ name, state }: Environment): Step[] {
  return [
    {
      title: `Create the bucket ${state.bucket} in ${state.region}`,
      skip: ({ bucket }) => bucket === "there" && "it is there already",
      task: async (context) => askingAws(`s3://${state.bucket}`, () => createStateBucket(owned(context))),
    },
    {
      title: `Lock the state of ${name}-state`,
      task: async (context, task) => {
        context.work = new BootstrapWork(context);
        const { location } = context.work;
        await askingAws(`s3://${state.bucket}`, async () => {
          const left = await releaseLeftLock(location);
          context.lock = await takeLock(location, "bootstrap");
          if (left) {
            task.title = `Locked the state of ${name}-state, instead of a run that was killed (${describeLock(left)})`;
          }
        });
      },
    },
    {
      title: "terraform init",
      task: async (context, task) => {
        await askingAws(`s3://${state.bucket}`, async () => {
          context.unfit = await rehearseSettings({ connection: context.connection, bucket: state.bucket });
          await context.work.synthesize(context.unfit);
        });
        if (context.unfit.length > 0) {
          task.output = describeUnfit(context.unfit);
        }
        await context.work.init();
      },
      rendererOptions: { persistentOutput: true },
    },
    {
      title: "terraform plan",
      task: async (context, task) => {
        context.plan = await context.work.plan();
        task.title = `terraform plan: ${context.plan.outcome}`;
      },
    },
  ];
}

/** Does what was planned, and demands that nothing is left to do. */
export function applySteps(): Step[] {
  return [
    {
      title: "terraform apply",
      skip: nothingToDo,
      task: async ({ work }, task) =>
        work.apply((line) => {
          task.output = line;
        }),
    },
    {
      title: "Plan again: no changes",
      skip: nothingToDo,
      task: async ({ work }) => work.requireNoChanges(),
    },
  ];
}

/**
 * Gives the lock back, if it is held. To be called whatever happened.
 *
 * @throws ToolError when it could not be released: how to do it by hand
 */
export async function releaseLock({ lock, environment: { name } }: BootstrapContext): Promise<void> {
  try {
    await lock?.release();
  } catch (error) {
    throw new ToolError({
      where: `${name}-state`,
      what: `its lock could not be released: ${reasonOf(error)}`,
      remedy: `Run \`npm run bootstrap -- --env ${name}\` again: it removes the lock that this run leaves behind.`,
    });
  }
}

function nothingToDo({ plan }: BootstrapContext): string | false {
  return plan.outcome === "no changes" && "nothing to do";
}

function owned({ environment, connection, caller }: BootstrapContext) {
  return { connection, bucket: environment.state.bucket, account: caller.account };
}
