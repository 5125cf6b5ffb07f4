import { compareStacks } from "../../../review/compare/compare-stacks";
import type { Change, OutputChange } from "../../../review/plan/change";
import type { Json } from "../../../review/plan/json";
import type { StackPlan } from "../../../review/plan/stack-plan";
import type { TerraformPlan } from "../../../review/plan/terraform-plan";

const ACTIONS: Partial<Record<Change["action"], string>> = { replace: "delete,create", move: "no-op", import: "no-op" };

function change(action: Change["action"], more: Partial<Change> = {}): Change {
  return {
    stack: "dev-network",
    address: "aws_vpc.main",
    type: "aws_vpc",
    action,
    actions: ACTIONS[action] ?? action,
    replacePaths: [],
    deposed: false,
    before: action === "create" ? null : { id: "vpc-1", cidr: "a" },
    after: action === "delete" ? null : { ...(action === "update" ? { id: "vpc-1" } : {}), cidr: "b" },
    afterUnknown: action === "create" || action === "replace" ? { id: true } : false,
    beforeSensitive: false,
    afterSensitive: false,
    ...more,
  };
}

interface Given {
  readonly changes?: readonly Change[];
  readonly outputs?: readonly OutputChange[];
  /** Attributes of aws_vpc.main as it is now. */
  readonly there?: Readonly<Record<string, Json>>;
  readonly provisional?: boolean;
  readonly plannedOutputs?: Readonly<Record<string, Json>>;
}

function plan({ changes = [], outputs = [], there, provisional = false }: Given): StackPlan {
  const resource = { stack: "dev-network", address: "aws_vpc.main", type: "aws_vpc", values: there ?? {} };
  return {
    stack: "dev-network",
    ...(provisional ? { provisional: { upstream: ["dev-below"], placeholders: [] } } : {}),
    changes,
    outputs,
    drift: [],
    resourcesBefore: there === undefined ? [] : [resource],
    resourcesAfter: [],
  };
}

function compare(reviewed: Given, now: Given): string[] {
  const outputs = Object.entries(now.plannedOutputs ?? {}).map(([name, value]) => [name, { value }]);
  const nowPlan: TerraformPlan = {
    format_version: "1.2",
    planned_values: { outputs: Object.fromEntries(outputs) as Record<string, { value: Json }> },
  };
  return compareStacks({ reviewed: plan(reviewed), now: plan(now), nowPlan }).map(
    ({ address, what }) => `${address}: ${what}`,
  );
}

describe("a plan equals its review", () => {
  test.each<[string, Given, Given]>([
    ["without changes", {}, {}],
    ["with the same change", { changes: [change("update")] }, { changes: [change("update")] }],
    [
      "where a value was unknown and is known now",
      { changes: [change("create")] },
      { changes: [change("create", { after: { cidr: "b", id: "vpc-9" }, afterUnknown: false })] },
    ],
    [
      "where an attribute that does not change is another now",
      {
        changes: [
          change("update", { before: { id: "1", cidr: "a", state: "x" }, after: { id: "1", cidr: "b", state: "x" } }),
        ],
      },
      {
        changes: [
          change("update", { before: { id: "1", cidr: "a", state: "y" }, after: { id: "1", cidr: "b", state: "y" } }),
        ],
      },
    ],
    [
      "where a provisional plan has the elements of a set in another order",
      { changes: [change("create", { after: { subnets: ["a", "b"] } })], provisional: true },
      { changes: [change("create", { after: { subnets: ["b", "a"] } })] },
    ],
    [
      "where an unknown element of a list is known now",
      { changes: [change("create", { after: { ids: ["a", null] }, afterUnknown: { ids: [false, true] } })] },
      { changes: [change("create", { after: { ids: ["a", "b"] }, afterUnknown: false })] },
    ],
  ])("%s", (_, reviewed, now) => {
    expect(compare(reviewed, now)).toEqual([]);
  });
});

