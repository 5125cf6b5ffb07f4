import type { Listr, ListrTask } from "listr2";
import type { Environment } from "../environments/environment";
import { awsName } from "../environments/full-name";
import type { ShellEnvironment } from "../toolchain/aws-environment";
import { deploy, destroy } from "../toolchain/cdktf-cli";
import type { CdktfEvent } from "../toolchain/cdktf-progress";
import { allowDeletion } from "../toolchain/deletion-protection";
import { describeFrontDoor } from "../toolchain/live-front-door";
import { type LocalAws, startLocalAws } from "../toolchain/local-aws";
import { AWS_PROVIDER_VERSION, findProviderMirror } from "../toolchain/provider-mirror";
import { remainingResources } from "../toolchain/remaining-resources";
import { removeStateBucket } from "../toolchain/state-bucket";
import { findTerraform, type Terraform } from "../toolchain/terraform";
import { stateList } from "../toolchain/terraform-commands";
import { ToolError } from "../toolchain/tool-error";
import type { Workspace } from "../toolchain/workspace";
import { applySteps, type BootstrapContext, lookSteps, planSteps, releaseLock } from "./bootstrap-steps";
import { type Check, checkFrontDoor } from "./front-door-checks";
import { LocalRun } from "./local-run";
import { planWithoutChanges } from "./plan-without-changes";

/** What the steps find out, each for those after it. */
export interface StartContext {
  /** The user's environment, as it was before anything of it was hidden. */
  readonly shell: ShellEnvironment;
  readonly environment: Environment;
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
  terraform: Terraform;
  providerMirror: string | undefined;
  aws: LocalAws;
  run: LocalRun;
  /** Whether the state bucket was created by this run, and not there before. */
  isOurBucket: boolean;
  /** The stacks that were deployed, from the ground up. */
  stacks: string[];
  checks: Check[];
}

type Step = ListrTask<StartContext>;

/** From nothing to a deployed environment, and what AWS says of it. */
export function deploySteps(environment: Environment): Step[] {
  const { name, state } = environment;
  return [
    {
      title: "Find terraform and its AWS provider",
      task: async (context, task) => {
        const { shell, signal } = context;
        context.terraform = await findTerraform(shell, { signal });
        context.providerMirror = findProviderMirror({ env: shell, cwd: process.cwd() });
        const source = context.providerMirror === undefined ? "the registry" : `the mirror ${context.providerMirror}`;
        task.title = `Terraform ${context.terraform.version}, AWS provider ${AWS_PROVIDER_VERSION} from ${source}`;
      },
    },
    {
      title: "Start a local AWS",
      task: async (context, task) => {
        const { shell, environment, workspace, signal } = context;
        const { region, accountId } = environment;
        context.aws = await startLocalAws({ workspace, env: shell, region, accountId, signal });
        context.run = new LocalRun(context);
        task.title = `Local AWS: ${context.aws.kind} at ${context.aws.url}, account ${context.aws.accountId}`;
      },
    },
    {
      title: `Bootstrap the state bucket ${state.bucket}`,
      task: (context, task) => {
        const bootstrap = { ...context.run.bootstrap() } as BootstrapContext;
        const steps = task.newListr<BootstrapContext>(
          [
            ...lookSteps(environment),
            ...planSteps(environment),
            ...applySteps(),
            {
              title: "Release the lock",
              task: async () => {
                await releaseLock(bootstrap);
                context.isOurBucket = bootstrap.bucket === "missing";
              },
            },
          ],
          { ctx: bootstrap },
        );
        // Listr's types do not foresee the other context, which it takes all the same.
        return steps as Listr<unknown> as Listr<StartContext>;
      },
    },
    {
      title: `cdktf deploy '${name}-*'`,
      task: async (context, task) => {
        context.stacks = await deploy(context.run.cdktf(progress(task)), [`${name}-*`]);
        task.title = `cdktf deploy '${name}-*': ${context.stacks.join(", ")}`;
      },
    },
    {
      title: "Ask AWS what now exists",
      task: async (context) => {
        const { environment, run } = context;
        const live = await describeFrontDoor({
          connection: run.connection(),
          loadBalancerName: awsName(environment, environment.loadBalancer.name),
          targetGroupName: awsName(environment, environment.targetGroup.name),
        });
        context.checks = checkFrontDoor(environment, live);
      },
    },
  ];
}

