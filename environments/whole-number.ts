import * as z from "zod";

import type { Mistake } from "./mistake";
import { quote } from "./quote";

/** A value that is a whole number, and how to speak of it. */
export interface WholeNumber {
  /** What it is called in a sentence, with its article: `the idle timeout`. */
  readonly called: string;
  /** What it counts, in the plural: `seconds`. Nothing for a number that counts nothing, as a port. */
  readonly unit?: string;
  /** The smallest value that is accepted. */
  readonly from: number;
  /** The largest value that is accepted. */
  readonly to: number;
}

/** A whole number in the schema. Of another type, fractional or out of range: it makes one problem, never two. */
export function wholeNumber(value: WholeNumber) {
  return z.custom<number>().check((context) => {
    const mistake = numberMistake(value, context.value);
    if (mistake) context.issues.push({ code: "custom", input: context.value, params: { ...mistake } });
  });
}

function numberMistake({ called, unit, from, to }: WholeNumber, given: unknown): Mistake | undefined {
  if (typeof given === "number" && Number.isInteger(given) && given >= from && given <= to) return undefined;
  return {
    what: `${called} is a whole number${unit === undefined ? "" : ` of ${unit}`} from ${from} to ${to}, got ${quote(given)}`,
    remedy: typeof given === "string" ? "Write a number, without quotes." : "Choose a number in that range.",
  };
}
