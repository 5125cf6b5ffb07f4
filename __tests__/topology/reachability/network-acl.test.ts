import { canonical } from "../../../topology/canonical";
import type { NetworkAclEntry, Topology } from "../../../topology/model";
import { ALL_PORTS } from "../../../topology/protocol";
import { AddressSet, type Family } from "../../../topology/reachability/address-set";
import { canReach } from "../../../topology/reachability/can-reach";
import { placesFor } from "../../../topology/reachability/endpoint";
import type { Flow } from "../../../topology/reachability/flow";
import { Graph } from "../../../topology/reachability/graph";
import { type AclQuestion, checkNetworkAcl } from "../../../topology/reachability/network-acl-check";
import { addRule, aclEntries, changed, rules, set } from "../change";
import { expected, rule } from "../front-door-topology";

const ACL = "Fargate-VPC/default";
const SUBNET = "PublicSubnet-1";
const AT = `network ACL ${ACL} of ${SUBNET}`;
const tcp = (port: number): Flow => ({ protocol: "tcp", port });
const only = (port: number, to = port) => ({ from: port, to });
const EPHEMERAL = only(1024, 65_535);

type Entry = Pick<NetworkAclEntry, "ruleNumber" | "action"> & Partial<NetworkAclEntry>;

const allow = (ruleNumber: number, more: Partial<NetworkAclEntry> = {}): Entry => ({
  ruleNumber,
  action: "allow",
  ...more,
});
const deny = (ruleNumber: number, more: Partial<NetworkAclEntry> = {}): Entry => ({
  ruleNumber,
  action: "deny",
  ...more,
});

function withEntries(...entries: readonly Entry[]): Topology {
  const complete = entries.map((entry) => ({
    direction: "ingress" as const,
    protocol: "all" as const,
    cidr: "0.0.0.0/0",
    ports: ALL_PORTS,
    ...entry,
  }));
  return canonical(changed(set("networkAcls", ACL, { entries: complete })));
}

/** Which of the other end's addresses pass, and of which it is not known. */
function check(
  entries: readonly Entry[],
  {
    from = "203.0.113.0/24",
    family = "ipv4",
    ...asked
  }: Partial<AclQuestion> & { from?: string; family?: Family } = {},
) {
  const question = { subnet: SUBNET, direction: "ingress", flow: tcp(80), peer: "the client", ...asked } as const;
  const addresses = AddressSet.of(family, [from]);
  if (addresses === undefined) throw new Error(`${from} is no block`);
  const { pass, maybe, hop, obstacle, doubt } = checkNetworkAcl(
    new Graph(withEntries(...entries)),
    question,
  )(addresses);
  return { pass: pass.toCidrs(), maybe: maybe.toCidrs(), hop, obstacle, doubt };
}

const ALL = { pass: ["203.0.113.0/24"], maybe: [] };
const NONE = { pass: [], maybe: [] };
const UNKNOWN = { pass: [], maybe: ["203.0.113.0/24"] };

