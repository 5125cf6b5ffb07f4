import type { Outcome } from "../../topology/promises/promise";

/** How it stands with a promise, before or after. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly reason: string;
}

/** How it stood with a promise before. */
export interface VerdictBefore extends Verdict {
  /** What was promised then, where that was something else: the verdict is about that. */
  readonly asked?: string;
}

/** A promise of the front door, before and after. */
export interface PromiseChange {
  /** Such as `ports-agree`. */
  readonly id: string;
  readonly says: string;
  /** Undefined where nothing was deployed. */
  readonly before?: VerdictBefore;
  readonly after: Verdict;
  /** What would mend it, where it is not kept afterwards. */
  readonly remedy?: string;
}

/** What the changes of a review do to who can reach whom. */
export interface NetworkReview {
  /** Where `before` was read: from AWS, from Terraform's states where AWS did not let us, or nothing is deployed. */
  readonly before: "AWS" | "states" | "nothing";
  /** Why not from AWS, where it was read from states. */
  readonly notFromAws?: string;
  readonly promises: readonly PromiseChange[];
  /** What is otherwise afterwards, a line each. */
  readonly changes: readonly string[];
  /** What is in AWS and in no state: Terraform leaves it as it is, and `after` counts it in. A line each. */
  readonly unmanaged: readonly string[];
  /** The network afterwards, as Mermaid, with what is new, changed or gone marked. */
  readonly mermaid: string;
}
