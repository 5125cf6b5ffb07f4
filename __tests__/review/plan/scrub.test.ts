import { scrubbed, scrubbedJson, scrubberOf } from "../../../review/plan/scrub";

const SECRET = 'p<ss"w\\rd&1\nsecond line';
const [FIRST, SECOND] = SECRET.split("\n") as [string, string];

describe("a secret is taken out of a text", () => {
  test.each<[string, string]>([
    ["as it is", SECRET],
    ["its first line", FIRST],
    ["its second line, indented", `    ${SECOND}`],
    ["as JSON", JSON.stringify({ a: SECRET })],
    ["as JSON in JSON", JSON.stringify(JSON.stringify({ a: SECRET }))],
    ["as Go writes JSON", '{"a":"p\\u003css\\"w\\\\rd\\u00261\\nsecond line"}'],
    ["as HTML", "p&lt;ss&quot;w\\rd&amp;1"],
    ["as a URL", `https://example.com/?q=${encodeURIComponent(FIRST)}`],
    ["within a longer text", `postgres://me:${FIRST}@db`],
    ["within a word", `x${SECOND}x`],
  ])("%s", (_, text) => {
    const result = scrubbed(text, new Set([SECRET]));
    expect(result).toContain("(sensitive value)");
    expect(result).not.toMatch(/p(<|&lt;|%3C|\\u003c)ss|econd/);
  });

  test.each([0, 1, 2])("in Base64, after %d bytes", (before) => {
    const text = Buffer.from(`${"x".repeat(before)}user_data hunter22-hunter22 more`).toString("base64");
    const result = scrubbed(text, new Set(["hunter22-hunter22"]));
    expect(result).toContain("(sensitive value)");
    expect(Buffer.from(result.replace("(sensitive value)", ""), "base64").toString()).not.toContain("hunter2");
  });

  test("the longest first: one may be a part of another", () => {
    expect(scrubbed("a long-secret-and-more b", new Set(["long-secret", "long-secret-and-more"]))).toBe(
      "a (sensitive value) b",
    );
  });

  test("its length is not told", () => {
    const texts = ["hunter22", "hunter22".repeat(20)].map((secret) => scrubbed(`a ${secret} b`, new Set([secret])));
    expect(texts).toEqual(["a (sensitive value) b", "a (sensitive value) b"]);
  });
});

describe("short secrets", () => {
  test.each([
    ["eight characters, within a word", "hunter22", "xhunter22x", "x(sensitive value)x"],
    ["seven, within a word", "hunter2", "xhunter2x", "xhunter2x"],
    ["seven, as a word", "hunter2", "a:hunter2.", "a:(sensitive value)."],
    ["four, as a word", "a1b2", "key=a1b2", "key=(sensitive value)"],
    ["four, as a part of a name", "prod", "prod_vpc", "prod_vpc"],
    ["three", "dev", "dev", "dev"],
    ["a port", "80", "80 -> 8080", "80 -> 8080"],
    ["a word of JSON", "true", "true", "true"],
    ["another word of JSON", "null", "null", "null"],
    ["nothing", "", "as it is", "as it is"],
  ])("%s", (_, secret, text, expected) => {
    expect(scrubbed(text, new Set([secret]))).toBe(expected);
  });

  test("without any, a text stays as it is", () => {
    expect(scrubbed("as it is", new Set())).toBe("as it is");
  });
});

test("in a value: texts, keys and numbers", () => {
  const scrub = scrubberOf(new Set(["hunter22", "12345678"]));
  expect(scrubbedJson({ a: ["x hunter22"], hunter22: 12345678, b: 80, c: true, d: null }, scrub)).toEqual({
    a: ["x (sensitive value)"],
    "(sensitive value)": "(sensitive value)",
    b: 80,
    c: true,
    d: null,
  });
});
