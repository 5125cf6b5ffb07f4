import type { Protocol } from "../model";

/** What somebody wants to send. */
export interface Flow {
  /** Never `all`: a packet is of one protocol. */
  readonly protocol: Protocol;
  /** The destination's; 0 for protocols without ports. */
  readonly port: number;
}

/** As people write it: `tcp 80`, `icmp`. */
export function formatFlow({ protocol, port }: Flow): string {
  return protocol === "tcp" || protocol === "udp" ? `${protocol} ${port}` : protocol;
}
