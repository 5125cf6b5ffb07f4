import { join } from "node:path";
import type { HandoffContext } from "./handoff-steps";

/** What a person reads when a handoff is written: what is where, and what to do next. */
export function formatHandoff({ environment, out, modules, lock }: HandoffContext): string {
  const order = modules.map(({ stack }) => stack).join(", ");
  const lines = [
    `${environment.name} is in ${out}: the root modules ${order}, in the order of application.`,
    `Read ${join(out, "README.md")} first: it says how to take over.`,
  ];
  if ("notLocked" in lock) {
    lines.push("", "There are no lock files, because the AWS provider could not be locked:", `  ${lock.notLocked}`);
    lines.push("terraform init will make them; hand off again where the provider can be had to have them in it.");
  }
  if ("limitedBy" in lock) {
    lines.push("", `The lock files are for ${lock.platforms.join(", ")} alone:`, `  ${lock.limitedBy}`);
  }
  return lines.join("\n");
}
