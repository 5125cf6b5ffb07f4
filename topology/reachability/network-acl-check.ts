import type { Name, NetworkAclEntry, PortRange } from "../model";
import { covers } from "../protocol";
import { AddressSet } from "./address-set";
import type { Flow } from "./flow";
import type { Graph } from "./graph";
import type { Checkpoint } from "./passage";
import { formatEntry, formatTraffic } from "./words";

/** Which network ACL is asked, about what. */
export interface AclQuestion {
  readonly subnet: Name;
  readonly direction: "ingress" | "egress";
  readonly flow: Flow;
  /** For people: the other end. */
  readonly peer: string;
  /** Whether it is the answer that passes. @default false: what is asked */
  readonly isReply?: boolean;
}

/**
 * The ports that answers go to: those that clients send from, of all operating systems, load balancers and NAT gateways
 * ("Ephemeral ports", Amazon VPC User Guide).
 */
const EPHEMERAL: PortRange = { from: 1024, to: 65_535 };

/**
 * A network ACL is stateless: the answer is asked for, too. Its entries are gone through in the order of their numbers, and
 * the first that fits decides ("Network ACL rules", Amazon VPC User Guide). The addresses that pass are the other end's.
 */
export function checkNetworkAcl(graph: Graph, question: AclQuestion): Checkpoint {
  const { subnet, direction, flow, peer, isReply = false } = question;
  const { protocol, port } = flow;
  const hasPorts = protocol === "tcp" || protocol === "udp";
  const ports = isReply && hasPorts ? EPHEMERAL : { from: port, to: port };
  const name = graph.subnet(subnet)?.networkAcl;
  const acl = name === undefined ? undefined : graph.networkAcl(name);
  const at = `network ACL ${name ?? "?"} of ${subnet}`;
  const entries = (acl?.entries ?? []).filter(
    (entry) => entry.direction === direction && covers(entry.protocol, protocol) && overlap(entry.ports, ports),
  );
  const traffic = `${isReply ? "answers, " : ""}${formatTraffic(protocol, ports)}, ${direction === "ingress" ? "from" : "to"} ${peer}`;
  const change = `Let an ${direction} rule before it allow ${traffic}.`;
  return (addresses) => {
    const none = AddressSet.none(addresses.family);
    const doubt = { at, why: "its entries are not known", change: "Ask about a subnet whose network ACL is known." };
    if (acl === undefined) {
      return { pass: none, maybe: addresses, hop: { at, why: "" }, obstacle: doubt, doubt };
    }
    const passed = portsToTry(entries, ports).map((each) => decide(entries, each, addresses));
    const pass = passed.reduce((all, { pass: one }) => all.intersection(one), addresses);
    const any = passed.reduce((all, one) => all.union(one.pass).union(one.maybe), none);
    const denying = culpritOf(passed, addresses);
    const allowing = entries.find((entry) => entry.action === "allow" && touches(entry, addresses));
    const why = denying === undefined ? `no ${direction} rule allows ${traffic}` : formatEntry(denying);
    return {
      pass,
      maybe: any.without(pass),
      hop: { at, why: allowing === undefined ? "" : `${formatEntry(allowing)}${isReply ? ", for answers" : ""}` },
      obstacle: { at, why: isReply && denying ? `${why}, which the answers need` : why, change },
      doubt: { at, why: `of ${traffic} only a part is allowed: ${why}`, change },
    };
  };
}

/** What an entry denies. */
interface Denial {
  readonly entry: NetworkAclEntry;
  readonly addresses: AddressSet;
}

/** What becomes of addresses at one port. */
interface Decision {
  readonly pass: AddressSet;
  readonly maybe: AddressSet;
  readonly denials: readonly Denial[];
}

/** The entry that denies all that does not pass, at the first port where something does not; none where nothing decides. */
function culpritOf(decisions: readonly Decision[], addresses: AddressSet): NetworkAclEntry | undefined {
  for (const { pass, maybe, denials } of decisions) {
    const stopped = addresses.without(pass).without(maybe);
    if (!stopped.isEmpty) return denials.find((denial) => denial.addresses.includes(stopped))?.entry;
  }
  return undefined;
}

function overlap(one: PortRange, other: PortRange): boolean {
  return one.from <= other.to && other.from <= one.to;
}

function touches({ cidr }: NetworkAclEntry, addresses: AddressSet): boolean {
  return AddressSet.of(addresses.family, [cidr])?.intersection(addresses).isEmpty === false;
}

/** One port of each stretch within which no entry makes a difference. */
function portsToTry(entries: readonly NetworkAclEntry[], { from, to }: PortRange): number[] {
  const beginnings = entries
    .flatMap(({ ports }) => [ports.from, ports.to + 1])
    .filter((port) => from < port && port <= to);
  return [...new Set([from, ...beginnings])];
}

function decide(entries: readonly NetworkAclEntry[], port: number, addresses: AddressSet): Decision {
  const denials: Denial[] = [];
  let undecided = addresses;
  let pass = AddressSet.none(addresses.family);
  let maybe = pass;
  for (const entry of entries) {
    const { cidr, action, ports } = entry;
    if (port < ports.from || ports.to < port) continue;
    const block = AddressSet.of(addresses.family, [cidr]);
    if (block === undefined) {
      // It may be about any of them.
      maybe = maybe.union(undecided);
      continue;
    }
    const decided = undecided.intersection(block);
    if (action === "allow") pass = pass.union(decided);
    else denials.push({ entry, addresses: decided });
    undecided = undecided.without(block);
  }
  // An entry that cannot be read comes before, and may deny what a later one allows.
  return { pass: pass.without(maybe), maybe, denials };
}
