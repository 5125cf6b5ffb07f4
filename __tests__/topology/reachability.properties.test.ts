import fc from "fast-check";
import { canonical } from "../../topology/canonical";
import type { NetworkAclEntry, SecurityGroupRule, Topology } from "../../topology/model";
import { VERDICTS } from "../../topology/reachability/answer";
import { canReach } from "../../topology/reachability/can-reach";
import type { Flow } from "../../topology/reachability/flow";
import { Graph } from "../../topology/reachability/graph";
import type { Place } from "../../topology/reachability/place";
import { placesFor } from "../../topology/reachability/endpoint";
import { expected, frontDoor } from "./front-door-topology";

const ENDPOINTS = [
  "internet",
  "load-balancer",
  "containers",
  "PublicSubnet-2",
  "Fargate-SG",
  "203.0.113.7",
  "172.31.129.0/24",
];
const GROUPS = ["ALB-SG", "Fargate-SG"];

const protocol = fc.constantFrom("all" as const, "tcp" as const, "udp" as const, "icmp" as const);
const cidr = fc.constantFrom(
  "0.0.0.0/0",
  "0.0.0.0/1",
  "172.31.0.0/16",
  "172.31.96.0/20",
  "172.31.128.0/19",
  "203.0.113.0/24",
  "10.0.0.0/8",
  "::/0",
);
const ports = fc
  .tuple(fc.constantFrom(0, 80, 443, 1024, 6060, 32768), fc.constantFrom(0, 1, 1000, 65535))
  .map(([from, size]) => ({ from, to: Math.min(from + size, 65_535) }));
const direction = fc.constantFrom("ingress" as const, "egress" as const);

const rule: fc.Arbitrary<SecurityGroupRule> = fc.record({
  direction,
  protocol,
  ports,
  peer: fc.oneof(
    cidr.map((each) => ({ kind: "cidr" as const, cidr: each })),
    fc.constantFrom(...GROUPS).map((name) => ({ kind: "security group" as const, name })),
    fc.constant({ kind: "prefix list" as const, id: "pl-1" }),
  ),
});
const entry: fc.Arbitrary<NetworkAclEntry> = fc.record({
  direction,
  ruleNumber: fc.integer({ min: 1, max: 99 }),
  action: fc.constantFrom("allow" as const, "deny" as const),
  protocol,
  cidr,
  ports,
});

/** The front door with other rules, and with entries before those of the default network ACL. */
const topology: fc.Arbitrary<Topology> = fc
  .record({
    rules: fc.array(fc.tuple(fc.constantFrom(...GROUPS), rule), { maxLength: 6 }),
    entries: fc.array(entry, { maxLength: 4 }),
  })
  .map(({ rules, entries }) => ({
    ...frontDoor,
    securityGroups: frontDoor.securityGroups.map((group) => ({
      ...group,
      rules: [...group.rules.slice(1), ...rules.flatMap(([name, each]) => (name === group.name ? [each] : []))],
    })),
    networkAcls: frontDoor.networkAcls.map((acl) => ({ ...acl, entries: [...acl.entries, ...entries] })),
  }))
  .map(canonical);
const question = fc.record({
  from: fc.constantFrom(...ENDPOINTS),
  to: fc.constantFrom(...ENDPOINTS),
  flow: fc.constantFrom<Flow>(
    { protocol: "tcp", port: 80 },
    { protocol: "tcp", port: 443 },
    { protocol: "tcp", port: 6060 },
    { protocol: "udp", port: 53 },
    { protocol: "icmp", port: 0 },
  ),
});

/** How far each pair of places comes, as a number: more is more. */
function reach(of: Topology, { from, to, flow }: { from: string; to: string; flow: Flow }): number[] {
  const graph = new Graph(of);
  const places = (word: string): Place[] => placesFor(graph, expected, word);
  return places(from).flatMap((start) =>
    places(to).map((end) => VERDICTS.indexOf(canReach(graph, { from: start, to: end, flow }).verdict)),
  );
}

function expectNoLess(more: readonly number[], less: readonly number[]): void {
  expect(more).toHaveLength(less.length);
  more.forEach((rank, index) => {
    expect(rank).toBeGreaterThanOrEqual(less[index] ?? Infinity);
  });
}

test("adding an allow rule to a security group never makes anything less reachable, and removing one never more", () => {
  fc.assert(
    fc.property(topology, question, fc.constantFrom(...GROUPS), rule, (before, asked, group, added) => {
      const after = canonical({
        ...before,
        securityGroups: before.securityGroups.map((each) =>
          each.name === group ? { ...each, rules: [...each.rules, added] } : each,
        ),
      });
      expectNoLess(reach(after, asked), reach(before, asked));
    }),
    { numRuns: 400 },
  );
});

test("adding an entry that allows to a network ACL never makes anything less reachable, and one that denies never more", () => {
  fc.assert(
    fc.property(topology, question, entry, (before, asked, added) => {
      const after = canonical({
        ...before,
        networkAcls: before.networkAcls.map((acl) => ({ ...acl, entries: [...acl.entries, added] })),
      });
      const [more, less] = added.action === "allow" ? [after, before] : [before, after];
      expectNoLess(reach(more, asked), reach(less, asked));
    }),
    { numRuns: 400 },
  );
});

test("every answer has its reason: a way when it is allowed, and an obstacle with its remedy when not", () => {
  fc.assert(
    fc.property(topology, question, (of, { from, to, flow }) => {
      const graph = new Graph(of);
      for (const start of placesFor(graph, expected, from)) {
        for (const end of placesFor(graph, expected, to)) {
          const { verdict, hops, obstacle } = canReach(graph, { from: start, to: end, flow });
          if (verdict === "allowed") {
            expect(obstacle).toBeUndefined();
            expect(hops.length).toBeGreaterThan(0);
          } else {
            expect(obstacle?.why).toMatch(/\w/);
            expect(obstacle?.change).toMatch(/\.$/);
          }
          for (const { at, why } of hops) expect(at && why).toMatch(/\w/);
        }
      }
    }),
    { numRuns: 400 },
  );
});
