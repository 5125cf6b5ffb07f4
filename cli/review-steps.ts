import type { ListrTask } from "listr2";
import type { Environment } from "../environments/environment";
import { readStackCode, type StackCode } from "../review/provisional/stack-code";
import { scrubberOf } from "../review/plan/scrub";
import type { StackError } from "../review/review";
import { createApp } from "../stacks/front-door";
import { readLive } from "../topology/live/read-live";
import type { Topology } from "../topology/model";
import type { AwsConnection } from "../toolchain/aws-client";
import { askingAws } from "../toolchain/aws-error";
import { type CallerIdentity, callerIdentity } from "../toolchain/caller-identity";
import { stackFolder } from "../toolchain/cdktf-cli";
import { type Checkout, checkoutIn } from "../toolchain/git-commit";
import { AbortError } from "../toolchain/program";
import { findProviderMirror } from "../toolchain/provider-mirror";
import { readStateFacts, type StateFacts } from "../toolchain/state-facts";
import { findStateBucket } from "../toolchain/state-bucket";
import { stateLocation } from "../toolchain/state-location";
import { providerVersion } from "../toolchain/terraform-commands";
import { ToolError } from "../toolchain/tool-error";
import type { Workspace } from "../toolchain/workspace";
import { describeError } from "./describe-error";
import { PROJECT_ROOT } from "./project-root";
import { requireAccount } from "./require-account";
import { type PlannedStack, StackPlanner } from "./stack-planner";
import { type ShellTerraform, terraformOfShell } from "./terraform-of-shell";

/** What a review works with, and what its steps find out, each for those after it. */
export interface ReviewContext {
  readonly environment: Environment;
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
  readonly lockTimeoutSeconds: number;
  /** In the environment's region. */
  readonly connection: AwsConnection;
  /** In the region of the states. */
  readonly stateConnection: AwsConnection;
  terraform: ShellTerraform;
  caller: CallerIdentity;
  checkout: Checkout | undefined;
  /** Where it was synthesized to. */
  outFolder: string;
  stacks: readonly StackCode[];
  states: ReadonlyMap<string, StateFacts | undefined>;
  planned: PlannedStack[];
  errors: StackError[];
  provider: string;
  /** The network that lives, or why it could not be read. */
  live: Topology | { readonly notFromAws: string };
}

type Step<Context extends ReviewContext = ReviewContext> = ListrTask<Context>;

const AWS_PROVIDER = "registry.terraform.io/hashicorp/aws";

/** What is found out before anything is planned: the same for a review and for an apply. */
export function preparationSteps<Context extends ReviewContext>(environment: Environment): Step<Context>[] {
  return [
    {
      title: "Find terraform and its AWS provider",
      task: async (context, task) => {
        const { workspace, signal } = context;
        context.terraform = await terraformOfShell({ shell: process.env, workspace, signal });
        task.title = `Terraform ${context.terraform.terraform.version}`;
      },
    },
    {
      title: "Ask AWS who we are",
      task: async (context, task) => {
        context.caller = await askingAws("AWS", () => callerIdentity(context.connection));
        const { account, arn } = context.caller;
        requireAccount(account, environment.accountId);
        task.title = `AWS account ${account}, as ${arn}`;
      },
    },
    {
      title: `Synthesize ${environment.name}`,
      task: async (context) => {
        context.checkout = await checkoutIn(PROJECT_ROOT, process.env);
        context.outFolder = context.workspace.folder("cdktf.out");
        context.stacks = synthesize(environment, context.outFolder);
      },
    },
    {
      title: `Read the states in ${environment.state.bucket}`,
      task: async (context, task) => {
        const { bucket } = environment.state;
        context.states = await askingAws(`s3://${bucket}`, () => readStates(context));
        const missing = [...context.states].filter(([, facts]) => facts === undefined).map(([stack]) => stack);
        if (missing.length > 0) task.title = `Read the states in ${bucket}: ${missing.join(", ")} not applied yet`;
      },
    },
  ];
}

