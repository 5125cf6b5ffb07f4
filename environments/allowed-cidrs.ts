import type { Draft } from "./draft";
import type { PlacedMistake } from "./mistake";
import { formatPath } from "./format-path";
import { quote } from "./quote";

/** The part of an environment that these rules look at. */
export interface AllowedCidrsDraft {
  readonly loadBalancer: { readonly allowedCidrs: readonly string[] };
}

const ALLOWED_CIDRS = ["loadBalancer", "allowedCidrs"] as const;

/** An empty list would let no one in, and AWS refuses the same rule twice. */
export function allowedCidrsMistakes(draft: Draft<AllowedCidrsDraft>): PlacedMistake[] {
  if (!draft.isSound(...ALLOWED_CIDRS)) return [];
  const { allowedCidrs } = draft.value.loadBalancer;
  if (allowedCidrs.length === 0) {
    return [
      {
        path: ALLOWED_CIDRS,
        what: "at least one block must be allowed to connect, got []",
        remedy: 'Give a block, or leave allowedCidrs out to allow "0.0.0.0/0".',
      },
    ];
  }
  return allowedCidrs.flatMap((cidr, index) => {
    const first = allowedCidrs.indexOf(cidr);
    const path = [...ALLOWED_CIDRS, index];
    return draft.isSound(...path) && first < index
      ? [{ path, what: `${quote(cidr)} is already ${formatPath([...ALLOWED_CIDRS, first])}`, remedy: "Remove it." }]
      : [];
  });
}
