import type { Expected } from "../expected";
import type { Name, Subnet } from "../model";
import { isPublic } from "../promises/public-subnet";
import type { Graph } from "../reachability/graph";
import type { ContainersHere } from "./containers";
import type { Culprits } from "./culprits";
import { natGatewayShape } from "./gateways";
import { type Label, matters, type SubnetBox, worstMark, type ZoneColumn } from "./shapes";

/** What the zones of a VPC are drawn from. */
export interface ZoneSource {
  readonly graph: Graph;
  readonly expected: Expected;
  readonly culprits: Culprits;
  readonly containers: readonly ContainersHere[];
  /** Whether it is going to be compared with another: what is incidental may then matter. */
  readonly isCompared: boolean;
}

/** The zones of a VPC, side by side, with their subnets from top to bottom. */
export function zonesOf(source: ZoneSource, vpc: Name): ZoneColumn[] {
  const subnets = source.graph.topology.subnets.filter((subnet) => subnet.vpc === vpc);
  const names = [...new Set(subnets.map(({ availabilityZone }) => availabilityZone))].sort();
  return names.map((name) => ({
    id: `zone ${name} of ${vpc}`,
    name,
    subnets: subnets
      .filter(({ availabilityZone }) => availabilityZone === name)
      .map((subnet) => subnetBox(source, subnet))
      .sort(fromTopToBottom),
  }));
}

function subnetBox(source: ZoneSource, subnet: Subnet): SubnetBox {
  const { graph, expected, culprits, containers, isCompared } = source;
  const { name, cidrs, routeTable, networkAcl } = subnet;
  const found = isPublic(graph, subnet);
  const access = found === undefined ? "unknown" : found ? "public" : "private";
  const lead: Label = {
    text: `${access === "unknown" ? "public or private" : access}, ${cidrs.join(", ")}`,
    mark: "fine",
  };
  const incidental = [
    { text: `route table ${routeTable}`, mark: culprits.markFor(name, "route table", routeTable), isIncidental: true },
    { text: `network ACL ${networkAcl}`, mark: culprits.markFor(name, "network ACL", networkAcl), isIncidental: true },
  ] as const;
  const marked = isCompared ? incidental : incidental.filter(matters);
  return {
    id: `subnet ${name}`,
    name,
    access,
    isInFront: access === "public" || expected.publicSubnets.includes(name),
    labels: [lead, ...marked],
    mark: worstMark([culprits.mark("subnet", name), ...marked.map(({ mark }) => mark)]),
    natGateways: graph.topology.natGateways
      .filter((gateway) => gateway.subnet === name)
      .map((gateway) => natGatewayShape(graph, culprits, gateway)),
    containers: containers.flatMap(({ place, shape }) => (place.subnet === name ? shape : [])),
  };
}

/** Public ones above private ones; of private ones those above that were meant to be public. */
export function fromTopToBottom(one: SubnetBox, other: SubnetBox): number {
  const rank = ({ access, isInFront }: SubnetBox): number => (access === "public" ? 0 : isInFront ? 1 : 2);
  return rank(one) - rank(other) || (one.name < other.name ? -1 : 1);
}
