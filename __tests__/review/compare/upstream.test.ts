import { resolvePlaceholders, resolveStackPlan, upstreamOutputs } from "../../../review/compare/resolve-placeholders";
import { staleUpstream } from "../../../review/compare/stale-upstream";
import type { Json } from "../../../review/plan/json";
import type { Placeholder } from "../../../review/plan/placeholder";
import { stackPlanOf } from "../../../review/plan/stack-plan";
import type { TerraformPlan } from "../../../review/plan/terraform-plan";

const UPSTREAM = [{ data: "network", stack: "dev-network", outputs: ["vpc_id", "subnet_ids"] }];

const PLACEHOLDERS: Placeholder[] = [
  { value: "placeholder-vpc", stack: "dev-network", output: "vpc_id", path: [] },
  { value: "placeholder-two", stack: "dev-network", output: "subnet_ids", path: [1] },
];

/** A plan that has read these outputs of dev-network. */
function planWith(outputs: Record<string, Json>, sensitive: Record<string, Json> = {}): TerraformPlan {
  const state = {
    address: "data.terraform_remote_state.network",
    mode: "data",
    type: "terraform_remote_state",
    name: "network",
    values: { outputs },
    sensitive_values: { outputs: sensitive },
  };
  return { format_version: "1.2", prior_state: { values: { root_module: { resources: [state] } } } };
}

test("what a plan read of other stacks", () => {
  expect(upstreamOutputs(planWith({ vpc_id: "vpc-1" }))).toEqual(new Map([["network", { vpc_id: "vpc-1" }]]));
  expect(upstreamOutputs({ format_version: "1.2" })).toEqual(new Map());
});

describe("placeholders", () => {
  const outputs = (stack: string) =>
    stack === "dev-network" ? { vpc_id: "vpc-1", subnet_ids: ["subnet-1", "subnet-2"] } : undefined;

  test.each<[string, Json, Json]>([
    ["a whole value", "placeholder-vpc", "vpc-1"],
    ["an element of a list", { subnets: ["subnet-1", "placeholder-two"] }, { subnets: ["subnet-1", "subnet-2"] }],
    ["a part of a text", "arn:aws:x:placeholder-vpc/y", "arn:aws:x:vpc-1/y"],
    ["nothing", { port: 80, on: true, none: null }, { port: 80, on: true, none: null }],
  ])("that are %s are resolved", (_, value, resolved) => {
    expect(resolvePlaceholders(value, PLACEHOLDERS, outputs)).toEqual(resolved);
  });

  test("stay where nothing is published yet", () => {
    expect(resolvePlaceholders("placeholder-vpc", PLACEHOLDERS, () => undefined)).toBe("placeholder-vpc");
  });

  test("of a reviewed plan become what was published since", () => {
    const change = { actions: ["create"], before: null, after: { vpc_id: "placeholder-vpc" } };
    const reviewed = stackPlanOf(
      "dev-security",
      {
        format_version: "1.2",
        resource_changes: [{ address: "a.b", mode: "managed", type: "a", name: "b", change }],
        output_changes: { vpc: { actions: ["create"], after: "placeholder-vpc" } },
      },
      { upstream: ["dev-network"], placeholders: PLACEHOLDERS },
    );
    const resolved = resolveStackPlan(reviewed, planWith({ vpc_id: "vpc-7", subnet_ids: [] }), UPSTREAM);
    expect(resolved.changes).toMatchObject([{ after: { vpc_id: "vpc-7" } }]);
    expect(resolved.outputs).toMatchObject([{ after: "vpc-7" }]);
  });
});

describe("a review is stale", () => {
  const compare = (reviewed: TerraformPlan, now: TerraformPlan, placeholders: Placeholder[] = []) =>
    staleUpstream({ upstream: UPSTREAM, reviewed, now, placeholders });

  test("if a stack below publishes another value now", () => {
    const stale = compare(
      planWith({ vpc_id: "vpc-1", subnet_ids: ["a"] }),
      planWith({ vpc_id: "vpc-2", subnet_ids: ["a"] }),
    );
    expect(stale).toEqual(['dev-network publishes vpc_id otherwise: it was "vpc-1" at the review, and is "vpc-2" now']);
  });

  test("not if it publishes the same, nor if an output that is not read changes", () => {
    const outputs = { vpc_id: "vpc-1", subnet_ids: ["a"] };
    expect(compare(planWith({ ...outputs, other: 1 }), planWith({ ...outputs, other: 2 }))).toEqual([]);
  });

  test("not by what a placeholder stood for", () => {
    const reviewed = planWith({ vpc_id: "placeholder-vpc", subnet_ids: ["a", "placeholder-two"] });
    expect(compare(reviewed, planWith({ vpc_id: "vpc-1", subnet_ids: ["a", "b"] }), PLACEHOLDERS)).toEqual([]);
    expect(compare(reviewed, planWith({ vpc_id: "vpc-1", subnet_ids: ["x", "b"] }), PLACEHOLDERS)).toHaveLength(1);
  });

  test("and what is sensitive is not shown", () => {
    const [stale] = compare(planWith({ vpc_id: "hidden-1" }), planWith({ vpc_id: "hidden-2" }, { vpc_id: true }));
    expect(stale).toContain("dev-network publishes vpc_id otherwise");
    expect(stale).not.toContain("hidden");
  });
});
