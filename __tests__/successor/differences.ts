/** A value that is not the same in two JSON documents. What one of them lacks is `undefined` there. */
export type Difference = readonly [path: string, before: unknown, after: unknown];

/** Every value that differs, the smallest that do, by its path. The order of keys is no difference; that of a list is. */
export function differences(before: unknown, after: unknown, path: readonly string[] = []): Difference[] {
  if (!isParent(before) || !isParent(after) || Array.isArray(before) !== Array.isArray(after)) {
    return Object.is(before, after) ? [] : [[path.join("."), before, after]];
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => differences(before[key], after[key], [...path, key]));
}

function isParent(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
