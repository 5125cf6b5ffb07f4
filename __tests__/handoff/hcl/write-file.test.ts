import { type Expression, literal, source } from "../../../handoff/hcl/expression";
import { attribute, block, writeFile } from "../../../handoff/hcl/write-file";
import { writeExpression } from "../../../handoff/hcl/write-expression";

describe("an expression", () => {
  test.each<[string, Expression, string]>([
    ["text", literal("HTTP"), '"HTTP"'],
    ["nothing", literal(""), '""'],
    ["quotes and backslashes", literal('say "no" to C:\\'), '"say \\"no\\" to C:\\\\"'],
    ["what looks like a reference", literal("${var.x} and %{ if true }"), '"$${var.x} and %%{ if true }"'],
    ["a dollar sign that is none", literal("$5 for 100% {"), '"$5 for 100% {"'],
    ["lines", literal("one\ntwo\r\n\tthree"), '"one\\ntwo\\r\\n\\tthree"'],
    ["control characters", literal("\u0000\u001b\u2028"), '"\\u0000\\u001b\\u2028"'],
    ["other scripts and emoji", literal("Straße 日本 👨‍👩‍👧"), '"Straße 日本 👨‍👩‍👧"'],
    ["a number", literal(6060), "6060"],
    ["a Boolean", literal(false), "false"],
    ["null", literal(null), "null"],
    ["an empty list", literal([]), "[]"],
    ["an empty object", literal({}), "{}"],
    ["a short list", literal(["a", 1]), '["a", 1]'],
    ["a list of lists", literal([["a"], ["b"]]), '[["a"], ["b"]]'],
    ["a reference", source("aws_vpc.main.id"), "aws_vpc.main.id"],
    ["a reference alone in a text", { kind: "template", parts: [{ source: "var.x" }] }, "var.x"],
    [
      "a reference in a text",
      { kind: "template", parts: [{ source: "var.name_prefix" }, { text: 'the "ALB"' }] },
      '"${var.name_prefix}the \\"ALB\\""',
    ],
    [
      "a dollar sign before a reference",
      { kind: "template", parts: [{ text: "5$" }, { source: "var.x" }] },
      '"5${"$"}${var.x}"',
    ],
  ])("%s", (_, expression, expected) => {
    expect(writeExpression(expression)).toBe(expected);
  });

  test("a list that is long for one line has one for each element", () => {
    const [first, second] = ["a".repeat(40), "b".repeat(40)];
    expect(writeExpression(literal([first, second]))).toBe(`[\n  "${first}",\n  "${second}",\n]`);
  });

  test("an object: neighbours are aligned, and a value of several lines parts them", () => {
    expect(writeExpression(literal({ a: 1, long_name: 2, inner: { x: 1, yy: [{}] }, b: 3, 日本: 4 }))).toBe(
      [
        "{",
        "  a         = 1",
        "  long_name = 2",
        "  inner = {",
        "    x = 1",
        "    yy = [",
        "      {},",
        "    ]",
        "  }",
        "  b    = 3",
        '  "日本" = 4',
        "}",
      ].join("\n"),
    );
  });

  test.each(["for", "null", "true", "with space", "cost-centre", "1st", "${x}", ""])("the key %p is quoted", (key) => {
    const written = writeExpression(literal({ [key]: 1 }));
    expect(written).toBe(`{\n  "${key.replace("${", () => "$${")}" = 1\n}`);
  });

  test("a key that is called __proto__ is not lost", () => {
    expect(writeExpression(literal(JSON.parse('{"__proto__": "x"}') as never))).toBe('{\n  __proto__ = "x"\n}');
  });
});

describe("a file", () => {
  test("a blank line stands between blocks, before a value of several lines, and where it is asked for", () => {
    const resource = block(
      "resource",
      ["aws_lb", "fargate_alb"],
      [
        attribute("name", literal("x")),
        attribute("internal", literal(false)),
        attribute("tags", literal({ Name: "x" })),
        block("filter", [], []),
        { ...attribute("depends_on", { kind: "list", items: [source("aws_vpc.main")] }), apart: true },
      ],
    );
    expect(writeFile([{ kind: "comment", text: "The load balancer." }, resource, block("locals", [], [])])).toBe(
      [
        "# The load balancer.",
        "",
        'resource "aws_lb" "fargate_alb" {',
        '  name     = "x"',
        "  internal = false",
        "",
        "  tags = {",
        '    Name = "x"',
        "  }",
        "",
        "  filter {}",
        "",
        "  depends_on = [aws_vpc.main]",
        "}",
        "",
        "locals {}",
        "",
      ].join("\n"),
    );
  });
});
