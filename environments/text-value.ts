import * as z from "zod";

import type { Mistake, Rule } from "./mistake";
import { quote } from "./quote";

/** A value that is a string, and how to speak of it. */
export interface TextValue {
  /** What it is called in a sentence, with its article: `the name of the environment`. */
  readonly called: string;
  /** A value that would be accepted, for the remedy. */
  readonly example: string;
  /** What the string must keep. */
  readonly rule: Rule<string>;
  /**
   * What to do when a number was given.
   * @default a sentence that shows the example
   */
  readonly remedyForNumber?: string;
}

/** A string in the schema. Missing, of another type or against its rule: it makes one problem, never two. */
export function text(value: TextValue) {
  return z.custom<string>().check((context) => {
    const mistake = textMistake(value, context.value);
    if (mistake) context.issues.push({ code: "custom", input: context.value, params: { ...mistake } });
  });
}

function textMistake({ called, example, rule, remedyForNumber }: TextValue, given: unknown): Mistake | undefined {
  if (typeof given === "string") return rule(given);
  if (given === undefined) return { what: `${called} is missing`, remedy: `Give one, such as ${quote(example)}.` };
  return {
    what: `${called} must be a string, got ${quote(given)}`,
    remedy:
      typeof given === "number" && remedyForNumber !== undefined
        ? remedyForNumber
        : `Write a string, such as ${quote(example)}.`,
  };
}
