import type { AddressSet } from "./address-set";
import type { Answer, Hop, Obstacle } from "./answer";

/** What becomes of the addresses that come to one point of the way. */
export interface Passage {
  /** Those that pass. */
  readonly pass: AddressSet;
  /** Those that pass or not, depending on what is not known. */
  readonly maybe: AddressSet;
  /** Said of those that pass. */
  readonly hop: Hop;
  /** Said of those that do not. */
  readonly obstacle: Obstacle;
  /** Said of those of which it is not known. */
  readonly doubt: Obstacle;
}

/** One point of the way. */
export type Checkpoint = (addresses: AddressSet) => Passage;

/**
 * How much has to pass. `some`: of many clients, one will do. `every`: each of many clients, and one that does not is stopped.
 * `all`: of one's own interface, whose address is not known, every address that it may have; if some do not, it is not known.
 */
export type Demand = "some" | "every" | "all";

/** Where a walk ended: its answer, and the addresses that came to the end. */
export interface Arrival {
  readonly answer: Answer;
  readonly sure: AddressSet;
  readonly maybe: AddressSet;
}

/** As `send`, for who wants nothing but the answer. */
export function walk(addresses: AddressSet, checkpoints: readonly Checkpoint[], demand: Demand): Answer {
  return send(addresses, checkpoints, demand).answer;
}

/** Sends addresses along the way. The reason is the first point that none passes, or that leaves too little sure. */
export function send(addresses: AddressSet, checkpoints: readonly Checkpoint[], demand: Demand): Arrival {
  const hops: Hop[] = [];
  let sure = addresses;
  let maybe = addresses.without(addresses);
  let firstDoubt: Obstacle | undefined;
  for (const checkpoint of checkpoints) {
    const before = sure;
    // Nobody is sent who is not there; of both, at least one is.
    const passage = checkpoint(sure.isEmpty ? maybe : sure);
    const doubtful = sure.isEmpty || maybe.isEmpty ? passage : checkpoint(maybe);
    const through = doubtful.pass.union(doubtful.maybe);
    if (before.isEmpty) maybe = through;
    else {
      sure = passage.pass;
      maybe = doubtful === passage ? passage.maybe : passage.maybe.union(through);
    }
    if (sure.isEmpty && maybe.isEmpty) {
      const { obstacle } = passage;
      return { answer: { verdict: "blocked", hops, obstacle }, sure, maybe };
    }
    if (demand === "every" && !sure.union(maybe).includes(addresses)) {
      const { obstacle } = passage;
      return { answer: { verdict: "blocked", hops, obstacle: partial(obstacle) }, sure, maybe };
    }
    const isEnough = demand === "some" ? !sure.isEmpty : sure.includes(before);
    if (!isEnough) firstDoubt ??= passage.maybe.isEmpty ? partial(passage.obstacle) : passage.doubt;
    if (firstDoubt === undefined) hops.push(passage.hop);
  }
  const isAllowed = demand === "some" ? !sure.isEmpty : sure.includes(addresses);
  const answer: Answer = isAllowed
    ? { verdict: "allowed", hops, obstacle: undefined }
    : { verdict: "unknown", hops, obstacle: firstDoubt };
  return { answer, sure, maybe };
}

/** It stops a part of the addresses, and which of them it will be is not known. */
function partial({ at, why, change }: Obstacle): Obstacle {
  return { at, why: `for a part of the addresses, ${why}`, change };
}
