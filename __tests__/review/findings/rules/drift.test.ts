import { findingsOf } from "../../../../review/findings";
import type { Finding } from "../../../../review/findings/finding";
import type { ResourceValues } from "../../../../review/plan/change";
import type { Json } from "../../../../review/plan/json";
import { planned, type Planned, planOf, resource } from "../planned";

/** What is said of something that was changed by hand, where the plan does this about it. */
function drifted(
  change: Planned,
  plan: readonly Planned[] = [],
  resourcesBefore: readonly ResourceValues[] = [],
): Finding[] {
  const given = { drift: [planned(change)], resourcesBefore };
  return findingsOf([planOf(plan.map(planned), given)]).filter(({ kind }) => kind === "drift");
}

describe("what was changed by hand", () => {
  const change = { type: "aws_lb", before: { idle_timeout: 60, name: "a" }, after: { idle_timeout: 61, name: "a" } };

  test("is said by attribute", () => {
    expect(drifted(change).map(({ severity, what }) => [severity, what])).toEqual([
      ["low", "was changed outside of Terraform: idle_timeout"],
    ]);
  });

  test.each<[string, readonly Planned[], string]>([
    ["nothing", [], "The plan leaves it as it is now."],
    ["something elsewhere", [{ type: "aws_vpc", before: {}, after: {} }], "The plan leaves it as it is now."],
    [
      "an update",
      [{ type: "aws_lb", before: {}, after: {} }],
      "The plan changes it as well: its diff shows what is put back.",
    ],
    [
      "an update at a new address",
      [{ type: "aws_lb", address: "aws_lb.new", previousAddress: "aws_lb.it", before: {}, after: {} }],
      "The plan changes it as well: its diff shows what is put back.",
    ],
    ["a replacement", [{ type: "aws_lb", action: "replace", before: {}, after: {} }], "The plan replaces it."],
    ["its end", [{ type: "aws_lb", before: {} }], "The plan destroys it."],
  ])("and the plan does %s about it", (_, plan, meaning) => {
    expect(drifted(change, plan).flatMap((each) => each.meaning)).toEqual([meaning]);
  });

  test.each<[string, Json, Json]>([
    ["null and nothing", { a: null }, {}],
    ["null and an empty text", { a: null }, { a: "" }],
    ["null and no tags", { tags: null }, { tags: {} }],
    ["null and an empty list", { a: null }, { a: [] }],
    ["the order of keys", { a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } }],
  ])("%s are the same", (_, before, after) => {
    expect(drifted({ type: "aws_lb", before, after })).toEqual([]);
    expect(drifted({ type: "aws_lb", before, after: { a: "other" } })).toHaveLength(1);
  });

  test.each([
    ["aws_vpc_security_group_ingress_rule", "medium"],
    ["aws_iam_role", "medium"],
    ["aws_s3_bucket_public_access_block", "medium"],
    ["aws_lb_target_group", "low"],
  ])("%s: %s", (type, severity) => {
    expect(drifted({ type, before: { a: 1 }, after: { a: 2 } }).map((each) => each.severity)).toEqual([severity]);
  });

  test("is as bad as if the plan did it", () => {
    const opened = {
      type: "aws_vpc_security_group_ingress_rule",
      before: { ip_protocol: "tcp", from_port: 22, to_port: 22, cidr_ipv4: "10.0.0.0/8" },
    };
    const [finding] = drifted({ ...opened, after: { ...opened.before, cidr_ipv4: "0.0.0.0/0" } });

    expect(finding?.severity).toBe("critical");
    expect(finding?.what).toBe(
      "was changed outside of Terraform: cidr_ipv4; it lets the internet in on other ports than 80 and 443: tcp 22",
    );
  });

  test("is not quoted", () => {
    expect(
      JSON.stringify(drifted({ type: "aws_ssm_parameter", before: { value: "s3cret" }, after: { value: "s3cret-2" } })),
    ).not.toContain("s3cret");
  });
});

describe("what was deleted by hand", () => {
  test.each<[string, readonly Planned[], string]>([
    ["the plan makes again", [{ type: "aws_route", after: {} }], "The plan makes it again."],
    ["the plan does nothing about", [], "The plan does not make it again."],
  ])("and %s", (_, plan, meaning) => {
    const gone = "What its subnets send to that destination has no way any more, and neither have the answers.";

    expect(drifted({ type: "aws_route", before: { a: 1 } }, plan)).toMatchObject([
      { what: "was deleted outside of Terraform", meaning: [gone, meaning] },
    ]);
  });

  test.each([
    ["aws_lb", "critical"],
    ["aws_vpc", "critical"],
    ["aws_nat_gateway", "critical"],
    ["aws_cloudwatch_log_group", "high"],
    ["aws_vpc_security_group_ingress_rule", "high"],
    ["aws_iam_role_policy", "medium"],
    ["aws_cloudwatch_dashboard", "medium"],
  ])("%s: %s, as if the plan destroyed it", (type, severity) => {
    expect(drifted({ type, before: { a: 1 } }).map((each) => each.severity)).toEqual([severity]);
  });
});

