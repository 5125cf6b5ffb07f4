import type { Expected } from "../topology/expected";
import type { Topology } from "../topology/model";
import { type Answer, best } from "../topology/reachability/answer";
import { canReach } from "../topology/reachability/can-reach";
import { placesFor } from "../topology/reachability/endpoint";
import type { Flow } from "../topology/reachability/flow";
import { Graph } from "../topology/reachability/graph";

/** The answer for one pair of places: a load balancer has one in each zone. */
export interface PairAnswer {
  readonly from: string;
  readonly to: string;
  readonly answer: Answer;
}

/** All pairs, and the one that goes farthest: whether there is a way at all. */
export interface QuestionAnswer {
  readonly pairs: readonly PairAnswer[];
  readonly best: Answer;
}

/**
 * Answers one question.
 *
 * @throws ToolError when one of the ends is nothing that can be asked about
 */
export function answerQuestion(
  topology: Topology,
  expected: Expected,
  { from, to, flow }: { readonly from: string; readonly to: string; readonly flow: Flow },
): QuestionAnswer {
  const graph = new Graph(topology);
  const ends = placesFor(graph, expected, to);
  const pairs = placesFor(graph, expected, from).flatMap((start) =>
    ends.map((end) => ({
      from: start.label,
      to: end.label,
      answer: canReach(graph, { from: start, to: end, flow }),
    })),
  );
  return { pairs, best: best(pairs.map(({ answer }) => answer)) };
}
