import { source } from "../hcl/expression";
import type { Variable } from "./variable";

/** What a variable of a whole number is. */
interface WholeNumber {
  readonly name: string;
  readonly description: string;
  readonly default: number;
  /** What it is called in a sentence, with its article: `the idle timeout`. */
  readonly called: string;
  /** What it counts, in the plural. @default nothing, as a port */
  readonly unit?: string;
  readonly from: number;
  readonly to: number;
}

/** A variable of a whole number, with the words of the environments' whole-number.ts. */
export function wholeNumber({ name, description, default: value, called, unit, from, to }: WholeNumber): Variable {
  const given = `var.${name}`;
  return {
    name,
    type: source("number"),
    description,
    default: value,
    validations: [
      {
        condition: `${given} >= ${from} && ${given} <= ${to} && floor(${given}) == ${given}`,
        message: `${called} is a whole number${unit === undefined ? "" : ` of ${unit}`} from ${from} to ${to}, got \${${given}}. Choose a number in that range.`,
      },
    ],
  };
}
