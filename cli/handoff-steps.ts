import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ListrTask } from "listr2";
import type { Environment } from "../environments/environment";
import { handoffFiles } from "../handoff/handoff-files";
import { handoffModules, type HandoffModule } from "../handoff/handoff-modules";
import { parseFiles } from "../handoff/parse-files";
import { probeEnvironment } from "../handoff/probe";
import { createApp } from "../stacks/front-door";
import { createStateApp } from "../stacks/state-app";
import { type Picture, pictureOf } from "../topology/drawing/picture";
import { drawSvg } from "../topology/drawing/svg";
import { expectedOf } from "../topology/expected";
import { checkPromises } from "../topology/promises";
import { readSynthesized } from "../topology/synthesized/read-synthesized";
import { findProviderMirror } from "../toolchain/provider-mirror";
import type { ShellEnvironment } from "../toolchain/aws-environment";
import { lockProvider, type ProviderLock } from "../toolchain/provider-lock";
import { ToolError } from "../toolchain/tool-error";
import type { Workspace } from "../toolchain/workspace";
import { writeHandoffFolder } from "./handoff-folder";
import { terraformOfShell } from "./terraform-of-shell";

/** What a handoff works with, and what its steps find out, each for those after it. */
export interface HandoffContext {
  readonly environment: Environment;
  readonly out: string;
  readonly platforms?: readonly string[];
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
  picture: Picture;
  modules: readonly HandoffModule[];
  /** The lock file, or why there is none. */
  lock: ProviderLock | { readonly notLocked: string };
  files: ReadonlyMap<string, string>;
}

type Step = ListrTask<HandoffContext>;

/** Everything that a handoff does, in order. Nothing is in its place before the last. */
export function handoffSteps(environment: Environment, out: string): Step[] {
  return [
    {
      title: `Synthesize ${environment.name}`,
      task: (context) => {
        synthesize(context);
      },
    },
    {
      title: "Lock the AWS provider",
      task: async (context, task) => {
        context.lock = await lockOf(context, (what) => {
          task.output = `terraform providers lock ${what}`;
        });
        task.title =
          "notLocked" in context.lock
            ? "Lock the AWS provider: it cannot be had"
            : `Locked the AWS provider for ${context.lock.platforms.join(", ")}, from ${context.lock.from}`;
      },
    },
    {
      title: "Write it in HCL, and parse every file",
      task: async (context, task) => {
        const { modules, picture, lock } = context;
        const svg = `${drawSvg(picture).trimEnd()}\n`;
        context.files = handoffFiles({
          environment,
          modules,
          picture: { svg, description: picture.description },
          ...("notLocked" in lock ? {} : { lock }),
        });
        const parsed = await parseFiles(context.files);
        task.title = `Wrote it in HCL: ${String(parsed)} files, each parsed`;
      },
    },
    {
      title: `Put it into ${out}`,
      task: ({ files, signal }) => {
        if (!signal.aborted) writeHandoffFolder(out, environment.name, files);
      },
    },
  ];
}

function synthesize(context: HandoffContext): void {
  const { environment, workspace } = context;
  const [folder, probeFolder] = [workspace.folder("cdktf.out"), workspace.folder("probe.out")];
  for (const [each, outdir] of [
    [environment, folder],
    [probeEnvironment(environment), probeFolder],
  ] as const) {
    createApp([each], { outdir }).synth();
    createStateApp(each, { outdir }).synth();
  }
  context.modules = handoffModules({ folder, probeFolder, environment });
  const topology = readSynthesized({ folder, environment: environment.name });
  const expected = expectedOf(environment);
  context.picture = pictureOf({ topology, expected, promises: checkPromises(topology, expected) });
}

/** Only what was asked for by name has to be had. */
async function lockOf(
  { modules, platforms, workspace, signal }: HandoffContext,
  onProgress: (what: string) => void,
): Promise<HandoffContext["lock"]> {
  try {
    const terraform = await terraformOfShell({ shell: process.env, workspace, signal });
    const mirror = findProviderMirror({ env: process.env, cwd: process.cwd() });
    const cwd = workspace.folder("versions");
    writeFileSync(join(cwd, "versions.tf"), versionsOf(modules));
    const run = { ...terraform, cwd, env: { ...forLocking(terraform.env), ...temporary(workspace) } };
    return await lockProvider({ run, mirror, platforms, signal, onProgress });
  } catch (error) {
    if (platforms !== undefined || !(error instanceof ToolError)) throw error;
    return { notLocked: error.message };
  }
}

/** Without a plugin cache: from one terraform takes this platform's checksum alone. */
function forLocking(env: ShellEnvironment): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith("TF_PLUGIN_CACHE_"),
  );
  return Object.fromEntries(kept);
}

/** Where terraform unpacks what it locks. Called off, it leaves that behind. */
function temporary(workspace: Workspace): Record<string, string> {
  const folder = workspace.folder("tmp");
  return { TMPDIR: folder, TMP: folder, TEMP: folder };
}

/** What all modules require. They have one lock file because they all require the same. */
function versionsOf(modules: readonly HandoffModule[]): string {
  const [versions = "", ...others] = new Set(modules.map(({ files }) => files.get("versions.tf")));
  if (others.length === 0) return versions;
  throw new Error(`${modules.map(({ stackName }) => stackName).join(", ")} do not require the same providers`);
}
