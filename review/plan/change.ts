import type { Json, Path } from "./json";
import type { Marks } from "./marks";

/**
 * What becomes of a resource. `move` is a new address and nothing else; `forget` takes it out of the state and leaves it
 * where it is; `other` is what a newer Terraform does and nobody here knows.
 */
export type Action = "create" | "update" | "replace" | "delete" | "move" | "import" | "forget" | "other";

/** A value before and after, with what is not known of it and what nobody may see. */
export interface ValueChange {
  /** null where there was nothing. */
  readonly before: Json;
  /** null where there will be nothing. What is unknown is null or left out, see afterUnknown. */
  readonly after: Json;
  /** What only apply can know. */
  readonly afterUnknown: Marks;
  readonly beforeSensitive: Marks;
  readonly afterSensitive: Marks;
}

/** One resource that a plan changes, or that was changed outside of Terraform. */
export interface Change extends ValueChange {
  /** Such as `dev-network`. */
  readonly stack: string;
  /** Within the stack, such as `aws_lb.fargate_alb`. */
  readonly address: string;
  /** Its address so far, where that is another. */
  readonly previousAddress?: string;
  /** Such as `aws_lb`. */
  readonly type: string;
  readonly action: Action;
  /** As Terraform writes them, such as `delete,create`. */
  readonly actions: string;
  /** Why Terraform chose the action, such as `replace_because_cannot_update`, where it says so. */
  readonly reason?: string;
  /** Where the attributes are that force a replacement. */
  readonly replacePaths: readonly Path[];
  /** The id by which it is imported, if it is. */
  readonly importId?: string;
  /** It is what an interrupted replacement left over, and not the resource itself. */
  readonly deposed: boolean;
}

/** One output of a stack that a plan changes. */
export interface OutputChange extends ValueChange {
  readonly stack: string;
  readonly name: string;
  readonly action: "create" | "update" | "delete";
}

/** A resource as it is in a state, before or after. */
export interface ResourceValues {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
  /** What is unknown is left out. */
  readonly values: Readonly<Record<string, Json>>;
  /** What of it nobody may see. Left out where that is not known: then nobody may see any of it. */
  readonly sensitive?: Marks;
}
