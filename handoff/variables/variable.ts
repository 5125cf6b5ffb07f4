import type { Expression, Json } from "../hcl/expression";

/** A rule that Terraform checks before it plans anything. */
export interface Validation {
  /** HCL that is true for a good value. */
  readonly condition: string;
  /** What is wrong and what to do, as a template: `${var.region}` quotes the value. */
  readonly message: string;
}

/** A variable of a root module: what people tune. */
export interface Variable {
  readonly name: string;
  /** Terraform's type, as HCL. */
  readonly type: Expression;
  /** One sentence for whoever sets it. */
  readonly description: string;
  /** What it is when nobody sets it. @default none: it has to be set */
  readonly default?: Json;
  /** Whether `null` is a value of its own. @default false: `null` means the default */
  readonly nullable?: boolean;
  readonly validations: readonly Validation[];
}
