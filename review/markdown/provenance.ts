import type { Review } from "../review";
import { fenced } from "./block";
import { code, prose } from "./inline";

/** By what the review was made, and how to make it again. */
export function provenanceText({ provenance, region, account, date }: Review): string {
  const { commit, uncommitted, terraform, provider, command } = provenance;
  const parts = [
    commit === undefined
      ? "No commit"
      : `Commit ${code(commit)}${uncommitted ? " **with changes that no commit holds**" : ""}`,
    `Terraform ${prose(terraform)}`,
    `AWS provider ${prose(provider)}`,
    `${prose(region)}, account ${code(account)}`,
    code(date),
  ];
  return ["---", parts.join(" · "), "To make it again:", fenced("sh", [command])].join("\n\n");
}
