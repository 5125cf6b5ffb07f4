import * as z from "zod";

import type { Mistake, PlacedMistake } from "./mistake";
import { quote } from "./quote";

// AWS allows 50 on a resource, and five are front-door's own.
/** How many tags are the user's. */
export const MOST_TAGS = 45;
/** The most characters in a tag's key. */
export const LONGEST_KEY = 128;
/** The most characters in a tag's value. */
export const LONGEST_VALUE = 256;

/** The tags that front-door itself puts on resources. */
export const OWN_TAGS: readonly string[] = ["Project", "Environment", "Stack", "ManagedBy", "Name"];

/**
 * The user's tags in the schema. Limits: at most 50 on a resource, keys of 1 to 128 and values of 0 to 256 characters
 * from a fixed set ("Tag", Elastic Load Balancing API Reference), none starting with `aws:` in any case, none with a space
 * at either end ("Tag an Application Load Balancer", Elastic Load Balancing).
 */
export function tags() {
  // Not z.record, which passes over a key called __proto__: it is refused, for nothing may be lost silently.
  return z.custom<Readonly<Record<string, string>>>().check((context) => {
    for (const { path, ...mistake } of tagMistakes(context.value)) {
      context.issues.push({ code: "custom", input: context.value, path: [...path], params: mistake });
    }
  });
}

function tagMistakes(given: unknown): PlacedMistake[] {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    return [
      {
        path: [],
        what: `tags are an object of strings, got ${quote(given)}`,
        remedy: 'Write them as in { Team: "web" }.',
      },
    ];
  }
  const entries: [string, unknown][] = Object.entries(given);
  const mistakes = entries.flatMap(([key, value], index) => {
    const mistake = keyMistake(key) ?? twiceMistake(key, entries.slice(0, index)) ?? valueMistake(value);
    return mistake ? [{ path: [key], ...mistake }] : [];
  });
  return entries.length > MOST_TAGS
    ? [
        {
          path: [],
          what: `AWS allows 50 tags on a resource and ${OWN_TAGS.length} are front-door's, so at most ${MOST_TAGS} are yours, got ${entries.length}`,
          remedy: `Remove ${entries.length - MOST_TAGS} of them.`,
        },
        ...mistakes,
      ]
    : mistakes;
}

function keyMistake(key: string): Mistake | undefined {
  if (OWN_TAGS.includes(key)) {
    return { what: `front-door itself sets the tag ${quote(key)}`, remedy: "Choose another key." };
  }
  if (key === "__proto__") {
    return { what: `JavaScript loses a tag that is called ${quote(key)}`, remedy: "Choose another key." };
  }
  if (key === "") return { what: 'a tag key has at least 1 character, got ""', remedy: "Name the tag." };
  return textMistake("key", key, LONGEST_KEY);
}

/** Terraform makes one key of two that look the same and are composed otherwise. */
function twiceMistake(key: string, before: readonly (readonly [string, unknown])[]): Mistake | undefined {
  const isThere = before.some(([other]) => other.normalize("NFC") === key.normalize("NFC"));
  return isThere
    ? { what: `the tag ${quote(key)} is there twice, composed of other characters`, remedy: "Remove one of them." }
    : undefined;
}

function valueMistake(value: unknown): Mistake | undefined {
  if (typeof value !== "string") {
    return { what: `a tag value is a string, got ${quote(value)}`, remedy: "Write it in quotes." };
  }
  return textMistake("value", value, LONGEST_VALUE);
}

/** Of what AWS gets: Terraform composes the characters of every text (NFC; "Strings", Terraform language documentation). */
function textMistake(part: "key" | "value", given: string, longest: number): Mistake | undefined {
  const text = given.normalize("NFC");
  const length = Array.from(text).length;
  if (length > longest) {
    return { what: `a tag ${part} has at most ${longest} characters, got ${length}`, remedy: `Shorten the ${part}.` };
  }
  if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(text)) {
    return {
      what: `a tag ${part} has only letters, digits, spaces and _ . : / = + - @, got ${quote(given)}`,
      remedy: "Remove the other characters.",
    };
  }
  if (/^\p{Z}|\p{Z}$/u.test(text)) {
    return {
      what: `a tag ${part} has no space at either end, got ${quote(given)}`,
      remedy: "Remove the space.",
    };
  }
  if (/^aws:/i.test(text)) {
    return {
      what: `AWS keeps the prefix "aws:" for itself, got the ${part} ${quote(given)}`,
      remedy: `Choose another ${part}.`,
    };
  }
  return undefined;
}
