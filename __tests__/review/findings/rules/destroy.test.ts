import { findingFor, kindsFor } from "../planned";

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
