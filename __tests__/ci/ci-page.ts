import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import type { EvaluatedPolicy } from "../toolchain/support/policy-evaluation";

export const CI_PAGE = readFileSync(resolve(__dirname, "../../docs/ci.md"), "utf8");

/** One statement as the page shows it. */
export interface ShownStatement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  readonly Principal?: unknown;
}

/** A policy as the page shows it. */
export interface ShownPolicy extends EvaluatedPolicy {
  readonly Version: string;
  readonly Statement: readonly (ShownStatement & Readonly<Record<string, unknown>>)[];
}

export const POLICY_NAMES = [
  "trust of the reviewing role",
  "look",
  "look at the network",
  "trust of the applying role",
  "change",
] as const;

/** A policy of the page, for the account and the region of a test. @throws if the page has none of that name */
export function policyOfPage(
  name: (typeof POLICY_NAMES)[number],
  place: { readonly account: string; readonly region: string } = { account: "111122223333", region: "us-east-1" },
): ShownPolicy {
  const [, json] = new RegExp(`<!-- Policy: ${name} -->\n\n\`\`\`json\n([\\s\\S]*?)\`\`\``).exec(CI_PAGE) ?? [];
  if (json === undefined) throw new Error(`docs/ci.md shows no policy "${name}"`);
  const here = json.replaceAll("111122223333", place.account).replaceAll(":us-east-1:", `:${place.region}:`);
  return JSON.parse(here) as ShownPolicy;
}