/** From a deployed environment back to nothing, with the proof of both. */
export function destroySteps({ name, state, loadBalancer }: Environment): Step[] {
  return [
    {
      title: "Plan again: no changes",
      task: ({ stacks, run }, task) =>
        task.newListr(
          stacks.map((stack) => ({
            title: stack,
            task: async (_, planTask) => {
              planTask.title = `${stack}: ${await planWithoutChanges(run.terraform(stack))}`;
            },
          })),
          { concurrent: true },
        ),
    },
    {
      title: "Turn deletion protection off, as a person would before destroying",
      enabled: loadBalancer.deletionProtection,
      task: async ({ run, environment }) => allowDeletion(run.connection(), awsName(environment, loadBalancer.name)),
    },
    {
      title: `cdktf destroy '${name}-*'`,
      task: async ({ run, stacks }, task) => {
        const destroyed = await destroy(run.cdktf(progress(task)), [`${name}-*`]);
        requireReverseOrder(stacks, destroyed);
        task.title = `cdktf destroy '${name}-*': ${destroyed.join(", ")}`;
      },
    },
    {
      title: "Nothing is left, in AWS or in any state",
      task: async ({ run, stacks }) => {
        const inAws = await remainingResources({ connection: run.connection(), environment: name });
        const inState = await Promise.all(
          stacks.map(async (stack) => (await stateList(run.terraform(stack))).map((address) => `${stack}: ${address}`)),
        );
        requireNothing([...inAws, ...inState.flat()]);
      },
    },
    {
      title: `Remove the state bucket ${state.bucket}`,
      task: async ({ run, isOurBucket }, task) => {
        if (isOurBucket) {
          await removeStateBucket({ connection: run.connection(state.region), bucket: state.bucket });
        } else {
          task.title = `The state bucket ${state.bucket} was there before, and stays`;
        }
      },
    },
  ];
}

/** The last step: ends the local AWS that was started. */
export function stopSteps(): Step[] {
  return [
    {
      title: "Stop the local AWS",
      task: async ({ aws }, task) => {
        if (aws.kind === "AWS_EMULATOR_URL") {
          task.title = `The local AWS at ${aws.url} is not ours, and goes on`;
        }
        await aws.stop();
      },
    },
  ];
}

/** Shows which resource is worked on: on a terminal at this moment, in a log once it is done. */
function progress(task: { output: string }): (event: CdktfEvent) => void {
  return (event) => {
    if (event.kind !== "resource") {
      task.output = `${event.stack}: ${event.kind === "stack done" ? "done" : "terraform init"}`;
    } else if (event.done || process.stdout.isTTY) {
      task.output = `${event.stack}: ${event.address} ${event.done ? "done" : event.action}`;
    }
  };
}

function requireReverseOrder(deployed: readonly string[], destroyed: readonly string[]): void {
  if (destroyed.join() !== deployed.toReversed().join()) {
    throw new ToolError({
      where: "cdktf destroy",
      what: `destroyed ${destroyed.join(", ") || "nothing"}, after deploying ${deployed.join(", ")}`,
      remedy: "Each stack must go before those it stands on; look at the dependencies between the stacks.",
    });
  }
}

function requireNothing(remaining: readonly string[]): void {
  if (remaining.length > 0) {
    throw new ToolError({
      where: "destroy",
      what: `${remaining.length} left behind: ${remaining.join(", ")}`,
      remedy: "Something is not in any state, or its deletion was not waited for; see which stack makes it.",
    });
  }
}
