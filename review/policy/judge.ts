import type { Finding, FindingKind } from "../findings/finding";
import { takesIn } from "../findings/kinds";
import type { Acceptance, JudgedFinding, PolicyResult } from "./acceptance";

/**
 * Says of every finding whether somebody accepts it, and of all together whether the policy holds. A line accepts findings of
 * its very kind and address, through its last day: to accept `public-ingress` is not to accept `public-port`.
 *
 * @param failOn - kinds that fail, with what they take in
 * @param today - in UTC, as `YYYY-MM-DD`
 * @returns the findings in the order given
 */
export function judge(
  findings: readonly Finding[],
  acceptances: readonly Acceptance[],
  failOn: readonly FindingKind[],
  today: string,
): { readonly findings: JudgedFinding[]; readonly policy: PolicyResult } {
  const judged = findings.map((finding) => judgedFinding(finding, acceptances, today));
  return {
    findings: judged,
    policy: {
      failOn,
      failing: judged.filter(
        ({ kind, standing }) => standing !== "accepted" && failOn.some((named) => takesIn(named, kind)),
      ),
      unused: acceptances.filter((acceptance) => !findings.some((finding) => isMeant(finding, acceptance))),
    },
  };
}

function judgedFinding(finding: Finding, acceptances: readonly Acceptance[], today: string): JudgedFinding {
  // With its stack and without it, two lines may mean the same finding: the one that holds longer counts.
  const acceptance = acceptances
    .filter((each) => isMeant(finding, each))
    .reduce<Acceptance | undefined>(
      (longest, each) => (longest === undefined || each.until > longest.until ? each : longest),
      undefined,
    );
  if (acceptance === undefined) return { ...finding, standing: "open" };
  return { ...finding, acceptance, standing: today <= acceptance.until ? "accepted" : "expired" };
}

function isMeant({ kind, stack, address }: Finding, acceptance: Acceptance): boolean {
  if (kind !== acceptance.kind) return false;
  return acceptance.address === address || (stack !== undefined && acceptance.address === `${stack}/${address}`);
}
