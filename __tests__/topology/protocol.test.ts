import { ALL_PORTS, covers, portsOf, protocolOf } from "../../topology/protocol";

test.each([
  ["-1", "all"],
  [-1, "all"],
  ["all", "all"],
  ["tcp", "tcp"],
  ["TCP", "tcp"],
  ["6", "tcp"],
  [6, "tcp"],
  ["udp", "udp"],
  ["17", "udp"],
  ["icmp", "icmp"],
  ["1", "icmp"],
  ["icmpv6", "icmpv6"],
  ["58", "icmpv6"],
  ["50", "50"],
  [0, "0"],
])("%j is protocol %s", (written, protocol) => {
  expect(protocolOf(written)).toBe(protocol);
});

describe("the ports of a rule", () => {
  test.each([
    ["tcp", 80, 80, { from: 80, to: 80 }],
    ["tcp", 80, undefined, { from: 80, to: 80 }],
    ["udp", 1024, 65_535, { from: 1024, to: 65_535 }],
    ["tcp", 0, 0, { from: 0, to: 0 }],
    ["tcp", 0, 65_535, ALL_PORTS],
    ["tcp", undefined, undefined, ALL_PORTS],
    ["tcp", -1, -1, ALL_PORTS],
  ] as const)("%s from %j to %j", (protocol, from, to, ports) => {
    expect(portsOf(protocol, from, to)).toEqual(ports);
  });

  test.each(["all", "icmp", "icmpv6", "50"] as const)("are all of them for %s, whatever is written", (protocol) => {
    expect(portsOf(protocol, 8, 0)).toEqual(ALL_PORTS);
    expect(portsOf(protocol, 0, 0)).toEqual(ALL_PORTS);
    expect(portsOf(protocol, undefined, undefined)).toEqual(ALL_PORTS);
  });

  test("all of them are 0 to 65535", () => {
    expect(ALL_PORTS).toEqual({ from: 0, to: 65_535 });
  });
});

test.each([
  ["all", "tcp", true],
  ["all", "253", true],
  ["tcp", "tcp", true],
  ["tcp", "udp", false],
  ["icmp", "icmpv6", false],
  ["50", "50", true],
  ["50", "51", false],
] as const)("a rule for %s is about %s: %s", (rule, asked, is) => {
  expect(covers(rule, asked)).toBe(is);
});
