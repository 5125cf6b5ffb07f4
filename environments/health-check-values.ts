import type { Mistake, Rule } from "./mistake";
import { quote } from "./quote";

/** The most characters in the path of a health check. */
export const LONGEST_PATH = 1024;

/**
 * The path of a health check: 1 to 1024 characters ("CreateTargetGroup", Elastic Load Balancing API Reference). Which
 * characters, only Elastic Load Balancing's error message says: "must begin with a '/' and can only consist of the
 * characters: a-z, A-Z, 0-9, and @:%_+.~#?&/=" (as quoted in apollographql/router#1852). It also takes hyphens.
 */
export const healthCheckPathRule: Rule<string> = (path) => {
  if (!path.startsWith("/")) {
    return { what: `the path starts with "/", got ${quote(path)}`, remedy: 'Write it as in "/health".' };
  }
  if (path.length > LONGEST_PATH) {
    return {
      what: `the path has at most ${LONGEST_PATH} characters, got ${quote(path)}`,
      remedy: "Shorten the path.",
    };
  }
  if (!/^[-a-zA-Z0-9@:%_+.~#?&/=]+$/.test(path)) {
    return {
      what: `the path has only a-z, A-Z, 0-9 and - @ : % _ + . ~ # ? & / =, got ${quote(path)}`,
      remedy: "Percent-encode the other characters.",
    };
  }
  return undefined;
};

/**
 * The status codes of a healthy answer: 200 to 499, as single codes, lists and ranges ("Matcher", Elastic Load Balancing
 * API Reference).
 */
export const successCodesRule: Rule<string> = (codes) => {
  for (const part of codes.split(",")) {
    const mistake = successCodeMistake(codes, part);
    if (mistake) return mistake;
  }
  return undefined;
};

function successCodeMistake(codes: string, part: string): Mistake | undefined {
  const [, first, last] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
  if (first === undefined) {
    return {
      what: `success codes are codes and ranges, with commas between them and no spaces, got ${quote(codes)}`,
      remedy: 'Write them as in "200", "200,202" or "200-299".',
    };
  }
  for (const code of last === undefined ? [first] : [first, last]) {
    if (!/^[234]\d\d$/.test(code)) {
      return {
        what: `a success code is from 200 to 499, got ${quote(code)} in ${quote(codes)}`,
        remedy: "Choose codes in that range.",
      };
    }
  }
  return last !== undefined && last <= first
    ? {
        what: `a range of success codes ascends, got ${quote(part)} in ${quote(codes)}`,
        remedy: "Write the lower code first.",
      }
    : undefined;
}