describe("the first entry that fits decides", () => {
  test.each([
    ["an entry that allows", [allow(100)], ALL],
    ["an entry that denies", [deny(100)], NONE],
    ["no entry", [], NONE],
    ["no entry that fits", [allow(100, { ports: only(81) })], NONE],
    ["deny before allow", [deny(99), allow(100)], NONE],
    ["allow before deny", [allow(99), deny(100)], ALL],
    ["deny before allow, written the other way round", [allow(100), deny(99)], NONE],
    ["allow before deny, written the other way round", [deny(100), allow(99)], ALL],
    ["numbers, not words: 9 comes before 10", [deny(10), allow(9)], ALL],
    ["a deny for another port does not", [deny(1, { ports: only(81) }), allow(100)], ALL],
    ["a deny for another protocol does not", [deny(1, { protocol: "udp" }), allow(100)], ALL],
    ["a deny for another block does not", [deny(1, { cidr: "203.0.112.0/24" }), allow(100)], ALL],
    ["the lowest and the highest number", [allow(1), deny(32_766)], ALL],
  ])("%s", (_, entries, result) => {
    expect(check(entries)).toMatchObject(result);
  });

  test("each address by its own first entry", () => {
    const entries = [
      deny(10, { cidr: "203.0.113.0/26" }),
      allow(20, { cidr: "203.0.113.0/25" }),
      deny(30, { cidr: "203.0.113.0/24" }),
      allow(40),
    ];
    expect(check(entries)).toMatchObject({ pass: ["203.0.113.64/26"], maybe: [] });
  });

  test("ingress and egress have entries of their own", () => {
    expect(check([allow(1, { direction: "egress" })])).toMatchObject(NONE);
    expect(check([allow(1, { direction: "egress" })], { direction: "egress" })).toMatchObject(ALL);
    expect(check([deny(1, { direction: "egress" }), allow(2)])).toMatchObject(ALL);
  });

  test("an entry that cannot be read leaves unknown what comes after it, and not what came before", () => {
    const unreadable = { cidr: "${var.cidr}" };
    expect(check([allow(1), deny(2, unreadable)])).toMatchObject(ALL);
    expect(check([deny(1), allow(2, unreadable)])).toMatchObject(NONE);
    expect(check([deny(1, unreadable), allow(2)])).toMatchObject(UNKNOWN);
    expect(check([allow(1, unreadable)])).toMatchObject(UNKNOWN);
    expect(check([allow(1, { cidr: "203.0.113.0/25" }), deny(2, unreadable), allow(3)])).toMatchObject({
      pass: ["203.0.113.0/25"],
      maybe: ["203.0.113.128/25"],
    });
  });

  test("an ACL that is not known leaves it unknown", () => {
    expect(check([allow(1)], { subnet: "subnet-x" })).toMatchObject({
      ...UNKNOWN,
      doubt: { at: "network ACL ? of subnet-x", why: "its entries are not known" },
    });
    const other = changed(set("subnets", SUBNET, { networkAcl: "acl-x" }));
    const question = { subnet: SUBNET, direction: "ingress", flow: tcp(80), peer: "the client" } as const;
    const { pass, maybe } = checkNetworkAcl(new Graph(other), question)(AddressSet.all("ipv4"));
    expect([pass.toCidrs(), maybe.toCidrs()]).toEqual([[], ["0.0.0.0/0"]]);
  });
});

describe("ports and protocols at their edges", () => {
  test.each([
    [only(80), [false, true, false]],
    [only(79, 80), [true, true, false]],
    [only(80, 81), [false, true, true]],
    [only(0, 79), [true, false, false]],
    [only(81, 65_535), [false, false, true]],
    [ALL_PORTS, [true, true, true]],
  ])("%j for 79, 80, 81", (ports, passes) => {
    expect(
      [79, 80, 81].map((port) => check([allow(1, { protocol: "tcp", ports })], { flow: tcp(port) }).pass.length > 0),
    ).toEqual(passes);
  });

  test.each([
    ["all", [true, true, true]],
    ["tcp", [true, false, false]],
    ["udp", [false, true, false]],
    ["icmp", [false, false, true]],
    ["47", [false, false, false]],
  ] as const)("%s for tcp, udp, icmp", (protocol, passes) => {
    const flows: Flow[] = [tcp(80), { protocol: "udp", port: 80 }, { protocol: "icmp", port: 0 }];
    expect(flows.map((flow) => check([allow(1, { protocol })], { flow }).pass.length > 0)).toEqual(passes);
  });
});

