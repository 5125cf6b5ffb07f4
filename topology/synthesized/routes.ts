import type { Route, RouteTarget } from "../model";
import type { Attributes } from "./attributes";
import type { Kind } from "./resource-types";
import type { Things } from "./things";

/** In a resource, and in a block of a route table. */
const DESTINATIONS = ["destination_cidr_block", "destination_ipv6_cidr_block", "cidr_block", "ipv6_cidr_block"];
/** What a prefix list holds is not modelled, so its id stands where a block would. */
const PREFIX_LIST = "destination_prefix_list_id";

const TARGETS = [
  "gateway_id",
  "nat_gateway_id",
  "egress_only_gateway_id",
  "carrier_gateway_id",
  "core_network_arn",
  "instance_id",
  "local_gateway_id",
  "network_interface_id",
  "transit_gateway_id",
  "vpc_endpoint_id",
  "vpc_peering_connection_id",
];

/** In place of an attribute that is not known here. */
const NO_TARGET = "unknown_target";

/** The route that a resource or a block is: none for the VPC's own blocks. */
export function routesIn(attributes: Attributes, things: Things): Route[] {
  if (!attributes.isCertain) return [unknownRoute(attributes.expression())];
  const attribute = TARGETS.find((name) => attributes.has(name)) ?? NO_TARGET;
  if (attribute === "gateway_id" && attributes.text(attribute) === "local") return [];
  const target = targetOf(attributes, attribute, things);
  const destinations = DESTINATIONS.flatMap((name) => attributes.text(name) ?? []);
  const prefixList = attributes.text(PREFIX_LIST);
  return [
    ...destinations.map((destination) => ({ destination, target })),
    ...(prefixList === undefined ? [] : [{ destination: prefixList, target: inWords(attributes, attribute) }]),
  ];
}

/** A route of which nothing is known. */
export function unknownRoute(expression: string): Route {
  return { destination: expression, target: other(expression) };
}

/** The gateways that are modelled, by the attributes that name them: what they are in the code, and in the model. */
const GATEWAYS: Readonly<
  Partial<Record<string, readonly [Kind, Exclude<RouteTarget["kind"], "blackhole" | "other">]>>
> = {
  gateway_id: ["internet gateway", "internet gateway"],
  nat_gateway_id: ["NAT gateway", "nat gateway"],
  egress_only_gateway_id: ["egress-only internet gateway", "egress-only internet gateway"],
};

function targetOf(attributes: Attributes, attribute: string, things: Things): RouteTarget {
  const [inCode, kind] = GATEWAYS[attribute] ?? [];
  const gateway = inCode && things.reference(attributes, attribute, inCode);
  // A gateway_id may be that of a virtual private gateway; what is not known to be a gateway of ours is none.
  return kind && gateway?.kind === "thing" ? { kind, name: gateway.name } : inWords(attributes, attribute);
}

/** Such as `transit gateway tgw-0123`. */
function inWords(attributes: Attributes, attribute: string): RouteTarget {
  const words = attribute.replace(/_(id|arn)$/, "").replaceAll("_", " ");
  return other(`${words} ${attributes.text(attribute) ?? attributes.expression()}`);
}

function other(what: string): RouteTarget {
  return { kind: "other", what };
}
