import type { Environment } from "../environments/environment";
import { ToolError } from "../toolchain/tool-error";
import { probeEnvironment } from "./probe";
import { readSynthesizedStacks, type SynthesizedStack } from "./synthesized-stacks";

/**
 * Finds the probe of a stack.
 *
 * @param folder - where `probeEnvironment(environment)` was synthesized
 * @throws ToolError where there is none
 */
export function probeOf(folder: string, environment: Environment): (stack: SynthesizedStack) => SynthesizedStack {
  const probes = readSynthesizedStacks(folder, probeEnvironment(environment).name);
  return ({ stack, stackName }) => {
    const probe = probes.find((candidate) => candidate.stack === stack);
    if (probe !== undefined) return probe;
    throw new ToolError({
      where: stackName,
      what: `${folder} holds no probe of this stack`,
      remedy: "Synthesize the probe with the same stacks as the environment.",
    });
  };
}
