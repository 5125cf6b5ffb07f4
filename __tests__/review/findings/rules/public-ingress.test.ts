import { findingsOf } from "../../../../review/findings";
import type { FindingKind } from "../../../../review/findings/finding";
import type { Json } from "../../../../review/plan/json";
import { findingFor, findingsFor, kindsFor, planned, type Planned, planOf, resource } from "../planned";

interface Rule {
  readonly from_port?: number;
  readonly to_port?: number;
  readonly ip_protocol?: string;
  readonly cidr_ipv4?: string;
  readonly cidr_ipv6?: string;
  readonly prefix_list_id?: string;
  readonly referenced_security_group_id?: string;
}

/** A rule for TCP on one port. */
function tcp(port: number, cidr: string): Readonly<Record<string, Json>> {
  const peer = cidr.includes(":") ? { cidr_ipv6: cidr } : { cidr_ipv4: cidr };
  return { ip_protocol: "tcp", from_port: port, to_port: port, ...peer };
}

function rule(before: Rule | ReturnType<typeof tcp> | null, after: Rule | ReturnType<typeof tcp>): Planned {
  return { type: "aws_vpc_security_group_ingress_rule", before: before as Json, after: after as Json };
}

/** Without what is no longer open. */
function opened(kinds: readonly FindingKind[]): FindingKind[] {
  return kinds.filter((kind) => kind !== "traffic-stopped");
}

