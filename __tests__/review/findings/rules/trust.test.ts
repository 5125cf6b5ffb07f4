import type { FindingKind, Severity } from "../../../../review/findings/finding";
import type { Json } from "../../../../review/plan/json";
import { findingFor, findingsFor, kindsFor, policyOf, resource } from "../planned";

const type = "aws_iam_role";
const trusting = (principal: Json, more: Readonly<Record<string, Json>> = {}): Json => ({
  assume_role_policy: policyOf({ Effect: "Allow", Action: "sts:AssumeRole", Principal: principal, ...more }),
});
const TASKS = trusting({ Service: "ecs-tasks.amazonaws.com" });

describe("who may take a role", () => {
  const GITHUB = { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" };
  const github = (condition: Json) =>
    trusting(GITHUB, { Action: "sts:AssumeRoleWithWebIdentity", Condition: condition });
  const SUB = "token.actions.githubusercontent.com:sub";
  const AUD = { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" };

  test.each<[string, Json, Severity]>([
    ["an AWS service", TASKS, "low"],
    ["our account", trusting({ AWS: "123456789012" }), "medium"],
    ["another account", trusting({ AWS: "arn:aws:iam::210987654321:root" }), "high"],
    ["anybody", trusting("*"), "critical"],
    ["anybody, as an AWS principal", trusting({ AWS: ["*"] }), "critical"],
    [
      "anybody of an organization",
      trusting("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }),
      "medium",
    ],
    [
      "everybody but one",
      { assume_role_policy: policyOf({ Effect: "Allow", Action: "*", NotPrincipal: { AWS: "123456789012" } }) },
      "critical",
    ],
    [
      "one branch on GitHub",
      github({ StringEquals: { ...AUD, [SUB]: "repo:acme/front-door:ref:refs/heads/main" } }),
      "medium",
    ],
    ["an organization on GitHub", github({ StringEquals: AUD, StringLike: { [SUB]: "repo:acme/*" } }), "medium"],
    [
      "whoever is called alike on GitHub",
      github({ StringEquals: AUD, StringLike: { [SUB]: "repo:acme*" } }),
      "critical",
    ],
    ["everybody on GitHub, by a pattern", github({ StringLike: { [SUB]: "repo:*" } }), "critical"],
    ["everybody on GitHub, for want of a sub", github({ StringEquals: AUD }), "critical"],
    ["everybody on GitHub but one", github({ StringNotEquals: { [SUB]: "repo:acme/front-door:*" } }), "critical"],
    ["whoever has no sub", github({ "ForAllValues:StringEquals": { [SUB]: "repo:acme/front-door:*" } }), "critical"],
  ])("%s", (_, after, severity) => {
    const ours = { resourcesBefore: [resource("aws_vpc", { arn: "arn:aws:ec2:us-east-1:123456789012:vpc/vpc-1" })] };

    expect(findingFor("trust", { type, after }, ours).severity).toBe(severity);
    expect(
      findingFor("trust", { type, before: trusting({ Service: "ec2.amazonaws.com" }), after }, ours).severity,
    ).toBe(severity);
  });

  test.each<[string, Json]>([
    ["a list of one", trusting({ Service: ["ecs-tasks.amazonaws.com"] })],
    ["the name of the statement", trusting({ Service: "ecs-tasks.amazonaws.com" }, { Sid: "Tasks" })],
  ])("%s is no news", (_, after) => {
    expect(kindsFor({ type, before: TASKS, after })).toEqual([]);
  });

  test("says who comes and who goes", () => {
    const { what } = findingFor("trust", { type, before: TASKS, after: trusting({ Service: "ec2.amazonaws.com" }) });

    expect(what).toBe("lets in ec2.amazonaws.com, no longer lets in ecs-tasks.amazonaws.com");
  });

  test("a condition that ends is news", () => {
    const before = trusting({ AWS: "210987654321" }, { Condition: { StringEquals: { "sts:ExternalId": "x" } } });

    expect(kindsFor({ type, before, after: trusting({ AWS: "210987654321" }) })).toEqual(["trust"]);
  });

  test("what only apply can know cannot be told", () => {
    expect(findingFor("trust", { type, after: {}, afterUnknown: { assume_role_policy: true } }).severity).toBe("high");
  });

  test("a secret policy is not quoted", () => {
    const change = { type, after: trusting({ AWS: "arn:aws:iam::210987654321:user/s3cret" }) };

    expect(JSON.stringify(findingsFor({ ...change, afterSensitive: { assume_role_policy: true } }))).not.toContain(
      "s3cret",
    );
    expect(JSON.stringify(findingsFor(change))).toContain("s3cret");
  });
});

describe("who may use a resource", () => {
  const forAnybody = policyOf({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" });
  const denial = policyOf({ Effect: "Deny", Principal: { AWS: "210987654321" }, Action: "*", Resource: "*" });

  test.each([
    "aws_kms_key",
    "aws_kms_key_policy",
    "aws_sqs_queue_policy",
    "aws_sns_topic_policy",
    "aws_ecr_repository_policy",
    "aws_secretsmanager_secret_policy",
  ])("%s", (of) => {
    expect(
      findingFor("trust", { type: of, before: { policy: policyOf() }, after: { policy: forAnybody } }).severity,
    ).toBe("critical");
    expect(kindsFor({ type: of, before: { policy: forAnybody }, after: { policy: forAnybody, tags: {} } })).toEqual([]);
    expect(findingFor("trust", { type: of, before: { policy: denial }, after: { policy: policyOf() } }).severity).toBe(
      "high",
    );
  });

  test("a policy that AWS gives to what is made is no news, one of its own is", () => {
    expect(kindsFor({ type: "aws_kms_key", after: {}, afterUnknown: { policy: true } })).toEqual([]);
    expect(kindsFor({ type: "aws_kms_key_policy", after: {}, afterUnknown: { policy: true } })).toEqual(["trust"]);
  });

  test.each<[string, Json, Severity | undefined]>([
    ["aws_lambda_permission", { principal: "*" }, "critical"],
    ["aws_lambda_permission", { principal: "events.amazonaws.com" }, "low"],
    ["aws_lambda_permission", { principal: "210987654321" }, "high"],
    ["aws_lambda_permission", { principal: "*", principal_org_id: "o-1" }, "medium"],
    ["aws_vpc_endpoint_service_allowed_principal", { principal_arn: "*" }, "critical"],
    ["aws_ami_launch_permission", { group: "all" }, "critical"],
    ["aws_lambda_function_url", { authorization_type: "NONE" }, "critical"],
    ["aws_lambda_function_url", { authorization_type: "AWS_IAM" }, undefined],
    ["aws_iam_openid_connect_provider", { url: "https://token.actions.githubusercontent.com" }, "medium"],
  ])("%s with %j: %s", (of, after, severity) => {
    const kinds: FindingKind[] = severity === undefined ? [] : ["trust"];

    expect(findingsFor({ type: of, after }).map((each) => [each.kind, each.severity])).toEqual(
      kinds.map((kind) => [kind, severity]),
    );
    expect(kindsFor({ type: of, before: after, after })).toEqual([]);
  });
});