describe("an answer goes to any of the ports 1024 to 65535", () => {
  const reply = { isReply: true, direction: "egress" } as const;
  const out = (ports: NetworkAclEntry["ports"]): Entry => allow(1, { direction: "egress", protocol: "tcp", ports });

  test.each([
    ["allowed exactly", [out(EPHEMERAL)], ALL],
    ["allowed and more", [out(only(1023, 65_535))], ALL],
    ["one less at the beginning", [out(only(1025, 65_535))], UNKNOWN],
    ["one less at the end", [out(only(1024, 65_534))], UNKNOWN],
    ["only the first", [out(only(1024))], UNKNOWN],
    ["only the last", [out(only(65_535))], UNKNOWN],
    ["only those below", [out(only(0, 1023))], NONE],
    ["the port that was asked", [out(only(80))], NONE],
    ["none", [], NONE],
    ["two entries that make up all", [out(only(1024, 32_767)), { ...out(only(32_768, 65_535)), ruleNumber: 2 }], ALL],
    ["two entries with a gap", [out(only(1024, 32_767)), { ...out(only(32_769, 65_535)), ruleNumber: 2 }], UNKNOWN],
    [
      "one denied before",
      [deny(1, { direction: "egress", protocol: "tcp", ports: only(5000) }), allow(2, { direction: "egress" })],
      UNKNOWN,
    ],
    ["one denied after", [allow(1, { direction: "egress" }), deny(2, { direction: "egress", ports: only(5000) })], ALL],
    ["another protocol's", [allow(1, { direction: "egress", protocol: "udp", ports: EPHEMERAL })], NONE],
  ])("%s", (_, entries, result) => {
    expect(check(entries, reply)).toMatchObject(result);
  });

  test("of UDP, too; ICMP has none", () => {
    const udp = [allow(1, { direction: "egress", protocol: "udp", ports: EPHEMERAL })];
    expect(check(udp, { ...reply, flow: { protocol: "udp", port: 53 } })).toMatchObject(ALL);
    const icmp = [allow(1, { direction: "egress", protocol: "icmp" })];
    expect(check(icmp, { ...reply, flow: { protocol: "icmp", port: 0 } })).toMatchObject(ALL);
    expect(check(udp, { ...reply, flow: { protocol: "icmp", port: 0 } })).toMatchObject(NONE);
  });
});

describe("IPv6", () => {
  const v6 = { from: "2600:1f18::/32", family: "ipv6" } as const;

  test.each([
    ["0.0.0.0/0", ["203.0.113.0/24"], []],
    ["::/0", [], ["2600:1f18::/32"]],
    ["2600:1f18:8000::/33", [], ["2600:1f18:8000::/33"]],
    ["2600:1f19::/32", [], []],
  ])("%s lets in %j and %j", (cidr, four, six) => {
    expect(check([allow(1, { cidr })]).pass).toEqual(four);
    expect(check([allow(1, { cidr })], v6).pass).toEqual(six);
  });

  test("an entry that denies one family says nothing of the other", () => {
    expect(check([deny(1), allow(2, { cidr: "::/0" })], v6).pass).toEqual(["2600:1f18::/32"]);
    expect(check([deny(1, { cidr: "::/0" }), allow(2)])).toMatchObject(ALL);
  });
});

describe("the reason", () => {
  test("names the entry that allows, for requests and for answers", () => {
    expect(check([allow(100, { protocol: "tcp", ports: only(80) })]).hop).toEqual({
      at: AT,
      why: "rule 100 allows tcp 80 from 0.0.0.0/0",
    });
    expect(check([allow(100, { direction: "egress" })], { direction: "egress", isReply: true }).hop).toEqual({
      at: AT,
      why: "rule 100 allows all to 0.0.0.0/0, for answers",
    });
  });

  test("names the entry that denies, or that there is none", () => {
    expect(check([deny(90, { protocol: "tcp", ports: only(80) }), allow(100)]).obstacle).toEqual({
      at: AT,
      why: "rule 90 denies tcp 80 from 0.0.0.0/0",
      change: "Let an ingress rule before it allow tcp 80, from the client.",
    });
    expect(check([]).obstacle.why).toBe("no ingress rule allows tcp 80, from the client");
    expect(check([deny(5, { direction: "egress" })], { direction: "egress", isReply: true }).obstacle).toEqual({
      at: AT,
      why: "rule 5 denies all to 0.0.0.0/0, which the answers need",
      change: "Let an egress rule before it allow answers, tcp 1024-65535, to the client.",
    });
  });

  test("does not blame an entry for one address when no entry is about the others", () => {
    const entries = [deny(1, { cidr: "203.0.113.7/32" })];
    expect(check(entries).obstacle.why).toContain("no ingress rule allows tcp 80, from the client");
  });

  test("does not blame an entry that comes too late to deny anything", () => {
    const entries = [allow(1, { cidr: "203.0.113.0/25" }), deny(2, { cidr: "203.0.113.0/26" }), deny(3)];
    expect(check(entries).obstacle.why).toBe("rule 3 denies all from 0.0.0.0/0");
  });
});

