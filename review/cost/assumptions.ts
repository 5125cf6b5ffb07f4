import { ConfigurationError } from "../../environments/configuration-error";
import type { Mistake } from "../../environments/mistake";
import type { Problem } from "../../environments/problem";
import { quote } from "../../environments/quote";
import { unknownKeyMistake } from "../../environments/unknown-key";

/** What is assumed of usage: it is paid for, and no plan knows it. */
export const ASSUMPTIONS = {
  lcu: "LCU on average, for each Application Load Balancer",
  nlcu: "NLCU on average, for each Network Load Balancer",
  "nat-gb": "GB a month through each NAT gateway",
  "dns-million-queries": "million queries a month to each hosted zone, without those that alias records answer",
  "logs-gb": "GB of logs a month into each log group",
} as const;

export type AssumptionName = keyof typeof ASSUMPTIONS;

export type Assumptions = Readonly<Record<AssumptionName, number>>;

const NAMES = Object.keys(ASSUMPTIONS) as AssumptionName[];

/**
 * How much traffic there is, as the tutorial has it: with little an Application Load Balancer costs about $18 a month in
 * us-east-1, with moderate traffic about $25. The front door's own DNS record is an alias, whose queries are free.
 */
export const TRAFFIC = {
  low: { lcu: 0.3, nlcu: 0.3, "nat-gb": 10, "dns-million-queries": 0, "logs-gb": 1 },
  moderate: { lcu: 1.5, nlcu: 1.5, "nat-gb": 50, "dns-million-queries": 0, "logs-gb": 5 },
} as const satisfies Readonly<Record<string, Assumptions>>;

type Traffic = keyof typeof TRAFFIC;

/** What is assumed where nothing is said: low traffic. */
export const DEFAULT_ASSUMPTIONS: Assumptions = TRAFFIC.low;

/** More than anybody has of anything here. */
const MOST = 1_000_000;

/** `lcu: 0.3 LCU on average, for each Application Load Balancer` */
export function formatAssumption(name: AssumptionName, assumptions: Assumptions): string {
  return `${name}: ${assumptions[name]} ${ASSUMPTIONS[name]}`;
}

/**
 * Reads what `--assume` was given, such as `lcu=1.5` or `traffic=moderate`: a number from 0 to 1,000,000, of low traffic
 * where nothing else is said. What is given by its own name counts, wherever `traffic` stands.
 *
 * @throws ConfigurationError with everything that is wrong: no `name=value`, an unknown name, a number that is none or out of
 *   range, a name given twice
 */
export function parseAssumptions(given: readonly string[]): Assumptions {
  const parts = given.map(split);
  const problems = parts.flatMap((part, index): Problem[] => {
    const mistake =
      mistakeIn(part) ??
      (parts.findIndex(({ name }) => name === part.name) < index ? givenTwice(part.name) : undefined);
    return mistake === undefined ? [] : [{ where: "--assume", ...mistake }];
  });
  const [first, ...others] = problems;
  if (first !== undefined) throw new ConfigurationError([first, ...others]);
  const preset = parts.find(({ name }) => name === "traffic")?.value;
  return {
    ...(isTraffic(preset) ? TRAFFIC[preset] : DEFAULT_ASSUMPTIONS),
    ...Object.fromEntries(parts.filter(({ name }) => isName(name)).map(({ name, value }) => [name, Number(value)])),
  };
}

interface Given {
  readonly text: string;
  readonly name: string;
  /** Undefined without an equals sign. */
  readonly value?: string;
}

function split(text: string): Given {
  const at = text.indexOf("=");
  return at < 0 ? { text, name: text } : { text, name: text.slice(0, at), value: text.slice(at + 1) };
}

function mistakeIn({ text, name, value }: Given): Mistake | undefined {
  if (name !== "traffic" && !isName(name)) return unknownKeyMistake(name, [...NAMES, "traffic"], "assumption");
  if (value === undefined) {
    return { what: `an assumption is a name, an equals sign and a value, got ${quote(text)}`, remedy: example(name) };
  }
  if (name === "traffic") {
    return isTraffic(value)
      ? undefined
      : { what: `traffic is ${Object.keys(TRAFFIC).join(" or ")}, got ${quote(value)}`, remedy: example(name) };
  }
  // Neither hexadecimal, nor an exponent, nor a space: what a person would write.
  return /^\d+(\.\d+)?$/.test(value) && Number(value) <= MOST
    ? undefined
    : { what: `${name} is a number from 0 to ${MOST}, got ${quote(value)}`, remedy: example(name) };
}

function givenTwice(name: string): Mistake {
  return { what: `${name} is given twice`, remedy: "Leave one of them out." };
}

function example(name: string): string {
  return `Write it as in "${name}=${name === "traffic" ? "moderate" : "1.5"}".`;
}

function isName(name: string): name is AssumptionName {
  return Object.hasOwn(ASSUMPTIONS, name);
}

function isTraffic(value: string | undefined): value is Traffic {
  return value !== undefined && Object.hasOwn(TRAFFIC, value);
}
