import type { InternetGateway, Name, NatGateway } from "../model";
import type { Graph } from "../reachability/graph";
import type { Culprits } from "./culprits";
import type { Shape } from "./shapes";

/** A NAT gateway. It tells its subnet where it cannot be drawn in it. */
export function natGatewayShape(graph: Graph, culprits: Culprits, gateway: NatGateway): Shape {
  const { name, subnet, connectivity } = gateway;
  const isPlaced = graph.subnet(subnet) !== undefined;
  return {
    id: natGatewayId(name),
    kind: "NAT gateway",
    name,
    labels: [
      { text: connectivity === "private" ? "private NAT gateway" : "NAT gateway", mark: "fine" },
      ...(isPlaced ? [] : [{ text: `in ${subnet}, which is not known`, mark: "fine" } as const]),
    ],
    mark: culprits.mark("NAT gateway", name),
    isPlanned: false,
  };
}

/** An internet gateway. It tells its VPC where it cannot be drawn in it. */
export function internetGatewayShape(culprits: Culprits, { name, vpc }: InternetGateway, isPlaced: boolean): Shape {
  return {
    id: internetGatewayId(name),
    kind: "internet gateway",
    name,
    labels: [
      { text: "internet gateway", mark: "fine" },
      ...(isPlaced ? [] : [{ text: `attached to ${vpc ?? "no VPC"}`, mark: "fine" } as const]),
    ],
    mark: culprits.mark("internet gateway", name),
    isPlanned: false,
  };
}

/** The id of its shape. */
export function natGatewayId(name: Name): string {
  return `NAT gateway ${name}`;
}

/** The id of its shape. */
export function internetGatewayId(name: Name): string {
  return `internet gateway ${name}`;
}