describe("a plan is not what was reviewed", () => {
  test.each<[string, Given, Given, string]>([
    [
      "a change is new",
      {},
      { changes: [change("update")] },
      "aws_vpc.main: is changed now, which is not in the review",
    ],
    [
      "another thing is done",
      { changes: [change("update")] },
      { changes: [change("replace")] },
      "aws_vpc.main: is changed according to the review, and is replaced now",
    ],
    [
      "it is created before the old one is destroyed, and not after it",
      { changes: [change("replace")] },
      { changes: [change("replace", { actions: "create,delete" })] },
      "aws_vpc.main: is replaced according to the review, and is replaced now",
    ],
    [
      "another value comes out",
      { changes: [change("update")] },
      { changes: [change("update", { after: { id: "vpc-1", cidr: "c" } })] },
      'aws_vpc.main: cidr was "b" at the review, and is "c" now',
    ],
    [
      "another value was there",
      { changes: [change("update")] },
      { changes: [change("update", { before: { id: "vpc-1", cidr: "z" } })] },
      'aws_vpc.main: cidr was "a" at the review, and is "z" now, before any change',
    ],
    [
      "it is another object under the same address",
      { changes: [change("delete")] },
      { changes: [change("delete", { before: { id: "vpc-2", cidr: "a" } })] },
      'aws_vpc.main: id was "vpc-1" at the review, and is "vpc-2" now, before any change',
    ],
    [
      "a list is in another order",
      { changes: [change("create", { after: { subnets: ["a", "b"] } })] },
      { changes: [change("create", { after: { subnets: ["b", "a"] } })] },
      'aws_vpc.main: subnets was ["a","b"] at the review, and is ["b","a"] now',
    ],
    [
      "a known element of a list is another",
      { changes: [change("create", { after: { ids: ["a", null] }, afterUnknown: { ids: [false, true] } })] },
      { changes: [change("create", { after: { ids: ["x", "b"] }, afterUnknown: false })] },
      'aws_vpc.main: ids[0] was "a" at the review, and is "x" now',
    ],
    [
      "what was known is unknown now",
      { changes: [change("create")] },
      { changes: [change("create", { after: {}, afterUnknown: { id: true, cidr: true } })] },
      'aws_vpc.main: cidr was "b" at the review, and is (known after apply) now',
    ],
    [
      "it is moved from elsewhere",
      { changes: [change("update", { previousAddress: "aws_vpc.a" })] },
      { changes: [change("update", { previousAddress: "aws_vpc.b" })] },
      "aws_vpc.main: is changed according to the review, and is changed now",
    ],
  ])("%s", (_, reviewed, now, mismatch) => {
    expect(compare(reviewed, now)).toEqual([mismatch]);
  });

  test.each(["beforeSensitive", "afterSensitive"] as const)("and what is sensitive (%s) is not shown", (marks) => {
    const sensitive = { [marks]: { cidr: true } };
    const now = change("update", {
      before: { id: "vpc-1", cidr: "now" },
      after: { id: "vpc-1", cidr: "later" },
      ...sensitive,
    });
    const said = compare({ changes: [change("update")] }, { changes: [now] }).join();
    expect(said).toContain("cidr was");
    if (marks === "beforeSensitive") expect(said).not.toContain('"now"');
    else
      expect(
        compare(
          { changes: [change("update", sensitive)] },
          { changes: [{ ...now, before: { id: "vpc-1", cidr: "a" } }] },
        ).join(),
      ).toBe("aws_vpc.main: cidr was (a sensitive value) at the review, and is (a sensitive value) now");
  });
});

