import { compareWithReview } from "../../../review/compare/compare-with-review";
import { stackPlanOf } from "../../../review/plan/stack-plan";
import type { TerraformPlan } from "../../../review/plan/terraform-plan";

const change = { actions: ["create"], before: null, after: {}, after_unknown: { id: true } };
const PLAN: TerraformPlan = {
  format_version: "1.2",
  resource_changes: [{ address: "aws_vpc.main", mode: "managed", type: "aws_vpc", name: "main", change }],
};
const NOTHING: TerraformPlan = { format_version: "1.2" };
const OTHER_CODE = { address: "dev-network", what: "its code is not the code that was reviewed" };

function compare(reviewed: TerraformPlan, now: TerraformPlan, fingerprint: string) {
  const code = { stack: "dev-network", folder: "", fingerprint, upstream: [], secrets: [] };
  const stack = { plan: stackPlanOf("dev-network", reviewed), terraformPlan: reviewed, fingerprint: "reviewed" };
  return compareWithReview(stack, now, code);
}

test("the same plan of the same code is what was reviewed", () => {
  expect(compare(PLAN, PLAN, "reviewed")).toEqual({ changes: 1, mismatches: [], stale: [] });
});

test("the same plan of other code is not: what was unknown may be anything", () => {
  expect(compare(PLAN, PLAN, "other").mismatches).toEqual([OTHER_CODE]);
});

test("with other code, what is not planned any more is not said to be done", () => {
  expect(compare(PLAN, NOTHING, "other").mismatches).toContainEqual(OTHER_CODE);
});

test("where nothing was to change and nothing changes, the code does not matter", () => {
  expect(compare(NOTHING, NOTHING, "other")).toEqual({ changes: 0, mismatches: [], stale: [] });
});
