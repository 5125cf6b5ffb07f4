import type { Mutation } from "./native-tests-mutation";

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
    !overlap(one, other) &&
    !one.refusals.some((refusal) => other.refusals.includes(refusal))
  );
}

function overlap(one: Mutation, other: Mutation): boolean {
  if (one.file !== other.file) return false;
  // Files that are added become one: it may not have two resources of one address.
  if (one.from === "" || other.from === "") return one.to.split("\n")[0] === other.to.split("\n")[0];
  return one.from.includes(other.from) || other.from.includes(one.from);
}

/** A module with the mutations of a round. */
export function mutated(files: ReadonlyMap<string, string>, round: Round): ReadonlyMap<string, string> {
  const names = new Set([...files.keys(), ...round.map(({ file }) => file)]);
  return new Map([...names].map((name) => [name, changed(name, files.get(name) ?? "", round)]));
}

/** Places are those of the text as it was: what one mutation writes must not be found by another. */
function changed(name: string, text: string, round: Round): string {
  let end = 0;
  const parts = round
    .filter(({ file }) => file === name)
    .map(({ what, from, to }) => ({ what, from, to, at: from === "" ? 0 : placeOf(from, text, `${what}: ${name}`) }))
    .sort((one, other) => one.at - other.at)
    .map(({ what, from, to, at }) => {
      if (at < end) throw new Error(`${what}: another mutation of the round touches this: ${from}`);
      const part = text.slice(end, at) + to;
      end = at + from.length;
      return part;
    });
  return parts.join("") + text.slice(end);
}

/** Where the one place is that says this: a mutation of none, or of two, would prove something else. */
function placeOf(part: string, text: string, where: string): number {
  const at = text.indexOf(part);
  if (at === -1 || text.includes(part, at + 1)) throw new Error(`${where} does not say this once: ${part}`);
  return at;
}
