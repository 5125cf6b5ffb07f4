import { distance } from "fastest-levenshtein";

import type { Mistake } from "./mistake";
import { quote } from "./quote";

/**
 * What to say of a key that does not exist where it was written.
 *
 * @param called - what it is, where it is not a key but another name out of a list
 */
export function unknownKeyMistake(given: string, known: readonly string[], called = "key"): Mistake {
  const meant = nearest(given, known);
  return meant === undefined
    ? { what: `unknown ${called} ${quote(given)}`, remedy: `Remove it, or use one of ${known.join(", ")}.` }
    : { what: `unknown ${called} ${quote(given)}, did you mean ${quote(meant)}`, remedy: `Write ${quote(meant)}.` };
}

function nearest(given: string, known: readonly string[]): string | undefined {
  // The distance is quadratic in the length, and no known key is nearly this long.
  if (given.length > 100) return undefined;
  const letters = lettersOf(given);
  // Two, so that exchanged letters count as one slip; in a very short word two would fit almost anything.
  const most = given.length < 4 ? 1 : Math.max(2, Math.floor(given.length / 3));
  return known
    .map((key) => ({ key, far: distance(letters, lettersOf(key)) }))
    .filter(({ far }) => far <= most)
    .sort((one, other) => one.far - other.far)
    .at(0)?.key;
}

/** `allowed_CIDRs` and `allowedCidrs` are the same key, spelt by two habits. */
function lettersOf(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, "");
}
