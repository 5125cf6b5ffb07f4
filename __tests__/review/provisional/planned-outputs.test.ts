import { plannedOutputs } from "../../../review/provisional/planned-outputs";
import type { Json } from "../../../review/plan/json";
import type { RawChange, TerraformPlan } from "../../../review/plan/terraform-plan";

/** A plan with one output, `it`. */
function planOf(change: Partial<RawChange>, references: string[] = [], sensitive = false): TerraformPlan {
  return {
    format_version: "1.2",
    output_changes: { it: { actions: ["create"], before: null, ...change } },
    planned_values: { outputs: { it: { sensitive } } },
    configuration: { root_module: { outputs: { it: { expression: { references } } } } },
  };
}

function outputOf(plan: TerraformPlan) {
  const output = plannedOutputs("dev-network", plan).get("it");
  if (output === undefined) throw new Error("there is no such output");
  return output;
}

test("what is known of an output is taken as it is", () => {
  const output = outputOf(planOf({ actions: ["no-op"], before: "vpc-1", after: "vpc-1", after_unknown: false }));
  expect(output).toEqual({ value: "vpc-1", sensitive: false, changes: false, placeholders: [] });
});

test.each<[string, Partial<RawChange>, boolean]>([
  ["another value", { before: "a", after: "b" }, true],
  ["the same value", { before: "a", after: "a" }, false],
  ["the same value with other keys first", { before: { a: 1, b: 2 }, after: { b: 2, a: 1 } }, false],
  ["an unknown value", { before: "a", after_unknown: true }, true],
  ["a list with an unknown element", { before: ["a"], after: [null], after_unknown: [true] }, true],
])("%s: it changes is %s", (_, change, changes) => {
  expect(outputOf(planOf(change)).changes).toBe(changes);
});

test("an output that goes is none", () => {
  expect(plannedOutputs("dev-network", planOf({ actions: ["delete"], before: "a" }))).toEqual(new Map());
});

test.each([
  [true, false],
  [false, true],
])("it is sensitive if the plan says so (%s) or its change does (%s)", (planned, changed) => {
  const output = outputOf(planOf({ after: "x", after_sensitive: changed }, [], planned));
  expect(output.sensitive).toBe(true);
});

describe("what only apply can know gets a placeholder", () => {
  test.each<[string, string[], RegExp]>([
    ["an id", ["aws_vpc.main.id", "aws_vpc.main"], /^placeholder-[0-9a-f]{8}$/],
    ["an ARN", ["aws_lb.alb.arn", "aws_lb.alb"], /^arn:aws:placeholder:::[0-9a-f]{8}$/],
    ["an address", ["aws_eip.nat.public_ip", "aws_eip.nat"], /^198\.(18|19)\.\d{1,3}\.\d{1,3}$/],
    ["what nobody knows the source of", [], /^placeholder-[0-9a-f]{8}$/],
  ])("that looks like %s", (_, references, form) => {
    const { value, placeholders } = outputOf(planOf({ after_unknown: true }, references));
    expect(value).toMatch(form);
    expect(placeholders).toEqual([{ value, stack: "dev-network", output: "it", path: [] }]);
  });

  test("in its place in a list, each another, beside what is known", () => {
    const references = ["aws_subnet.a.id", "aws_subnet.a", "aws_eip.b.public_ip", "aws_eip.b"];
    const change = { after: [null, null, "known"], after_unknown: [true, true, false] };
    const { value, placeholders } = outputOf(planOf(change, references));
    const [first, second, third] = value as Json[];
    expect(first).toMatch(/^placeholder-/);
    expect(second).toMatch(/^198\./);
    expect(third).toBe("known");
    expect(placeholders.map(({ path }) => path)).toEqual([[0], [1]]);
  });

  test("in an object, also where the value says nothing of the part", () => {
    const change = { after: { known: 1 }, after_unknown: { id: true, nested: { arn: true } } };
    const { value, placeholders } = outputOf(planOf(change));
    expect(value).toMatchObject({ known: 1, id: expect.stringMatching(/^placeholder-/) as string });
    expect(placeholders.map(({ path }) => path)).toEqual([["id"], ["nested", "arn"]]);
  });

  test("the same in every plan of the stack, and another in another stack", () => {
    const plan = planOf({ after_unknown: true });
    const of = (stack: string) => plannedOutputs(stack, plan).get("it")?.value;
    expect(of("dev-network")).toBe(of("dev-network"));
    expect(of("dev-network")).not.toBe(of("prod-network"));
  });
});
