import { stackPlanOf } from "../../../review/plan/stack-plan";
import type { RawChange, RawResourceChange, TerraformPlan } from "../../../review/plan/terraform-plan";

/** A resource change as Terraform writes it. */
function raw(
  address: string,
  actions: string[],
  { change, ...more }: Omit<Partial<RawResourceChange>, "change"> & { change?: Partial<RawChange> } = {},
): RawResourceChange {
  const [type = "", name = ""] = address.split(".");
  return { address, mode: "managed", type, name, ...more, change: { actions, ...change } };
}

function plan(...resource_changes: RawResourceChange[]): TerraformPlan {
  return { format_version: "1.2", resource_changes };
}

describe("what becomes of a resource", () => {
  test.each([
    [["create"], "create"],
    [["update"], "update"],
    [["delete"], "delete"],
    [["delete", "create"], "replace"],
    [["create", "delete"], "replace"],
    [["forget"], "forget"],
    [["create", "forget"], "other"],
    [["something", "new"], "other"],
  ])("%j is %s", (actions, action) => {
    const [change] = stackPlanOf("dev-network", plan(raw("aws_vpc.main", actions))).changes;
    expect(change).toMatchObject({ stack: "dev-network", address: "aws_vpc.main", action, actions: actions.join() });
  });

  test("without a change it is not told", () => {
    expect(stackPlanOf("dev-network", plan(raw("aws_vpc.main", ["no-op"]))).changes).toEqual([]);
  });

  test("under a new address it is moved, and may be changed as well", () => {
    const { changes } = stackPlanOf(
      "dev-network",
      plan(
        raw("aws_vpc.a", ["no-op"], { previous_address: "aws_vpc.old_a" }),
        raw("aws_vpc.b", ["update"], { previous_address: "aws_vpc.old_b" }),
        raw("aws_vpc.c", ["no-op"], { previous_address: "aws_vpc.c" }),
      ),
    );
    expect(changes.map(({ address, previousAddress, action }) => [address, previousAddress, action])).toEqual([
      ["aws_vpc.a", "aws_vpc.old_a", "move"],
      ["aws_vpc.b", "aws_vpc.old_b", "update"],
    ]);
  });

  test("imported it is told, with its id", () => {
    const change = { importing: { id: "vpc-1" } };
    const { changes } = stackPlanOf("dev-network", plan(raw("aws_vpc.main", ["no-op"], { change })));
    expect(changes).toMatchObject([{ action: "import", importId: "vpc-1" }]);
  });

  test("what an interrupted replacement left over is told apart from the resource itself", () => {
    const { changes } = stackPlanOf(
      "dev-network",
      plan(raw("aws_vpc.main", ["delete"], { deposed: "0a1b" }), raw("aws_vpc.main", ["update"])),
    );
    expect(changes.map(({ action, deposed }) => [action, deposed])).toEqual([
      ["update", false],
      ["delete", true],
    ]);
  });

  test("reading data is no change", () => {
    expect(stackPlanOf("dev-network", plan(raw("aws_vpc.main", ["read"], { mode: "data" }))).changes).toEqual([]);
  });
});

test("what an interrupted replacement left over is not the resource", () => {
  const vpc = { address: "aws_vpc.main", mode: "managed", type: "aws_vpc", name: "main" };
  const resources = [
    { ...vpc, deposed_key: "0a1b", values: { id: "vpc-old" } },
    { ...vpc, values: { id: "vpc-new" } },
  ];
  const plan = { format_version: "1.2", prior_state: { values: { root_module: { resources } } } };
  expect(stackPlanOf("dev-network", plan).resourcesBefore.map(({ values }) => values["id"])).toEqual(["vpc-new"]);
});

test("outputs, drift and resources before and after", () => {
  const values = (cidr: string) => ({
    root_module: {
      resources: [
        { address: "aws_vpc.main", mode: "managed", type: "aws_vpc", name: "main", values: { cidr_block: cidr } },
        { address: "data.aws_region.here", mode: "data", type: "aws_region", name: "here", values: {} },
      ],
    },
  });
  const stack = stackPlanOf("dev-network", {
    format_version: "1.2",
    output_changes: {
      vpc_id: { actions: ["create"], before: null, after_unknown: true, after_sensitive: false },
      zone: { actions: ["no-op"], before: "a", after: "a" },
    },
    resource_drift: [
      raw("aws_vpc.main", ["update"], { change: { before: { tags: {} }, after: { tags: { by: "hand" } } } }),
    ],
    prior_state: { values: values("10.0.0.0/16") },
    planned_values: values("10.1.0.0/16"),
  });
  expect(stack.outputs).toEqual([
    {
      stack: "dev-network",
      name: "vpc_id",
      action: "create",
      before: null,
      after: null,
      afterUnknown: true,
      beforeSensitive: false,
      afterSensitive: false,
    },
  ]);
  expect(stack.drift).toMatchObject([{ address: "aws_vpc.main", after: { tags: { by: "hand" } } }]);
  const vpc = { stack: "dev-network", address: "aws_vpc.main", type: "aws_vpc" };
  expect(stack.resourcesBefore).toEqual([{ ...vpc, values: { cidr_block: "10.0.0.0/16" } }]);
  expect(stack.resourcesAfter).toEqual([{ ...vpc, values: { cidr_block: "10.1.0.0/16" } }]);
});
