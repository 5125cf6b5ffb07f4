import { findingsOf } from "../../../../review/findings";
import type { Change } from "../../../../review/plan/change";
import { findingFor, kindsFor, planned, planOf, resource } from "../planned";

describe("what is destroyed", () => {
  test.each([
    ["aws_lb", "critical"],
    ["aws_lb_listener", "critical"],
    ["aws_lb_target_group", "critical"],
    ["aws_vpc", "critical"],
    ["aws_subnet", "critical"],
    ["aws_route", "critical"],
    ["aws_internet_gateway", "critical"],
    ["aws_nat_gateway", "critical"],
    ["aws_eip", "critical"],
    ["aws_s3_bucket", "critical"],
    ["aws_kms_key", "critical"],
    ["aws_db_instance", "critical"],
    ["aws_ecs_service", "critical"],
    ["aws_route53_zone", "critical"],
    ["aws_route53_record", "critical"],
    ["aws_cloudwatch_log_group", "high"],
    ["aws_security_group", "high"],
    ["aws_vpc_security_group_ingress_rule", "high"],
    ["aws_acm_certificate", "high"],
    ["aws_cloudwatch_dashboard", "medium"],
    ["aws_fsx_file_system", "critical"],
  ] as const)("%s: %s", (type, severity) => {
    expect(findingFor("destroy", { type, before: {} }).severity).toBe(severity);
  });

  test.each([
    ["delete_because_no_resource_config", "is destroyed, because the code names it no longer"],
    ["delete_because_count_index", "is destroyed, because count is smaller"],
    ["delete_because_each_key", "is destroyed, because for_each names it no longer"],
    ["of a Terraform to come", "is destroyed"],
  ])("for the reason %s", (reason, what) => {
    expect(findingFor("destroy", { type: "aws_lb", before: {}, reason }).what).toBe(what);
  });

  test("what an interrupted replacement left over is good to know", () => {
    expect(findingFor("destroy", { type: "aws_lb", before: {}, deposed: true }).severity).toBe("low");
  });

  test.each([
    ["an update", { type: "aws_lb", before: { idle_timeout: 60 }, after: { idle_timeout: 61 } }],
    ["a creation", { type: "aws_lb", after: { internal: false } }],
    [
      "a new address",
      { type: "aws_lb", action: "move" as const, previousAddress: "aws_lb.was", before: {}, after: {} },
    ],
  ])("%s is none", (_, change) => {
    expect(kindsFor(change)).toEqual([]);
  });

  test.each([
    [{ force_destroy: true }, "It has force_destroy: it is deleted whatever it holds, all versions of it."],
    [{ force_destroy: false }, "AWS refuses to delete it while it holds anything, and the apply stops there."],
  ])("a bucket with %j", (before, meaning) => {
    expect(findingFor("destroy", { type: "aws_s3_bucket", before }).meaning).toContain(meaning);
  });

  test("a load balancer with deletion protection stops the apply", () => {
    const stops = "It has enable_deletion_protection: AWS refuses to delete it, and the apply stops there.";
    const meaningOf = (before: { enable_deletion_protection: boolean }) =>
      findingFor("destroy", { type: "aws_lb", before }).meaning;

    expect(meaningOf({ enable_deletion_protection: true })).toContain(stops);
    expect(meaningOf({ enable_deletion_protection: false })).not.toContain(stops);
  });
});

test("what AWS refuses to delete stops the apply: it comes first, with what is applied by then", () => {
  const lb = (name: string, isProtected: boolean) =>
    planned({ type: "aws_lb", address: `aws_lb.${name}`, before: { enable_deletion_protection: isProtected } });
  const before = planOf([{ ...lb("before", false), stack: "dev-before" }]);
  const [first, ...others] = findingsOf([before, planOf([lb("a", false), lb("b", true)])]).filter(
    ({ kind }) => kind === "destroy",
  );

  expect([first, ...others].map((each) => each?.address)).toEqual(["aws_lb.b", "aws_lb.before", "aws_lb.a"]);
  expect(first?.meaning.slice(0, 2)).toEqual([
    "It has enable_deletion_protection: AWS refuses to delete it, and the apply stops there.",
    "By then these are applied: dev-before (1 change).",
  ]);
});

describe("a rule of a security group", () => {
  const type = "aws_vpc_security_group_ingress_rule";
  const rule = (cidr: string, group = "sg-1", port = 443) => ({
    security_group_id: group,
    ip_protocol: "tcp",
    from_port: port,
    to_port: port,
    cidr_ipv4: cidr,
  });
  const severityWith = (...others: readonly Change[]) =>
    findingsOf([planOf([planned({ type, before: rule("0.0.0.0/0") }), ...others])]).find(
      ({ address, kind }) => kind === "destroy" && address === `${type}.it`,
    )?.severity;
  const made = (name: string, after: ReturnType<typeof rule>) => planned({ type, address: `${type}.${name}`, after });

  test("that others make up for is worth a look", () => {
    expect(severityWith(made("a", rule("0.0.0.0/1")), made("b", rule("128.0.0.0/1")))).toBe("medium");
  });

  test.each([
    ["a part of it", [made("a", rule("0.0.0.0/1"))]],
    ["another group", [made("a", rule("0.0.0.0/0", "sg-2"))]],
    ["another port", [made("a", rule("0.0.0.0/0", "sg-1", 80))]],
    ["nothing", []],
  ])("is more than that if others let pass %s", (_, others) => {
    expect(severityWith(...others)).toBe("high");
  });

  test("that stays elsewhere makes up for it, one that goes does not", () => {
    const other = { ...resource(type, rule("0.0.0.0/0"), "other"), stack: "dev-other" };
    const severityOf = (...changes: readonly Change[]) =>
      findingsOf([
        planOf([planned({ type, before: rule("10.0.0.0/8") })]),
        planOf(changes, { stack: "dev-other", resourcesBefore: [other] }),
      ]).find(({ address }) => address === `${type}.it`)?.severity;
    const goes = (action: "delete" | "forget") =>
      planned({ type, action, stack: "dev-other", address: `${type}.other`, before: other.values });

    expect(severityOf()).toBe("medium");
    expect(severityOf(goes("forget"))).toBe("medium");
    expect(severityOf(goes("delete"))).toBe("high");
  });
});

describe("what leaves the state", () => {
  test.each([
    ["aws_lb", "high"],
    ["aws_cloudwatch_dashboard", "medium"],
  ] as const)("%s: %s, and it is not destroyed", (type, severity) => {
    const change = { type, action: "forget" as const, before: {} };

    expect(kindsFor(change)).toEqual(["forget"]);
    expect(findingFor("forget", change).severity).toBe(severity);
  });
});

test("an action that nobody knows is said, and named", () => {
  const change = { type: "aws_lb", action: "other" as const, actions: "open,close", before: {}, after: {} };

  expect(findingFor("unknown-action", change).what).toBe(
    "is subject to an action that is not understood here: open,close",
  );
});
