import type { Peer, SecurityGroup, SecurityGroupRule } from "../../../topology/model";
import { ALL_PORTS, protocolOf, portsOf } from "../../../topology/protocol";
import { AddressSet, type Family } from "../../../topology/reachability/address-set";
import { canReach } from "../../../topology/reachability/can-reach";
import { placesFor } from "../../../topology/reachability/endpoint";
import type { Flow } from "../../../topology/reachability/flow";
import { Graph } from "../../../topology/reachability/graph";
import { checkSecurityGroups, type GroupQuestion } from "../../../topology/reachability/security-group-check";
import { add, changed, rules, set } from "../change";
import { expected, rule } from "../front-door-topology";

const tcp = (port: number): Flow => ({ protocol: "tcp", port });
const PREFIX_LIST: Peer = { kind: "prefix list", id: "pl-63a5400a" };

const group = (name: string, ...its: readonly SecurityGroupRule[]): SecurityGroup => ({
  name,
  vpc: "Fargate-VPC",
  rules: its,
});

interface Asked {
  readonly groups?: readonly string[] | undefined;
  readonly peers?: readonly string[] | undefined;
  readonly direction?: "ingress" | "egress";
  readonly flow?: Flow;
  readonly from?: string;
  readonly family?: Family;
}

/** Which of the other end's addresses pass, and of which it is not known. */
function check(groups: readonly SecurityGroup[], asked: Asked = {}) {
  const { direction = "ingress", flow = tcp(80), from = "203.0.113.0/24", family = "ipv4" } = asked;
  const question: GroupQuestion = {
    direction,
    groups: "groups" in asked ? asked.groups : groups.map(({ name }) => name),
    owner: "the server",
    flow,
    peer: { label: "the client", groups: "peers" in asked ? asked.peers : [] },
  };
  const graph = new Graph(changed(...groups.map((each) => add("securityGroups", each))));
  const addresses = AddressSet.of(family, [from]);
  if (addresses === undefined) throw new Error(`${from} is no block`);
  const { pass, maybe, hop, obstacle, doubt } = checkSecurityGroups(graph, question)(addresses);
  return { pass: pass.toCidrs(), maybe: maybe.toCidrs(), hop, obstacle, doubt };
}

const ALL = { pass: ["203.0.113.0/24"], maybe: [] };
const NONE = { pass: [], maybe: [] };
const UNKNOWN = { pass: [], maybe: ["203.0.113.0/24"] };

describe("a rule for a block", () => {
  test.each([
    ["0.0.0.0/0", ["203.0.113.0/24"]],
    ["203.0.113.0/24", ["203.0.113.0/24"]],
    ["203.0.112.0/23", ["203.0.113.0/24"]],
    ["203.0.113.128/25", ["203.0.113.128/25"]],
    ["203.0.113.0/32", ["203.0.113.0/32"]],
    ["203.0.112.0/24", []],
    ["203.0.114.0/24", []],
    ["::/0", []],
  ])("%s lets in %j of 203.0.113.0/24", (cidr, pass) => {
    expect(check([group("A", rule("ingress", "tcp", 80, cidr))])).toMatchObject({ pass, maybe: [] });
  });

  test("of IPv6 lets in IPv6", () => {
    const a = group("A", rule("ingress", "tcp", 80, "2600:1f18::/32"));
    expect(check([a], { from: "2600:1f18:1::/48", family: "ipv6" }).pass).toEqual(["2600:1f18:1::/48"]);
    expect(check([a], { from: "2600:1f19::/48", family: "ipv6" }).pass).toEqual([]);
    const v4 = group("A", rule("ingress", "tcp", 80, "0.0.0.0/0"));
    expect(check([v4], { from: "2600:1f18:1::/48", family: "ipv6" }).pass).toEqual([]);
  });

  test("that is no block leaves it unknown", () => {
    const peer: Peer = { kind: "cidr", cidr: "${var.cidr}" };
    expect(check([group("A", { ...rule("ingress", "tcp", 80, "A"), peer })])).toMatchObject(UNKNOWN);
  });
});

describe("a rule for a group", () => {
  const a = group("A", rule("ingress", "tcp", 80, "B"));

  test.each([
    [["B"], ALL],
    [["C", "B"], ALL],
    [["C"], NONE],
    [["A"], NONE],
    [[], NONE],
    [undefined, UNKNOWN],
  ])("B, where the other end has %j", (peers, result) => {
    expect(check([a], { peers })).toMatchObject(result);
  });

  test("itself lets those in that have it, too, and no others", () => {
    const self = group("A", rule("ingress", "tcp", 80, "A"));
    expect(check([self], { peers: ["A"] })).toMatchObject(ALL);
    expect(check([self], { peers: ["B"] })).toMatchObject(NONE);
    expect(check([self], { peers: [] })).toMatchObject(NONE);
  });

  test("that is an expression leaves it unknown, one of somewhere else lets nobody in", () => {
    expect(check([group("A", rule("ingress", "tcp", 80, "${var.group}"))], { peers: ["B"] })).toMatchObject(UNKNOWN);
    expect(check([group("A", rule("ingress", "tcp", 80, "sg-0a1b2c"))], { peers: ["B"] })).toMatchObject(NONE);
  });
});

