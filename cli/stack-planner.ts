import { join } from "node:path";
import { type PlannedOutput, plannedOutputs } from "../review/provisional/planned-outputs";
import { overrideUpstream } from "../review/provisional/placeholder-state";
import type { StackCode, Upstream } from "../review/provisional/stack-code";
import { isObject, type Json, type Path } from "../review/plan/json";
import type { Provisional } from "../review/plan/stack-plan";
import { readPlan, type TerraformPlan } from "../review/plan/terraform-plan";
import type { StateFacts } from "../toolchain/state-facts";
import { init, plan, showPlan, type TerraformRun } from "../toolchain/terraform-commands";
import { ToolError } from "../toolchain/tool-error";

/** What a planner works with. */
export interface PlannerTools {
  /** Each after those that it stands on. */
  readonly stacks: readonly StackCode[];
  /** Of each stack that was ever applied. */
  readonly states: ReadonlyMap<string, StateFacts | undefined>;
  readonly terraform: Omit<TerraformRun, "cwd">;
  /** Whether several may `terraform init` at once: a cache that is empty takes one at a time. */
  readonly initsAtOnce: boolean;
  /** Called with what becomes of a stack: `init`, `plan`. */
  readonly onProgress?: (stack: string, what: string) => void;
}

/** A stack's plan, and where terraform saved it. */
export interface PlannedStack {
  readonly stack: string;
  readonly plan: TerraformPlan;
  /** As `terraform show -json` wrote it. */
  readonly json: unknown;
  /** Terraform's own file. */
  readonly planFile: string;
  readonly provisional?: Provisional;
}

const PLAN_FILE = "review.tfplan";

/**
 * Plans the stacks of an environment side by side. A stack is planned on the states as they are; where the plan of a stack
 * below it changes what it reads, it is planned once more on the outputs as they will be.
 */
export class StackPlanner {
  private readonly plans = new Map<string, Promise<PlannedStack>>();
  private lastInit: Promise<void> = Promise.resolve();

  constructor(private readonly tools: PlannerTools) {}

  /** The plan of one stack. All that it takes runs once, however often it is asked for. */
  async plan(stack: string): Promise<PlannedStack> {
    const code = this.tools.stacks.find((each) => each.stack === stack);
    if (code === undefined) throw new Error(`${stack} is not among the stacks`);
    const running = this.plans.get(stack) ?? this.planStack(code);
    this.plans.set(stack, running);
    return running;
  }

  private async planStack(code: StackCode): Promise<PlannedStack> {
    await this.init(code);
    const without = code.upstream.filter((upstream) => !this.isApplied(upstream));
    if (without.length > 0) {
      await this.requireUpstream(code);
      return this.planProvisionally(code);
    }
    // On the states as they are, while those below are still being planned: mostly they change nothing for us.
    const [planned, ...below] = await Promise.allSettled([
      this.planOnce(code),
      ...code.upstream.map(({ stack }) => this.plan(stack)),
    ]);
    const isBelowPlanned = below.every(({ status }) => status === "fulfilled");
    if (isBelowPlanned && (await this.changedUpstream(code)).length > 0) {
      return this.planProvisionally(code);
    }
    if (planned.status === "rejected") throw planned.reason;
    return planned.value;
  }

  /** On the outputs that the stacks below will have: their own where they stay, else as they are planned. */
  private async planProvisionally(code: StackCode): Promise<PlannedStack> {
    const changed = await this.changedUpstream(code);
    const outputs = new Map(
      await Promise.all(changed.map(async ({ data, stack }) => [data, await this.outputsOf(stack)] as const)),
    );
    overrideUpstream(code.folder, outputs);
    // The data sources lie elsewhere now, not the backend: it need not be initialized again.
    const planned = await this.planOnce(code);
    const placeholders = changed.flatMap(({ data, outputs: read }) =>
      read.flatMap((output) => outputs.get(data)?.get(output)?.placeholders ?? []),
    );
    return { ...planned, provisional: { upstream: changed.map(({ stack }) => stack), placeholders } };
  }

  private async planOnce({ stack, folder }: StackCode): Promise<PlannedStack> {
    const run = { ...this.tools.terraform, cwd: folder };
    this.tools.onProgress?.(stack, "plan");
    await plan(run, { out: PLAN_FILE });
    const json = await showPlan(run, PLAN_FILE);
    return { stack, json, plan: readPlan(json, stack), planFile: join(folder, PLAN_FILE) };
  }

  private async init({ stack, folder }: StackCode): Promise<void> {
    const start = async (): Promise<void> => {
      this.tools.onProgress?.(stack, "init");
      await init({ ...this.tools.terraform, cwd: folder });
    };
    if (this.tools.initsAtOnce) return start();
    const mine = this.lastInit.then(start, start);
    this.lastInit = mine.catch(() => undefined);
    return mine;
  }

  /** Whether all that is read of a stack is in its state. */
  private isApplied({ stack, outputs }: Upstream): boolean {
    const state = this.tools.states.get(stack);
    return state !== undefined && outputs.every((output) => state.outputs.has(output));
  }

  /** What a stack reads of, and will find otherwise. */
  private async changedUpstream({ upstream }: StackCode): Promise<Upstream[]> {
    const changed = await Promise.all(
      upstream.map(async (each) => {
        if (!this.isApplied(each)) return true;
        const planned = await this.outputsOf(each.stack);
        // One that goes is one that changes.
        return each.outputs.some((output) => planned.get(output)?.changes ?? true);
      }),
    );
    return upstream.filter((_, index) => changed[index]);
  }

  private async outputsOf(stack: string): Promise<Map<string, PlannedOutput>> {
    const { plan: planned, provisional } = await this.plan(stack);
    const outputs = plannedOutputs(stack, planned);
    // What it read itself may be in what it publishes.
    const inherited = provisional?.placeholders ?? [];
    return new Map([...outputs].map(([name, output]) => [name, withInherited(stack, name, output, inherited)]));
  }

  /** @throws ToolError when a stack below could not be planned. */
  private async requireUpstream({ stack, upstream }: StackCode): Promise<void> {
    for (const below of upstream) {
      await this.plan(below.stack).catch(() => {
        throw new ToolError({
          where: stack,
          what: `it stands on ${below.stack}, which could not be planned`,
          remedy: "Mend that first.",
        });
      });
    }
  }
}

/** A placeholder that was read and is published again stands in both stacks' outputs for the same. */
function withInherited(
  stack: string,
  name: string,
  output: PlannedOutput,
  inherited: Provisional["placeholders"],
): PlannedOutput {
  const held = placesOf(output.value, new Set(inherited.map(({ value }) => value)));
  if (held.length === 0) return output;
  const again = held.map(({ value, path }) => ({ value, stack, output: name, path }));
  const read = inherited.filter(({ value }) => held.some((each) => each.value === value));
  return { ...output, changes: true, placeholders: [...output.placeholders, ...again, ...read] };
}

function placesOf(value: Json, wanted: ReadonlySet<string>, path: Path = []): { value: string; path: Path }[] {
  if (typeof value === "string") return wanted.has(value) ? [{ value, path }] : [];
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((each, index) => placesOf(each, wanted, [...path, index]));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => placesOf(each, wanted, [...path, key]));
}
