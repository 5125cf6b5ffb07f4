import type { FindingKind, Severity } from "../../../../review/findings/finding";
import type { Json } from "../../../../review/plan/json";
import { findingFor, findingsFor, kindsFor, policyOf } from "../planned";

const type = "aws_iam_policy";
const READ = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };

describe("what is new in a policy", () => {
  test.each<[string, Json, Severity]>([
    ["one action on one thing", READ, "medium"],
    ["one action on everything", { ...READ, Resource: "*" }, "high"],
    ["all of a service on one thing", { ...READ, Action: "s3:*" }, "high"],
    ["everything on one thing", { ...READ, Action: "*" }, "high"],
    ["everything on everything", { ...READ, Action: "*", Resource: ["*"] }, "critical"],
    ["all of IAM on everything", { ...READ, Action: "iam:*", Resource: "*" }, "critical"],
    ["everything but IAM on everything", { Effect: "Allow", NotAction: "iam:*", Resource: "*" }, "critical"],
    ["to pass one role on", { ...READ, Action: "iam:PassRole", Resource: "arn:aws:iam::123456789012:role/r" }, "high"],
    ["something that is denied", { ...READ, Effect: "Deny", Action: "*", Resource: "*" }, "low"],
  ])("%s", (_, statement, severity) => {
    expect(findingFor("iam", { type, after: { policy: policyOf(statement) } }).severity).toBe(severity);
    expect(
      findingFor("iam", { type, before: { policy: policyOf() }, after: { policy: policyOf(statement) } }).severity,
    ).toBe(severity);
  });

  test("is said, and what is no more", () => {
    const change = {
      type,
      before: { policy: policyOf(READ) },
      after: { policy: policyOf({ ...READ, Action: "s3:PutObject" }) },
    };

    expect(findingFor("iam", change).meaning).toEqual([
      "New: it allows s3:putobject on arn:aws:s3:::b/*.",
      "No longer: it allows s3:getobject on arn:aws:s3:::b/*.",
    ]);
  });

  test("is not said if it is secret", () => {
    const change = { type, after: { policy: policyOf({ ...READ, Resource: "s3cret" }) } };

    expect(JSON.stringify(findingsFor({ ...change, afterSensitive: { policy: true } }))).not.toContain("s3cret");
    expect(JSON.stringify(findingsFor(change))).toContain("s3cret");
  });
});

describe("what is no news", () => {
  const two = { Sid: "One", Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: ["a", "b"] };
  const policy = policyOf(two, READ);

  test.each<[string, string]>([
    ["white space", JSON.stringify(JSON.parse(policy), undefined, 2)],
    ["the order of lists", policyOf({ ...two, Action: ["s3:PutObject", "s3:GetObject"], Resource: ["b", "a"] }, READ)],
    ["the order of statements", policyOf(READ, two)],
    ["a list of one", policyOf(two, { ...READ, Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::b/*"] })],
    ["the case of an action", policyOf(two, { ...READ, Action: "S3:getobject" })],
    ["the name of a statement", policyOf({ ...two, Sid: "Two" }, READ)],
    ["the order of keys", policyOf({ Resource: two.Resource, Action: two.Action, Effect: two.Effect }, READ)],
  ])("%s", (_, after) => {
    expect(kindsFor({ type, before: { policy }, after: { policy: after } })).toEqual([]);
  });

  test("tags", () => {
    expect(
      kindsFor({ type: "aws_iam_user", before: { name: "u", tags: {} }, after: { name: "u", tags: { a: "b" } } }),
    ).toEqual([]);
  });

  test("one more action is news", () => {
    expect(
      kindsFor({
        type,
        before: { policy },
        after: { policy: policyOf(two, READ, { ...READ, Action: "s3:DeleteObject" }) },
      }),
    ).toEqual(["iam"]);
  });
});

describe("what keeps somebody from something", () => {
  const denied = { Effect: "Deny", Action: "iam:*", Resource: "*" };

  test.each([
    ["a denial that ends", { before: { policy: policyOf(READ, denied) }, after: { policy: policyOf(READ) } }, "high"],
    [
      "a permission that ends",
      { before: { policy: policyOf(READ, { ...READ, Resource: "b" }) }, after: { policy: policyOf(READ) } },
      "low",
    ],
    [
      "a condition that ends",
      {
        before: { policy: policyOf({ ...READ, Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }) },
        after: { policy: policyOf(READ) },
      },
      "high",
    ],
    [
      "a boundary that ends",
      { type: "aws_iam_role", before: { permissions_boundary: "arn:b" }, after: { permissions_boundary: "" } },
      "high",
    ],
  ] as const)("%s", (_, change, severity) => {
    expect(findingFor("iam", { type, ...change }).severity).toBe(severity);
  });

  test("a policy that is destroyed is news if it denied something", () => {
    expect(kindsFor({ type, before: { policy: policyOf(READ) } })).toEqual(["destroy"]);
    expect(kindsFor({ type, before: { policy: policyOf(denied) } }).sort()).toEqual(["destroy", "iam"]);
  });
});

describe("who gets it", () => {
  test.each<[string, Severity]>([
    ["arn:aws:iam::aws:policy/AdministratorAccess", "critical"],
    ["arn:aws:iam::aws:policy/PowerUserAccess", "critical"],
    ["arn:aws:iam::aws:policy/AmazonS3FullAccess", "high"],
    ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess", "medium"],
  ])("%s: %s", (policy_arn, severity) => {
    expect(findingFor("iam", { type: "aws_iam_role_policy_attachment", after: { policy_arn } }).severity).toBe(
      severity,
    );
  });

  test.each<[string, Json, Json | null, Json, FindingKind[]]>([
    ["aws_iam_access_key", false, null, { user: "u" }, ["iam"]],
    ["aws_iam_user", false, null, { name: "u" }, ["iam"]],
    ["aws_iam_user", false, { name: "u", path: "/" }, { name: "u", path: "/people/" }, []],
    ["aws_iam_user_group_membership", false, { groups: ["a"] }, { groups: ["a", "admins"] }, ["iam"]],
    ["aws_iam_group", false, null, { name: "g" }, []],
    ["aws_ecs_task_definition", false, { task_role_arn: "a" }, { task_role_arn: "b" }, ["iam"]],
    ["aws_ecs_task_definition", false, { task_role_arn: "a" }, { task_role_arn: "a", cpu: "256" }, []],
    ["aws_iam_policy", { policy: true }, { policy: policyOf(READ) }, { name: "p" }, ["iam"]],
    ["aws_iam_role_policy_attachment", { policy_arn: true }, null, { role: "r" }, ["iam"]],
    ["aws_iam_role", { managed_policy_arns: true, inline_policy: true }, null, { name: "r" }, []],
  ])("%s, unknown %j: %j -> %j", (ofType, afterUnknown, before, after, kinds) => {
    expect(kindsFor({ type: ofType, before, after, afterUnknown })).toEqual(kinds);
  });
});
