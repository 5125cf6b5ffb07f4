import { findingsOf } from "../../../../review/findings";
import type { Json } from "../../../../review/plan/json";
import type { StackPlan } from "../../../../review/plan/stack-plan";
import { findingFor, kindsFor, planned, type Planned, planOf, resource } from "../planned";

type Values = Readonly<Record<string, Json>>;

const INGRESS = "aws_vpc_security_group_ingress_rule";
const EGRESS = "aws_vpc_security_group_egress_rule";

function tcp(from: number, to: number, peer: Values): Values {
  return { security_group_id: "sg-1", ip_protocol: "tcp", from_port: from, to_port: to, ...peer };
}

const FROM_ALB = { referenced_security_group_id: "sg-alb" };
const BEFORE = tcp(6060, 6060, FROM_ALB);
const AFTER = tcp(8080, 8080, FROM_ALB);

function saidOf(change: Planned, given: Partial<StackPlan> = {}): string[] {
  return findingsOf([planOf([planned(change)], given)])
    .filter(({ kind }) => kind === "traffic-stopped")
    .map(({ severity, what }) => `${severity}: ${what}`);
}

describe("a rule that stays, and lets less pass", () => {
  test.each<[string, Values, Values, string]>([
    ["another port", BEFORE, AFTER, "tcp 6060 from sg-alb"],
    ["another group", BEFORE, tcp(6060, 6060, { referenced_security_group_id: "sg-2" }), "tcp 6060 from sg-alb"],
    [
      "fewer ports",
      tcp(8000, 8010, FROM_ALB),
      tcp(8001, 8008, FROM_ALB),
      "tcp 8000 from sg-alb and tcp 8009-8010 from sg-alb",
    ],
    [
      "half of the internet",
      tcp(443, 443, { cidr_ipv4: "0.0.0.0/0" }),
      tcp(443, 443, { cidr_ipv4: "0.0.0.0/1" }),
      "tcp 443 from 128.0.0.0/1",
    ],
    [
      "an office",
      tcp(443, 443, { cidr_ipv4: "0.0.0.0/0" }),
      tcp(443, 443, { cidr_ipv4: "203.0.113.0/24" }),
      "tcp 443 from parts of 0.0.0.0/0",
    ],
    [
      "IPv6 alone",
      tcp(443, 443, { cidr_ipv4: "0.0.0.0/0" }),
      tcp(443, 443, { cidr_ipv6: "::/0" }),
      "tcp 443 from 0.0.0.0/0",
    ],
    [
      "another prefix list",
      tcp(443, 443, { prefix_list_id: "pl-1" }),
      tcp(443, 443, { prefix_list_id: "pl-2" }),
      "tcp 443 from pl-1",
    ],
    ["one protocol", { ...BEFORE, ip_protocol: "-1" }, BEFORE, "all traffic from sg-alb"],
    ["another protocol", BEFORE, { ...BEFORE, ip_protocol: "udp" }, "tcp 6060 from sg-alb"],
  ])("%s", (_, before, after, stopped) => {
    expect(saidOf({ type: INGRESS, before, after })).toEqual([`medium: no longer lets pass ${stopped}`]);
  });

  test("towards others", () => {
    expect(saidOf({ type: EGRESS, before: BEFORE, after: AFTER })).toEqual([
      "medium: no longer lets pass tcp 6060 to sg-alb",
    ]);
  });

  test("says when", () => {
    expect(findingFor("traffic-stopped", { type: INGRESS, before: BEFORE, after: AFTER }).meaning).toEqual([
      "That is stopped as soon as it is applied, unless a rule that is in no state lets it pass.",
    ]);
  });
});

