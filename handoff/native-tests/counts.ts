import { written } from "./conditions";
import type { Assertion } from "./test-file";

/** How many resources of a type a module has. A test sees none but those that it names, so the code is looked at. */
export interface Count {
  /** A type, or a regular expression of several: `aws_(default_)?network_acl`. */
  readonly type: string;
  readonly count: number;
  /** One, with its article: `a route`. */
  readonly one: string;
  /** Several: `routes`. */
  readonly several: string;
  /** What one too many does: `leads somewhere that no test knows of`. */
  readonly tooMany: string;
}

/** Whether there are as many resources as there should be. */
export function counted({ type, count, ...words }: Count): Assertion {
  return { condition: written(`resource "${type}"`, count), message: messageOf({ count, ...words }) };
}

function messageOf({ count, one, several, tooMany }: Omit<Count, "type">): string {
  if (count === 0) return `There is ${one}: it ${tooMany}.`;
  if (count > 1) return `There are not exactly ${count} ${several}: one is missing, or another ${tooMany}.`;
  return `There is not exactly one ${one.replace(/^an? /, "")}: it is missing, or another ${tooMany}.`;
}

/** Security groups and their rules belong to the module security, and are tested there. */
export const NO_SECURITY_GROUPS = counted({
  type: "aws_(vpc_)?security_group(_\\w+)?",
  count: 0,
  one: "a security group, or a rule of one",
  several: "security groups",
  tooMany: "opens something that the tests of security know nothing of",
});
