import { createColors, isColorSupported } from "picocolors";
import type { Severity } from "../review/findings/finding";
import { headline } from "../review/markdown";
import type { JudgedFinding } from "../review/policy/acceptance";
import type { Review } from "../review/review";

/** What a person at a terminal is told: what matters, and where the rest is. */
export function formatReview(review: Review, file: string, withColor = isColorSupported): string {
  const { bold } = createColors(withColor);
  const { errors, findings, policy } = review;
  const open = findings.filter(({ standing }) => standing !== "accepted");
  const accepted = findings.length - open.length;
  return [
    bold(headline(review)),
    ...errors.map(({ message }) => `✖ ${message}`),
    ...open.map((finding) => `${mark(finding.severity, withColor)} ${inWords(finding)}`),
    ...(accepted > 0 ? [`  ${accepted} more ${accepted === 1 ? "is" : "are"} accepted in the environment's file`] : []),
    ...policy.failing.map((finding) => `✖ --fail-on ${finding.kind}: ${placeOf(finding)}`),
    `The review is in ${file}.`,
  ].join("\n");
}

function inWords(finding: JudgedFinding): string {
  const expired = finding.standing === "expired" ? ` (accepted until ${finding.acceptance?.until ?? ""})` : "";
  return `${placeOf(finding)} ${finding.what}${expired}`;
}

function placeOf({ stack, address }: JudgedFinding): string {
  return stack === undefined ? address : `${stack}: ${address}`;
}

function mark(severity: Severity, withColor: boolean): string {
  const { red, yellow, dim } = createColors(withColor);
  const marks = { critical: red("‼"), high: red("!"), medium: yellow("!"), low: dim("-") };
  return marks[severity];
}
