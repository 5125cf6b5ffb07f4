import type { PortRange, Protocol } from "../model";
import { portsOf, protocolOf } from "../protocol";
import { type Attributes, isUnknown, type Unknown } from "./attributes";

/** In place of a port that is not known, or where there is none: no packet goes to it. */
export const NO_PORT = 0;

/**
 * What a rule is about, or the expression because of which that cannot be told.
 *
 * @param protocolName - the attribute that holds the protocol
 */
export function trafficOf(
  attributes: Attributes,
  protocolName: "protocol" | "ip_protocol",
): { readonly protocol: Protocol; readonly ports: PortRange } | Unknown {
  const written = attributes.text(protocolName) ?? attributes.expression(protocolName);
  if (!/^-?\w+$/.test(written)) return { expression: written };
  const protocol = protocolOf(written);
  const from = attributes.number("from_port");
  const to = attributes.number("to_port");
  if (isUnknown(from)) return from;
  return isUnknown(to) ? to : { protocol, ports: portsOf(protocol, from, to) };
}
