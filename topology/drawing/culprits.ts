import type { Expected } from "../expected";
import type { Name, Topology } from "../model";
import type { CheckedPromise } from "../promises";
import { type Mark, worstMark } from "./shapes";

/** What a culprit may name. */
export type Kind =
  | "VPC"
  | "subnet"
  | "route table"
  | "network ACL"
  | "security group"
  | "internet gateway"
  | "NAT gateway"
  | "load balancer"
  | "target group"
  | "service";

/** What stands before a name tells what it is the name of. Without it, it may be the name of anything. */
const CALLED: readonly (readonly [string, Kind])[] = [
  ["VPC", "VPC"],
  ["route table", "route table"],
  ["network ACL", "network ACL"],
  ["security group", "security group"],
  ["internet gateway", "internet gateway"],
  ["NAT gateway", "NAT gateway"],
  ["load balancer", "load balancer"],
  ["target group", "target group"],
  ["containers of", "service"],
  ["of", "subnet"],
  ["in", "subnet"],
];

interface Naming {
  readonly name: Name;
  /** Undefined where it is not said. */
  readonly kind: Kind | undefined;
  /** The subnet that it is about, where one is said: `route table PublicRouteTable of PublicSubnet-1`. */
  readonly subnet: Name | undefined;
  readonly mark: Mark;
}

/** What is named where a promise is not kept. */
export class Culprits {
  private readonly namings: readonly Naming[];
  private readonly phrases: readonly (readonly [string, Mark])[];

  constructor(promises: readonly CheckedPromise[], topology: Topology, expected: Expected) {
    const names = namesIn(topology, expected);
    this.phrases = promises.flatMap(({ outcome, culprits = [] }) =>
      outcome === "kept" ? [] : culprits.map((culprit) => [culprit, outcome] as const),
    );
    this.namings = this.phrases.flatMap(([culprit, mark]) => {
      const named = namedIn(culprit, names);
      const subnet = named.find(({ kind }) => kind === "subnet")?.name;
      return named.map((naming) => ({ ...naming, subnet, mark }));
    });
  }

  /** How something stands by its name. */
  mark(kind: Kind, name: Name): Mark {
    return worstMark(this.namingsOf(kind, name).map(({ mark }) => mark));
  }

  /** How a route table or a network ACL stands for a subnet. It may be right for others that share it. */
  markFor(subnet: Name, kind: "route table" | "network ACL", name: Name): Mark {
    const namings = this.namingsOf(kind, name).filter((naming) => [undefined, subnet].includes(naming.subnet));
    return worstMark(namings.map(({ mark }) => mark));
  }

  private namingsOf(kind: Kind, name: Name): Naming[] {
    return this.namings.filter((naming) => naming.name === name && [undefined, kind].includes(naming.kind));
  }

  /** How something stands that has no name, but is described: `containers in PrivateSubnet-1`. */
  markOfPhrase(phrase: string): Mark {
    return worstMark(this.phrases.flatMap(([culprit, mark]) => (culprit === phrase ? [mark] : [])));
  }
}

/** Long ones first: they may contain short ones. */
function namesIn(topology: Topology, expected: Expected): Name[] {
  const { loadBalancers, services, ...others } = topology;
  const things = [...Object.values(others), loadBalancers, services].flatMap((kind: readonly { name: Name }[]) => kind);
  const names = [
    ...things.map(({ name }) => name),
    // What is asked for, or referred to, need not be there.
    ...[...loadBalancers, ...services].flatMap(({ securityGroups, subnets }) => [...securityGroups, ...subnets]),
    ...topology.subnets.flatMap(({ routeTable, networkAcl }) => [routeTable, networkAcl]),
    ...[expected.loadBalancer, expected.targetGroup, expected.albSecurityGroup, expected.fargateSecurityGroup],
    ...[...expected.publicSubnets, ...expected.privateSubnets],
  ];
  return [...new Set(names)].filter((name) => name !== "").sort((a, b) => b.length - a.length);
}

/** The names that occur in it as wholes: `ALB-SG` does not occur in `prod-ALB-SG`. */
function namedIn(culprit: string, names: readonly Name[]): { name: Name; kind: Kind | undefined }[] {
  // What was found is blanked, so that a shorter name within it is not found as well.
  let rest = culprit;
  return names.flatMap((name) => {
    const found = [];
    for (let at = rest.indexOf(name); at !== -1; at = rest.indexOf(name, at + 1)) {
      const end = at + name.length;
      if (isPartOfName(rest.slice(0, at).at(-1)) || isPartOfName(rest[end])) continue;
      found.push({ name, kind: CALLED.find(([word]) => culprit.slice(0, at).endsWith(`${word} `))?.[1] });
      rest = rest.slice(0, at) + "\0".repeat(name.length) + rest.slice(end);
    }
    return found;
  });
}

function isPartOfName(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_.:/-]/u.test(character);
}
