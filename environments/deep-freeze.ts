/** Freezes a tree of plain objects and arrays, and returns it. */
export function deepFreeze<T extends object>(tree: T): T {
  for (const branch of Object.values(tree) as unknown[]) {
    if (typeof branch === "object" && branch !== null) deepFreeze(branch);
  }
  return Object.freeze(tree);
}
