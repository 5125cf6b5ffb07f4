import { type Severity, SEVERITIES } from "../findings/finding";
import type { Review } from "../review";
import { code } from "./inline";

const MARKS: Readonly<Record<Severity, string>> = { critical: "🔴", high: "🟠", medium: "🟡", low: "⚪" };

/** Below the headline, a line each: how bad it is, what the policy says, and what cannot be applied yet. */
export function statusText({ stacks, findings, policy, errors }: Review): string {
  const open = findings.filter(({ standing }) => standing !== "accepted");
  const accepted = findings.length - open.length;
  const counts = SEVERITIES.map(
    (severity) => [severity, open.filter((each) => each.severity === severity).length] as const,
  )
    .filter(([, count]) => count > 0)
    .map(([severity, count]) => `${MARKS[severity]} **${count} ${severity}**`);
  const nothing = errors.length > 0 ? [] : ["Nothing needs attention"];
  return [
    [...(counts.length > 0 ? counts : nothing), ...(accepted > 0 ? [`${accepted} accepted`] : [])].join(" · "),
    policyText(policy),
    provisionalText(stacks.filter((each) => each.provisional !== undefined).map(({ stack }) => stack)),
  ]
    .filter((line) => line !== "")
    .join("\n\n");
}

function policyText({ failOn, failing }: Review["policy"]): string {
  if (failOn.length === 0) return "";
  if (failing.length === 0)
    return `✅ The policy holds: no \`--fail-on\` kind is open (${failOn.map(code).join(", ")}).`;
  const kinds = failOn
    .map((kind) => [kind, failing.filter((each) => each.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${code(kind)}${count > 1 ? ` (${count})` : ""}`);
  return `❌ **The policy fails**: \`--fail-on\` ${kinds.join(", ")}.`;
}

/** How many stacks are named, and how much of a name. */
const NAMES = 3;
const LONGEST_NAME = 60;

function provisionalText(stacks: readonly string[]): string {
  if (stacks.length === 0) return "";
  const more = stacks.length > NAMES ? ` and ${stacks.length - NAMES} more` : "";
  const names = stacks.slice(0, NAMES).map((stack) => code(stack.slice(0, LONGEST_NAME)));
  return `⏳ **Provisional**: ${names.join(", ")}${more}. What is below must be applied first; then this is planned again.`;
}
