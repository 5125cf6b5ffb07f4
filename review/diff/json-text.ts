import { isSafeNumber, parse } from "lossless-json";
import type { Json } from "../plan/json";
import type { Placeholder } from "../plan/placeholder";
import { type Part, plainPart } from "./part";

/** What is nested deeper is shown as the text that it is. */
const DEEPEST = 40;

/** The object or list that a text is JSON of, such as a policy or container definitions, or undefined where it is none. */
export function jsonIn(text: string, placeholders: readonly Placeholder[]): Part | undefined {
  if (!/^\s*[[{]/.test(text) || depthOf(text) > DEEPEST) return undefined;
  try {
    // A number that JavaScript would round stays as it is written, and a key given twice is refused.
    const value = parse(text, null, (number) => (isSafeNumber(number) ? Number(number) : number));
    return plainPart(value as Json, placeholders);
  } catch {
    return undefined;
  }
}

/** How many brackets are open at once, at most. Those in texts count too: it is a limit and no measure. */
function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const character of text) {
    if (character === "[" || character === "{") deepest = Math.max(deepest, (depth += 1));
    else if (character === "]" || character === "}") depth -= 1;
  }
  return deepest;
}
