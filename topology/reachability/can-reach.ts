import type { Family } from "./address-set";
import { type Answer, best } from "./answer";
import type { Flow } from "./flow";
import { reachFromOutside } from "./from-outside";
import type { Graph } from "./graph";
import type { Place } from "./place";
import { reachToOutside } from "./to-outside";
import { reachWithin } from "./within";

const FAMILIES: readonly Family[] = ["ipv4", "ipv6"];

/** A packet that is to be sent. */
export interface Question {
  readonly from: Place;
  readonly to: Place;
  readonly flow: Flow;
  /** Whether it must be so for each address outside, and over IPv4, and not just for one. @default false */
  readonly forEvery?: boolean;
}

/** Whether one place can reach another, over IPv4 or IPv6: the way that goes farther. */
export function canReach(graph: Graph, question: Question): Answer {
  // Whoever has IPv4 alone must get there, too.
  if (question.forEvery === true) return answerFor(graph, question, "ipv4");
  const answers = FAMILIES.filter((family) => hasAddresses(graph, question, family)).map((family) =>
    answerFor(graph, question, family),
  );
  return answers.length === 0 ? noFamily(question) : best(answers);
}

/** One end has IPv4 alone, and the other IPv6 alone. */
function noFamily({ from, to }: Question): Answer {
  const obstacle = {
    at: to.label,
    why: `it has no address of the kind that ${from.label} has, IPv4 or IPv6`,
    change: "Give both ends an address of one kind.",
  };
  return { verdict: "blocked", hops: [], obstacle };
}

function answerFor(graph: Graph, { from, to, flow, forEvery = false }: Question, family: Family): Answer {
  const demand = forEvery ? "every" : "some";
  if (from.kind === "interface") {
    return to.kind === "interface"
      ? reachWithin(graph, { from, to, flow, family })
      : reachToOutside(graph, { from, to, flow, family, demand });
  }
  if (to.kind === "interface") return reachFromOutside(graph, { from, to, flow, family, demand });
  const obstacle = { at: to.label, why: "neither end is in a VPC here", change: "Ask about something in the VPC." };
  return { verdict: "unknown", hops: [], obstacle };
}

/** Where one end has no address of a family, there is no way of that family to talk about. */
function hasAddresses(graph: Graph, { from, to }: Question, family: Family): boolean {
  return [from, to].every((place) =>
    place.kind === "outside"
      ? !place.addresses(family).isEmpty
      : family === "ipv4" || (graph.subnet(place.subnet)?.cidrs ?? []).some((cidr) => cidr.includes(":")),
  );
}
