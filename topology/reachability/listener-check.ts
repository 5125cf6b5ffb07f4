import type { LoadBalancer } from "../model";
import { AddressSet } from "./address-set";
import { type Flow, formatFlow } from "./flow";
import type { Checkpoint } from "./passage";

/** A load balancer answers on the ports of its listeners, and on no other. */
export function checkListener({ name, listeners }: LoadBalancer, flow: Flow): Checkpoint {
  const listener = listeners.find(
    ({ protocol, port }) => port === flow.port && transportsOf(protocol).includes(flow.protocol),
  );
  const at = `load balancer ${name}`;
  const there = listeners.map(({ protocol, port }) => `${protocol}:${port}`).join(", ");
  const missing = {
    at,
    why: `it has no listener on ${formatFlow(flow)}${there === "" ? "" : `; it listens on ${there}`}`,
    change: `Add a listener on port ${flow.port}.`,
  };
  // Port 0 stands for one that cannot be told.
  const isUnknown = listeners.some((each) => each.port === 0);
  return (addresses) => ({
    pass: listener === undefined ? AddressSet.none(addresses.family) : addresses,
    maybe: listener === undefined && isUnknown ? addresses : AddressSet.none(addresses.family),
    hop: { at, why: `listener ${listener?.protocol ?? "?"}:${listener?.port ?? "?"}` },
    obstacle: missing,
    doubt: { ...missing, why: "on which port one of its listeners is cannot be known" },
  });
}

/** What the protocols of listeners run on ("CreateListener", Elastic Load Balancing API Reference). */
function transportsOf(protocol: string): string[] {
  switch (protocol) {
    case "UDP":
      return ["udp"];
    case "TCP_UDP":
      return ["tcp", "udp"];
    default:
      return ["tcp"];
  }
}
