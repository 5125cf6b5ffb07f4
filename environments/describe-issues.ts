import type * as z from "zod";

import { environmentNameRule } from "./name-rules";
import { formatPath } from "./format-path";
import type { Mistake, Path } from "./mistake";
import type { Problem } from "./problem";
import { quote } from "./quote";
import { unknownKeyMistake } from "./unknown-key";

type Issue = z.core.$ZodIssue;

/** Which keys an object in the schema has, by its path. */
export type KnownKeys = (path: Path) => readonly string[];

/** Turns what zod found wrong with an environment into problems, in zod's order. */
export function describeIssues(input: unknown, issues: readonly Issue[], knownKeys: KnownKeys): Problem[] {
  const environment = nameOf(input);
  return issues.flatMap((issue) => {
    const path = formatPath(issue.path);
    const where = path === "" ? environment : `${environment}: ${path}`;
    return mistakesOf(issue, knownKeys).map((mistake) => ({ where, ...mistake }));
  });
}

function nameOf(input: unknown): string {
  const name = typeof input === "object" && input !== null && "name" in input ? input.name : undefined;
  if (typeof name !== "string") return "environment (unnamed)";
  return environmentNameRule(name) === undefined ? name : `environment ${quote(name)}`;
}

function mistakesOf(issue: Issue, knownKeys: KnownKeys): Mistake[] {
  switch (issue.code) {
    case "custom":
      // Front-door's own rules, which bring their words with them.
      return [issue.params as Mistake];
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKeyMistake(key, knownKeys(issue.path)));
    case "invalid_value":
      return [
        {
          what: `must be one of ${issue.values.map(quote).join(", ")}, got ${quote(issue.input)}`,
          remedy: "Choose one of these.",
        },
      ];
    case "invalid_type":
      return [wrongTypeMistake(issue.expected, issue.input, knownKeys(issue.path))];
    default:
      return [{ what: `${issue.message}, got ${quote(issue.input)}`, remedy: "Correct the value." }];
  }
}

function wrongTypeMistake(expected: string, given: unknown, keys: readonly string[]): Mistake {
  switch (expected) {
    case "object":
      return { what: `must be an object, got ${quote(given)}`, remedy: `Give an object of ${keys.join(", ")}.` };
    case "array":
      return { what: `must be an array, got ${quote(given)}`, remedy: "Put it between [ and ]." };
    case "boolean":
      return { what: `must be true or false, got ${quote(given)}`, remedy: "Write true or false, without quotes." };
    default:
      return { what: `must be of type ${expected}, got ${quote(given)}`, remedy: "Correct the type." };
  }
}
