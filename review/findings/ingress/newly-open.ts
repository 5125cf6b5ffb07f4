import type { PortRange, Protocol } from "../../../topology/model";
import { ALL_PORTS, covers } from "../../../topology/protocol";
import type { Family } from "../../../topology/reachability/address-set";
import { FAMILIES, isNewlyAnywhere, onInternet } from "./anywhere";
import type { Opening } from "./opening";

/** Traffic that anybody on the internet may send. */
export interface OpenTraffic {
  readonly protocol: Protocol;
  readonly ports: PortRange;
}

/** What is open to anywhere after a change, and was not before: all protocols as one, the others port by port. */
export function newlyOpen(before: readonly Opening[], after: readonly Opening[]): OpenTraffic[] {
  const open = (protocol: Protocol): PortRange[] =>
    joined(
      segments(protocol, [...before, ...after]).filter((ports) =>
        FAMILIES.some((family) =>
          isNewlyAnywhere(from(family, protocol, ports, before), from(family, protocol, ports, after)),
        ),
      ),
    );
  if (open("all").length > 0) return [{ protocol: "all", ports: ALL_PORTS }];
  const protocols = [...new Set([...before, ...after].map(({ protocol }) => protocol))].filter(
    (each) => each !== "all",
  );
  // What was one protocol's rule may have become one for all, but for what was open already.
  return protocols.flatMap((protocol) => open(protocol).map((ports) => ({ protocol, ports })));
}

/** From where a rule of these lets this traffic in. */
function from(family: Family, protocol: Protocol, ports: PortRange, openings: readonly Opening[]) {
  const cidrs = openings
    .filter((each) => covers(each.protocol, protocol) && each.ports.from <= ports.from && ports.to <= each.ports.to)
    .flatMap((each) => each.cidrs);
  return onInternet(family, cidrs);
}

/** Stretches of ports that all openings treat alike. */
export function segments(protocol: Protocol, openings: readonly Opening[]): PortRange[] {
  const ranges = openings.filter((each) => covers(each.protocol, protocol)).map(({ ports }) => ports);
  const starts = [...new Set(ranges.flatMap(({ from: first, to }) => [first, to + 1]))].sort((a, b) => a - b);
  return starts.slice(0, -1).map((first, index) => ({ from: first, to: (starts[index + 1] ?? first) - 1 }));
}

function joined(ranges: readonly PortRange[]): PortRange[] {
  const result: { from: number; to: number }[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (last !== undefined && last.to + 1 === range.from) last.to = range.to;
    else result.push({ ...range });
  }
  return result;
}
