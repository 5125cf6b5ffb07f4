import type { Name, RouteTarget } from "../model";
import { AddressSet, familyOf, prefixLength } from "./address-set";
import { isExpression } from "./expression";
import type { Graph } from "./graph";
import { formatTarget } from "./words";

/** Addresses that one route decides about, and where it leads to. */
export interface Stretch {
  readonly addresses: AddressSet;
  /** `unattached` is an internet gateway of another VPC, or of none. `local` stays in the VPC; `none` is what no route is about; `unknown` what cannot be known. */
  readonly target:
    | RouteTarget
    | { readonly kind: "local" }
    | { readonly kind: "none" }
    | { readonly kind: "unknown" }
    | { readonly kind: "unattached"; readonly name: Name };
  /** The route's block. */
  readonly destination: string;
}

/**
 * Where packets from a subnet to these addresses go: of the routes that fit, the one with the longest prefix ("Route priority",
 * Amazon VPC User Guide). Each address is in one stretch.
 */
export function stretchesFrom(graph: Graph, subnetName: Name, addresses: AddressSet): Stretch[] {
  const subnet = graph.subnet(subnetName);
  const table = subnet && graph.routeTable(subnet.routeTable);
  const local = subnet && graph.vpc(subnet.vpc)?.cidrs;
  if (table === undefined || local === undefined) return [{ addresses, target: { kind: "unknown" }, destination: "?" }];
  const routes: Omit<Stretch, "addresses">[] = [
    ...local.map((destination) => ({ destination, target: { kind: "local" } as const })),
    ...table.routes,
  ];
  const { family } = addresses;
  if (routes.some(({ destination, target }) => familyOf(destination) === undefined && !isOfOneService(target))) {
    return [{ addresses, target: { kind: "unknown" }, destination: "?" }];
  }
  const stretches: Stretch[] = [];
  let rest = addresses;
  const byPrefix = routes
    .filter(({ destination }) => familyOf(destination) === family)
    .sort((a, b) => prefixLength(b.destination) - prefixLength(a.destination));
  for (const { destination, target } of byPrefix) {
    const block = AddressSet.of(family, [destination]) ?? AddressSet.none(family);
    const part = rest.intersection(block);
    if (!part.isEmpty) stretches.push({ addresses: part, target: attached(graph, subnet?.vpc, target), destination });
    rest = rest.without(block);
  }
  return rest.isEmpty ? stretches : [...stretches, { addresses: rest, target: { kind: "none" }, destination: "" }];
}

/** What a route to an internet gateway is worth: the gateway must be attached to the VPC of the route. */
function attached(graph: Graph, vpc: Name | undefined, target: Stretch["target"]): Stretch["target"] {
  if (target.kind !== "internet gateway") return target;
  const gateway = graph.internetGateway(target.name);
  if (gateway === undefined || isExpression(gateway.vpc ?? "")) return { kind: "unknown" };
  return gateway.vpc === vpc ? target : { kind: "unattached", name: target.name };
}

/** A gateway endpoint's route is about the addresses of one service of AWS, S3 or DynamoDB, by a prefix list. */
function isOfOneService(target: Stretch["target"]): boolean {
  return target.kind === "other" && /\bvpce-|vpc endpoint/.test(target.what);
}

/** The addresses of all stretches that lead to a kind of target. */
export function leadingTo(
  stretches: readonly Stretch[],
  kinds: readonly Stretch["target"]["kind"][],
  addresses: AddressSet,
): AddressSet {
  return stretches
    .filter(({ target }) => kinds.includes(target.kind))
    .reduce((all, stretch) => all.union(stretch.addresses), AddressSet.none(addresses.family));
}

/** A route for people: what it is about, and where it leads. */
export function formatStretch({ target, destination }: Stretch, peer: string): string {
  switch (target.kind) {
    case "none":
      return `no route leads to ${peer}`;
    case "unknown":
      return "its routes are not known";
    case "local":
      return `${destination} stays in the VPC`;
    case "unattached":
      return `${destination} leads to internet gateway ${target.name}, which is not attached to this VPC`;
    default:
      return `${destination} leads to ${formatTarget(target)}`;
  }
}
