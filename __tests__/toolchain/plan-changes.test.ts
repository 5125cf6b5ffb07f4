import { plannedChanges } from "../../toolchain/plan-changes";

type Attributes = Record<string, unknown> | null;

/** A plan as `terraform show -json` prints it, of one resource. */
function plan(type: string, actions: string[], before: Attributes, after: Attributes): unknown {
  return {
    format_version: "1.2",
    resource_changes: [{ address: `${type}.it`, type, change: { actions, before, after } }],
  };
}

const RULE = "aws_vpc_security_group_ingress_rule";
const rule = { referenced_security_group_id: "sg-1", from_port: 6060, description: "From the load balancer only" };

test.each([[["no-op"]], [["read"]]])("%j is no change", (actions) => {
  expect(plannedChanges(plan("aws_lb", actions, {}, {}))).toEqual([]);
});

test("a plan without resources changes nothing", () => {
  expect(plannedChanges({ format_version: "1.2" })).toEqual([]);
});

test("an update names the attributes that differ", () => {
  const changes = plannedChanges(
    plan(
      "aws_lb",
      ["update"],
      { name: "a", idle_timeout: 60, tags: { A: "1" } },
      { name: "a", idle_timeout: 61, tags: { A: "2" } },
    ),
  );
  expect(changes).toEqual([
    { address: "aws_lb.it", action: "update", attributes: ["idle_timeout", "tags"], isGapOfMoto: false },
  ]);
});

test.each([
  [["create"], "create"],
  [["delete"], "delete"],
  [["delete", "create"], "delete and create"],
])("%j is %s", (actions, action) => {
  expect(plannedChanges(plan("aws_lb", actions, null, { name: "a" }))).toEqual([
    { address: "aws_lb.it", action, attributes: [], isGapOfMoto: false },
  ]);
});

test("an output that changes is a change", () => {
  expect(
    plannedChanges({ output_changes: { vpc_id: { actions: ["update"] }, other: { actions: ["no-op"] } } }),
  ).toEqual([{ address: "output.vpc_id", action: "update", attributes: [], isGapOfMoto: false }]);
});

describe("the description that moto forgets", () => {
  const isGap = (type: string, before: Attributes, after: Attributes, actions = ["update"]): boolean[] =>
    plannedChanges(plan(type, actions, before, after)).map(({ isGapOfMoto }) => isGapOfMoto);

  test.each([RULE, "aws_vpc_security_group_egress_rule"])("of a %s that refers to a group is its gap", (type) => {
    expect(isGap(type, { ...rule, description: "" }, rule)).toEqual([true]);
    expect(isGap(type, { ...rule, description: null }, rule)).toEqual([true]);
  });

  test.each<[string, string, Attributes, Attributes]>([
    ["another attribute as well", RULE, { ...rule, description: "", from_port: 1 }, rule],
    ["another attribute alone", RULE, { ...rule, from_port: 1 }, rule],
    ["a description that was there and differs", RULE, { ...rule, description: "Other" }, rule],
    [
      "a rule for a block",
      RULE,
      { cidr_ipv4: "0.0.0.0/0", description: "" },
      { cidr_ipv4: "0.0.0.0/0", description: "x" },
    ],
    ["another type", "aws_security_group", { ...rule, description: "" }, rule],
  ])("%s is not", (_, type, before, after) => {
    expect(isGap(type, before, after)).toEqual([false]);
  });

  test("a replacement is not", () => {
    expect(isGap(RULE, { ...rule, description: "" }, rule, ["delete", "create"])).toEqual([false]);
  });
});
