import { readPlan, resourcesIn } from "../../../review/plan/terraform-plan";

describe("a plan in Terraform's JSON format", () => {
  test.each(["1.0", "1.2", "1.99"])("of format %s is read: a minor version only adds", (format_version) => {
    const plan = { format_version, resource_changes: [], something_new: { of: "a later version" } };
    expect(readPlan(plan, "dev-network")).toBe(plan);
  });

  test.each(["0.2", "2.0", "10.0"])("of format %s is refused: a major version may mean something else", (version) => {
    expect(() => readPlan({ format_version: version }, "dev-network")).toThrow(
      `dev-network: the plan has format_version ${version}, and only 1.x is understood`,
    );
  });

  test.each([null, "text", [], {}, { format_version: 1 }, { format_version: "new" }])("%j is none", (given) => {
    expect(() => readPlan(given, "a.json")).toThrow("a.json: this is no plan in Terraform's JSON format");
  });
});

test.each([
  [{ errored: true }, "ended in an error"],
  [{ complete: false }, "leaves something for a later plan"],
  [{ deferred_changes: [{}] }, "defers changes"],
  [{ action_invocations: [{}] }, "invokes actions"],
])("a plan that does more than its changes say is refused: %j", (more, says) => {
  expect(() => readPlan({ format_version: "1.2", ...more }, "dev-network")).toThrow(`dev-network: the plan ${says}`);
});

test("a plan that says that it does not is read", () => {
  const plan = { format_version: "1.2", errored: false, complete: true, deferred_changes: [], action_invocations: [] };
  expect(readPlan(plan, "dev-network")).toBe(plan);
});

test("resources of modules are found, however deep", () => {
  const resource = (address: string) => ({ address, mode: "managed", type: "aws_vpc", name: "main" });
  const module = {
    resources: [resource("aws_vpc.main")],
    child_modules: [
      {
        resources: [resource("module.a.aws_vpc.main")],
        child_modules: [{ resources: [resource("module.a.module.b.aws_vpc.main")] }],
      },
    ],
  };
  expect(resourcesIn(module).map(({ address }) => address)).toEqual([
    "aws_vpc.main",
    "module.a.aws_vpc.main",
    "module.a.module.b.aws_vpc.main",
  ]);
  expect(resourcesIn(undefined)).toEqual([]);
});
