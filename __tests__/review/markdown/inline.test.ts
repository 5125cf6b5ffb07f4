import { fenced } from "../../../review/markdown/block";
import { code, htmlCode, prose, visible } from "../../../review/markdown/inline";

describe("a sentence: words as they are, anything else as code", () => {
  test.each([
    ["plain words", "It gets a new DNS name, at once.", "It gets a new DNS name, at once."],
    ["an address", "by aws_lb.fargate_alb.", "by `aws_lb.fargate_alb`."],
    ["a block", "lets 0.0.0.0/0 in", "lets `0.0.0.0/0` in"],
    ["a stack and a number", "dev-network: 3 to add, 1.5 %", "dev-network: 3 to add, 1.5 `%`"],
    ["a date", "until 2027-01-31", "until 2027-01-31"],
    ["a mention", "ask @octocat!", "ask `@octocat`!"],
    ["a team", "(@org/team)", "(`@org/team`)"],
    ["an issue", "see #12 and GH-12 and me/it#12", "see `#12` and `GH-12` and `me/it#12`"],
    ["a commit", "since deadbeef", "since `deadbeef`"],
    ["a link", "[x](https://example.com)", "`[x](https://example.com`)"],
    ["a bare domain", "www.example.com", "`www.example.com`"],
    ["HTML", "</details> <b>", "`</details>` `<b>`"],
    ["emphasis", "*a* _b_ ~~c~~", "`*a*` `_b_` `~~c~~`"],
    ["a list that would begin", "1. one", "`1`. one"],
    ["a heading", "# one", "`#` one"],
    ["an emoji's name", ":smile:", "`:smile`:"],
    ["a formula", "$a$", "`$a$`"],
    ["line breaks", "a\n\n# b", "a `#` b"],
  ])("%s", (_, text, expected) => {
    expect(prose(text)).toBe(expected);
  });

  test.each(["a|b", "a`b", "a\\b", "|"])("%s is HTML, which no table and no code can end", (text) => {
    expect(prose(text)).toMatch(/^<code>[\w&#;]+<\/code>$/);
  });

  test("a comment by which a review is found is none", () => {
    expect(visible("<!-- front-door review: prod -->")).toBe("<!\\u{2d}- front-door review: prod -->");
  });

  test("a long one has an end", () => {
    expect(prose("word ".repeat(1_000)).length).toBeLessThan(910);
    expect(code("x".repeat(300))).toBe(`\`${"x".repeat(300)}\``);
    expect(code("x".repeat(301))).toBe(`\`${"x".repeat(300)}…\``);
  });
});

describe("nothing is invisible", () => {
  test.each([
    ["a line break", "a\nb", "a\\nb"],
    ["what turns the direction", "a\u202eb", "a\\u{202e}b"],
    ["what has no width", "a\u200bb", "a\\u{200b}b"],
    ["a control character", "a\u0007b", "a\\u{7}b"],
    ["a line separator", "a\u2028b", "a\\u{2028}b"],
    ["half a character", "a\ud800b", "a\\u{d800}b"],
  ])("%s", (_, text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  test("an empty name is said to be one", () => {
    expect(code("")).toBe("(nothing)");
  });
});

test("HTML code has no character of its own meaning", () => {
  expect(htmlCode('</summary>"x"')).toBe("<code>&#60;&#47;summary&#62;&#34;x&#34;</code>");
});

describe("a fence", () => {
  test("is longer than any within", () => {
    expect(fenced("diff", ["+ ```", "+ ````x"])).toBe("`````diff\n+ ```\n+ ````x\n`````");
    expect(fenced("sh", ["npm test"])).toBe("```sh\nnpm test\n```");
  });

  test("has one line for each given", () => {
    expect(fenced("", ["a\n```\nb"])).toBe("````\na\\n```\\nb\n````");
  });
});
