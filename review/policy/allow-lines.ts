import { readFileSync } from "node:fs";
import { join } from "node:path";

import { ConfigurationError } from "../../environments/configuration-error";
import type { Mistake } from "../../environments/mistake";
import type { Problem } from "../../environments/problem";
import type { Acceptance } from "./acceptance";
import { isMeantToAllow, readAllowLine } from "./allow-line";
import { type CommentLine, commentLines } from "./comments";

/**
 * What an environment's own file accepts: `environments/NAME.ts`. An environment that is defined in a file of another name
 * accepts nothing: its findings stay open.
 *
 * @param folder - the project's
 * @throws ConfigurationError as `readAcceptances` does
 */
export function acceptancesFor(environmentName: string, folder: string): Acceptance[] {
  const file = `environments/${environmentName}.ts`;
  const text = contentOf(join(folder, file));
  return text === undefined ? [] : readAcceptances(text, file);
}

/**
 * Reads the acceptances of an environment file: the lines of its comments that say
 *
 *     front-door-allow KIND ADDRESS until YYYY-MM-DD: REASON
 *
 * - KIND is a kind of finding, such as `public-ingress`.
 * - ADDRESS is the finding's own, with its key in quotes where it has one: `aws_subnet.public["us-east-1a"]`. It is accepted in
 *   every stack of the environment, or in the one that stands before it: `dev-security/aws_security_group.alb_sg`.
 * - The day is the last on which it is accepted, in UTC. It may be as far off as reviewers let it be.
 * - REASON is the rest of the line; what stands on the next line does not belong to it.
 *
 * Nothing that looks like such a line is passed over. A comment that only speaks of one writes its name in backticks.
 *
 * @param file - what the file is called, such as `environments/dev.ts`
 * @throws ConfigurationError with every line that is malformed, or names what a line before it names
 */
export function readAcceptances(text: string, file: string): Acceptance[] {
  const acceptances: Acceptance[] = [];
  const problems: Problem[] = [];
  for (const { line, read } of [...inComments(text), ...inStrings(text)].sort((a, b) => a.line - b.line)) {
    const where = `${file}:${line}`;
    const mistake = "what" in read ? read : repetition(read, acceptances);
    if (mistake !== undefined) problems.push({ where, ...mistake });
    else if ("kind" in read) acceptances.push({ ...read, where });
  }
  const [first, ...others] = problems;
  if (first !== undefined) throw new ConfigurationError([first, ...others]);
  return acceptances;
}

interface Line extends Pick<CommentLine, "line"> {
  readonly read: Omit<Acceptance, "where"> | Mistake;
}

function inComments(text: string): Line[] {
  return commentLines(text)
    .filter((each) => isMeantToAllow(each.text))
    .map((each) => ({ line: each.line, read: readAllowLine(each.text) }));
}

/** Lines that look like a comment and are part of a string, where they accept nothing. */
function inStrings(text: string): Line[] {
  const commented = new Set(commentLines(text).map(({ line }) => line));
  const read = {
    what: "this front-door-allow is part of a string and accepts nothing",
    remedy: "Move it into a comment.",
  };
  return text
    .split("\n")
    .map((content, index) => ({ content, line: index + 1 }))
    .filter(({ content, line }) => /^\s*(?:\/\/|\/\*|\*)+\s*front-door-allow\b/i.test(content) && !commented.has(line))
    .map(({ line }) => ({ line, read }));
}

/** Whoever renews a line leaves no second one behind, of which nobody would know which counts. */
function repetition(
  { kind, address }: Pick<Acceptance, "kind" | "address">,
  before: readonly Acceptance[],
): Mistake | undefined {
  const first = before.find((each) => each.kind === kind && each.address === address);
  return (
    first && { what: `${kind} of ${address} is accepted at ${first.where} already`, remedy: "Keep one of the two." }
  );
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
