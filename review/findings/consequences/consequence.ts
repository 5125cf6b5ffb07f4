import type { Severity } from "../finding";

/** What it means that a resource of a type goes, or is made anew. */
export interface Consequence {
  readonly destroyed: readonly string[];
  readonly severity: Severity;
  /** What is worse about a new one in its place than that it is away meanwhile. @default nothing is known */
  readonly replaced?: readonly string[];
  /** @default as bad as if it is destroyed */
  readonly replacedSeverity?: Severity;
}

/** By Terraform's types. */
export type Consequences = Readonly<Record<string, Consequence>>;
