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

describe("an apply that is going to stop", () => {
  const GROUP: Planned = {
    type: "aws_security_group",
    ...DESTROY_FIRST,
    before: { id: "sg-1", name: "a" },
    after: { name: "b" },
  };
  const rule = (name: string, given: Partial<Change>) =>
    planned({
      type: "aws_vpc_security_group_ingress_rule",
      address: `aws_vpc_security_group_ingress_rule.${name}`,
      before: { security_group_id: "sg-1", ip_protocol: "tcp", from_port: 80, to_port: 80, cidr_ipv4: "10.0.0.0/8" },
      ...given,
    });
  const of = (stack: string, ...changes: readonly Change[]) =>
    planOf(
      changes.map((change) => ({ ...change, stack })),
      { stack },
    );
  const tagged = (type: string) => planned({ type, before: { tags: {} }, after: { tags: { a: "b" } } });

  test("is critical, and says what is applied by then", () => {
    const plans = [
      of("dev-network"),
      of("dev-security", tagged("aws_route"), tagged("aws_lb")),
      of("dev-names", tagged("aws_lb")),
      of("dev-test", planned(GROUP)),
      of("dev-later", tagged("aws_lb")),
    ];
    const [finding] = findingsOf(plans).filter(({ kind }) => kind === "replace");

    expect(finding?.severity).toBe("critical");
    expect(finding?.meaning).toContain("By then these are applied: dev-security (2 changes) and dev-names (1 change).");
    expect(findingFor("replace", GROUP).meaning.join(" ")).not.toContain("By then these are applied");
  });

  test("comes first among what is critical", () => {
    const destroyed = planned({ type: "aws_lb", before: {} });
    const found = findingsOf([of("dev-network", destroyed), of("dev-test", planned(GROUP))]);

    expect(found.map(({ severity, address }) => `${severity} ${address}`)).toEqual([
      "critical aws_security_group.it",
      "critical aws_lb.it",
    ]);
  });

  test("has no say where nothing stops it", () => {
    const { severity, meaning } = findingFor("replace", { ...GROUP, ...CREATE_FIRST });

    expect(severity).toBe("high");
    expect(meaning.join(" ")).not.toContain("By then");
  });

  test("stops at what is protected from deletion, too", () => {
    const severityOf = (deletion_protection: string) =>
      findingFor("replace", { type: "aws_sagemaker_x", ...DESTROY_FIRST, before: { deletion_protection }, after: {} })
        .severity;

    expect(severityOf("ACTIVE")).toBe("critical");
    expect(severityOf("INACTIVE")).toBe("medium");
  });

  test.each<[string, readonly Change[], string | undefined]>([
    ["its rules go", [rule("a", {}), rule("b", DESTROY_FIRST)], "By then its rules are gone: nothing passes."],
    ["one of its rules goes", [rule("a", {})], "By then some of its rules are gone: what they let pass is stopped."],
    ["its rules stay", [], undefined],
    ["rules of another go", [rule("a", { before: { security_group_id: "sg-2" } })], undefined],
  ])("at a security group: %s", (_, changes, expected) => {
    const rules = ["a", "b"].map((name) =>
      resource("aws_vpc_security_group_ingress_rule", { security_group_id: "sg-1" }, name),
    );
    const plan = planOf([planned(GROUP), ...changes], { resourcesBefore: rules });
    const meaning = findingsOf([plan]).find(({ address }) => address === "aws_security_group.it")?.meaning ?? [];

    expect(meaning.filter((each) => each.startsWith("By then"))).toEqual(expected === undefined ? [] : [expected]);
  });

  test("at a security group that takes its rules with it", () => {
    const before = { id: "sg-1", name: "a", revoke_rules_on_delete: true };

    expect(findingFor("replace", { ...GROUP, before }).meaning).toContain(
      "By then its rules are gone: nothing passes.",
    );
  });
});
