import type { Mutation } from "./native-tests-mutations";

/** Mutations that stand in one copy of a module together. */
export type Round = readonly [Mutation, ...Mutation[]];

/**
 * As few rounds as will do, because each takes terraform seconds. In a round, no two mutations touch the same text or are
 * refused in the same words: so each message is one mutation's.
 */
export function together(mutations: readonly Mutation[]): Round[] {
  const rounds: [Mutation, ...Mutation[]][] = [];
  for (const mutation of mutations) {
    const fitting = rounds.find((round) => round.every((other) => fit(mutation, other)));
    if (fitting === undefined) rounds.push([mutation]);
    else fitting.push(mutation);
  }
  return rounds;
}

function fit(one: Mutation, other: Mutation): boolean {
  return (
    one.module === other.module &&
    !(one.file === other.file && (one.from.includes(other.from) || other.from.includes(one.from))) &&
    !one.refusals.some((refusal) => other.refusals.includes(refusal))
  );
}
