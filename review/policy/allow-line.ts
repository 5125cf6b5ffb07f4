import { distance } from "fastest-levenshtein";

import type { Mistake } from "../../environments/mistake";
import { quote } from "../../environments/quote";
import { unknownKeyMistake } from "../../environments/unknown-key";
import { FINDING_KINDS } from "../findings/finding";
import type { Acceptance } from "./acceptance";
import { isCalendarDay } from "./calendar-day";
import { isFindingKind } from "./fail-on";

const EXAMPLE =
  "front-door-allow public-ingress aws_vpc_security_group_ingress_rule.alb_http until 2027-01-31: clients come from anywhere";

const AS_IN = `Write it as in "${EXAMPLE}".`;

/** A quoted key of for_each may hold anything, spaces too. Outside of quotes an address has no space. */
const ADDRESS = String.raw`(?:"(?:[^"\\]|\\.)*"|[^\s"])+`;

const ALLOW_LINE = new RegExp(
  String.raw`^front-door-allow\s+(?<kind>\S+)\s+(?<address>${ADDRESS})\s+until\s+(?<until>[^\s:]+)(?<rest>.*)$`,
);

/** Whether a line of a comment is meant to accept a finding: it has the name in any spelling, or nearly it as its first word. */
export function isMeantToAllow(line: string): boolean {
  const [firstWord = ""] = line.split(/\s/, 1);
  // Written with spaces it is English, unless a line begins with it.
  if (/(?<!`)front[-_]?door[-_]?allow|^front door allow\b/i.test(line)) return true;
  // Two letters: `front-door-alb` is another word.
  return !firstWord.startsWith("`") && distance(lettersOf(firstWord), "frontdoorallow") <= 2;
}

/** Reads one line of a comment, see `readAcceptances`. Of what is wrong, the first thing is said. */
export function readAllowLine(text: string): Omit<Acceptance, "where"> | Mistake {
  if (!/^front-door-allow(?:\s|$)/.test(text)) {
    return {
      what: `a line that accepts a finding begins with front-door-allow and a space, got ${quote(text)}`,
      remedy: `${AS_IN.slice(0, -1)}, or the name in backticks if the line only speaks of it.`,
    };
  }
  const [, kind = "", next = ""] = text.split(/\s+/);
  if (kind === "") return { what: "the kind of finding is missing", remedy: AS_IN };
  if (!isFindingKind(kind)) return unknownKeyMistake(kind, FINDING_KINDS, "kind of finding");
  if (next === "" || next === "until") return { what: `the address is missing after ${kind}`, remedy: AS_IN };
  const { address, until, rest = "" } = ALLOW_LINE.exec(text)?.groups ?? {};
  if (address === undefined || until === undefined) {
    return { what: `after the address come "until" and a day, got ${quote(text)}`, remedy: AS_IN };
  }
  if (!isCalendarDay(until)) {
    return { what: `the last day is a day of the calendar, as YYYY-MM-DD, got ${quote(until)}`, remedy: AS_IN };
  }
  const reason = /^\s*:\s*(.*)$/.exec(rest)?.[1];
  if (reason === undefined) {
    return { what: `after the day come a colon and the reason, got ${quote(rest)}`, remedy: AS_IN };
  }
  return /\p{L}/u.test(reason)
    ? { kind, address, until, reason }
    : { what: `a reason has words, got ${quote(reason)}`, remedy: "Say why the finding is accepted." };
}

function lettersOf(word: string): string {
  // A long word is far from it anyway.
  return word
    .slice(0, 30)
    .toLowerCase()
    .replace(/[^a-z]/g, "");
}
