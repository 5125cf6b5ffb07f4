import { drawMermaid } from "../../topology/drawing/mermaid";
import { type Picture, pictureOf } from "../../topology/drawing/picture";
import { AFTER_AND_BEFORE, differences } from "../../topology/drift";
import type { Expected } from "../../topology/expected";
import type { Topology } from "../../topology/model";
import { checkPromises } from "../../topology/promises";
import type { Finding } from "../findings/finding";
import type { StackPlan } from "../plan/stack-plan";
import { expectedBefore } from "./expected-before";
import { inNoStateFindings } from "./in-no-state";
import { madeByHand } from "./made-by-hand";
import { renamedThings, renamesInWords } from "./names-by-address";
import { isNothing, networkBefore, plansTell } from "./network-before";
import type { NetworkReview } from "./network-review";
import { type Checked, promiseChanges } from "./promise-changes";
import { promiseFindings } from "./promise-findings";
import { renamedTopology } from "./renamed-topology";
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
  /**
   * Those of all stacks: they know things by address, and what was taken away since Terraform made it.
   * @default things are known by their names, and `states` is what Terraform last made
   */
  readonly plans?: readonly StackPlan[];
}

/** What changes for the network. */
export interface ReviewedNetwork {
  readonly review: NetworkReview;
  /** One of kind `state`, if things are in AWS and in no state; then of kind `promise`, in the order of the promises. */
  readonly findings: readonly Finding[];
  /** What `review.mermaid` shows, for other formats. */
  readonly picture: Picture;
}

/**
 * Compares a network before and after.
 *
 * Before is what is in AWS, or else what Terraform's states know. After is what the code makes, with what is in AWS and in no
 * state: Terraform neither sees that nor takes it away. What stays and gets another name has that name on both sides.
 */
export function reviewNetwork(input: NetworkReviewInput): ReviewedNetwork {
  const { states, lasting = states, code, expected, plans = [] } = input;
  const told = plansTell(plans);
  const live = input.live && renamedTopology(input.live, told.own);
  const applied = plans.length === 0 ? states : told.applied;
  const { topology, source, notFromAws } = networkBefore({
    ...input,
    ...(live === undefined ? {} : { live }),
    applied,
  });
  const inNewNames = (each: Topology): Topology => renamedTopology(each, told.lasting);
  const before = inNewNames(topology);
  const {
    after,
    lines: unmanaged,
    namesakes,
  } = live === undefined
    ? { after: code, lines: [], namesakes: 0 }
    : madeByHand({ live: inNewNames(live), states: inNewNames(states), lasting: inNewNames(lasting), code });
  const checked = { promises: checkPromises(after, expected), expected };
  const isNew = source === "nothing";
  // What takes the place of another has to keep what that promised.
  const soFar = isNew ? undefined : checkedBefore(renamedTopology(topology, told.all), applied, expected);
  const promises = promiseChanges(soFar, checked);
  const picture = pictureOf({
    topology: after,
    ...checked,
    ...(isNew ? {} : { before, changed: renamedThings(topology, told.lasting) }),
  });
  const review = {
    before: source,
    ...(notFromAws === undefined ? {} : { notFromAws }),
    promises,
    changes: changesInWords(before, after, renamesInWords(topology, told.lasting)),
    unmanaged,
    mermaid: drawMermaid(picture),
  };
  return { review, findings: [...inNoStateFindings(namesakes), ...promiseFindings(promises)], picture };
}

/** Where no state knows what Terraform last made, it may be what there is. */
function checkedBefore(before: Topology, applied: Topology, expected: Expected): Checked {
  const asked = expectedBefore(expected, isNothing(applied) ? before : applied);
  return { promises: checkPromises(before, asked), expected: asked };
}

/** Where all of it is new, or all of it goes, one line says so. */
function changesInWords(before: Topology, after: Topology, renames: readonly string[]): string[] {
  if (isNothing(before)) return isNothing(after) ? [] : [`all of it is new: ${howMuch(after)}`];
  if (isNothing(after)) return [`all of it goes: ${howMuch(before)}`];
  const others = differences(after, before, AFTER_AND_BEFORE);
  return [...renames, ...others.map(({ kind, name, what }) => `${kind} ${name}: ${what}`)];
}
