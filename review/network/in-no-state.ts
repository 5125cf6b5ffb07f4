import type { Finding } from "../findings/finding";

/**
 * What it means that things of an environment are in AWS and in no state, though the code makes them: most likely Terraform looks
 * into the wrong states. One alone may be somebody's own.
 *
 * @param count - of things in AWS that are in no state and have the name of one that the code makes
 */
export function inNoStateFindings(count: number): Finding[] {
  if (count < 2) return [];
  return [
    {
      kind: "state",
      severity: "critical",
      address: "terraform.backend",
      what: `${count} things of this environment are in AWS and in no state: is state.bucket the right one?`,
      meaning: [
        "Terraform does not know them and makes them once more: some fail, because AWS has their names already, and others are there twice, and cost twice.",
        'If the states are in another bucket or region, name that one in the environment\'s file, or move them: "Moving to another bucket" in docs/state.md.',
        'If a state was lost or overwritten, bring it back: "A deleted state" in docs/state.md.',
        'If an apply was killed before it wrote down what it had made: "A lock left by a dead process" in docs/state.md.',
      ],
    },
  ];
}
