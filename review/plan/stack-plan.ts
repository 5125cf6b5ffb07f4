import { addressInWords, changeOf, isChange, outputChangeOf } from "./read-changes";
import type { Change, OutputChange, ResourceValues } from "./change";
import type { Placeholder } from "./placeholder";
import { type RawValues, resourcesIn, type TerraformPlan } from "./terraform-plan";

/** Why a plan can be no more than provisional. */
export interface Provisional {
  /** The stacks below it that must be applied first, such as `dev-network`. */
  readonly upstream: readonly string[];
  /** What stood for their outputs. */
  readonly placeholders: readonly Placeholder[];
}

/** What the plan of one stack says. */
export interface StackPlan {
  /** Such as `dev-network`. */
  readonly stack: string;
  /** It was made with placeholders, and can never be applied. */
  readonly provisional?: Provisional;
  /** What the plan does, in the order of addresses. */
  readonly changes: readonly Change[];
  readonly outputs: readonly OutputChange[];
  /** What was changed outside of Terraform since it was last applied: `before` is what Terraform knew, `after` what is. */
  readonly drift: readonly Change[];
  /** Every resource as it is now, which is after any drift. */
  readonly resourcesBefore: readonly ResourceValues[];
  /** Every resource as it will be. */
  readonly resourcesAfter: readonly ResourceValues[];
}

/** Reads what a plan says. */
export function stackPlanOf(stack: string, plan: TerraformPlan, provisional?: Provisional): StackPlan {
  const { resource_changes = [], resource_drift = [], output_changes = {} } = plan;
  return {
    stack,
    ...(provisional === undefined ? {} : { provisional }),
    changes: resource_changes
      .filter(isChange)
      .map((each) => changeOf(stack, each))
      .sort(byAddress),
    outputs: Object.entries(output_changes).flatMap(([name, change]) => outputChangeOf(stack, name, change)),
    drift: resource_drift
      .filter(isChange)
      .map((each) => changeOf(stack, each))
      .sort(byAddress),
    resourcesBefore: managed(stack, plan.prior_state?.values),
    resourcesAfter: managed(stack, plan.planned_values),
  };
}

function managed(stack: string, values: RawValues | undefined): ResourceValues[] {
  return resourcesIn(values?.root_module)
    .filter(({ mode, deposed_key }) => mode === "managed" && deposed_key === undefined)
    .map(({ address, type, values: attributes = {}, sensitive_values: sensitive }) => ({
      stack,
      address,
      type,
      values: attributes,
      ...(sensitive === undefined ? {} : { sensitive }),
    }));
}

function byAddress(a: Change, b: Change): number {
  const [first, second] = [addressInWords(a), addressInWords(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}