describe("after an apply that was stopped in the middle", () => {
  test.each<[string, Given, Given]>([
    ["what was created is done", { changes: [change("create")] }, { there: { id: "vpc-9", cidr: "b" } }],
    ["what was changed is done", { changes: [change("update")] }, { there: { id: "vpc-1", cidr: "b" } }],
    ["what was replaced is done", { changes: [change("replace")] }, { there: { id: "vpc-9", cidr: "b" } }],
    ["what was destroyed is done", { changes: [change("delete")] }, {}],
    [
      "what was moved is done",
      { changes: [change("move", { after: { id: "vpc-1", cidr: "a" } })] },
      { there: { id: "vpc-1", cidr: "a" } },
    ],
    [
      "what AWS gives for nothing is nothing",
      { changes: [change("create", { after: { note: null } })] },
      { there: { note: "" } },
    ],
    [
      "what nobody asked for is what AWS filled in",
      { changes: [change("create", { after: { access_logs: [], policy: null } })] },
      { there: { access_logs: [{ bucket: "", enabled: false }], policy: "by AWS" } },
    ],
    ["of a replacement, the creation is left", { changes: [change("replace")] }, { changes: [change("create")] }],
    [
      "of a replacement, what is left over is destroyed",
      { changes: [change("replace", { actions: "create,delete" })] },
      {
        changes: [change("delete", { deposed: true, before: { id: "vpc-1", cidr: "a" } })],
        there: { id: "vpc-9", cidr: "b" },
      },
    ],
    [
      "what was created and did not succeed is created again",
      { changes: [change("create")] },
      { changes: [change("replace", { reason: "replace_because_tainted" })] },
    ],
    [
      "what was created and lacks something gets it",
      { changes: [change("create")] },
      { changes: [change("update", { before: { id: "vpc-9", cidr: "" }, after: { id: "vpc-9", cidr: "b" } })] },
    ],
    [
      "of a replacement, the new one was begun and is made again",
      { changes: [change("replace")] },
      {
        changes: [
          change("replace", {
            reason: "replace_because_tainted",
            before: { id: "vpc-9", cidr: "b" },
            after: { cidr: "b" },
          }),
        ],
      },
    ],
    [
      "of a change, one attribute is done and another is not",
      { changes: [change("update", { before: { id: "1", x: 1, y: 1 }, after: { id: "1", x: 2, y: 2 } })] },
      { changes: [change("update", { before: { id: "1", x: 2, y: 1 }, after: { id: "1", x: 2, y: 2 } })] },
    ],
    [
      "an element that was unknown has its place in the list by now",
      { changes: [change("create", { after: { ids: ["sg-5", null] }, afterUnknown: { ids: [false, true] } })] },
      { changes: [change("create", { after: { ids: ["sg-1", "sg-5"] }, afterUnknown: false })] },
    ],
    [
      "one element was known in part, and another wholly",
      {
        changes: [
          change("create", {
            after: { rules: [{ a: 1 }, { a: 1, b: 2 }] },
            afterUnknown: { rules: [{ b: true }, {}] },
          }),
        ],
      },
      {
        changes: [
          change("create", {
            after: {
              rules: [
                { a: 1, b: 2 },
                { a: 1, b: 3 },
              ],
            },
            afterUnknown: false,
          }),
        ],
      },
    ],
    [
      "a move is done, and its change is not",
      { changes: [change("update", { previousAddress: "aws_vpc.a" })] },
      { changes: [change("update")] },
    ],
  ])("%s", (_, reviewed, now) => {
    expect(compare(reviewed, now)).toEqual([]);
  });

  test.each<[string, Given, Given, string]>([
    [
      "what was to be created is not there",
      { changes: [change("create")] },
      {},
      "aws_vpc.main: is created according to the review, and is neither there nor planned now",
    ],
    [
      "what was to be changed is something else",
      { changes: [change("update")] },
      { there: { id: "vpc-1", cidr: "z" } },
      'aws_vpc.main: no change is planned now, but cidr was "b" at the review, and is "z" now',
    ],
    [
      "what was to be destroyed stays",
      { changes: [change("delete")] },
      { there: { id: "vpc-1" } },
      "aws_vpc.main: is destroyed according to the review, and stays now",
    ],
    [
      "what is created instead is something else",
      { changes: [change("replace")] },
      { changes: [change("create", { after: { cidr: "c" } })] },
      'aws_vpc.main: cidr was "b" at the review, and is "c" now',
    ],
    [
      "what was to be replaced is changed instead, and is still the old one",
      { changes: [change("replace")] },
      { changes: [change("update")] },
      "aws_vpc.main: is replaced according to the review, and is changed now",
    ],
    [
      "another object is left over than the one that was to be replaced",
      { changes: [change("replace", { actions: "create,delete" })] },
      { changes: [change("delete", { deposed: true, before: { id: "vpc-7" } })], there: { id: "vpc-9", cidr: "b" } },
      "aws_vpc.main (deposed): is destroyed now, which is not in the review",
    ],
    [
      "what was to be replaced is still the old one",
      { changes: [change("replace", { after: { cidr: "a" } })] },
      { there: { id: "vpc-1", cidr: "a" } },
      "aws_vpc.main: is replaced according to the review, and the old one stays now",
    ],
    ...([true, 1, "on", [22]] as Json[]).map((was): [string, Given, Given, string] => [
      `what was to be nothing is still ${JSON.stringify(was)}`,
      {
        changes: [
          change("update", {
            before: { id: "vpc-1", it: was },
            after: {
              id: "vpc-1",
              it: Array.isArray(was) ? [] : typeof was === "boolean" ? false : typeof was === "number" ? 0 : "",
            },
          }),
        ],
      },
      { there: { id: "vpc-1", it: was } },
      `aws_vpc.main: no change is planned now, but it was ${Array.isArray(was) ? "[]" : typeof was === "boolean" ? "false" : typeof was === "number" ? "0" : '""'} at the review, and is ${JSON.stringify(was)} now`,
    ]),
    [
      "what was created without it has it",
      { changes: [change("create", { after: { publicly_accessible: false } })] },
      { there: { publicly_accessible: true } },
      "aws_vpc.main: no change is planned now, but publicly_accessible was false at the review, and is true now",
    ],
    [
      "what is made anew is something else than before, in what does not change",
      {
        changes: [
          change("replace", { before: { id: "1", name: "a", internal: true }, after: { name: "b", internal: true } }),
        ],
      },
      {
        changes: [
          change("replace", { before: { id: "1", name: "a", internal: false }, after: { name: "b", internal: false } }),
        ],
      },
      "aws_vpc.main: internal was true at the review, and is false now",
    ],
    [
      "what was created is to be replaced without having failed",
      { changes: [change("create")] },
      { changes: [change("replace", { reason: "replace_because_cannot_update" })] },
      "aws_vpc.main: is created according to the review, and is replaced now",
    ],
  ])("%s: that is a difference", (_, reviewed, now, mismatch) => {
    expect(compare(reviewed, now)).toEqual([mismatch]);
  });
});

