import { findingsOf } from "../../../../review/findings";
import type { ResourceValues } from "../../../../review/plan/change";
import type { StackPlan } from "../../../../review/plan/stack-plan";
import { planned, planOf, resource } from "../planned";

const vpcIn = (region: string) => ({ arn: `arn:aws:ec2:${region}:123456789012:vpc/vpc-1` });
const VPC = planned({ type: "aws_vpc", before: vpcIn("us-east-1") });
/** It has no ARN. */
const NAT = planned({ type: "aws_nat_gateway", before: { id: "nat-1" } });
const CHANGED = planned({ type: "aws_cloudfront_distribution", before: { enabled: true }, after: { enabled: false } });

function raised(drift: StackPlan["drift"], region?: string, resourcesBefore: readonly ResourceValues[] = []): string[] {
  return findingsOf([planOf([], { drift, resourcesBefore })], region === undefined ? {} : { region }).map(
    ({ severity, kind, address }) => `${severity} ${kind} ${address}`,
  );
}

describe("a stack that is planned in another region", () => {
  test("forgets what it has, and nothing was deleted", () => {
    expect(findingsOf([planOf([], { drift: [VPC, NAT] })], { region: "eu-west-1" })).toEqual([
      {
        kind: "forget",
        severity: "critical",
        stack: "dev-test",
        address: "provider.aws",
        what: "works in eu-west-1 from now on: what is in us-east-1 is no longer looked after",
        meaning: [
          "It was not deleted: Terraform looks for it in eu-west-1, and does not find it. It stays in us-east-1, and goes on working and costing.",
          "It leaves the state once this is applied: to have it gone as well, destroy it first, with the region as it was.",
        ],
      },
    ]);
  });

  test("and what was changed by hand is still said", () => {
    expect(raised([VPC, CHANGED], "eu-west-1")).toEqual([
      "critical forget provider.aws",
      "low drift aws_cloudfront_distribution.it",
    ]);
  });

  test("is none where something of it is found in the planned region: another provider lost something", () => {
    const found = resource("aws_lb", {
      arn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/a/1",
    });
    expect(raised([VPC], "eu-west-1", [found])).toEqual(["critical drift aws_vpc.it"]);
  });

  test("is told stack by stack", () => {
    const other = { ...planned({ type: "aws_lb", before: {} }), stack: "dev-other" };
    const plans = [planOf([], { drift: [VPC] }), planOf([], { stack: "dev-other", drift: [other] })];

    expect(findingsOf(plans, { region: "eu-west-1" }).map(({ kind, stack }) => [kind, stack])).toEqual([
      ["forget", "dev-test"],
      ["drift", "dev-other"],
    ]);
  });
});

describe("deleted by hand is", () => {
  const deleted = ["critical drift aws_nat_gateway.it", "critical drift aws_vpc.it"];

  test("what was in the region of the plan", () => {
    expect(raised([NAT, VPC], "us-east-1")).toEqual(deleted);
  });

  test("what was in one that nobody says is another", () => {
    expect(raised([NAT, VPC])).toEqual(deleted);
  });

  test("what was in several regions, that of the plan among them", () => {
    const here = { ...VPC, address: "aws_vpc.here", before: vpcIn("eu-west-1") };

    expect(raised([here, VPC], "eu-west-1")).toEqual(["critical drift aws_vpc.here", "critical drift aws_vpc.it"]);
  });

  test("what was in a region where others are still found", () => {
    const there = resource("aws_acm_certificate", { arn: "arn:aws:acm:us-east-1:123456789012:certificate/1" });

    expect(raised([VPC], "eu-west-1", [there])).toEqual(["critical drift aws_vpc.it"]);
    expect(raised([VPC], "eu-west-1", [resource("aws_iam_role", { arn: "arn:aws:iam::123456789012:role/a" })])).toEqual(
      ["critical forget provider.aws"],
    );
  });

  test("what has no region", () => {
    expect(raised([NAT], "eu-west-1")).toEqual(["critical drift aws_nat_gateway.it"]);
  });
});