describe("on the way", () => {
  const ask = (topology: Topology, from: string, to: string, flow: Flow) => {
    const graph = new Graph(topology);
    const [start] = placesFor(graph, expected, from);
    const [end] = placesFor(graph, expected, to);
    if (start === undefined || end === undefined) throw new Error("nowhere");
    return canReach(graph, { from: start, to: end, flow });
  };

  test.each([
    [1024, 65_535, "allowed"],
    [1025, 65_535, "unknown"],
    [1024, 65_534, "unknown"],
    [0, 1023, "blocked"],
  ])("answers of the load balancer need 1024-65535; an entry for %d-%d leaves it %s", (from, to, verdict) => {
    const topology = withEntries(allow(1, { ports: only(80), protocol: "tcp" }), {
      ...allow(1, { direction: "egress", protocol: "tcp", ports: only(from, to) }),
    });
    expect(ask(topology, "internet", "load-balancer", tcp(80)).verdict).toBe(verdict);
  });

  test("within one subnet no ACL counts, between two both directions do", () => {
    const shut = withEntries();
    const self = addRule("Fargate-SG", rule("ingress", "tcp", 6060, "Fargate-SG"));
    const topology = self(shut);
    expect(ask(topology, "Fargate-SG", "Fargate-SG", tcp(6060)).verdict).toBe("allowed");
    expect(ask(topology, "load-balancer", "containers", tcp(6060)).verdict).toBe("blocked");
  });

  const between = (...four: readonly Entry[]) => ask(withEntries(...four), "load-balancer", "containers", tcp(6060));
  const LB = "172.31.96.0/20";
  const CONTAINERS = "172.31.128.0/20";
  const request = { protocol: "tcp", ports: only(6060) } as const;
  const answer = { protocol: "tcp", ports: EPHEMERAL } as const;
  const four = [
    allow(1, { direction: "egress", cidr: CONTAINERS, ...request }),
    allow(2, { direction: "ingress", cidr: LB, ...request }),
    allow(3, { direction: "egress", cidr: LB, ...answer }),
    allow(4, { direction: "ingress", cidr: CONTAINERS, ...answer }),
  ];

  test("between two subnets four entries are enough", () => {
    expect(between(...four).verdict).toBe("allowed");
  });

  test.each([
    [1, "PublicSubnet-1"],
    [2, "PrivateSubnet-1"],
    [3, "PrivateSubnet-1"],
    [4, "PublicSubnet-1"],
  ])("and entry %d is needed, by %s", (number, subnet) => {
    expect(between(...four.filter(({ ruleNumber }) => ruleNumber !== number))).toMatchObject({
      verdict: "blocked",
      obstacle: { at: `network ACL ${ACL} of ${subnet}` },
    });
  });

  test("an entry that denies a part of the other subnet leaves it unknown", () => {
    expect(between(deny(0, { direction: "ingress", cidr: "172.31.97.0/24" }), ...four).verdict).toBe("unknown");
    expect(between(deny(0, { direction: "ingress", cidr: "172.31.112.0/24" }), ...four).verdict).toBe("allowed");
  });

  test("clients who may come but are not answered do not add up with those who are", () => {
    const [one, other] = ["198.51.100.0/25", "198.51.100.128/25"];
    const topology = withEntries(allow(1, { cidr: one }), allow(1, { direction: "egress", cidr: other }));
    expect(ask(topology, "198.51.100.0/24", "load-balancer", tcp(80)).verdict).toBe("blocked");
    const same = withEntries(allow(1, { cidr: one }), allow(1, { direction: "egress", cidr: one }));
    expect(ask(same, "198.51.100.0/24", "load-balancer", tcp(80)).verdict).toBe("allowed");
    expect(ask(same, "198.51.100.128", "load-balancer", tcp(80)).verdict).toBe("blocked");
  });

  test("a deny of an ACL wins over what a security group allows, and the other way round", () => {
    const denied = changed(aclEntries({ direction: "ingress", ruleNumber: 99, action: "deny", ports: only(80) }));
    const late = changed(aclEntries({ direction: "ingress", ruleNumber: 101, action: "deny", ports: only(80) }));
    expect(ask(denied, "internet", "load-balancer", tcp(80)).verdict).toBe("blocked");
    expect(ask(late, "internet", "load-balancer", tcp(80)).verdict).toBe("allowed");
    expect(ask(changed(rules("ALB-SG", "ingress")), "internet", "load-balancer", tcp(80)).verdict).toBe("blocked");
  });
});
