import type { Environment } from "../environments/environment";
import { createApp } from "../stacks/front-door";
import type { Topology } from "../topology/model";
import { readSynthesized } from "../topology/synthesized/read-synthesized";
import type { Workspace } from "../toolchain/workspace";

/** The network that the code of an environment makes. */
export function synthesizeTopology(workspace: Workspace, environment: Environment): Topology {
  const folder = workspace.folder("cdktf.out");
  createApp([environment], { outdir: folder }).synth();
  return readSynthesized({ folder, environment: environment.name });
}
