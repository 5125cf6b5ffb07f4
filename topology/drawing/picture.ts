import { differences } from "../drift";
import type { Expected } from "../expected";
import type { Name, Topology } from "../model";
import type { CheckedPromise } from "../promises";
import { Graph } from "../reachability/graph";
import { arrowsOf, INTERNET_ID } from "./arrows";
import { compared } from "./compared";
import { containersOf } from "./containers";
import { Culprits } from "./culprits";
import { internetGatewayShape, natGatewayShape } from "./gateways";
import { inWords } from "./in-words";
import { loadBalancerShape, targetGroupShape } from "./load-balancing";
import { type Note, type Picture, type Shape, shapesIn, type VpcBox } from "./shapes";
import { type ZoneSource, zonesOf } from "./zones";

export type { Picture } from "./shapes";

/** What a picture is made from. */
export interface PictureSource {
  readonly topology: Topology;
  readonly expected: Expected;
  /** What came out of them: what breaks one is red. */
  readonly promises: readonly CheckedPromise[];
  /** The network so far: what is new, changed or gone is then marked. @default nothing is marked */
  readonly before?: Topology;
  /** What is otherwise in a way that no topology tells, such as its name: `VPC Fargate-VPC`. @default nothing */
  readonly changed?: ReadonlySet<string>;
}

/** The network of an environment as people know it, with what breaks its promises, and with what changes. */
export function pictureOf({ before, changed: others = new Set(), ...source }: PictureSource): Picture {
  if (before === undefined) return plainPicture(source);
  const { topology, expected } = source;
  const changed = new Set([...others, ...differences(topology, before).map(({ kind, name }) => `${kind} ${name}`)]);
  return compared(
    plainPicture(source, true),
    plainPicture({ topology: before, expected, promises: [] }, true),
    changed,
  );
}

function plainPicture(
  { topology, expected, promises }: Omit<PictureSource, "before" | "changed">,
  isCompared = false,
): Picture {
  const graph = new Graph(topology);
  const culprits = new Culprits(promises, topology, expected);
  const containers = containersOf(graph, expected, culprits);
  const source: ZoneSource = { graph, expected, culprits, containers, isCompared };
  // A subnet may be in a VPC of which no more is known than its name.
  const names = [
    ...new Set([...topology.vpcs, ...topology.subnets.map(({ vpc }) => ({ name: vpc }))].map(({ name }) => name)),
  ];
  const vpcs = names.map((name) => vpcBox(source, name));
  const drawn = new Set(vpcs.flatMap(shapesIn).map(({ id }) => id));
  const arrows = arrowsOf(graph, expected, containers).filter(({ from, to }) =>
    [from, to].every((id) => drawn.has(id) || id === INTERNET_ID),
  );
  const picture = {
    title: `The front door of ${expected.environment}`,
    internet: internetShape(expected),
    vpcs,
    elsewhere: everyShape(source).filter(({ id }) => !drawn.has(id)),
    arrows,
    notes: notesOf(promises, expected),
  };
  return { ...picture, description: inWords(picture) };
}

function vpcBox(source: ZoneSource, name: Name): VpcBox {
  const { graph, culprits } = source;
  const { internetGateways, loadBalancers, targetGroups } = graph.topology;
  const gateway = internetGateways.find(({ vpc }) => vpc === name);
  const vpcOf = (subnets: readonly Name[]): Name | undefined =>
    subnets.flatMap((each) => graph.subnet(each)?.vpc ?? [])[0];
  return {
    id: `VPC ${name}`,
    name,
    cidrs: graph.vpc(name)?.cidrs ?? [],
    mark: culprits.mark("VPC", name),
    internetGateway: gateway && internetGatewayShape(culprits, gateway, true),
    loadBalancers: loadBalancers
      .filter(({ subnets }) => vpcOf(subnets) === name)
      .map((balancer) => loadBalancerShape(graph, culprits, balancer)),
    targetGroups: targetGroups.filter(({ vpc }) => vpc === name).map((group) => targetGroupShape(culprits, group)),
    zones: zonesOf(source, name),
  };
}

/** Whatever there is, wherever it is. Containers that are yet to come need a place. */
function everyShape({ graph, culprits, containers }: ZoneSource): Shape[] {
  const { internetGateways, natGateways, loadBalancers, targetGroups } = graph.topology;
  return [
    ...internetGateways.map((gateway) => internetGatewayShape(culprits, gateway, false)),
    ...natGateways.map((gateway) => natGatewayShape(graph, culprits, gateway)),
    ...loadBalancers.map((balancer) => loadBalancerShape(graph, culprits, balancer)),
    ...targetGroups.map((group) => targetGroupShape(culprits, group)),
    ...containers.flatMap(({ shape, place }) => {
      const where = { text: `in ${place.subnet}, which is not known`, mark: "fine" } as const;
      return shape.isPlanned ? [] : { ...shape, labels: [...shape.labels, where] };
    }),
  ];
}

function internetShape({ allowedCidrs }: Expected): Shape {
  const [first = "nobody", ...others] = allowedCidrs;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  const clients = allowedCidrs.includes("0.0.0.0/0") ? "anybody" : `${first}${more}`;
  const labels = [{ text: `clients: ${clients}`, mark: "fine" } as const];
  return { id: INTERNET_ID, kind: "internet", name: "Internet", labels, mark: "fine", isPlanned: false };
}

function notesOf(promises: readonly CheckedPromise[], expected: Expected): Note[] {
  return (["broken", "unknown"] as const).flatMap((mark) =>
    promises
      .filter(({ outcome }) => outcome === mark)
      .map(({ promise, reason }) => ({ mark, says: promise.says(expected), reason })),
  );
}
