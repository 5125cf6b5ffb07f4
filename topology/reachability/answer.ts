/** Whether it can be reached. What cannot be known is unknown, never allowed. In this order it gets more. */
export const VERDICTS = ["blocked", "unknown", "allowed"] as const;

/** One of them. */
export type Verdict = (typeof VERDICTS)[number];

/** Something on the way, and why it lets pass. */
export interface Hop {
  /** What it is, such as `security group ALB-SG`. */
  readonly at: string;
  /** Why it lets pass, such as `ingress tcp 80 from 0.0.0.0/0`. */
  readonly why: string;
}

/** What stops it, or what cannot be known. */
export interface Obstacle {
  /** What it is, such as `route table PrivateRouteTable`. */
  readonly at: string;
  /** Why it does not let pass, or what is not known of it: a clause. */
  readonly why: string;
  /** What would have to change for it to pass: a sentence. */
  readonly change: string;
}

/** Whether one place can reach another, and the reason. */
export interface Answer {
  readonly verdict: Verdict;
  /** What lets pass, from the beginning to the end, or up to the obstacle. */
  readonly hops: readonly Hop[];
  /** Undefined when it is allowed. */
  readonly obstacle: Obstacle | undefined;
}

/** The most that any of the answers allows: whether there is a way at all. */
export function best(answers: readonly Answer[]): Answer {
  return extreme(answers, 1);
}

/** The least that any of the answers allows: whether every way is open. */
export function worst(answers: readonly Answer[]): Answer {
  return extreme(answers, -1);
}

/** Of several of the same verdict the first. */
function extreme(answers: readonly Answer[], sign: 1 | -1): Answer {
  const rank = ({ verdict }: Answer): number => sign * VERDICTS.indexOf(verdict);
  const [first, ...others] = answers;
  if (first === undefined) throw new Error("there is no answer without a question");
  return others.reduce((found, answer) => (rank(answer) > rank(found) ? answer : found), first);
}
