import { canonical } from "./canonical";
import type { Listener, ListenerAction, Name, NetworkAclEntry, Route, SecurityGroupRule, Topology } from "./model";
import { formatEntry, formatRule, formatTarget } from "./reachability/words";

/** Something that is not the same in code and in AWS. */
export interface Difference {
  /** Such as `security group`. */
  readonly kind: string;
  readonly name: Name;
  /** What differs: a clause. */
  readonly what: string;
}

const KINDS: Readonly<Record<keyof Topology, string>> = {
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

/** What lives otherwise than the code says, in the order of the model. Services are not the code's, and may come and go. */
export function differences(synthesized: Topology, live: Topology): Difference[] {
  const [code, aws] = [canonical(synthesized), canonical(live)];
  return (Object.keys(KINDS) as (keyof Topology)[])
    .filter((key) => key !== "services")
    .flatMap((key) => differencesOf(KINDS[key], code[key], aws[key]));
}

function differencesOf(kind: string, code: readonly Thing[], aws: readonly Thing[]): Difference[] {
  const names = [...new Set([...code, ...aws].map(({ name }) => name))].sort();
  return names.flatMap((name): Difference[] => {
    const [inCode, inAws] = [code, aws].map((things) => things.find((thing) => thing.name === name));
    if (inAws === undefined) return [{ kind, name, what: "it is in the code, and not in AWS" }];
    if (inCode === undefined) return [{ kind, name, what: "it is in AWS, and not in the code" }];
    const [codeValues, awsValues] = [new Map(Object.entries(inCode)), new Map(Object.entries(inAws))];
    return [...new Set([...codeValues.keys(), ...awsValues.keys()])]
      .map((key) => difference(key, codeValues.get(key), awsValues.get(key)))
      .filter((what) => what !== undefined)
      .map((what) => ({ kind, name, what }));
  });
}

function difference(key: string, code: unknown, aws: unknown): string | undefined {
  if (inWriting(code) === inWriting(aws)) return undefined;
  if (!Array.isArray(code) || !Array.isArray(aws)) {
    return `${words(key)}: ${inWords(key, code)} in the code, ${inWords(key, aws)} in AWS`;
  }
  const [codes, awss] = [code as unknown[], aws as unknown[]].map((list) => list.map((each) => inWords(key, each)));
  const onlyIn = (here: readonly string[] = [], there: readonly string[] = []): string =>
    here.filter((each) => !there.includes(each)).join(", ");
  const [inCode, inAws] = [onlyIn(codes, awss), onlyIn(awss, codes)];
  const parts = [
    ...(inCode === "" ? [] : [`only in the code: ${inCode}`]),
    ...(inAws === "" ? [] : [`only in AWS: ${inAws}`]),
  ];
  return `${words(key)} ${parts.join("; ")}`;
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
    case "routes": {
      const { destination, target } = value as Route;
      return `${destination} to ${formatTarget(target)}`;
    }
    case "listeners":
      return formatListener(value as Listener);
    default:
      if (value === undefined) return "nothing";
      return typeof value === "string" || typeof value === "number" ? String(value) : inWriting(value);
  }
}

/** `HTTP:80 forward to Fargate-TG, 1 rule` */
function formatListener({ protocol, port, defaultAction, rules }: Listener): string {
  const action = (each: ListenerAction): string => {
    switch (each.kind) {
      case "forward":
        return `forward to ${each.targetGroups.join(", ")}`;
      case "redirect":
        return `redirect to ${each.to}`;
      case "fixed response":
        return `fixed response ${each.status}`;
      case "other":
        return each.what;
    }
  };
  const others = rules.map((rule) => `, rule ${rule.priority} ${action(rule.action)}`).join("");
  return `${protocol}:${port} ${action(defaultAction)}${others}`;
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