describe("a rule that is made", () => {
  test.each<[string, ReturnType<typeof tcp> | Rule, FindingKind[]]>([
    ["HTTP from anywhere", tcp(80, "0.0.0.0/0"), ["public-ingress"]],
    ["HTTPS from anywhere", tcp(443, "0.0.0.0/0"), ["public-ingress"]],
    ["HTTPS from anywhere by IPv6", tcp(443, "::/0"), ["public-ingress"]],
    ["HTTPS from all of IPv6 that is given out", tcp(443, "2000::/3"), ["public-ingress"]],
    ["HTTPS from half of the internet", tcp(443, "0.0.0.0/1"), ["public-ingress"]],
    ["HTTPS from the other half", tcp(443, "128.0.0.0/1"), ["public-ingress"]],
    ["HTTPS from more than any network has", tcp(443, "2.0.0.0/7"), ["public-ingress"]],
    ["HTTPS from what one network may have", tcp(443, "17.0.0.0/8"), []],
    ["HTTPS from more than any network has, by IPv6", tcp(443, "2600::/15"), ["public-ingress"]],
    ["HTTPS from what one network may have, by IPv6", tcp(443, "2630::/16"), []],
    ["HTTPS from a private network", tcp(443, "10.0.0.0/8"), []],
    ["HTTPS from all private addresses of IPv6", tcp(443, "fc00::/7"), []],
    ["HTTPS from an office", tcp(443, "203.0.113.0/24"), []],
    [
      "HTTPS from a security group",
      { ip_protocol: "tcp", from_port: 443, to_port: 443, referenced_security_group_id: "sg-1" },
      [],
    ],
    ["SSH from anywhere", tcp(22, "0.0.0.0/0"), ["public-port"]],
    ["SSH from an office", tcp(22, "203.0.113.0/24"), []],
    ["port 81 from anywhere", tcp(81, "0.0.0.0/0"), ["public-port"]],
    ["port 444 from anywhere", tcp(444, "0.0.0.0/0"), ["public-port"]],
    [
      "ports 80 to 443 from anywhere",
      { ip_protocol: "tcp", from_port: 80, to_port: 443, cidr_ipv4: "0.0.0.0/0" },
      ["public-port"],
    ],
    ["UDP 443 from anywhere", { ...tcp(443, "0.0.0.0/0"), ip_protocol: "udp" }, ["public-port"]],
    ["TCP by its number", { ...tcp(443, "0.0.0.0/0"), ip_protocol: "6" }, ["public-ingress"]],
    ["everything from anywhere", { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" }, ["public-port"]],
    ["everything from an office", { ip_protocol: "-1", cidr_ipv4: "203.0.113.0/24" }, []],
    [
      "pings from anywhere",
      { ip_protocol: "icmp", from_port: 8, to_port: -1, cidr_ipv4: "0.0.0.0/0" },
      ["public-ingress"],
    ],
    [
      "HTTPS from a prefix list",
      { ip_protocol: "tcp", from_port: 443, to_port: 443, prefix_list_id: "pl-1" },
      ["public-ingress"],
    ],
  ])("%s", (_, after, kinds) => {
    expect(kindsFor(rule(null, after))).toEqual(kinds);
  });

  test("that is for who calls others is none", () => {
    expect(kindsFor({ type: "aws_vpc_security_group_egress_rule", after: tcp(22, "0.0.0.0/0") })).toEqual([]);
  });
});

describe("a rule that is changed", () => {
  test.each<[string, Rule | ReturnType<typeof tcp>, Rule | ReturnType<typeof tcp>, FindingKind[]]>([
    ["nothing of it", tcp(22, "0.0.0.0/0"), { ...tcp(22, "0.0.0.0/0"), description: "SSH" }, []],
    ["to anywhere", tcp(22, "203.0.113.0/24"), tcp(22, "0.0.0.0/0"), ["public-port"]],
    ["from half to all", tcp(443, "0.0.0.0/1"), tcp(443, "0.0.0.0/0"), ["public-ingress"]],
    ["from half to the other half", tcp(443, "0.0.0.0/1"), tcp(443, "128.0.0.0/1"), ["public-ingress"]],
    ["from all to half", tcp(443, "0.0.0.0/0"), tcp(443, "0.0.0.0/1"), []],
    ["from anywhere to an office", tcp(22, "0.0.0.0/0"), tcp(22, "203.0.113.0/24"), []],
    ["from 443 to 22", tcp(443, "0.0.0.0/0"), tcp(22, "0.0.0.0/0"), ["public-port"]],
    [
      "from TCP 443 to everything",
      tcp(443, "0.0.0.0/0"),
      { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" },
      ["public-port"],
    ],
    ["from everything to TCP 22", { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" }, tcp(22, "0.0.0.0/0"), []],
    ["from IPv4 to IPv6", tcp(443, "0.0.0.0/0"), tcp(443, "::/0"), ["public-ingress"]],
  ])("%s", (_, before, after, kinds) => {
    expect(opened(kindsFor(rule(before, after)))).toEqual(kinds);
  });

  test("says which ports are new, and not those that were open", () => {
    const range = (from: number, to: number) => ({
      ip_protocol: "tcp",
      from_port: from,
      to_port: to,
      cidr_ipv4: "0.0.0.0/0",
    });

    expect(findingFor("public-port", rule(range(8000, 8010), range(7999, 8020))).what).toBe(
      "lets the internet in on other ports than 80 and 443: tcp 7999 and tcp 8011-8020",
    );
  });
});

describe("a rule beside others", () => {
  const type = "aws_vpc_security_group_ingress_rule";
  const of = (group: string, values: Readonly<Record<string, Json>>) => ({ ...values, security_group_id: group });
  const made = (name: string, values: Readonly<Record<string, Json>>, given: Partial<Planned> = {}) =>
    planned({ type, address: `${type}.${name}`, after: values, ...given });
  const raised = (plan: Parameters<typeof planOf>): string[] =>
    findingsOf([planOf(...plan)])
      .filter(({ kind }) => kind.startsWith("public-"))
      .map(({ kind, address }) => `${kind} ${address}`);
  const halves = [made("a", of("sg-1", tcp(443, "0.0.0.0/1"))), made("b", of("sg-1", tcp(443, "128.0.0.0/1")))];
  const whole = (group = "sg-1", port = 443) => resource(type, of(group, tcp(port, "0.0.0.0/0")), "whole");
  const both = [`public-ingress ${type}.a`, `public-ingress ${type}.b`];

  test("opens nothing that its group lets in already", () => {
    expect(raised([halves, { resourcesBefore: [whole()] }])).toEqual([]);
    expect(raised([halves])).toEqual(both);
  });

  test("whether the other goes or stays", () => {
    const goes = planned({ type, address: whole().address, before: whole().values });

    expect(raised([[goes, ...halves], { resourcesBefore: [whole()] }])).toEqual([]);
  });

  test.each([
    ["another group", whole("sg-2")],
    ["another port", whole("sg-1", 80)],
    ["an office", resource(type, of("sg-1", tcp(443, "203.0.113.0/24")), "whole")],
  ])("opens what %s lets in", (_, other) => {
    expect(raised([halves, { resourcesBefore: [other] }])).toEqual(both);
  });

  test("is news where the other was opened by hand", () => {
    const closed = of("sg-1", tcp(443, "10.0.0.0/8"));
    const byHand = planned({ type, address: whole().address, before: closed, after: whole().values });

    expect(raised([halves, { resourcesBefore: [whole()], drift: [byHand] }])).toEqual(both);
  });

  test("is news in a group that is made", () => {
    const unknown = { after: tcp(443, "0.0.0.0/0"), afterUnknown: { security_group_id: true } };

    expect(raised([[made("a", {}, unknown)], { resourcesBefore: [whole()] }])).toEqual([`public-ingress ${type}.a`]);
  });

  test("is news in a group that it is led to", () => {
    const led = planned({ type, before: of("sg-2", tcp(22, "0.0.0.0/0")), after: of("sg-1", tcp(22, "0.0.0.0/0")) });

    expect(raised([[led]])).toEqual([`public-port ${type}.it`]);
    expect(raised([[led], { resourcesBefore: [whole("sg-1", 22)] }])).toEqual([]);
  });

  test("and a group with the same rule inline", () => {
    const entry = { protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["0.0.0.0/0"] };
    const group = planned({
      type: "aws_security_group",
      before: { id: "sg-1", ingress: [] },
      after: { id: "sg-1", ingress: [entry] },
    });

    expect(raised([[group], { resourcesBefore: [whole()] }])).toEqual([]);
    expect(raised([[group]])).toEqual(["public-ingress aws_security_group.it"]);
  });

  test("names a prefix list that the group let in already no more", () => {
    const list = of("sg-1", { ip_protocol: "tcp", from_port: 443, to_port: 443, prefix_list_id: "pl-1" });

    expect(raised([[made("a", list)], { resourcesBefore: [resource(type, list)] }])).toEqual([]);
    expect(raised([[made("a", list)]])).toEqual([`public-ingress ${type}.a`]);
  });
});

describe("what only apply can know", () => {
  const type = "aws_vpc_security_group_ingress_rule";
  const https = { ip_protocol: "tcp", from_port: 443, to_port: 443 };

  test("from where", () => {
    const { severity, what } = findingFor("public-ingress", { type, after: https, afterUnknown: { cidr_ipv4: true } });

    expect({ severity, what }).toEqual({ severity: "high", what: "may let the internet in" });
  });

  test("from which group is from no address", () => {
    expect(kindsFor({ type, after: https, afterUnknown: { referenced_security_group_id: true, id: true } })).toEqual(
      [],
    );
  });

  test("on which port, from anywhere", () => {
    const unknown = {
      type,
      after: { ip_protocol: "tcp", cidr_ipv4: "0.0.0.0/0" },
      afterUnknown: { from_port: true, to_port: true },
    };

    expect(findingFor("public-port", unknown).what).toBe(
      "lets the internet in, on a port that is known only after apply",
    );
    expect(kindsFor({ ...unknown, after: { ip_protocol: "tcp", cidr_ipv4: "10.0.0.0/8" } })).toEqual([]);
  });

  test("a placeholder of a provisional plan is no address", () => {
    const value = "placeholder-1";
    const placeholders = [{ value, stack: "dev-network", output: "cidr", path: [] }];
    const after = { ...https, cidr_ipv4: value };

    expect(kindsFor({ type, after }, { provisional: { upstream: ["dev-network"], placeholders } })).toEqual([
      "public-ingress",
    ]);
    expect(
      findingsFor({ type, after }, { provisional: { upstream: ["dev-network"], placeholders } })[0]?.what,
    ).not.toContain(value);
  });

  test("the rules of a group that has none in its code", () => {
    const group = "aws_security_group";

    expect(kindsFor({ type: group, after: { name: "a" }, afterUnknown: { ingress: true, id: true } })).toEqual([]);
    expect(kindsFor({ type: group, before: { ingress: [] }, after: {}, afterUnknown: { ingress: true } })).toEqual([
      "public-ingress",
    ]);
  });

  test("a secret prefix list is not named", () => {
    const after = { ...https, prefix_list_id: "pl-s3cret" };
    const finding = findingFor("public-ingress", { type, after, afterSensitive: { prefix_list_id: true } });

    expect(JSON.stringify(finding)).not.toContain("s3cret");
    expect(JSON.stringify(findingFor("public-ingress", { type, after }))).toContain("s3cret");
  });
});

describe("rules in a security group", () => {
  const inline = (port: number, ...cidrs: string[]) => ({
    protocol: "tcp",
    from_port: port,
    to_port: port,
    cidr_blocks: cidrs,
  });

  test.each(["aws_security_group", "aws_default_security_group"])("%s", (type) => {
    const before = { ingress: [inline(443, "0.0.0.0/0")] };

    expect(
      kindsFor({ type, before, after: { ingress: [inline(443, "0.0.0.0/0"), inline(22, "10.0.0.0/8")] } }),
    ).toEqual([]);
    expect(kindsFor({ type, before, after: { ingress: [inline(443, "0.0.0.0/0"), inline(22, "0.0.0.0/0")] } })).toEqual(
      ["public-port"],
    );
    expect(opened(kindsFor({ type, before, after: { ingress: [], egress: [inline(22, "0.0.0.0/0")] } }))).toEqual([]);
  });

  test("the internet in many pieces is the internet", () => {
    const blocks = Array.from({ length: 256 }, (_, first) => `${first}.0.0.0/8`);

    expect(kindsFor({ type: "aws_security_group", after: { ingress: [inline(22, ...blocks)] } })).toEqual([
      "public-port",
    ]);
    expect(kindsFor({ type: "aws_security_group", after: { ingress: [inline(22, "17.0.0.0/8")] } })).toEqual([]);
    expect(
      kindsFor({ type: "aws_security_group", after: { ingress: [inline(22, "17.0.0.0/8", "19.0.0.0/32")] } }),
    ).toEqual(["public-port"]);
  });

  test("aws_security_group_rule counts only where it lets in", () => {
    const after = { ...inline(22, "0.0.0.0/0"), type: "ingress" };

    expect(kindsFor({ type: "aws_security_group_rule", after })).toEqual(["public-port"]);
    expect(kindsFor({ type: "aws_security_group_rule", after: { ...after, type: "egress" } })).toEqual([]);
  });
});

describe("what lets in whom rules name", () => {
  test("anywhere, put on a prefix list", () => {
    const list = (cidr: string) => ({ entry: [{ cidr }] });

    expect(
      kindsFor({ type: "aws_ec2_managed_prefix_list", before: list("203.0.113.0/24"), after: list("0.0.0.0/0") }),
    ).toEqual(["public-ingress"]);
    expect(
      kindsFor({ type: "aws_ec2_managed_prefix_list", before: list("0.0.0.0/0"), after: list("203.0.113.0/24") }),
    ).toEqual([]);
    expect(kindsFor({ type: "aws_ec2_managed_prefix_list_entry", after: { cidr: "0.0.0.0/0" } })).toEqual([
      "public-ingress",
    ]);
  });

  test.each([
    [true, false, ["public-ingress"]],
    [false, true, []],
    [true, true, []],
  ])("a load balancer that was internal: %s, and is: %s", (before, after, kinds) => {
    expect(kindsFor({ type: "aws_lb", before: { internal: before }, after: { internal: after } })).toEqual(kinds);
  });
});

describe("a listener of a load balancer without a security group", () => {
  const after = { port: 5432, protocol: "TCP", load_balancer_arn: "arn:lb" };
  const given = (values: Readonly<Record<string, Json>>) => ({
    resourcesAfter: [{ stack: "dev-test", address: "aws_lb.it", type: "aws_lb", values: { arn: "arn:lb", ...values } }],
  });
  const open = { load_balancer_type: "network", internal: false };

  test.each<[string, Readonly<Record<string, Json>>, number, FindingKind[]]>([
    ["on the internet", open, 5432, ["public-port"]],
    ["on the internet, on port 443", open, 443, []],
    ["within the network", { ...open, internal: true }, 5432, []],
    ["that has one after all", { ...open, security_groups: ["sg-1"] }, 5432, []],
    ["of the other type, which always has one", { ...open, load_balancer_type: "application" }, 5432, []],
  ])("%s", (_, values, port, kinds) => {
    expect(kindsFor({ type: "aws_lb_listener", after: { ...after, port } }, given(values))).toEqual(kinds);
  });

  test("is news once", () => {
    expect(
      kindsFor({ type: "aws_lb_listener", before: after, after: { ...after, tags: { a: "b" } } }, given(open)),
    ).toEqual([]);
  });
});
