import { LONGEST_KEY, LONGEST_VALUE, MOST_TAGS, OWN_TAGS } from "../../environments/tags";
import { source } from "../hcl/expression";
import { forEach, matches } from "./condition";
import type { Validation, Variable } from "./variable";

const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

export const tags: Variable = {
  name: "tags",
  type: source("map(string)"),
  description: `Your own tags, put on every resource: at most ${MOST_TAGS}. ${OWN_TAGS.join(", ")} are the modules' own.`,
  default: {},
  validations: [
    {
      condition: `length(var.tags) <= ${MOST_TAGS}`,
      message: `AWS allows 50 tags on a resource and ${OWN_TAGS.length} are the modules' own, so at most ${MOST_TAGS} are yours, got \${length(var.tags)}. Remove some of them.`,
    },
    {
      condition: `length(setintersection(keys(var.tags), [${OWN_TAGS.map((tag) => `"${tag}"`).join(", ")}])) == 0`,
      message: `the modules themselves set the tags ${OWN_TAGS.join(", ")}. Choose another key.`,
    },
    {
      condition: '!contains(keys(var.tags), "")',
      message: 'a tag key has at least 1 character, got "". Name the tag.',
    },
    ...[
      lengthValidation("key", "keys(var.tags)", LONGEST_KEY),
      lengthValidation("value", "values(var.tags)", LONGEST_VALUE),
    ],
    textValidation(
      matches(CHARACTERS, "text"),
      "a tag has only letters, digits, spaces and _ . : / = + - @",
      "Remove the other characters.",
    ),
    textValidation(`!${matches(/^\p{Z}|\p{Z}$/u, "text")}`, "a tag has no space at either end", "Remove the space."),
    textValidation(
      '!startswith(lower(text), "aws:")',
      'AWS keeps the prefix "aws:" for itself',
      "Choose another key or value.",
    ),
  ],
};

/** A regular expression counts characters as AWS does; length() counts what a reader sees as one. */
function lengthValidation(part: "key" | "value", list: string, longest: number): Validation {
  return {
    condition: forEach("text", list, matches(new RegExp(`^.{0,${longest}}$`), "text")),
    message: `a tag ${part} has at most ${longest} characters, got \${jsonencode(${list})}. Shorten the ${part}.`,
  };
}

/** What keys and values keep alike. */
function textValidation(condition: string, what: string, remedy: string): Validation {
  return {
    condition: forEach("text", "concat(keys(var.tags), values(var.tags))", condition),
    message: `${what}, got \${jsonencode(var.tags)}. ${remedy}`,
  };
}
