import type { PortRange } from "../../../topology/model";
import { ALL_PORTS } from "../../../topology/protocol";
import type { Reading } from "../reading";
import { inWords, quoted } from "../value-words";
import type { OpenTraffic } from "./newly-open";

/** What a front door is for: HTTP and HTTPS, by TCP. */
const FRONT_DOOR = [80, 443];

/** They have no ports: pings, and what routers say of packets that are too big. */
const WITHOUT_PORTS = ["icmp", "icmpv6"];

/** The part that a front door is for, and the rest: a stretch of ports that holds more than one of these is of the rest. */
export function splitByPort(traffic: readonly OpenTraffic[]): { frontDoor: OpenTraffic[]; other: OpenTraffic[] } {
  const isFrontDoor = ({ protocol, ports }: OpenTraffic): boolean =>
    WITHOUT_PORTS.includes(protocol) ||
    (protocol === "tcp" && ports.from === ports.to && FRONT_DOOR.includes(ports.from));
  return { frontDoor: traffic.filter(isFrontDoor), other: traffic.filter((each) => !isFrontDoor(each)) };
}

/** Where a port or a protocol stands, in whatever resource lets something in. */
const ATTRIBUTES = ["ip_protocol", "protocol", "from_port", "to_port", "ingress"];

/** Such as `tcp 22 and udp 1024-65535`. */
export function trafficInWords(reading: Reading, traffic: readonly OpenTraffic[]): string {
  return quoted(reading, ATTRIBUTES, inWords(traffic.map(inShort)));
}

/** Such as `tcp 22`. */
export function inShort({ protocol, ports }: OpenTraffic): string {
  return protocol === "all" ? "all traffic" : `${protocol}${portsInWords(ports)}`;
}

function portsInWords({ from, to }: PortRange): string {
  if (from === ALL_PORTS.from && to === ALL_PORTS.to) return "";
  return from === to ? ` ${from}` : ` ${from}-${to}`;
}
