import fc from "fast-check";
import { canonical, NOTHING } from "../../topology/canonical";
import type { ListenerAction, LoadBalancer, NetworkAclEntry, Topology } from "../../topology/model";
import { ALL_PORTS } from "../../topology/protocol";
import { frontDoor, rule } from "./front-door-topology";

const balancer: LoadBalancer = {
  name: "Fargate-ALB",
  type: "application",
  scheme: "internet-facing",
  subnets: ["b", "a"],
  securityGroups: ["y", "x"],
  listeners: [],
};
const forward = (...targetGroups: string[]): ListenerAction => ({ kind: "forward", targetGroups });
const entry = (ruleNumber: number, direction: NetworkAclEntry["direction"] = "ingress"): NetworkAclEntry => ({
  direction,
  ruleNumber,
  action: "allow",
  protocol: "all",
  cidr: "0.0.0.0/0",
  ports: ALL_PORTS,
});

/** Everything that has an order of its own, in another one. */
const full: Topology = {
  ...frontDoor,
  vpcs: [...frontDoor.vpcs, { name: "A-VPC", cidrs: ["10.1.0.0/16", "10.0.0.0/16"] }],
  networkAcls: [{ name: "acl", vpc: "A-VPC", entries: [entry(10), entry(9), entry(100, "egress"), entry(100)] }],
  loadBalancers: [
    {
      ...balancer,
      listeners: [
        {
          protocol: "HTTP",
          port: 8080,
          defaultAction: forward("t"),
          rules: [
            { priority: 10, action: forward("t") },
            { priority: 9, action: { kind: "fixed response", status: "404" } },
          ],
        },
        { protocol: "HTTP", port: 80, defaultAction: forward("t"), rules: [] },
      ],
    },
  ],
  services: [
    {
      name: "api",
      subnets: ["b", "a"],
      securityGroups: ["y", "x"],
      assignPublicIp: false,
      targets: [
        { targetGroup: "t", port: 2 },
        { targetGroup: "t", port: 1 },
      ],
    },
  ],
};

test("nothing stays nothing", () => {
  expect(canonical(NOTHING)).toEqual(NOTHING);
});

test("things come by name, and what they hold by how it is written", () => {
  const { vpcs, services, securityGroups } = canonical(full);
  expect(vpcs).toEqual([
    { name: "A-VPC", cidrs: ["10.0.0.0/16", "10.1.0.0/16"] },
    { name: "Fargate-VPC", cidrs: ["172.31.0.0/16"] },
  ]);
  expect(services).toMatchObject([{ subnets: ["a", "b"], securityGroups: ["x", "y"] }]);
  expect(services[0]?.targets.map(({ port }) => port)).toEqual([1, 2]);
  expect(securityGroups.map(({ name }) => name)).toEqual(["ALB-SG", "Fargate-SG", "Fargate-VPC-default-closed"]);
});

test("entries, listeners and their rules come by their numbers, and not as text", () => {
  const { networkAcls, loadBalancers } = canonical(full);
  expect(networkAcls[0]?.entries.map(({ ruleNumber, direction }) => [ruleNumber, direction])).toEqual([
    [9, "ingress"],
    [10, "ingress"],
    [100, "egress"],
    [100, "ingress"],
  ]);
  const [found] = loadBalancers;
  expect(found?.listeners.map(({ port }) => port)).toEqual([80, 8080]);
  expect(found?.listeners[1]?.rules.map(({ priority }) => priority)).toEqual([9, 10]);
});

test("what is said twice is there once, whatever the order of its keys", () => {
  const one = rule("ingress", "tcp", 80, "0.0.0.0/0");
  const same = { peer: one.peer, ports: { to: 80, from: 80 }, protocol: one.protocol, direction: one.direction };
  const other = rule("ingress", "tcp", 81, "0.0.0.0/0");
  const { securityGroups } = canonical({
    ...NOTHING,
    securityGroups: [{ name: "A", vpc: "V", rules: [other, one, same] }],
  });
  expect(securityGroups[0]?.rules).toEqual([one, other]);
});

test("it is as canonical as it gets", () => {
  expect(canonical(canonical(full))).toEqual(canonical(full));
  expect(JSON.stringify(canonical(canonical(full)))).toBe(JSON.stringify(canonical(full)));
});

test("what is given is not changed", () => {
  const before = structuredClone(full);
  canonical(full);
  expect(full).toEqual(before);
});

test("whatever the order in which things were found, the same comes out", () => {
  const shuffled = (seed: number): Topology => {
    let state = seed;
    const shuffle = (value: unknown): unknown => {
      if (Array.isArray(value)) {
        const inner = value.map(shuffle);
        for (let index = inner.length - 1; index > 0; index--) {
          state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
          const other = state % (index + 1);
          [inner[index], inner[other]] = [inner[other], inner[index]];
        }
        return inner;
      }
      return typeof value === "object" && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shuffle(each)]))
        : value;
    };
    return shuffle(full) as Topology;
  };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_147_483_647 }), (seed) => {
      expect(canonical(shuffled(seed))).toEqual(canonical(full));
    }),
    { numRuns: 50 },
  );
});
