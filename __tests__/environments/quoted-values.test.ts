import { formatPath } from "../../environments/format-path";
import { quote } from "../../environments/quote";

describe("a value in an error message", () => {
  const circle: Record<string, unknown> = {};
  circle["circle"] = circle;

  test.each([
    ["text", '"text"'],
    ['a "quoted" text', '"a \\"quoted\\" text"'],
    ["", '""'],
    ["two\nlines\t\0", '"two\\nlines\\t\\u0000"'],
    ["\u001b[31mred", '"\\u001b[31mred"'],
    ["\u009b31mred", '"\\u009b31mred"'],
    ["\u202egnp.exe", '"\\u202egnp.exe"'],
    ["zero\u200bwidth", '"zero\\u200bwidth"'],
    ["line\u2028separator", '"line\\u2028separator"'],
    ["lone \ud800", '"lone \\ud800"'],
    ["private \u{f0000}", '"private \\udb80\\udc00"'],
    ["Zürich 日本 😀", '"Zürich 日本 😀"'],
    ["a".repeat(80), `"${"a".repeat(80)}"`],
    ["a".repeat(81), `"${"a".repeat(80)}"… (81 characters)`],
    ["😀".repeat(80), `"${"😀".repeat(80)}"`],
    ["😀".repeat(100), `"${"😀".repeat(80)}"… (200 characters)`],
    [5, "5"],
    [NaN, "NaN"],
    [-Infinity, "-Infinity"],
    [5n, "5n"],
    [true, "true"],
    [undefined, "undefined"],
    [null, "null"],
    [() => 5, "a function"],
    [Symbol("x"), "a symbol"],
    [{ a: [1, "b"] }, '{"a":[1,"b"]}'],
    [["x".repeat(100)], `["${"x".repeat(78)}…`],
    [{ "\u001b": "\u009b" }, '{"\\u001b":"\\u009b"}'],
    [circle, "an object"],
    [[circle], "an array"],
    [{ toJSON: () => undefined }, "an object"],
    [{ a: 5n }, "an object"],
  ])("%p is quoted", (value, quoted) => {
    expect(quote(value)).toBe(quoted);
  });
});

describe("a path in an error message", () => {
  test.each([
    [[], ""],
    [["network"], "network"],
    [["network", "zones", 0, "public"], "network.zones[0].public"],
    [["tags", "Cost Center"], 'tags["Cost Center"]'],
    [["tags", ""], 'tags[""]'],
    [["tags", "\u001b"], 'tags["\\u001b"]'],
    [["tags", "a".repeat(200)], `tags["${"a".repeat(80)}"… (200 characters)]`],
  ])("%j is written as code would", (path, written) => {
    expect(formatPath(path)).toBe(written);
  });
});
