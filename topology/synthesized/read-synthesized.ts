import type { Topology } from "../model";
import { readStacks } from "./stack-files";
import { topologyOfStacks } from "./topology-of-stacks";

export interface SynthesizedEnvironment {
  /** The folder that cdktf wrote to, such as `cdktf.out`. */
  readonly folder: string;
  /** The environment's name, such as `dev`. */
  readonly environment: string;
}

/**
 * The network that the synthesized stacks of an environment describe, with what AWS adds by itself. It works on files: no
 * terraform, no AWS.
 *
 * What cannot be told from what is written, such as a variable, is not an error: the topology then holds the expression, and
 * nothing of that name.
 *
 * @throws ToolError if there is nothing to read, or if two of a kind have the same name
 */
export function readSynthesized({ folder, environment }: SynthesizedEnvironment): Topology {
  return topologyOfStacks(environment, readStacks(folder, environment));
}
