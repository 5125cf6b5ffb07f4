import { NOTHING } from "../../topology/canonical";
import { drawMermaid } from "../../topology/drawing/mermaid";
import { type Picture, pictureOf } from "../../topology/drawing/picture";
import { AFTER_AND_BEFORE, differences } from "../../topology/drift";
import type { Expected } from "../../topology/expected";
import type { Topology } from "../../topology/model";
import { type CheckedPromise, checkPromises } from "../../topology/promises";
import type { Finding } from "../findings/finding";
import { expectedBefore } from "./expected-before";
import { madeByHand } from "./made-by-hand";
import type { NetworkReview, PromiseChange, Verdict } from "./network-review";
import { promiseFindings } from "./promise-findings";
import { howMuch } from "./thing-words";

/** What a network is reviewed by. */
export interface NetworkReviewInput {
  /** Everything in AWS, whoever made it, as readLive() gives it. Undefined where AWS did not let us. */
  readonly live?: Topology;
  /** Why AWS did not. */
  readonly notFromAws?: string;
  /** What Terraform made, as topologyOfStates() gives it. */
  readonly states: Topology;
  /** The same of lastingResources(): what is put on something by hand ends when that is replaced. @default states */
  readonly lasting?: Topology;
  /** What Terraform will have made, as readSynthesized() gives it. */
  readonly code: Topology;
  readonly expected: Expected;
}

/** What changes for the network. */
export interface ReviewedNetwork {
  readonly review: NetworkReview;
  /** Of kind `promise`, in the order of the promises. */
  readonly findings: readonly Finding[];
  /** What `review.mermaid` shows, for other formats. */
  readonly picture: Picture;
}

/**
 * Compares a network before and after.
 *
 * Before is what is in AWS, or else what Terraform's states know. After is what the code makes, with what is in AWS and in no
 * state: Terraform neither sees that nor takes it away.
 */
export function reviewNetwork(input: NetworkReviewInput): ReviewedNetwork {
  const { live, states, lasting = states, code, expected } = input;
  const before = beforeOf(input);
  const { after, lines: unmanaged } =
    live === undefined ? { after: code, lines: [] } : madeByHand({ live, states, lasting, code });
  const isNew = before.topology === NOTHING;
  const checked = checkPromises(after, expected);
  const soFar = isNew ? undefined : checkPromises(before.topology, expectedBefore(expected, before.topology));
  const promises = promiseChanges(soFar, checked, expected);
  const picture = pictureOf({
    topology: after,
    expected,
    promises: checked,
    ...(isNew ? {} : { before: before.topology }),
  });
  const { source, notFromAws } = before;
  const review = {
    before: source,
    ...(notFromAws === undefined ? {} : { notFromAws }),
    promises,
    changes: changesInWords(before.topology, after),
    unmanaged,
    mermaid: drawMermaid(picture),
  };
  return { review, findings: promiseFindings(promises), picture };
}

interface Before {
  readonly topology: Topology;
  readonly source: NetworkReview["before"];
  readonly notFromAws?: string;
}

function beforeOf({ live, notFromAws, states }: NetworkReviewInput): Before {
  if (live !== undefined && !isNothing(live)) return { topology: live, source: "AWS" };
  if (isNothing(states)) return { topology: NOTHING, source: "nothing" };
  const reason = live === undefined ? notFromAws : "AWS has no VPC with the tags of this environment";
  return { topology: states, source: "states", ...(reason === undefined ? {} : { notFromAws: reason }) };
}

/** Where all of it is new, or all of it goes, one line says so. */
function changesInWords(before: Topology, after: Topology): string[] {
  if (isNothing(before)) return isNothing(after) ? [] : [`all of it is new: ${howMuch(after)}`];
  if (isNothing(after)) return [`all of it goes: ${howMuch(before)}`];
  return differences(after, before, AFTER_AND_BEFORE).map(({ kind, name, what }) => `${kind} ${name}: ${what}`);
}

function promiseChanges(
  before: readonly CheckedPromise[] | undefined,
  after: readonly CheckedPromise[],
  expected: Expected,
): PromiseChange[] {
  return after.map(({ promise, change = promise.remedy, ...verdict }) => {
    // The code was asked, as if it were deployed already.
    const remedy = change.startsWith("Deploy it") ? "Let the code make it." : change;
    const was = before?.find((each) => each.promise === promise);
    return {
      id: promise.id,
      says: promise.says(expected),
      ...(was === undefined ? {} : { before: verdictOf(was) }),
      after: verdictOf(verdict),
      ...(verdict.outcome === "kept" ? {} : { remedy }),
    };
  });
}

function verdictOf({ outcome, reason }: Verdict): Verdict {
  return { outcome, reason };
}

function isNothing(topology: Topology): boolean {
  return Object.values(topology).every((things: readonly unknown[]) => things.length === 0);
}
