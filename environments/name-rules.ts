import type { Mistake, Rule } from "./mistake";
import { quote } from "./quote";

/** The most characters that the name of a load balancer or of a target group has. */
export const LONGEST_NAME = 32;

/** The name of an environment, which becomes part of stack names, folders and state keys. */
export const environmentNameRule: Rule<string> = (name) =>
  /^[a-z][a-z0-9-]{0,19}$/.test(name) && !name.endsWith("-")
    ? undefined
    : {
        what: `an environment's name has 1 to 20 lower-case letters, digits and hyphens, starts with a letter and does not end with a hyphen, got ${quote(name)}`,
        remedy: 'Choose a name such as "dev".',
      };

/**
 * The prefix of every AWS name. What it alone makes wrong in a full name is reported here, once.
 * "CreateLoadBalancer", Elastic Load Balancing API Reference, refuses `internal-`; "CreateSecurityGroup", Amazon EC2 API
 * Reference, refuses `sg-`. Both in any case: DNS names and security group names do not tell cases apart.
 */
export const namePrefixRule: Rule<string> = (prefix) => {
  if (!hasOnlyNameCharacters(prefix)) {
    return {
      what: `a name prefix has only letters, digits and hyphens, got ${quote(prefix)}`,
      remedy: "Remove the other characters.",
    };
  }
  if (prefix.startsWith("-")) {
    return {
      what: `AWS names must not start with a hyphen, got the prefix ${quote(prefix)}`,
      remedy: "Start the prefix with a letter or a digit.",
    };
  }
  if (startsWithInternal(prefix)) {
    return {
      what: `load balancer names must not start with "internal-", got the prefix ${quote(prefix)}`,
      remedy: "Choose another prefix.",
    };
  }
  if (/^sg-/i.test(prefix)) {
    return {
      what: `security group names must not start with "sg-", got the prefix ${quote(prefix)}`,
      remedy: "Choose another prefix.",
    };
  }
  return undefined;
};

/** The part of a name after the prefix. What the whole name must keep is `fullNameMistake`'s to say. */
export const nameRule: Rule<string> = (name) => {
  if (!hasOnlyNameCharacters(name)) {
    return {
      what: `a name has only letters, digits and hyphens, got ${quote(name)}`,
      remedy: "Remove the other characters.",
    };
  }
  // Wrong with any prefix, so it is said here and not of the full name.
  if (name.endsWith("-")) {
    return {
      what: `a name must not end with a hyphen, got ${quote(name)}`,
      remedy: "End it with a letter or a digit.",
    };
  }
  return undefined;
};

/**
 * What is wrong with the full name, prefix included, of a load balancer or target group: 1 to 32 characters, no hyphen at
 * either end, not starting with `internal-` ("CreateLoadBalancer" and "CreateTargetGroup", Elastic Load Balancing API
 * Reference).
 */
export function fullNameMistake(called: string, fullName: string): Mistake | undefined {
  if (fullName === "") {
    return { what: `${called} needs a name, got ""`, remedy: `Give 1 to ${LONGEST_NAME} characters.` };
  }
  if (fullName.length > LONGEST_NAME) {
    return {
      what: `${called}'s name has at most ${LONGEST_NAME} characters with its prefix, got ${fullName.length} in ${quote(fullName)}`,
      remedy: "Shorten the name or the namePrefix.",
    };
  }
  if (startsWithInternal(fullName)) {
    return {
      what: `${called}'s name must not start with "internal-", got ${quote(fullName)}`,
      remedy: "Choose another name.",
    };
  }
  if (fullName.startsWith("-") || fullName.endsWith("-")) {
    return {
      what: `${called}'s name must not start or end with a hyphen, got ${quote(fullName)}`,
      remedy: "Start and end it with a letter or a digit.",
    };
  }
  return undefined;
}

function hasOnlyNameCharacters(name: string): boolean {
  return /^[A-Za-z0-9-]*$/.test(name);
}

function startsWithInternal(name: string): boolean {
  return /^internal-/i.test(name);
}
