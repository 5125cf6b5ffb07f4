import type { Placeholder } from "../plan/placeholder";
import { resourcesIn, type TerraformPlan } from "../plan/terraform-plan";
import { hasMark, marksOfPart } from "../plan/marks";
import type { Upstream } from "../provisional/stack-code";
import { differencesOf, type MarkedValue } from "./compare-values";
import { resolvePlaceholders, type UpstreamOutputs, upstreamOutputs } from "./resolve-placeholders";

/** Two plans of a stack, and what it reads of others. */
export interface UpstreamComparison {
  readonly upstream: readonly Upstream[];
  readonly reviewed: TerraformPlan;
  readonly placeholders: readonly Placeholder[];
  readonly now: TerraformPlan;
}

/**
 * What other stacks publish otherwise than when the plan was reviewed: what makes it stale.
 *
 * @returns a clause for each output, such as `dev-network publishes vpc_id otherwise: ...`
 */
export function staleUpstream({ upstream, reviewed, placeholders, now }: UpstreamComparison): string[] {
  const [then, today] = [upstreamOutputs(reviewed), upstreamOutputs(now)];
  const outputsOf = (stack: string) => today.get(upstream.find((each) => each.stack === stack)?.data ?? "");
  return upstream.flatMap(({ data, stack, outputs }) =>
    outputs.flatMap((output) => {
      const sensitive = isSensitive(reviewed, data, output) || isSensitive(now, data, output);
      const before = marked(then, data, output, sensitive);
      const resolved = { ...before, value: resolvePlaceholders(before.value, placeholders, outputsOf) };
      const differences = differencesOf(resolved, marked(today, data, output, sensitive), {
        anyOrder: false,
        nothingIs: "nothing",
      });
      return differences.length === 0 ? [] : [`${stack} publishes ${output} otherwise: ${differences.join(", ")}`];
    }),
  );
}

function marked(outputs: UpstreamOutputs, data: string, output: string, sensitive: boolean): MarkedValue {
  return { value: outputs.get(data)?.[output] ?? null, unknown: false, sensitive };
}

function isSensitive(plan: TerraformPlan, data: string, output: string): boolean {
  const state = resourcesIn(plan.prior_state?.values?.root_module).find(
    ({ mode, type, name }) => mode === "data" && type === "terraform_remote_state" && name === data,
  );
  const marks = marksOfPart(marksOfPart(state?.sensitive_values, "outputs"), output);
  return hasMark(marks);
}