test("a prefix list is unknown, but for what another rule lets in", () => {
  const list: SecurityGroupRule = { ...rule("ingress", "tcp", 80, "A"), peer: PREFIX_LIST };
  const result = check([group("A", list)]);
  expect(result).toMatchObject(UNKNOWN);
  expect(result.doubt).toEqual({
    at: "security group A",
    why: "whether a rule for tcp 80 takes in the client cannot be known; those that there are name prefix list pl-63a5400a",
    change: "Ask about something whose security groups are known.",
  });
  expect(check([group("A", list, rule("ingress", "tcp", 80, "203.0.113.0/25"))])).toMatchObject({
    pass: ["203.0.113.0/25"],
    maybe: ["203.0.113.128/25"],
  });
  expect(check([group("A", list)], { flow: tcp(81) })).toMatchObject(NONE);
});

describe("several groups", () => {
  const one = group("A", rule("ingress", "tcp", 80, "203.0.113.0/25"));
  const other = group("B", rule("ingress", "tcp", 80, "203.0.113.128/25"), rule("ingress", "tcp", 443, "0.0.0.0/0"));

  test("add up", () => {
    expect(check([one, other])).toMatchObject(ALL);
    expect(check([one, other], { groups: ["A"] }).pass).toEqual(["203.0.113.0/25"]);
    expect(check([one, other], { groups: ["B"] }).pass).toEqual(["203.0.113.128/25"]);
    expect(check([one, other], { flow: tcp(443) })).toMatchObject(ALL);
  });

  test("none of them forbids what another allows", () => {
    expect(check([group("A", rule("ingress", "tcp", 80, "0.0.0.0/0")), group("B")])).toMatchObject(ALL);
  });

  test("are named together", () => {
    expect(check([one, other], { flow: tcp(22) }).obstacle).toEqual({
      at: "security group A and security group B",
      why: "no ingress rule for tcp 22 from the client",
      change: "Add an ingress rule to it for tcp 22 from the client.",
    });
  });

  test("one that is not known may allow what the others do not", () => {
    expect(check([one], { groups: ["A", "sg-x"] })).toMatchObject({
      pass: ["203.0.113.0/25"],
      maybe: ["203.0.113.128/25"],
    });
    expect(check([], { groups: ["sg-x"] })).toMatchObject({ ...UNKNOWN, doubt: { why: "its rules are not known" } });
  });

  test("which of them it has is not known, or it has none that is known", () => {
    expect(check([one], { groups: undefined })).toMatchObject({
      ...UNKNOWN,
      doubt: { at: "the server", why: "its rules are not known" },
    });
    expect(check([one], { groups: [] })).toMatchObject(UNKNOWN);
  });
});

describe("both directions have rules of their own", () => {
  const in80 = group("A", rule("ingress", "tcp", 80, "0.0.0.0/0"));
  const out80 = group("A", rule("egress", "tcp", 80, "0.0.0.0/0"));

  test.each([
    ["ingress", in80, ALL],
    ["egress", in80, NONE],
    ["egress", out80, ALL],
    ["ingress", out80, NONE],
  ] as const)("%s", (direction, a, result) => {
    expect(check([a], { direction })).toMatchObject(result);
  });

  test("and say so", () => {
    expect(check([out80], { direction: "egress" }).hop).toEqual({
      at: "security group A",
      why: "egress tcp 80 to 0.0.0.0/0",
    });
    expect(check([out80], { direction: "egress", flow: tcp(443) }).obstacle).toEqual({
      at: "security group A",
      why: "no egress rule for tcp 443 to the client",
      change: "Add an egress rule to it for tcp 443 to the client.",
    });
    expect(check([group("A", rule("ingress", "tcp", 80, "10.0.0.0/8"))]).obstacle.why).toBe(
      "no ingress rule for tcp 80 from the client; those that there are name 10.0.0.0/8",
    );
  });
});

