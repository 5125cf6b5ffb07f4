import { canonicalJson } from "../../plan/json";
import type { PortRange, Protocol } from "../../../topology/model";
import { covers } from "../../../topology/protocol";
import { AddressSet, type Family } from "../../../topology/reachability/address-set";
import { FAMILIES } from "./anywhere";
import { type OpenTraffic, segments } from "./newly-open";
import type { Opening } from "./opening";

/** Traffic of which some does not pass any more. */
export interface StoppedTraffic extends OpenTraffic {
  /** From whom, or to whom: blocks, prefix lists and groups. */
  readonly peers: readonly string[];
}

/** So many blocks are still read. The rest of a network without a small part of it are many. */
const MOST_BLOCKS = 3;

/** What passed before and does not after. Of what is unknown nothing is counted on. */
export function noLongerOpen(before: readonly Opening[], after: readonly Opening[]): StoppedTraffic[] {
  const known = after.filter(({ unknown }) => unknown !== "on which port");
  const protocols = [...new Set(before.map(({ protocol }) => protocol))];
  return protocols.flatMap((protocol) => {
    const was = before.filter((each) => each.protocol === protocol);
    const stopped = segments(protocol, [...was, ...known]).map((ports) => ({
      protocol,
      ports,
      peers: missing(at(protocol, ports, was), at(protocol, ports, known)),
    }));
    return joined(stopped.filter(({ peers }) => peers.length > 0));
  });
}

function at(protocol: Protocol, ports: PortRange, openings: readonly Opening[]): Opening[] {
  return openings.filter(
    (each) => covers(each.protocol, protocol) && each.ports.from <= ports.from && ports.to <= each.ports.to,
  );
}

function missing(was: readonly Opening[], is: readonly Opening[]): string[] {
  const named = (openings: readonly Opening[]): string[] =>
    openings.flatMap(({ groups, prefixLists }) => [...groups, ...prefixLists]);
  const [before, after] = [named(was), named(is)];
  return [
    ...FAMILIES.flatMap((family) => missingBlocks(addresses(family, was), addresses(family, is))),
    ...new Set(before.filter((each) => !after.includes(each))),
  ];
}

function missingBlocks(was: AddressSet, is: AddressSet): string[] {
  const gone = was.without(is).toCidrs();
  const all = was.toCidrs();
  return gone.length > MOST_BLOCKS && all.length < gone.length ? all.map((block) => `parts of ${block}`) : gone;
}

function addresses(family: Family, openings: readonly Opening[]): AddressSet {
  const sets = openings.flatMap(({ cidrs }) => cidrs.flatMap((cidr) => AddressSet.of(family, [cidr]) ?? []));
  return sets.reduce((all, set) => all.union(set), AddressSet.none(family));
}

function joined(stopped: readonly StoppedTraffic[]): StoppedTraffic[] {
  return stopped.reduce<StoppedTraffic[]>((result, each) => {
    const last = result.at(-1);
    const isNext = last?.ports.to === each.ports.from - 1 && canonicalJson(last.peers) === canonicalJson(each.peers);
    if (last === undefined || !isNext) return [...result, each];
    return [...result.slice(0, -1), { ...last, ports: { from: last.ports.from, to: each.ports.to } }];
  }, []);
}
