import { isObject } from "../../plan/json";
import { textOf } from "../reading";
import type { Context } from "../rule";

/**
 * The regions that a stack's resources stay behind in. Whoever gives a provider another region makes Terraform look for
 * everything there; it finds nothing, and takes all of it for deleted.
 *
 * @returns none where something was really deleted, or where nobody can tell
 */
export function regionsLeft({ plan, region }: Context): string[] {
  if (region === undefined) return [];
  const lost = new Set(plan.drift.flatMap(({ before, after }) => (after === null ? regionOf(before) : [])));
  if (lost.has(region)) return [];
  // A provider that still finds something there was not led elsewhere.
  const found = new Set(plan.resourcesBefore.flatMap(({ values }) => regionOf(values)));
  return [...lost].some((each) => found.has(each)) ? [] : [...lost].sort();
}

/** By its ARN: `arn:partition:service:region:account:resource`. What is global has none there. */
function regionOf(values: unknown): string[] {
  const arn = isObject(values) ? textOf(values["arn"]) : undefined;
  const region = /^arn:[^:]*:[^:]*:([^:]+):/.exec(arn ?? "")?.[1];
  return region === undefined ? [] : [region];
}
