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
  // A provider that still finds something there was not led elsewhere, nor one that finds something in the new region.
  const found = new Set(plan.resourcesBefore.flatMap(({ values }) => regionOf(values)));
  if (lost.has(region) || found.has(region)) return [];
  return [...lost].some((each) => found.has(each)) ? [] : [...lost].sort();
}

/** By its ARN: `arn:partition:service:region:account:resource`. What is global has none there. */
function regionOf(values: unknown): string[] {
  const arn = isObject(values) ? textOf(values["arn"]) : undefined;
  const region = /^arn:[^:]*:[^:]*:([^:]+):/.exec(arn ?? "")?.[1];
  return region === undefined ? [] : [region];
}
