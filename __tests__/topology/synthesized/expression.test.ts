import { type Part, partsOf, type Step } from "../../../topology/synthesized/expression";

const text = (written: string): Part => ({ kind: "text", text: written });
const path = (...steps: Step[]): Part => ({ kind: "path", path: steps });
const other: Part = { kind: "other" };

test.each<[string, string, Part[]]>([
  ["nothing", "", []],
  ["plain text", "172.31.0.0/16", [text("172.31.0.0/16")]],
  ["an attribute", "${aws_vpc.main.id}", [path("aws_vpc", "main", "id")]],
  ["spaces inside", "${ aws_vpc.main.id }", [path("aws_vpc", "main", "id")]],
  ["a name with a hyphen", "${aws_vpc.my-vpc.id}", [path("aws_vpc", "my-vpc", "id")]],
  ["an index", "${local.ids[0]}", [path("local", "ids", 0)]],
  ["an index as it once was written", "${local.ids.12}", [path("local", "ids", 12)]],
  ["a key", '${local.ids["us-east-1a"].id}', [path("local", "ids", "us-east-1a", "id")]],
  ["text around", "a-${local.b}-c", [text("a-"), path("local", "b"), text("-c")]],
  ["two in a row", "${local.a}${local.b}", [path("local", "a"), path("local", "b")]],
  ["escapes", "$${a} %%{b}", [text("${"), text("a} "), text("%{"), text("b}")]],
  ["a function", "${cidrsubnet(local.a, 8, 1)}", [other]],
  ["a splat", "${aws_subnet.a[*].id}", [other]],
  ["a condition", "${local.a ? 1 : 0}", [other]],
  ["an operator", "${local.a + 1}", [other]],
  ["a key that is an expression", "${local.a[local.b]}", [other]],
  ["nothing inside", "${}", [other]],
])("%s", (_, written, parts) => {
  expect(partsOf(written)).toEqual(parts);
});

test.each([["%{ if local.a }b%{ endif }"], ['${merge(local.a, { b = "c" })}'], ["${local.a"]])(
  "%s is an expression of another kind",
  (written) => {
    expect(partsOf(written)).toContainEqual(other);
  },
);
