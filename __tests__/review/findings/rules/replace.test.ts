import { findingsOf } from "../../../../review/findings";
import type { Change } from "../../../../review/plan/change";
import { findingFor, planned, type Planned, planOf, resource } from "../planned";

const CREATE_FIRST = { action: "replace", actions: "create,delete" } as const;
const DESTROY_FIRST = { action: "replace", actions: "delete,create" } as const;

function lb(given: Partial<Change>): Planned {
  return {
    type: "aws_lb",
    ...DESTROY_FIRST,
    replacePaths: [["name"]],
    before: { name: "a" },
    after: { name: "b" },
    ...given,
  };
}

describe("what is said", () => {
  test.each<[string, Partial<Change>, string]>([
    [
      "the attribute that forces it",
      {},
      'is replaced, destroyed before the new one is made, because name ("a" -> "b") cannot be changed in place',
    ],
    [
      "every one of them",
      {
        replacePaths: [["name"], ["subnet_mapping", 0, "subnet_id"]],
        before: { name: "a", subnet_mapping: [{ subnet_id: "s-1" }] },
        after: { name: "b", subnet_mapping: [{}] },
        afterUnknown: { subnet_mapping: [{ subnet_id: true }] },
      },
      'is replaced, destroyed before the new one is made, because name ("a" -> "b") and subnet_mapping[0].subnet_id ("s-1" -> known after apply) cannot be changed in place',
    ],
    [
      "that it is tainted",
      { reason: "replace_because_tainted", replacePaths: [] },
      "is replaced, destroyed before the new one is made, because it is tainted: an earlier apply left it half made, or somebody said so",
    ],
    [
      "that it was asked for",
      { reason: "replace_by_request", replacePaths: [] },
      "is replaced, destroyed before the new one is made, because -replace asks for it",
    ],
    [
      "that another change triggers it",
      { reason: "replace_by_triggers", replacePaths: [] },
      "is replaced, destroyed before the new one is made, because something that its replace_triggered_by names changes",
    ],
    [
      "that the provider gives no reason",
      { replacePaths: [] },
      "is replaced, destroyed before the new one is made, because the provider says so, and does not say why",
    ],
    [
      "that the new one comes first",
      CREATE_FIRST,
      'is replaced, made before the old one goes, because name ("a" -> "b") cannot be changed in place',
    ],
  ])("%s", (_, given, what) => {
    expect(findingFor("replace", lb(given)).what).toBe(what);
  });

  test.each(["beforeSensitive", "afterSensitive"])("no value of an attribute in %s", (mask) => {
    const { what } = findingFor(
      "replace",
      lb({ before: { name: "s3cret-a" }, after: { name: "s3cret-b" }, [mask]: { name: true } }),
    );

    expect(what).toContain("because name (sensitive value) cannot be changed in place");
    expect(what).not.toContain("s3cret");
  });
});

describe("what it means", () => {
  test.each([
    ["aws_lb", "critical", "The new one has a new DNS name"],
    ["aws_subnet", "critical", "What stands in it has to move"],
    ["aws_vpc", "critical", "Everything that stands in it is made anew as well"],
    ["aws_nat_gateway", "critical", "allow-lists of others"],
    ["aws_eip", "critical", "allow-lists of others"],
    ["aws_lb_listener", "high", "Between the two, the load balancer does not answer on its port."],
    ["aws_acm_certificate", "high", "must be validated"],
    ["aws_ecs_task_definition", "low", "a new revision"],
  ] as const)("%s: %s", (type, severity, meaning) => {
    const finding = findingFor("replace", { type, ...DESTROY_FIRST, before: {}, after: {} });

    expect(finding.severity).toBe(severity);
    expect(finding.meaning.join(" ")).toContain(meaning);
  });
});

describe("what stops the apply", () => {
  const ARN = "arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/Fargate-TG/1";
  const targetGroup = planned({
    type: "aws_lb_target_group",
    ...DESTROY_FIRST,
    replacePaths: [["port"]],
    before: { arn: ARN, name: "Fargate-TG", port: 6060 },
    after: { name: "Fargate-TG", port: 6061 },
  });
  const listener = resource("aws_lb_listener", { default_action: [{ target_group_arn: ARN }] });
  const meaning = (changes: readonly Change[], resourcesBefore = [listener]): string =>
    findingsOf([planOf(changes, { resourcesBefore })])
      .filter(({ kind, address }) => kind === "replace" && address === "aws_lb_target_group.it")
      .flatMap((each) => each.meaning)
      .join(" ");

  test("a listener that stands keeps its target group from being deleted first", () => {
    expect(meaning([targetGroup])).toContain("while aws_lb_listener.it forwards to it (ResourceInUse)");
  });

  test.each(["delete", "replace"] as const)("a listener that goes as well does not (%s)", (action) => {
    const goes = planned({ type: "aws_lb_listener", action, before: {}, after: action === "delete" ? null : {} });

    expect(meaning([targetGroup, goes])).not.toContain("ResourceInUse");
  });

  test("a listener that is only updated does", () => {
    expect(meaning([targetGroup, planned({ type: "aws_lb_listener", before: {}, after: { port: 80 } })])).toContain(
      "ResourceInUse",
    );
  });

  test("a listener of another target group is not named", () => {
    expect(meaning([targetGroup], [resource("aws_lb_listener", { default_action: [] })])).not.toContain(
      "aws_lb_listener.it",
    );
  });

  test.each([
    ["aws_lb_target_group", "DuplicateTargetGroupName"],
    ["aws_lb", "DuplicateLoadBalancerName"],
    ["aws_security_group", "InvalidGroup.Duplicate"],
  ])("a new %s that keeps its name collides with the old one", (type, error) => {
    const same = { type, ...CREATE_FIRST, before: { name: "a" }, after: { name: "a" } };

    expect(findingFor("replace", same).meaning.join(" ")).toContain(error);
    expect(findingFor("replace", { ...same, after: { name: "b" } }).meaning.join(" ")).not.toContain(error);
    expect(findingFor("replace", { ...same, actions: "delete,create" }).meaning.join(" ")).not.toContain(error);
  });

  test("a security group in another VPC may keep its name", () => {
    const moved = {
      type: "aws_security_group",
      ...CREATE_FIRST,
      replacePaths: [["vpc_id"]],
      before: { name: "a" },
      after: { name: "a" },
    };

    expect(findingFor("replace", moved).meaning.join(" ")).not.toContain("InvalidGroup.Duplicate");
  });

  test("a security group that is in use cannot go first", () => {
    const group = { type: "aws_security_group", before: {}, after: {} };

    expect(findingFor("replace", { ...group, ...DESTROY_FIRST }).meaning.join(" ")).toContain("DependencyViolation");
    expect(findingFor("replace", { ...group, ...CREATE_FIRST }).meaning.join(" ")).not.toContain("DependencyViolation");
  });
});
