import { ConfigurationError } from "../../environments/configuration-error";
import type { Problem } from "../../environments/problem";
import { unknownKeyMistake } from "../../environments/unknown-key";
import { FINDING_KINDS, type FindingKind } from "../findings/finding";

/** Every kind at once. */
const ALL = "all";

/**
 * Reads what `--fail-on` was given: kinds of findings with commas between them, such as `destroy, replace`, or `all`.
 *
 * @returns each kind once, in the order of the list of kinds
 * @throws ConfigurationError with every name that is none, and where there is no name
 */
export function parseFailOn(text: string): FindingKind[] {
  const names = text.split(",").map((name) => name.trim());
  const [first, ...others] = names.flatMap(problemsWith);
  if (first !== undefined) throw new ConfigurationError([first, ...others]);
  return FINDING_KINDS.filter((kind) => names.includes(ALL) || names.includes(kind));
}

function problemsWith(name: string): Problem[] {
  if (name === ALL || isFindingKind(name)) return [];
  const mistake =
    name === ""
      ? {
          what: 'a kind of finding is missing, got ""',
          remedy: `Give one or more of ${FINDING_KINDS.join(", ")} with commas between them, or ${ALL}.`,
        }
      : unknownKeyMistake(name, [...FINDING_KINDS, ALL], "kind of finding");
  return [{ where: "--fail-on", ...mistake }];
}

/** Whether findings of that kind exist. */
export function isFindingKind(name: string): name is FindingKind {
  return (FINDING_KINDS as readonly string[]).includes(name);
}
