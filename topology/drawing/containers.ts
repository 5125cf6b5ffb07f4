import type { Expected } from "../expected";
import type { Service } from "../model";
import { Graph } from "../reachability/graph";
import type { NetworkInterface } from "../reachability/place";
import { placesOfContainers } from "../reachability/places";
import type { Culprits } from "./culprits";
import { type Label, type Shape, worstMark } from "./shapes";

/** Containers in one subnet. */
export interface ContainersHere {
  readonly shape: Shape;
  readonly place: NetworkInterface;
  /** Where they listen. */
  readonly ports: readonly number[];
}

/** The containers of each service and subnet; while there is no service, where they are going to be. */
export function containersOf(graph: Graph, expected: Expected, culprits: Culprits): ContainersHere[] {
  const { topology } = graph;
  const services = topology.services.filter(({ targets }) =>
    targets.some(({ targetGroup }) => targetGroup === expected.targetGroup),
  );
  if (services.length === 0) {
    return placesOfContainers(graph, expected).map((place) =>
      containersHere(culprits, place, undefined, [expected.containerPort]),
    );
  }
  return services.flatMap((service) => {
    const ports = service.targets.flatMap(({ targetGroup, port }) =>
      targetGroup === expected.targetGroup ? port : [],
    );
    // With one service alone, the places are this one's.
    return placesOfContainers(new Graph({ ...topology, services: [service] }), expected).map((place) =>
      containersHere(culprits, place, service, ports),
    );
  });
}

function containersHere(
  culprits: Culprits,
  place: NetworkInterface,
  service: Service | undefined,
  ports: readonly number[],
): ContainersHere {
  const labels: Label[] = [
    { text: `port ${ports.join(", ")}`, mark: "fine" },
    ...(place.securityGroups ?? []).map((name) => ({
      text: `security group ${name}`,
      mark: culprits.mark("security group", name),
    })),
    ...(place.hasPublicAddress === true ? [{ text: "public IPv4 address", mark: "fine" } as const] : []),
  ];
  const own = [
    culprits.markOfPhrase(place.label),
    service === undefined ? "fine" : culprits.mark("service", service.name),
  ] as const;
  return {
    place,
    ports,
    shape: {
      id: place.label,
      kind: "containers",
      name: service === undefined ? "containers, later" : `containers of ${service.name}`,
      labels,
      mark: worstMark([...own, ...labels.map(({ mark }) => mark)]),
      isPlanned: service === undefined,
    },
  };
}