test.each([
  ["replace_because_tainted", 0],
  ["replace_because_cannot_update", 1],
])("what an apply left half made was not changed by hand: %s, %d findings", (reason, expected) => {
  const change = { type: "aws_lb", before: { arn: "" }, after: { arn: "arn:lb" } };
  const plan = [{ type: "aws_lb", action: "replace", reason, before: {}, after: {} }] as const;

  expect(drifted(change, plan)).toHaveLength(expected);
  // Of another one it says nothing.
  expect(drifted({ ...change, address: "aws_lb.other" }, plan)).toHaveLength(1);
});

test("what is stopped by hand is said, and rules that are resources of their own are not", () => {
  const rule = { ip_protocol: "tcp", from_port: 6060, to_port: 6060, cidr_ipv4: "10.0.0.0/8" };
  const type = "aws_vpc_security_group_egress_rule";
  const entry = { protocol: "tcp", from_port: 6060, to_port: 6060, cidr_blocks: ["10.0.0.0/8"] };
  const group: Planned = {
    type: "aws_security_group",
    before: { id: "sg-1", name: "a", egress: [entry] },
    after: { id: "sg-1", name: "b", egress: [] },
  };

  expect(drifted({ type, before: rule, after: { ...rule, from_port: 6061, to_port: 6061 } })[0]?.what).toBe(
    "was changed outside of Terraform: from_port and to_port; it no longer lets pass tcp 6060 to 10.0.0.0/8",
  );
  expect(drifted(group)[0]?.what).toContain("it no longer lets pass tcp 6060 to 10.0.0.0/8");
  expect(drifted(group, [], [resource(type, { ...rule, security_group_id: "sg-1" })]).map(({ what }) => what)).toEqual([
    "was changed outside of Terraform: name",
  ]);
});

describe("what Terraform set by another resource is no drift", () => {
  const entry = (port: number, cidr: string): Json => ({
    protocol: "tcp",
    from_port: port,
    to_port: port,
    cidr_blocks: [cidr],
  });
  const rule = (port: number, cidr: string, group = "sg-1") =>
    resource(
      "aws_vpc_security_group_ingress_rule",
      { security_group_id: group, ip_protocol: "tcp", from_port: port, to_port: port, cidr_ipv4: cidr },
      `on_${port}`,
    );
  const group = (...ingress: Json[]): Planned => ({
    type: "aws_security_group",
    before: { id: "sg-1", ingress: [] },
    after: { id: "sg-1", ingress },
  });

  test("rules of a security group", () => {
    expect(drifted(group(entry(80, "0.0.0.0/0")), [], [rule(80, "0.0.0.0/0")])).toEqual([]);
  });

  test.each<[string, Json, ResourceValues]>([
    ["of another port", entry(22, "0.0.0.0/0"), rule(80, "0.0.0.0/0")],
    ["from elsewhere", entry(22, "0.0.0.0/0"), rule(22, "10.0.0.0/8")],
    ["of another group", entry(22, "0.0.0.0/0"), rule(22, "0.0.0.0/0", "sg-2")],
  ])("but those %s are", (_, given, known) => {
    expect(drifted(group(given), [], [known]).map(({ severity }) => severity)).toEqual(["critical"]);
  });

  test("and of several only those are said that nobody knows", () => {
    const [finding] = drifted(group(entry(8080, "0.0.0.0/0"), entry(22, "0.0.0.0/0")), [], [rule(8080, "0.0.0.0/0")]);

    expect(finding?.what).toContain("tcp 22");
    expect(finding?.what).not.toContain("8080");
  });

  test("rules that were deleted by hand are said once", () => {
    const deleted = planned({ type: "aws_vpc_security_group_ingress_rule", before: rule(80, "0.0.0.0/0").values });
    const shadow = planned({
      type: "aws_security_group",
      before: { id: "sg-1", ingress: [entry(80, "0.0.0.0/0")] },
      after: { id: "sg-1", ingress: [] },
    });
    const found = findingsOf([planOf([], { drift: [deleted, shadow] })]);

    expect(found.map(({ address }) => address)).toEqual(["aws_vpc_security_group_ingress_rule.it"]);
  });

  test.each<[string, string, Json, Json, ResourceValues]>([
    [
      "aws_route_table",
      "route",
      [],
      [{ cidr_block: "0.0.0.0/0", gateway_id: "igw-1" }],
      resource("aws_route", { route_table_id: "x-1", destination_cidr_block: "0.0.0.0/0" }),
    ],
    [
      "aws_iam_role",
      "managed_policy_arns",
      [],
      ["arn:p"],
      resource("aws_iam_role_policy_attachment", { policy_arn: "arn:p" }),
    ],
    ["aws_sqs_queue", "policy", "", "{}", resource("aws_sqs_queue_policy", { queue_url: "x-1" })],
    ["aws_s3_bucket", "versioning", [], [{ enabled: true }], resource("aws_s3_bucket_versioning", { bucket: "x-1" })],
  ])("%s: %s, where the resource that sets it is there", (type, attribute, before, after, setter) => {
    const change = { type, before: { id: "x-1", [attribute]: before }, after: { id: "x-1", [attribute]: after } };

    expect(drifted(change, [], [setter])).toEqual([]);
    expect(drifted(change)).toHaveLength(1);
  });

  test("where others register themselves", () => {
    expect(
      drifted({
        type: "aws_lb_target_group",
        before: { load_balancer_arns: [] },
        after: { load_balancer_arns: ["arn:lb"] },
      }),
    ).toEqual([]);
  });
});
