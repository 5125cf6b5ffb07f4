import { worstOf } from "../worst-first";
import type { Severity } from "../finding";
import type { Statement } from "./document";

/** Actions with which one takes other permissions than one's own, when they are for any role. */
const TAKES_OTHERS = [
  "iam:passrole",
  "sts:assumerole",
  "iam:putrolepolicy",
  "iam:attachrolepolicy",
  "iam:createpolicyversion",
];

/** How much statements let do that were not there before. */
export function severityOfNew(statements: readonly Statement[]): Severity {
  return worstOf(statements.map(severityOf));
}

function severityOf(statement: Statement): Severity {
  const { effect, actions, isNotAction } = statement;
  if (effect === "Deny") return "low";
  const everywhere = isForAllResources(statement);
  if (isNotAction || actions.includes("*") || actions.includes("*:*")) return everywhere ? "critical" : "high";
  if (actions.includes("iam:*") && everywhere) return "critical";
  if (everywhere || actions.some((action) => action.endsWith(":*"))) return "high";
  return actions.some((action) => TAKES_OTHERS.includes(action)) ? "high" : "medium";
}

function isForAllResources({ resources, isNotResource }: Statement): boolean {
  return isNotResource || resources.includes("*");
}

/** `allows s3:getobject on arn:aws:s3:::b/*`, for people. */
export function permissionsInWords(statement: Statement): string {
  const { effect, actions, isNotAction, resources, isNotResource, conditions } = statement;
  const what = isNotAction
    ? `everything but ${listed(actions)}`
    : actions.includes("*")
      ? "everything"
      : listed(actions);
  const on = isNotResource
    ? ` on everything but ${listed(resources)}`
    : resources.length === 0
      ? ""
      : ` on ${resources.includes("*") ? "everything" : listed(resources)}`;
  const provided = conditions.length === 0 ? "" : ", under a condition";
  return `${effect === "Deny" ? "denies" : "allows"} ${what}${on}${provided}`;
}

/** The first few. */
function listed(items: readonly string[]): string {
  const most = 3;
  return items.length > most ? `${items.slice(0, most).join(", ")} and ${items.length - most} more` : items.join(", ");
}
