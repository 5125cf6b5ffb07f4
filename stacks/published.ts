import type { S3BackendConfig, TerraformStack } from "cdktf";

/** A published output as another stack reads it, each part a Terraform expression. */
export interface RemoteOutput {
  /** The output itself, where it is a string. */
  readonly value: string;
  /** One element, where it is a list; the first has index 0. */
  readonly at: (index: number) => string;
  /** Another published value that this one refers to. */
  readonly use: <T>(published: Published<T>) => T;
}

/** Where a stack comes from, for those who read its outputs. */
export interface Publisher {
  readonly stack: TerraformStack;
  /** The stack's name within its environment, such as `network`. */
  readonly stackName: string;
  /** Where its state is kept. */
  readonly stateLocation: S3BackendConfig;
}

/** What a stack says of a value that it publishes. */
export interface Publication<T> {
  /** A few words for whoever reads the output in another tool. */
  readonly description: string;
  /** What Terraform publishes: an id, or a list of ids. */
  readonly output: string | readonly string[];
  /** The value as the publishing stack itself uses it. */
  readonly value: T;
  /** The same value for a stack above: what only Terraform knows comes from state, the rest is known already. */
  readonly fromState: (output: RemoteOutput) => T;
}

/**
 * A value that a stack publishes as a Terraform output, under a name that a person would choose. Other teams read
 * these outputs too, so the names are a contract.
 */
export interface Published<T> extends Pick<Publication<T>, "value" | "fromState"> {
  readonly publisher: Publisher;
  readonly outputName: string;
}