describe("no less passes", () => {
  test.each<[string, Values, Values]>([
    ["with another description", BEFORE, { ...BEFORE, description: "a" }],
    ["with more ports", BEFORE, tcp(6000, 7000, FROM_ALB)],
    ["with everything", BEFORE, { ...BEFORE, ip_protocol: "-1" }],
    ["with more addresses", tcp(443, 443, { cidr_ipv4: "10.0.0.0/9" }), tcp(443, 443, { cidr_ipv4: "10.0.0.0/8" })],
  ])("%s", (_, before, after) => {
    expect(saidOf({ type: INGRESS, before, after })).toEqual([]);
  });

  test("where another rule of the group lets it pass, and not one of another", () => {
    const change = { type: INGRESS, before: BEFORE, after: AFTER };
    const other = (group: string) => resource(INGRESS, { ...BEFORE, security_group_id: group }, "other");

    expect(saidOf(change, { resourcesBefore: [other("sg-1")] })).toEqual([]);
    expect(saidOf(change, { resourcesBefore: [other("sg-2")] })).toHaveLength(1);
  });

  test.each<[string, Partial<Planned>]>([
    ["is made", { after: BEFORE }],
    ["goes, which is said already", { before: BEFORE }],
    ["leaves the state", { action: "forget", before: BEFORE }],
  ])("where the rule %s", (_, given) => {
    expect(kindsFor({ type: INGRESS, ...given })).not.toContain("traffic-stopped");
  });
});

describe("rules in a security group", () => {
  const entry = (port: number, peer: Values) => ({ protocol: "tcp", from_port: port, to_port: port, ...peer });
  const change = (before: Values, after: Values): Planned => ({
    type: "aws_security_group",
    before: { id: "sg-1", ...before },
    after: { id: "sg-1", ...after },
  });

  test("both ways", () => {
    const toAnywhere = { cidr_blocks: ["0.0.0.0/0"] };
    const before = {
      ingress: [entry(6060, { security_groups: ["sg-alb"] }), entry(7070, { self: true })],
      egress: [entry(443, toAnywhere)],
    };

    expect(saidOf(change(before, { ingress: [], egress: [] }))).toEqual([
      "medium: no longer lets pass tcp 6060 from sg-alb, tcp 7070 from itself and tcp 443 to 0.0.0.0/0",
    ]);
    expect(saidOf(change(before, { ...before, ingress: [...before.ingress].reverse() }))).toEqual([]);
  });

  test("that are resources of their own by then", () => {
    const before = { ingress: [entry(6060, { security_groups: ["sg-alb"] })] };
    const made = planned({ type: INGRESS, after: BEFORE });
    const found = findingsOf([planOf([planned(change(before, { ingress: [] })), made])]);

    expect(found).toEqual([]);
  });

  test("of which nothing is known are not said to be gone", () => {
    const before = { ingress: [entry(6060, { security_groups: ["sg-alb"] })] };

    expect(saidOf({ ...change(before, {}), afterUnknown: { ingress: true } })).toEqual([]);
  });
});

describe("what only apply can know", () => {
  const unknown = { referenced_security_group_id: true };
  const change = { type: INGRESS, before: BEFORE, after: tcp(6060, 6060, {}), afterUnknown: unknown };

  test("may stop something", () => {
    expect(saidOf(change)).toEqual(["medium: may no longer let pass tcp 6060 from sg-alb"]);
    expect(findingFor("traffic-stopped", change).meaning).toEqual([
      "What it lets pass then is known only after apply.",
    ]);
  });

  test("a port, too", () => {
    const after = { security_group_id: "sg-1", ip_protocol: "tcp", ...FROM_ALB };

    expect(saidOf({ type: INGRESS, before: BEFORE, after, afterUnknown: { from_port: true, to_port: true } })).toEqual([
      "medium: may no longer let pass tcp 6060 from sg-alb",
    ]);
  });

  test("is left to what is said of a replacement", () => {
    expect(saidOf({ ...change, action: "replace" })).toEqual([]);
    expect(saidOf({ type: INGRESS, action: "replace", before: BEFORE, after: AFTER })).toHaveLength(1);
  });
});

test("nobody sees what is sensitive", () => {
  const before = tcp(443, 443, { cidr_ipv4: "203.0.113.0/24" });
  const after = tcp(443, 443, { cidr_ipv4: "198.51.100.0/24" });

  expect(saidOf({ type: INGRESS, before, after, beforeSensitive: { cidr_ipv4: true } })).toEqual([
    "medium: no longer lets pass (sensitive value)",
  ]);
});
