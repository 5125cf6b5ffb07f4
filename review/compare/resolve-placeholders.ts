import { atPath, isObject, type Json } from "../plan/json";
import type { ValueChange } from "../plan/change";
import type { Placeholder } from "../plan/placeholder";
import type { StackPlan } from "../plan/stack-plan";
import { resourcesIn, type TerraformPlan } from "../plan/terraform-plan";
import type { Upstream } from "../provisional/stack-code";

/** The outputs that a plan has read of other stacks, by the names of its data sources. */
export type UpstreamOutputs = ReadonlyMap<string, Readonly<Record<string, Json>>>;

/** What a plan read: `network` -> `{ vpc_id: ... }`. */
export function upstreamOutputs(plan: TerraformPlan): UpstreamOutputs {
  const states = resourcesIn(plan.prior_state?.values?.root_module).filter(
    ({ mode, type }) => mode === "data" && type === "terraform_remote_state",
  );
  return new Map(
    states.map(({ name, values }) => {
      const outputs = values?.["outputs"];
      return [name, isObject(outputs) ? outputs : {}];
    }),
  );
}

/**
 * A reviewed value with what now stands where placeholders stood. A placeholder whose place is still empty stays.
 *
 * @param outputs - of the stack of that name
 */
export function resolvePlaceholders<Value extends Json>(
  value: Value,
  placeholders: readonly Placeholder[],
  outputs: (stack: string) => Readonly<Record<string, Json>> | undefined,
): Value {
  if (placeholders.length === 0) return value;
  const known = placeholders.flatMap((placeholder) => {
    const { stack, output, path } = placeholder;
    const real = atPath(outputs(stack)?.[output], path);
    return real === undefined ? [] : [{ value: placeholder.value, real }];
  });
  const resolve = (part: Json): Json => {
    if (typeof part === "string") {
      const whole = known.find((each) => each.value === part);
      if (whole !== undefined) return whole.real;
      return known.reduce<string>(
        (text, { value: mark, real }) => (typeof real === "string" ? text.replaceAll(mark, () => real) : text),
        part,
      );
    }
    if (Array.isArray(part)) return (part as readonly Json[]).map(resolve);
    return isObject(part)
      ? Object.fromEntries(Object.entries(part).map(([name, each]) => [name, resolve(each)]))
      : part;
  };
  return resolve(value) as Value;
}

/** A reviewed plan with what the stacks below have published since, in place of its placeholders. */
export function resolveStackPlan(reviewed: StackPlan, now: TerraformPlan, upstream: readonly Upstream[]): StackPlan {
  const placeholders = reviewed.provisional?.placeholders ?? [];
  const outputs = upstreamOutputs(now);
  const outputsOf = (stack: string) => outputs.get(upstream.find((each) => each.stack === stack)?.data ?? "");
  const resolve = <Value extends ValueChange>(change: Value): Value => ({
    ...change,
    before: resolvePlaceholders(change.before, placeholders, outputsOf),
    after: resolvePlaceholders(change.after, placeholders, outputsOf),
  });
  return { ...reviewed, changes: reviewed.changes.map(resolve), outputs: reviewed.outputs.map(resolve) };
}
