import type { PortRange, Protocol } from "./model";

/** Every port there is. */
export const ALL_PORTS: PortRange = { from: 0, to: 65_535 };

/** Names for the numbers that IANA gave ("Protocol Numbers"); `-1` is AWS's own way to say all. */
const NAMES: Readonly<Record<string, Protocol>> = { "-1": "all", "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6" };

/** A protocol as AWS or Terraform writes it: a name, a number, or `-1` for all. */
export function protocolOf(written: string | number): Protocol {
  const text = String(written).toLowerCase();
  return NAMES[text] ?? (text as Protocol);
}

/** The ports that a rule is about: all of them for protocols that have none, whatever is written (ICMP has types there). */
export function portsOf(protocol: Protocol, from: number | undefined, to: number | undefined): PortRange {
  const hasPorts = protocol === "tcp" || protocol === "udp";
  if (!hasPorts || from === undefined || from === -1) return ALL_PORTS;
  return { from, to: to ?? from };
}

/** Whether a rule for one protocol is about the other. */
export function covers(rule: Protocol, asked: Protocol): boolean {
  return rule === "all" || rule === asked;
}
