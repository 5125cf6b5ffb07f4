import { type Finding, SEVERITIES, type Severity } from "./finding";

/** Sorted by severity, the worst first. Those that are equally bad stay in the order in which they are given. */
export function worstFirst<T extends Pick<Finding, "severity">>(findings: readonly T[]): T[] {
  return [...findings].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

/** The worst of them; `low` of none. */
export function worstOf(severities: readonly Severity[]): Severity {
  return SEVERITIES.find((severity) => severities.includes(severity)) ?? "low";
}