describe("outputs", () => {
  const output = (more: Partial<OutputChange> = {}): OutputChange => ({
    stack: "dev-network",
    name: "vpc_id",
    action: "update",
    before: "a",
    after: "b",
    afterUnknown: false,
    beforeSensitive: false,
    afterSensitive: false,
    ...more,
  });

  test.each<[string, Given, Given]>([
    ["the same change", { outputs: [output()] }, { outputs: [output()] }],
    ["known now", { outputs: [output({ after: null, afterUnknown: true })] }, { outputs: [output()] }],
    ["done already", { outputs: [output()] }, { plannedOutputs: { vpc_id: "b" } }],
    ["gone already", { outputs: [output({ action: "delete", after: null })] }, {}],
  ])("%s: equal", (_, reviewed, now) => {
    expect(compare(reviewed, now)).toEqual([]);
  });

  test.each<[string, Given, Given, string]>([
    ["new", {}, { outputs: [output()] }, "output.vpc_id: changes now, which is not in the review"],
    [
      "another value",
      { outputs: [output()] },
      { outputs: [output({ after: "c" })] },
      'output.vpc_id: it was "b" at the review, and is "c" now',
    ],
    [
      "goes instead",
      { outputs: [output()] },
      { outputs: [output({ action: "delete", after: null })] },
      "output.vpc_id: stays according to the review, and goes now",
    ],
    [
      "is not there",
      { outputs: [output()] },
      {},
      "output.vpc_id: is new according to the review, and is not there now",
    ],
    [
      "does not change, and is another",
      { outputs: [output()] },
      { plannedOutputs: { vpc_id: "a" } },
      'output.vpc_id: it was "b" at the review, and is "a" now',
    ],
    [
      "stays",
      { outputs: [output({ action: "delete", after: null })] },
      { plannedOutputs: { vpc_id: "a" } },
      "output.vpc_id: goes according to the review, and stays now",
    ],
  ])("%s: a difference", (_, reviewed, now, mismatch) => {
    expect(compare(reviewed, now)).toEqual([mismatch]);
  });
});
