import { canonical } from "./canonical";
import type { Listener, Name, NetworkAclEntry, Route, SecurityGroupRule, TargetGroup, Topology } from "./model";
import { formatEntry, formatHealthCheck, formatListener, formatRoute, formatRule } from "./reachability/words";

/** Something that is not the same on two sides, such as in code and in AWS. */
export interface Difference {
  /** Such as `security group`. */
  readonly kind: string;
  readonly name: Name;
  /** What differs: a clause. */
  readonly what: string;
}

/** How it is said on which side something is. */
export interface Wording {
  /** Of a thing that is on one side alone. */
  readonly alone: readonly [first: string, second: string];
  /** Between the name of a list and what is on one side alone. */
  readonly colon: string;
  /** Before that. */
  readonly only: readonly [first: string, second: string];
  /** Of a value. */
  readonly values: (first: string, second: string) => string;
}

/** The code is the first side. */
const CODE_AND_AWS: Wording = {
  alone: ["it is in the code, and not in AWS", "it is in AWS, and not in the code"],
  colon: "",
  only: ["only in the code", "only in AWS"],
  values: (code, aws) => `${code} in the code, ${aws} in AWS`,
};

/** What will be is the first side, and what is the second. */
export const AFTER_AND_BEFORE: Wording = {
  alone: ["it is new", "it is gone"],
  colon: ":",
  only: ["new", "gone"],
  values: (after, before) => `${before} becomes ${after}`,
};

/** What things are called. */
export const KINDS: Readonly<Record<keyof Topology, string>> = {
  vpcs: "VPC",
  subnets: "subnet",
  routeTables: "route table",
  internetGateways: "internet gateway",
  natGateways: "NAT gateway",
  networkAcls: "network ACL",
  securityGroups: "security group",
  loadBalancers: "load balancer",
  targetGroups: "target group",
  services: "service",
};

interface Thing {
  readonly name: Name;
}

/**
 * What is otherwise on two sides, in the order of the model. Services are not the code's, and may come and go.
 *
 * @param wording - @default the first is the code, and the second lives in AWS
 */
export function differences(first: Topology, second: Topology, wording: Wording = CODE_AND_AWS): Difference[] {
  const [one, other] = [canonical(first), canonical(second)];
  return (Object.keys(KINDS) as (keyof Topology)[])
    .filter((key) => key !== "services")
    .flatMap((key) => differencesOf(KINDS[key], one[key], other[key], wording));
}

function differencesOf(
  kind: string,
  first: readonly Thing[],
  second: readonly Thing[],
  wording: Wording,
): Difference[] {
  const names = [...new Set([...first, ...second].map(({ name }) => name))].sort();
  return names.flatMap((name): Difference[] => {
    const [one, other] = [first, second].map((things) => things.find((thing) => thing.name === name));
    if (other === undefined) return [{ kind, name, what: wording.alone[0] }];
    if (one === undefined) return [{ kind, name, what: wording.alone[1] }];
    const [values, otherValues] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
    return [...new Set([...values.keys(), ...otherValues.keys()])]
      .map((key) => difference(key, values.get(key), otherValues.get(key), wording))
      .filter((what) => what !== undefined)
      .map((what) => ({ kind, name, what }));
  });
}

function difference(key: string, first: unknown, second: unknown, wording: Wording): string | undefined {
  if (inWriting(first) === inWriting(second)) return undefined;
  if (!Array.isArray(first) || !Array.isArray(second)) {
    return `${words(key)}: ${wording.values(inWords(key, first), inWords(key, second))}`;
  }
  const [ones, others] = [first as unknown[], second as unknown[]].map((list) =>
    list.map((each) => inWords(key, each)),
  );
  const onlyIn = (here: readonly string[] = [], there: readonly string[] = []): string =>
    here.filter((each) => !there.includes(each)).join(", ");
  const parts = [onlyIn(ones, others), onlyIn(others, ones)].flatMap((only, side) =>
    only === "" ? [] : [`${wording.only[side] ?? ""}: ${only}`],
  );
  return `${words(key)}${wording.colon} ${parts.join("; ")}`;
}

/** `availabilityZone` is two words. */
function words(key: string): string {
  const text = key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return text
    .replace(/^vpc$/, "VPC")
    .replace(/^network acl$/, "network ACL")
    .replace(/^cidrs$/, "blocks");
}

function inWords(key: string, value: unknown): string {
  switch (key) {
    case "rules":
      return isRule(value) ? formatRule(value) : inWriting(value);
    case "entries":
      return formatEntry(value as NetworkAclEntry);
    case "routes":
      return formatRoute(value as Route);
    case "listeners":
      return formatListener(value as Listener);
    case "healthCheck":
      return formatHealthCheck(value as TargetGroup["healthCheck"]);
    default:
      if (value === undefined) return "nothing";
      return typeof value === "string" || typeof value === "number" ? String(value) : inWriting(value);
  }
}

function isRule(value: unknown): value is SecurityGroupRule {
  return typeof value === "object" && value !== null && "peer" in value;
}

/** With keys in one order: two readers may write them in two. */
function inWriting(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
