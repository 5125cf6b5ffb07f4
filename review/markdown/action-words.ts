import type { Action, Change } from "../plan/change";

/** What becomes of a resource, in a word. What takes something away is bold. */
export const ACTION_WORDS: Readonly<Record<Action, string>> = {
  create: "add",
  update: "change",
  replace: "**replace**",
  delete: "**destroy**",
  move: "move",
  import: "import",
  forget: "**forget**",
  other: "**not understood**",
};

/** Who comes first, and stays longest when there is no room for all. */
export const ACTION_RANKS: Readonly<Record<Action, number>> = {
  delete: 0,
  replace: 0,
  forget: 1,
  other: 1,
  update: 2,
  import: 3,
  create: 4,
  move: 5,
};

/** What takes something away first, otherwise in the order given. */
export function worstFirst(changes: readonly Change[]): Change[] {
  return [...changes].sort((a, b) => ACTION_RANKS[a.action] - ACTION_RANKS[b.action]);
}
