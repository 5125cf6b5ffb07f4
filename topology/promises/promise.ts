import type { Expected } from "../expected";
import type { Answer, Hop } from "../reachability/answer";
import type { Graph } from "../reachability/graph";

/** Whether a promise is kept. What cannot be known is unknown, and no promise rests on it. */
export type Outcome = "kept" | "broken" | "unknown";

/** What came out. */
export interface Finding {
  readonly outcome: Outcome;
  /** Why, in one line: the way when it is kept, or what breaks it. */
  readonly reason: string;
  /** What would have to change. Undefined when it is kept. */
  readonly change?: string;
  /** What breaks it, each with its name in it, for a picture. */
  readonly culprits?: readonly string[];
}

/** Something that a front door promises, whether it is only code yet or lives. */
export interface FrontDoorPromise {
  /** For machines: it never changes. */
  readonly id: string;
  /** For people. */
  readonly says: (expected: Expected) => string;
  /** The mistake or the check of the tutorial that it stands for. */
  readonly standsFor: string;
  /** What the tutorial says to do when it is broken. */
  readonly remedy: string;
  readonly check: (graph: Graph, expected: Expected) => Finding;
}

/** A finding for something that must be possible. */
export function mustBeAllowed({ verdict, hops, obstacle }: Answer, prefix = ""): Finding {
  if (obstacle === undefined) {
    return { outcome: "kept", reason: `${prefix}${summary(hops)}` };
  }
  return {
    outcome: verdict === "blocked" ? "broken" : "unknown",
    reason: `${prefix}${obstacle.at}: ${obstacle.why}`,
    change: mend(obstacle.change),
    culprits: [obstacle.at],
  };
}

/** A finding for something that must not be possible. */
export function mustBeBlocked({ verdict, hops, obstacle }: Answer, prefix = ""): Finding {
  if (verdict === "blocked" && obstacle !== undefined) {
    return { outcome: "kept", reason: `${prefix}${obstacle.at}: ${obstacle.why}` };
  }
  if (obstacle !== undefined) {
    return {
      outcome: "unknown",
      reason: `${prefix}${obstacle.at}: ${obstacle.why}`,
      change: "Make sure by other means that this is closed.",
      culprits: [obstacle.at],
    };
  }
  return {
    outcome: "broken",
    reason: `${prefix}${summary(hops)}`,
    change: "Close one of these.",
    culprits: hops.map(({ at }) => at),
  };
}

/** Advice to ask about something else is for questions; a promise asks about what there is. */
function mend(change: string): string {
  return change.startsWith("Ask about") ? "Deploy it, or write it so that it can be told." : change;
}

/** The way in one line: the gateways, and what was let pass by a rule that somebody wrote for it. */
function summary(hops: readonly Hop[]): string {
  const parts = hops.flatMap(({ at, why }) => {
    if (/^(internet|NAT) gateway /.test(at)) return [at];
    return /^(security group|load balancer) /.test(at) && !why.startsWith("it has") ? [`${at} (${why})`] : [];
  });
  return `by ${parts.join(", ")}`;
}

/** The worst of several findings: broken before unknown before kept; the first of those. */
export function worstOf(findings: readonly Finding[]): Finding {
  const [first, ...others] = ["broken", "unknown", "kept"].flatMap((outcome) =>
    findings.filter((finding) => finding.outcome === outcome),
  );
  if (first === undefined) {
    return {
      outcome: "unknown",
      reason: "there is nothing to ask about: it is in no subnet",
      change: "Give it subnets.",
    };
  }
  const alike = others.filter(({ outcome }) => outcome === first.outcome);
  return first.outcome === "kept"
    ? first
    : { ...first, culprits: [first, ...alike].flatMap(({ culprits = [] }) => culprits) };
}
