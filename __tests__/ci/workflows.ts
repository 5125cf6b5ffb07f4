import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";

const FOLDER = resolve(__dirname, "../../.github/workflows");

export type Permissions = Readonly<Record<string, string>>;

/** One step, as far as tests look into it. */
export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly permissions?: Permissions;
  readonly environment?: string;
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": unknown };
  /** A workflow that it calls, in place of steps. */
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly strategy?: Readonly<Record<string, unknown>> & { readonly matrix: Readonly<Record<string, unknown>> };
  readonly "timeout-minutes"?: number;
  /** None where it calls a workflow. */
  readonly steps: readonly Step[];
}

/** "Workflow syntax for GitHub Actions", GitHub Docs. */
export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Permissions;
  readonly defaults?: { readonly run?: { readonly shell?: string } };
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": unknown };
  readonly jobs: Readonly<Record<string, Job>>;
}

type WrittenJob = Omit<Job, "steps"> & Partial<Pick<Job, "steps">>;
type WrittenWorkflow = Omit<Workflow, "jobs"> & { readonly jobs: Readonly<Record<string, WrittenJob>> };

/** The names of all workflows, such as `review.yml`. */
export const WORKFLOWS = readdirSync(FOLDER).sort();

export function workflowText(name: string): string {
  return readFileSync(join(FOLDER, name), "utf8");
}

export function workflow(name: string): Workflow {
  const parsed = parse(workflowText(name)) as WrittenWorkflow;
  const jobs = Object.entries(parsed.jobs).map(([job, content]) => [job, { ...content, steps: content.steps ?? [] }]);
  return { ...parsed, jobs: Object.fromEntries(jobs) as Workflow["jobs"] };
}

/** All jobs of all workflows, each with a title for a test. */
export function allJobs(): readonly (readonly [title: string, job: Job])[] {
  return WORKFLOWS.flatMap((name) =>
    Object.entries(workflow(name).jobs).map(([job, content]) => [`${name}: ${job}`, content] as const),
  );
}

/** The one job of that name. @throws if there is none */
export function job(name: string, jobName: string): Job {
  const found = workflow(name).jobs[jobName];
  if (found === undefined) throw new Error(`${name} has no job ${jobName}`);
  return found;
}

/** The one step of that name or id. @throws if there is none */
export function step(name: string, jobName: string, nameOrId: string): Step {
  const found = job(name, jobName).steps.find((one) => one.name === nameOrId || one.id === nameOrId);
  if (found === undefined) throw new Error(`${name}: ${jobName} has no step ${nameOrId}`);
  return found;
}
