import type { Action, Change, OutputChange } from "./change";
import type { RawChange, RawResourceChange } from "./terraform-plan";

/** Whether anything becomes of the resource. Reading data is no change. */
export function isChange({ mode, address, previous_address, change }: RawResourceChange): boolean {
  if (mode !== "managed") return false;
  const isMoved = previous_address !== undefined && previous_address !== address;
  return isMoved || change.importing !== undefined || change.actions.join() !== "no-op";
}

/** A resource's change in our words. */
export function changeOf(stack: string, raw: RawResourceChange): Change {
  const { address, previous_address: previous, type, action_reason: reason, deposed, change } = raw;
  return {
    stack,
    address,
    ...(previous === undefined || previous === address ? {} : { previousAddress: previous }),
    type,
    action: actionOf(raw),
    actions: change.actions.join(),
    ...(reason === undefined ? {} : { reason }),
    replacePaths: change.replace_paths ?? [],
    ...(change.importing === undefined ? {} : { importId: change.importing.id ?? "" }),
    deposed: deposed !== undefined,
    ...valuesOf(change),
  };
}

/** An output's change in our words, or none. */
export function outputChangeOf(stack: string, name: string, change: RawChange): OutputChange[] {
  const action = change.actions.join();
  if (action !== "create" && action !== "update" && action !== "delete") return [];
  return [{ stack, name, action, ...valuesOf(change) }];
}

/** What a resource is called in lists: with what is left of an interrupted replacement told from the resource itself. */
export function addressInWords({ address, deposed }: Pick<Change, "address" | "deposed">): string {
  return deposed ? `${address} (deposed)` : address;
}

/** Terraform documentation, JSON Output Format: the lists that `actions` may be. */
function actionOf({ address, previous_address: previous, change }: RawResourceChange): Action {
  switch (change.actions.join()) {
    case "no-op":
      if (change.importing !== undefined) return "import";
      return previous !== undefined && previous !== address ? "move" : "other";
    case "create":
      return "create";
    case "update":
      return "update";
    case "delete":
      return "delete";
    case "delete,create":
    case "create,delete":
      return "replace";
    case "forget":
      return "forget";
    default:
      return "other";
  }
}

function valuesOf(change: RawChange) {
  return {
    before: change.before ?? null,
    after: change.after ?? null,
    afterUnknown: change.after_unknown ?? false,
    beforeSensitive: change.before_sensitive ?? false,
    afterSensitive: change.after_sensitive ?? false,
  };
}
