import { parseTemplate } from "../../../handoff/hcl/parse-template";

describe("a string of Terraform's JSON syntax", () => {
  test.each([
    ["", [{ text: "" }]],
    ["plain", [{ text: "plain" }]],
    ["${aws_vpc.main.id}", [{ source: "aws_vpc.main.id" }]],
    ["${ a }-${b}", [{ source: "a" }, { text: "-" }, { source: "b" }]],
    ["arn/${a}/*", [{ text: "arn/" }, { source: "a" }, { text: "/*" }]],
    ["$${a} %%{b} $5", [{ text: "${a} %{b} $5" }]],
    ['${merge(a, { "b" = "}" })}', [{ source: 'merge(a, { "b" = "}" })' }]],
    ['${f("${g("x}")}")}!', [{ source: 'f("${g("x}")}")' }, { text: "!" }]],
    ['${f("\\"}")}', [{ source: 'f("\\"}")' }]],
    ['${f("$${")}', [{ source: 'f("$${")' }]],
  ])("%p", (template, parts) => {
    expect(parseTemplate(template)).toEqual(parts);
  });

  test.each([
    ["%{ if a }b%{ endif }", "a template directive has no counterpart here"],
    ["${a", "an expression in it does not end"],
    ['${f("a}")', "an expression in it does not end"],
  ])("%p is refused", (template, what) => {
    expect(() => parseTemplate(template)).toThrow(what);
  });
});
