import { plannedChanges, type PlannedChange } from "../toolchain/plan-changes";
import { apply, plan, showPlan, type TerraformRun } from "../toolchain/terraform-commands";
import { ToolError } from "../toolchain/tool-error";

const PLAN_FILE = "front-door.tfplan";

/**
 * Plans a deployed stack again and demands that nothing would change.
 *
 * One exception, and only it: what moto itself did not keep (see plan-changes.ts). It is applied once more, and then
 * nothing may change either.
 *
 * @returns how it went, in a few words
 * @throws ToolError naming every change
 */
export async function planWithoutChanges(run: TerraformRun): Promise<string> {
  const changes = await changesNow(run);
  if (changes.length === 0) {
    return "no changes";
  }
  if (!changes.every(({ isGapOfMoto }) => isGapOfMoto)) {
    throw unexpected(run, changes);
  }
  await apply(run, PLAN_FILE);
  const changesLeft = await changesNow(run);
  if (changesLeft.length > 0) {
    throw unexpected(run, changesLeft);
  }
  return `no changes, once ${changes.length} rule descriptions that moto forgets at creation were given again`;
}

async function changesNow(run: TerraformRun): Promise<PlannedChange[]> {
  const outcome = await plan(run, { out: PLAN_FILE });
  const changes = outcome === "no changes" ? [] : plannedChanges(await showPlan(run, PLAN_FILE));
  if (outcome === "changes" && changes.length === 0) {
    throw unexpected(run, [
      { address: "the plan", action: "changes that are not listed", attributes: [], isGapOfMoto: false },
    ]);
  }
  return changes;
}

function unexpected(run: TerraformRun, changes: readonly PlannedChange[]): ToolError {
  const list = changes.map(({ address, action, attributes }) =>
    attributes.length === 0 ? `${address}: ${action}` : `${address}: ${action} (${attributes.join(", ")})`,
  );
  return new ToolError({
    where: `second plan in ${run.cwd}`,
    what: `what was just deployed would change: ${list.join("; ")}`,
    remedy: "Give these attributes the value that AWS reports for them, so that a plan after a deployment is empty.",
  });
}