describe("ports", () => {
  const range = group("A", rule("ingress", "tcp", { from: 8000, to: 8080 }, "0.0.0.0/0"));
  test.each([
    [7999, NONE],
    [8000, ALL],
    [8079, ALL],
    [8080, ALL],
    [8081, NONE],
  ])("8000-8080 and %d", (port, result) => {
    expect(check([range], { flow: tcp(port) })).toMatchObject(result);
  });

  test.each([
    [79, NONE],
    [80, ALL],
    [81, NONE],
  ])("80 and %d", (port, result) => {
    expect(check([group("A", rule("ingress", "tcp", 80, "0.0.0.0/0"))], { flow: tcp(port) })).toMatchObject(result);
  });

  test.each([0, 1, 65_534, 65_535])("all, and %d", (port) => {
    expect(check([group("A", rule("ingress", "tcp", ALL_PORTS, "0.0.0.0/0"))], { flow: tcp(port) })).toMatchObject(ALL);
  });

  test.each([
    [0, 0, ALL],
    [0, 1, NONE],
    [65_535, 65_535, ALL],
    [65_535, 65_534, NONE],
  ])("%d and %d", (only, port, result) => {
    const a = group("A", rule("ingress", "tcp", only, "0.0.0.0/0"));
    expect(check([a], { flow: tcp(port) })).toMatchObject(result);
  });
});

describe("protocols", () => {
  const flows: Flow[] = [
    tcp(80),
    { protocol: "udp", port: 80 },
    { protocol: "icmp", port: 0 },
    { protocol: "50", port: 0 },
  ];

  test.each([
    ["-1", flows.map(() => true)],
    ["tcp", [true, false, false, false]],
    ["6", [true, false, false, false]],
    ["17", [false, true, false, false]],
    ["icmp", [false, false, true, false]],
    ["1", [false, false, true, false]],
    ["50", [false, false, false, true]],
    ["58", [false, false, false, false]],
  ])("a rule for %s is about %j", (written, about) => {
    const protocol = protocolOf(written);
    const ports = portsOf(protocol, 80, 80);
    const a = group("A", rule("ingress", protocol, ports, "0.0.0.0/0"));
    expect(flows.map((flow) => check([a], { flow }).pass.length > 0)).toEqual(about);
  });
});

describe("from one end to the other", () => {
  const ask = (topology: ReturnType<typeof changed>, from: string, to: string, flow: Flow) => {
    const graph = new Graph(topology);
    const [start] = placesFor(graph, expected, from);
    const [end] = placesFor(graph, expected, to);
    if (start === undefined || end === undefined) throw new Error("nowhere");
    return canReach(graph, { from: start, to: end, flow });
  };

  test("both sides must let it pass", () => {
    const both = changed();
    const noEgress = changed(rules("ALB-SG", "egress"));
    const noIngress = changed(rules("Fargate-SG", "ingress"));
    expect(ask(both, "load-balancer", "containers", tcp(6060)).verdict).toBe("allowed");
    expect(ask(noEgress, "load-balancer", "containers", tcp(6060))).toMatchObject({
      verdict: "blocked",
      obstacle: { at: "security group ALB-SG" },
    });
    expect(ask(noIngress, "load-balancer", "containers", tcp(6060))).toMatchObject({
      verdict: "blocked",
      obstacle: { at: "security group Fargate-SG" },
    });
  });

  test("they are stateful: the answers need no rule", () => {
    const oneWay = changed(rules("Fargate-SG", "egress"), rules("ALB-SG", "ingress"));
    expect(ask(oneWay, "load-balancer", "containers", tcp(6060)).verdict).toBe("allowed");
    const noWayOut = changed(rules("ALB-SG", "egress"));
    expect(ask(noWayOut, "internet", "load-balancer", tcp(80)).verdict).toBe("allowed");
    const noWayIn = changed(rules("Fargate-SG", "ingress"));
    expect(ask(noWayIn, "containers", "internet", tcp(443)).verdict).toBe("allowed");
  });

  test("a rule for all of the other subnet is enough, one for a part leaves it unknown, one beside it blocks", () => {
    const by = (cidr: string) => changed(rules("Fargate-SG", "ingress", rule("ingress", "tcp", 6060, cidr)));
    expect(ask(by("172.31.96.0/20"), "load-balancer", "containers", tcp(6060)).verdict).toBe("allowed");
    expect(ask(by("172.31.96.0/21"), "load-balancer", "containers", tcp(6060)).verdict).toBe("unknown");
    expect(ask(by("172.31.112.0/20"), "load-balancer", "containers", tcp(6060)).verdict).toBe("blocked");
  });

  test("a group that is in no topology leaves it unknown", () => {
    const unknown = changed(set("loadBalancers", "Fargate-ALB", { securityGroups: ["sg-x"] }));
    expect(ask(unknown, "internet", "load-balancer", tcp(80)).verdict).toBe("unknown");
  });

  test("the same group on both ends does not connect them by itself", () => {
    const self = rule("ingress", "tcp", 6060, "Fargate-SG");
    const closed = changed();
    expect(ask(closed, "Fargate-SG", "Fargate-SG", tcp(6060)).verdict).toBe("blocked");
    expect(ask(changed(rules("Fargate-SG", "ingress", self)), "Fargate-SG", "Fargate-SG", tcp(6060)).verdict).toBe(
      "allowed",
    );
  });
});
