import type { PortRange, Protocol, Topology } from "../model";
import type { Flow } from "./flow";

/** The protocols that somebody may try, one that nobody names among them. */
const TRIED: readonly Protocol[] = ["tcp", "udp", "icmp", "icmpv6", "253"];

/**
 * One packet of each kind that anything in the topology could treat differently from the others: whatever holds for these
 * holds for every protocol and port. Protocol 253 stands for those that no rule names (RFC 3692 keeps it for experiments).
 *
 * @param ownPorts - ports that are a kind of their own, because something else is asked of them
 */
export function everyKindOfFlow(
  { securityGroups, networkAcls, loadBalancers }: Topology,
  ownPorts: readonly number[] = [],
): Flow[] {
  const rules = [...securityGroups.flatMap((each) => each.rules), ...networkAcls.flatMap((each) => each.entries)];
  const listeners = loadBalancers.flatMap((each) => each.listeners.map(({ port }) => ({ from: port, to: port })));
  const ports = beginningsOf([
    ...rules.map((rule) => rule.ports),
    ...listeners,
    ...ownPorts.map((port) => ({ from: port, to: port })),
  ]);
  const named = rules.map(({ protocol }) => protocol).filter((protocol) => protocol !== "all");
  return [...new Set([...TRIED, ...named])].flatMap((protocol): Flow[] =>
    protocol === "tcp" || protocol === "udp" ? ports.map((port) => ({ protocol, port })) : [{ protocol, port: 0 }],
  );
}

/** The first port of each stretch that all rules treat alike. */
function beginningsOf(ranges: readonly PortRange[]): number[] {
  const beginnings = ranges.flatMap(({ from, to }) => [from, to + 1]).filter((port) => port <= 65_535);
  return [...new Set([0, ...beginnings])].sort((a, b) => a - b);
}