/** Plans everything, and meanwhile reads the network from AWS. */
export function planSteps(): Step[] {
  return [
    {
      title: "Plan",
      task: async (context, task) => {
        const live = readNetwork(context);
        const reports = new Map<string, (what: string) => void>();
        const planner = new StackPlanner({
          ...plannerTools(context),
          onProgress: (stack, what) => reports.get(stack)?.(what),
        });
        const subtasks = context.stacks.map(({ stack }): Step => ({
          title: stack,
          task: async (_, subtask) => {
            reports.set(stack, (what) => (subtask.output = `${stack}: terraform ${what}`));
            const { provisional } = await planner.plan(stack);
            if (provisional) subtask.title = `${stack}, provisionally, after ${provisional.upstream.join(" and ")}`;
          },
        }));
        // All of them run to their end: a reviewer is told of everything that is wrong.
        await task.newListr(subtasks, { concurrent: true, exitOnError: false }).run(context);
        await collect(context, planner);
        context.live = await live;
        context.provider = await providerOf(context);
        task.title = `Planned with AWS provider ${context.provider}`;
      },
    },
  ];
}

/**
 * What a planner of these stacks works with. From a mirror a provider is linked into each folder at once; from the registry
 * it is loaded a single time, into a cache, which takes one terraform at a time.
 * Source: Terraform documentation, CLI Configuration File, Provider Plugin Cache.
 */
function plannerTools({ stacks, states, terraform, lockTimeoutSeconds, workspace }: ReviewContext) {
  const { env } = terraform;
  const isLinked = findProviderMirror({ env: process.env, cwd: process.cwd() }) !== undefined;
  const cache =
    isLinked || env["TF_PLUGIN_CACHE_DIR"] !== undefined
      ? {}
      : { TF_PLUGIN_CACHE_DIR: workspace.folder("providers"), TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1" };
  return {
    stacks,
    states,
    terraform: {
      ...terraform,
      env: { ...env, ...cache },
      lockTimeoutSeconds,
      scrub: scrubberOf(knownBeforehand({ stacks, states })),
    },
    initsAtOnce: isLinked && env["TF_PLUGIN_CACHE_DIR"] === undefined,
  };
}

/** What is known to be secret before anything is planned: from the code and from the states. */
export function knownBeforehand({ stacks, states }: Pick<ReviewContext, "stacks" | "states">): Set<string> {
  return new Set([
    ...stacks.flatMap(({ secrets }) => secrets),
    ...[...states.values()].flatMap((facts) => [...(facts?.secrets ?? [])]),
  ]);
}

function synthesize(environment: Environment, outdir: string): StackCode[] {
  const app = createApp([environment], { outdir });
  app.synth();
  const names = Object.keys(app.manifest.stacks);
  return readStackCode(new Map(names.map((name) => [name, stackFolder(outdir, name)])));
}

async function readStates(context: ReviewContext): Promise<Map<string, StateFacts | undefined>> {
  const { environment, stateConnection: connection, caller, stacks } = context;
  const { bucket } = environment.state;
  if ((await findStateBucket({ connection, bucket, account: caller.account })) === "missing") {
    throw new ToolError({
      where: `s3://${bucket}`,
      what: "there is no such bucket, and so no state to plan with",
      remedy: `Create it: \`npm run bootstrap -- --env ${environment.name}\`.`,
    });
  }
  const facts = stacks.map(async ({ stack }) => {
    const location = stateLocation(connection, environment, stack.slice(environment.name.length + 1));
    return [stack, await readStateFacts(location)] as const;
  });
  return new Map(await Promise.all(facts));
}

/** The version that terraform chose; `unknown` where it came to no plan. */
async function providerOf({ planned, stacks, terraform }: ReviewContext): Promise<string> {
  const cwd = stacks.find(({ stack }) => planned.some((each) => each.stack === stack))?.folder;
  return (cwd === undefined ? undefined : await providerVersion({ ...terraform, cwd }, AWS_PROVIDER)) ?? "unknown";
}

async function readNetwork({ connection, environment }: ReviewContext): Promise<ReviewContext["live"]> {
  try {
    return await askingAws("AWS", () => readLive({ connection, environment: environment.name }));
  } catch (error) {
    return { notFromAws: describeError(error) };
  }
}

async function collect(context: ReviewContext, planner: StackPlanner): Promise<void> {
  context.planned = [];
  context.errors = [];
  for (const { stack } of context.stacks) {
    try {
      context.planned.push(await planner.plan(stack));
    } catch (error) {
      if (error instanceof AbortError) throw error;
      context.errors.push({ stack, message: describeError(error) });
    }
  }
}
