/** The part of `terraform show -json` that tells what would change. Source: Terraform documentation, JSON Output Format. */
interface Plan {
  readonly resource_changes?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, { readonly actions: readonly string[] }>>;
}

interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
  };
}

/** One thing that a plan would change. */
export interface PlannedChange {
  /** Such as `aws_lb.fargate_alb`, or `output.vpc_id`. */
  readonly address: string;
  /** `update`, or `delete and create` for a replacement. */
  readonly action: string;
  /** The attributes that differ, where something is updated. */
  readonly attributes: readonly string[];
  /** Whether it is not the code that differs, but the local AWS that did not keep what it was told, see below. */
  readonly isGapOfMoto: boolean;
}

/** What a plan would change, as `showPlan()` gives it. Reading data is no change. */
export function plannedChanges(plan: unknown): PlannedChange[] {
  const { resource_changes = [], output_changes = {} } = plan as Plan;
  const resources = resource_changes.filter(({ change }) => isChange(change.actions)).map(describe);
  const outputs = Object.entries(output_changes)
    .filter(([, { actions }]) => isChange(actions))
    .map(([name, { actions }]) => ({
      address: `output.${name}`,
      action: actions.join(" and "),
      attributes: [],
      isGapOfMoto: false,
    }));
  return [...resources, ...outputs];
}

function isChange(actions: readonly string[]): boolean {
  return actions.some((action) => action !== "no-op" && action !== "read");
}

function describe({ address, type, change }: ResourceChange): PlannedChange {
  const { actions, before, after } = change;
  const names = Object.keys({ ...before, ...after });
  const attributes = actions.join() === "update" ? names.filter((name) => differs(before?.[name], after?.[name])) : [];
  return {
    address,
    action: actions.join(" and "),
    attributes,
    isGapOfMoto: isForgottenDescription(type, change, attributes),
  };
}

function differs(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) !== JSON.stringify(after);
}

/**
 * moto 5.2 forgets the description of a security group rule that refers to another security group when it creates the
 * rule, and keeps it when the rule is updated. AWS keeps it at once.
 */
function isForgottenDescription(
  type: string,
  { before }: ResourceChange["change"],
  attributes: readonly string[],
): boolean {
  return (
    /^aws_vpc_security_group_(ingress|egress)_rule$/.test(type) &&
    attributes.join() === "description" &&
    Boolean(before?.["referenced_security_group_id"]) &&
    !before?.["description"]
  );
}
