import { codeDifferences } from "../../../review/compare/code-differences";
import type { TerraformPlan } from "../../../review/plan/terraform-plan";

function planOf(root_module: object, provider_config: object = {}): TerraformPlan {
  return { format_version: "1.2", configuration: { root_module, provider_config } } as TerraformPlan;
}

const subnet = (expressions: object, address = "aws_subnet.a") => ({ address, expressions });
const THEN = planOf({
  resources: [subnet({ vpc_id: { references: ["aws_vpc.a"] }, cidr_block: { constant_value: "secret-value" } })],
  outputs: { id: { expression: { references: ["aws_subnet.a.id"] } } },
});

test.each<[string, TerraformPlan, string[]]>([
  ["nothing", THEN, []],
  [
    "a reference",
    planOf({
      resources: [subnet({ vpc_id: { references: ["aws_vpc.b"] }, cidr_block: { constant_value: "secret-value" } })],
      outputs: { id: { expression: { references: ["aws_subnet.a.id"] } } },
    }),
    ["aws_subnet.a: its code is otherwise: vpc_id"],
  ],
  [
    "an output, a resource that is new, one that is not there",
    planOf({
      resources: [subnet({}, "aws_subnet.b")],
      outputs: { id: { expression: { references: ["aws_subnet.b.id"] } } },
    }),
    [
      "aws_subnet.a: was in the code at the review, and is not now",
      "aws_subnet.b: is in the code now, and was not at the review",
      "output.id: its code is otherwise",
    ],
  ],
])("%s", (_, now, expected) => {
  const said = codeDifferences(THEN, now).map(({ address, what }) => `${address}: ${what}`);
  expect(said).toEqual(expected);
  expect(said.join()).not.toContain("secret-value");
});

test("a provider in another region", () => {
  const region = (constant_value: string) => planOf({}, { aws: { expressions: { region: { constant_value } } } });
  expect(codeDifferences(region("us-east-1"), region("eu-west-1"))).toEqual([
    { address: "provider.aws", what: "its code is otherwise: region" },
  ]);
});

test("what is read of other stacks is turned elsewhere by a review, and no difference", () => {
  const reading = (backend: string) =>
    planOf({ resources: [{ address: "data.terraform_remote_state.network", expressions: { backend } }] });
  expect(codeDifferences(reading("local"), reading("s3"))).toEqual([]);
});
