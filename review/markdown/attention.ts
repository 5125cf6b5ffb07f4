import type { Severity } from "../findings/finding";
import type { Acceptance, JudgedFinding } from "../policy/acceptance";
import type { Review } from "../review";
import { code, prose } from "./inline";
import type { Section } from "./section";

/** A mark that is seen in ten seconds, beside the word for it. */
const SEVERITY_MARKS: Readonly<Record<Severity, string>> = {
  critical: "🔴 **Critical**",
  high: "🟠 **High**",
  medium: "🟡 **Medium**",
  low: "⚪ **Low**",
};

/** What deserves attention, worst first: what is open, then what somebody accepts. */
export function attentionSections({ findings, policy }: Review): Section[] {
  const [open, accepted] = [false, true].map((isAccepted) =>
    findings.filter(({ standing }) => (standing === "accepted") === isAccepted),
  );
  const items = (open ?? []).map((each) =>
    openLine(
      each,
      policy.failing.some((failing) => isSame(failing, each)),
    ),
  );
  return [
    listOf(1, "findings", "### Needs attention", items),
    listOf(3, "accepted findings", "### Accepted", (accepted ?? []).map(acceptedLine)),
    listOf(8, "lines that are not needed", "Not needed any more, and to be removed:", policy.unused.map(unusedLine)),
  ].filter((section) => section.items.length > 0);
}

function listOf(rank: number, pieces: string, open: string, lines: readonly string[]): Section {
  return { rank, pieces, open, items: lines.map((text) => ({ text })), close: "", between: "\n" };
}

function openLine(finding: JudgedFinding, isFailing: boolean): string {
  const { acceptance, standing, severity, kind } = finding;
  const marks = [SEVERITY_MARKS[severity], `\`${kind}\``, ...(isFailing ? ["**fails the policy**"] : [])];
  const expired =
    standing === "expired" && acceptance !== undefined
      ? [
          `**Accepted until ${prose(acceptance.until)}, which has passed** (${prose(acceptance.reason)}, ${code(acceptance.where)}).`,
        ]
      : [];
  return lines(`- ${marks.join(" · ")} · ${whatOf(finding)}`, [...finding.meaning.map(sentence), ...expired]);
}

function isSame(a: JudgedFinding, b: JudgedFinding): boolean {
  return a.kind === b.kind && a.stack === b.stack && a.address === b.address && a.what === b.what;
}

function acceptedLine(finding: JudgedFinding): string {
  const { acceptance, severity, kind } = finding;
  return lines(
    `- ${SEVERITY_MARKS[severity]} · \`${kind}\` · ${whatOf(finding)}`,
    acceptance === undefined ? [] : [byWhom(acceptance)],
  );
}

function byWhom({ until, reason, where }: Acceptance): string {
  return `Accepted until ${prose(until)}: ${sentence(reason)} (${code(where)})`;
}

function unusedLine({ kind, address, where }: Acceptance): string {
  return `- ${code(where)} accepts \`${kind}\` of ${code(address)}, which is not there.`;
}

function whatOf({ stack, address, what }: JudgedFinding): string {
  return `${code(address)}${stack === undefined ? "" : ` in ${code(stack)}`} ${sentence(what)}`;
}

/** What follows a headline of a list, in the same piece, one line below. */
function lines(first: string, others: readonly string[]): string {
  return others.length === 0 ? first : `${first}<br>\n  ${others.join(" ")}`;
}

function sentence(text: string): string {
  const written = prose(text);
  return /[.!?)]$/.test(written) ? written : `${written}.`;
}
