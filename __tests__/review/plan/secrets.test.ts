import { secretsIn } from "../../../review/plan/secrets";
import type { RawChange, RawResource, TerraformPlan } from "../../../review/plan/terraform-plan";

const SECRET = "hunter22-hunter22";
const PLAN: TerraformPlan = { format_version: "1.2" };

function resourceChange(change: Partial<RawChange>) {
  const [address, type, name, mode] = ["aws_ssm_parameter.p", "aws_ssm_parameter", "p", "managed"];
  return { address, type, name, mode, change: { actions: ["update"], ...change } };
}

function resource(values: RawResource["values"], sensitive_values: RawResource["sensitive_values"]): RawResource {
  const [address, type, name, mode] = ["aws_ssm_parameter.p", "aws_ssm_parameter", "p", "managed"];
  return {
    address,
    type,
    name,
    mode,
    ...(values === undefined ? {} : { values }),
    ...(sensitive_values === undefined ? {} : { sensitive_values }),
  };
}

const marked = [resource({ value: SECRET, name: "/public" }, { value: true })];

describe("a secret is found wherever it stands", () => {
  test.each<[string, Partial<TerraformPlan>]>([
    [
      "before a change",
      { resource_changes: [resourceChange({ before: { a: SECRET }, before_sensitive: { a: true } })] },
    ],
    ["after a change", { resource_changes: [resourceChange({ after: { a: SECRET }, after_sensitive: { a: true } })] }],
    [
      "before, where only what comes after is marked",
      {
        resource_changes: [
          resourceChange({
            before: { a: SECRET },
            after: { a: "x" },
            before_sensitive: {},
            after_sensitive: { a: true },
          }),
        ],
      },
    ],
    ["drift", { resource_drift: [resourceChange({ after: { a: SECRET }, after_sensitive: { a: true } })] }],
    ["an output", { output_changes: { o: { actions: ["create"], after: SECRET, after_sensitive: true } } }],
    ["an output of the state", { prior_state: { values: { outputs: { o: { sensitive: true, value: SECRET } } } } }],
    ["a resource of the state", { prior_state: { values: { root_module: { resources: marked } } } }],
    ["a planned resource", { planned_values: { root_module: { resources: marked } } }],
    [
      "a module in a module",
      { planned_values: { root_module: { child_modules: [{ child_modules: [{ resources: marked }] }] } } },
    ],
    [
      "a variable",
      {
        variables: { v: { value: SECRET } },
        configuration: { root_module: { variables: { v: { sensitive: true } } } },
      },
    ],
    ["a variable of which nobody knows", { variables: { v: { value: SECRET } } }],
    ["a default", { configuration: { root_module: { variables: { v: { sensitive: true, default: SECRET } } } } }],
    [
      "what a module is given",
      {
        configuration: {
          root_module: {
            module_calls: {
              m: {
                expressions: { v: { constant_value: SECRET } },
                module: { variables: { v: { sensitive: true } } },
              },
            },
          },
        },
      },
    ],
    ["JSON", { output_changes: { o: { actions: [], after: `{"a":["${SECRET}"]}`, after_sensitive: true } } }],
    ["a key", { output_changes: { o: { actions: [], after: { [SECRET]: "x" }, after_sensitive: true } } }],
    [
      "a list with marks of another length",
      { resource_changes: [resourceChange({ after: ["x", SECRET], after_sensitive: [true] })] },
    ],
  ])("%s", (_, plan) => {
    expect(secretsIn({ ...PLAN, ...plan })).toContain(SECRET);
  });
});

describe("what is no secret is none", () => {
  test("a value without a mark", () => {
    expect(secretsIn({ ...PLAN, planned_values: { root_module: { resources: marked } } })).not.toContain("/public");
  });

  test("a variable that is not sensitive", () => {
    const configuration = { root_module: { variables: { v: {} } } };
    expect(secretsIn({ ...PLAN, variables: { v: { value: "dev" } }, configuration })).toEqual(new Set());
  });

  test("the word `password`, which is the name of one", () => {
    const after = { password: SECRET, user_name: "admin" };
    const plan = { ...PLAN, output_changes: { o: { actions: ["create"], after, after_sensitive: true } } };
    expect(secretsIn(plan)).toEqual(new Set([SECRET, "admin"]));
  });
});
