import { changedAttributes, diffOf, formatDiffLine } from "../../../review/diff";
import type { Change, OutputChange } from "../../../review/plan/change";
import type { Json } from "../../../review/plan/json";

const NOTHING = { afterUnknown: false, beforeSensitive: false, afterSensitive: false } as const;

function change(given: Partial<Change>): Change {
  return {
    stack: "dev-network",
    address: "aws_thing.a",
    type: "aws_thing",
    action: "update",
    actions: "update",
    replacePaths: [],
    deposed: false,
    before: null,
    after: null,
    ...NOTHING,
    ...given,
  };
}

function linesOf(given: Partial<Change>): string[] {
  return diffOf(change(given), []).map(formatDiffLine);
}

/** What becomes of an attribute `a`. */
function update(before: Json, after: Json): string[] {
  return linesOf({ before: { a: before }, after: { a: after } });
}

describe("one attribute", () => {
  test.each<[string, Json, Json, string[]]>([
    ["text", "x", "y", ['! a = "x" -> "y"']],
    ["number", 80, 8080, ["! a = 80 -> 8080"]],
    ["0 is not nothing", 0, 1, ["! a = 0 -> 1"]],
    ["false is not nothing", false, true, ["! a = false -> true"]],
    ["added", null, "x", ['+ a = "x"']],
    ["removed", "x", null, ['- a = "x"']],
    ["emptied", "x", "", ['! a = "x" -> ""']],
    ["the same", "x", "x", []],
    ["nothing in other words", null, "", []],
    ["nothing in other shapes", [], {}, []],
    ["number and text are two", 80, "80", ['! a = 80 -> "80"']],
    ["quotes and line breaks are written out", 'a"b', "a\tb", ['! a = "a\\"b" -> "a\\tb"']],
    ["an object, part by part", { x: 1, y: 2 }, { x: 1, y: 3, z: 4 }, ["! a.y = 2 -> 3", "+ a.z = 4"]],
    ["a key that is no name", { "x y": 1 }, { "x y": 2 }, ['! a["x y"] = 1 -> 2']],
    ["the order of keys", { x: 1, y: 2 }, { y: 2, x: 1 }, []],
  ])("%s", (_, before, after, expected) => {
    expect(update(before, after)).toEqual(expected);
  });

  test("long texts are shown where they differ, and their length is said", () => {
    const [line = ""] = update(`${"x".repeat(500)}old`, `${"x".repeat(500)}new`);
    expect(line).toContain('xold" (503 characters) -> …"');
    expect(line).toContain('xnew" (503 characters)');
    expect(line.length).toBeLessThan(200);
  });
});

describe("lists by their elements, and not by their places", () => {
  test.each<[string, Json, Json, string[]]>([
    ["one added in front", ["b", "c"], ["a", "b", "c"], ['+ a[] = "a"']],
    ["one removed", ["a", "b", "c"], ["b", "c"], ['- a[] = "a"']],
    ["one for another", ["a", "b"], ["b", "c"], ['- a[] = "a"', '+ a[] = "c"']],
    ["the only one", ["a"], ["b"], ['! a[0] = "a" -> "b"']],
    ["order only", ["a", "b"], ["b", "a"], ["! a  # order only"]],
    ["one twice", ["a"], ["a", "a"], ['+ a[] = "a"']],
    ["order, and one added", ["a", "b"], ["b", "a", "c"], ['+ a[] = "c"', "! a  # order of the others too"]],
    ["all", ["a", "b"], [], ['- a = ["a", "b"]']],
    ["objects in another order", [{ p: 1 }, { p: 2 }], [{ p: 2 }, { p: 1 }], ["! a  # order only"]],
    [
      "objects by their name",
      [
        { name: "A", value: "1" },
        { name: "B", value: "2" },
      ],
      [
        { name: "C", value: "9" },
        { name: "B", value: "3" },
      ],
      ['+ a.C = { name = "C", value = "9" }', '! a.B.value = "2" -> "3"', '- a.A = { name = "A", value = "1" }'],
    ],
    [
      "objects that are alike",
      [
        { from: 80, to: 80, cidrs: ["10.0.0.0/8"] },
        { from: 443, to: 443, cidrs: [] },
      ],
      [
        { from: 443, to: 443, cidrs: [] },
        { from: 80, to: 80, cidrs: ["0.0.0.0/0"] },
      ],
      ['! a[1].cidrs[0] = "10.0.0.0/8" -> "0.0.0.0/0"'],
    ],
    [
      "objects that are nothing alike",
      [{ from: 80, to: 80 }],
      [{ from: 22, to: 23 }],
      ["+ a[] = { from = 22, to = 23 }", "- a[] = { from = 80, to = 80 }"],
    ],
  ])("%s", (_, before, after, expected) => {
    expect(update(before, after)).toEqual(expected);
  });
});

describe("JSON in a text, by what it says", () => {
  const policy = (statements: Json): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });
  const read = { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
  const log = { Sid: "Log", Effect: "Allow", Action: ["logs:A", "logs:B"], Resource: "*" };

  test.each<[string, string, string]>([
    ["spaces", '{"a": 1}', '{"a":1}'],
    ["the order of keys", '{"a":1,"b":2}', '{"b":2,"a":1}'],
    ["an action as text or list", policy([read]), policy([{ ...read, Action: ["s3:GetObject"] }])],
    ["the order of actions", policy([log]), policy([{ ...log, Action: ["logs:B", "logs:A"] }])],
    ["one statement, or a list of one", policy([read]), policy(read)],
    [
      "the values of conditions as text",
      policy([{ ...read, Condition: { Bool: { "aws:SecureTransport": true } } }]),
      policy([{ ...read, Condition: { Bool: { "aws:SecureTransport": ["true"] } } }]),
    ],
    [
      "one principal, or a list of one",
      policy([{ ...read, Principal: { AWS: "arn:aws:iam::123456789012:root" } }]),
      policy([{ ...read, Principal: { AWS: ["arn:aws:iam::123456789012:root"] } }]),
    ],
  ])("%s: the same meaning", (_, before, after) => {
    expect(update(before, after)).toEqual(["! a  # same meaning, written differently"]);
  });

  test("a statement is known by its Sid, wherever it stands", () => {
    const wider = { ...read, Action: ["s3:GetObject", "s3:PutObject"] };
    expect(update(policy([read, log]), policy([log, wider]))).toEqual(['+ a.Statement.Read.Action[] = "s3:PutObject"']);
  });

  test("an effect turned round, a statement gone", () => {
    expect(update(policy([read, log]), policy([{ ...read, Effect: "Deny" }]))).toEqual([
      '! a.Statement.Read.Effect = "Allow" -> "Deny"',
      '- a.Statement.Log = { Sid = "Log", Effect = "Allow", Action = ["logs:A", "logs:B"], Resource = ["*"] }',
    ]);
  });

  test("what looks like a policy and is none keeps its order", () => {
    expect(update('{"Statement":["b","a"]}', '{"Statement":["a","b"]}')).toEqual(["! a.Statement  # order only"]);
  });

  test("a number that JavaScript would round is not the next one", () => {
    expect(update('{"id":9007199254740993}', '{"id":9007199254740992}')).toEqual([
      '! a.id = "9007199254740993" -> "9007199254740992"',
    ]);
  });

  test("a key given twice, and brackets without end, are text", () => {
    expect(update('{"a":1,"a":2}', '{"a":2}')).toEqual(['! a = "{\\"a\\":1,\\"a\\":2}" -> "{\\"a\\":2}"']);
    expect(update("[".repeat(5_000), "[")[0]).toContain("(5000 characters)");
  });

  test("a new one is written out", () => {
    expect(linesOf({ action: "create", after: { a: policy([read, log]) } })).toEqual([
      "+ a:  # JSON",
      '+   Version = "2012-10-17"',
      "+   Statement:",
      '+     - { Sid = "Read", Effect = "Allow", Action = "s3:GetObject", Resource = "*" }',
      '+     - { Sid = "Log", Effect = "Allow", Action = ["logs:A", "logs:B"], Resource = "*" }',
    ]);
  });
});

describe("texts of several lines", () => {
  test("line by line, with two lines around", () => {
    const text = (middle: string): string => ["1", "2", "3", "4", middle, "6", "7", "8", "9"].join("\n");
    expect(update(text("five"), text("5"))).toEqual([
      "! a:",
      "    …",
      "    3",
      "    4",
      "-   five",
      "+   5",
      "    6",
      "    7",
      "    …",
    ]);
  });

  test("only the line break at the end", () => {
    expect(update("a\nb", "a\nb\n")).toEqual(["! a  # only the line break at its end"]);
  });

  test("two long ones that share nothing are counted", () => {
    const text = (word: string): string => Array.from({ length: 2_000 }, (_, index) => `${word}${index}`).join("\n");
    expect(update(text("a"), text("b"))).toEqual(["! a: 2000 lines -> 2000 other lines"]);
  });
});

describe("tags", () => {
  test("what tags_all repeats is shown once", () => {
    const [before, after] = [{ Name: "a" }, { Name: "b" }];
    expect(linesOf({ before: { tags: before, tags_all: before }, after: { tags: after, tags_all: after } })).toEqual([
      '! tags.Name = "a" -> "b"',
    ]);
  });

  test("a default tag is shown: nothing else shows it", () => {
    const tags = { Name: "a" };
    expect(linesOf({ before: { tags, tags_all: tags }, after: { tags, tags_all: { ...tags, Team: "web" } } })).toEqual([
      '+ tags_all = { Team = "web" }',
    ]);
  });

  test("a tag that moves into the default tags is shown as gone from the resource alone", () => {
    const all = { Name: "a", Team: "web" };
    expect(linesOf({ before: { tags: all, tags_all: all }, after: { tags: { Name: "a" }, tags_all: all } })).toEqual([
      '- tags.Team = "web"',
    ]);
  });
});

describe("what only apply can know", () => {
  test("of what is created it is one line", () => {
    const given = { after: { name: "a" }, afterUnknown: { arn: true, id: true } };
    expect(linesOf({ action: "create", ...given })).toEqual([
      '+ name = "a"',
      "+ 2 attributes known after apply: arn, id",
    ]);
  });

  test("of many, the first are named", () => {
    const names = Array.from({ length: 30 }, (_, index) => `attribute_${10 + index}`);
    const [line = ""] = linesOf({
      action: "create",
      afterUnknown: Object.fromEntries(names.map((name) => [name, true])),
    });
    expect(line).toMatch(/^\+ 30 attributes known after apply: attribute_10, .* and \d+ more$/);
  });

  test("of what is updated, what it was is shown", () => {
    const given = { before: { version: 1 }, after: {}, afterUnknown: { version: true, note: true } };
    expect(linesOf(given)).toEqual(["! version = 1 -> (known after apply)", "! 1 attribute known after apply: note"]);
  });

  test("a part of a value", () => {
    const after = { rules: [{ port: 80 }] };
    expect(linesOf({ action: "create", after, afterUnknown: { rules: [{ id: true }] } })).toEqual([
      "+ rules = [{ port = 80, id = (known after apply) }]",
    ]);
  });

  test("a placeholder is what it stands for, also within an ARN and in JSON", () => {
    const placeholder = { value: "placeholder-1", stack: "dev-network", output: "vpc_id", path: [] };
    const after = { vpc: "placeholder-1", arn: "arn:placeholder-1/x", json: '{"a":"placeholder-1"}' };
    expect(diffOf(change({ action: "create", after }), [placeholder]).map(formatDiffLine)).toEqual([
      '+ arn = "arn:(known after dev-network is applied)/x"',
      "+ json = { a = (known after dev-network is applied) }  # JSON",
      "+ vpc = (known after dev-network is applied)",
    ]);
  });
});

describe("a replacement", () => {
  test("what forces it comes first, and says so", () => {
    const given = { before: { a: 1, name: "x" }, after: { a: 2, name: "y" }, afterUnknown: { arn: true } };
    expect(linesOf({ action: "replace", ...given, replacePaths: [["name"]] })).toEqual([
      '! name = "x" -> "y"  # forces replacement',
      "! a = 1 -> 2",
      "! 1 attribute known after apply: arn",
    ]);
  });

  test("what forces it and is not known yet is not among the others", () => {
    const given = { before: { vpc_id: "vpc-1" }, after: {}, afterUnknown: { vpc_id: true } };
    expect(linesOf({ action: "replace", ...given, replacePaths: [["vpc_id"]] })).toEqual([
      '! vpc_id = "vpc-1" -> (known after apply)  # forces replacement',
    ]);
  });

  test("a part of an attribute forces it, and another does not", () => {
    const [before, after] = [{ a: { x: 1, y: 1 } }, { a: { x: 2, y: 2 } }];
    expect(linesOf({ action: "replace", before, after, replacePaths: [["a", "x"]] })).toEqual([
      "! a.x = 1 -> 2  # forces replacement",
      "! a.y = 1 -> 2",
    ]);
  });

  test("what forces it is said where nothing of it can be shown", () => {
    expect(linesOf({ action: "replace", before: { a: "" }, after: { a: null }, replacePaths: [["a"]] })).toEqual([
      "! a  # forces replacement",
    ]);
  });
});

describe("sensitive values", () => {
  const SECRET = "hunter22-hunter22";

  test.each<[string, Partial<Change>, string[]]>([
    ["created", { action: "create", after: { a: SECRET }, afterSensitive: { a: true } }, ["+ a = (sensitive value)"]],
    [
      "destroyed",
      { action: "delete", before: { a: SECRET }, beforeSensitive: { a: true } },
      ["- a = (sensitive value)"],
    ],
    [
      "changed",
      { before: { a: SECRET }, after: { a: "x" }, beforeSensitive: { a: true }, afterSensitive: { a: true } },
      ["! a = (sensitive value, changed)"],
    ],
    ["marked only now", { before: { a: SECRET }, after: { a: SECRET }, afterSensitive: { a: true } }, []],
    [
      "in a list of another length",
      { before: { a: [SECRET] }, after: { a: [SECRET, "x"] }, beforeSensitive: { a: [true] } },
      ["! a = [(sensitive value)] -> (sensitive value, changed)"],
    ],
    [
      "not known yet",
      { before: { a: SECRET }, beforeSensitive: { a: true }, afterUnknown: { a: true } },
      ["! a = (sensitive value) -> (sensitive value, known after apply)"],
    ],
    ["as a key", { after: { a: { [SECRET]: 1 } }, afterSensitive: { a: true } }, ["+ a = (sensitive value)"]],
    ["the whole resource", { after: SECRET, afterSensitive: true }, ["+ value = (sensitive value)"]],
  ])("%s", (_, given, expected) => {
    expect(linesOf(given)).toEqual(expected);
  });
});

describe("what else there is", () => {
  test("an output", () => {
    const output: OutputChange = { stack: "s", name: "vpc_id", action: "update", before: "a", after: "b", ...NOTHING };
    expect(diffOf(output, []).map(formatDiffLine)).toEqual(['! vpc_id = "a" -> "b"']);
  });

  test("what is moved or forgotten has no line", () => {
    expect(linesOf({ action: "move", before: { a: 1 }, after: { a: 1 } })).toEqual([]);
    expect(linesOf({ action: "forget", before: { a: 1 } })).toEqual([]);
  });

  test("the names of the attributes that change, those that are known if there are any", () => {
    const given = { before: { a: 1, b: 1, c: 1 }, after: { a: 2, b: 1 }, afterUnknown: { c: true } };
    expect(changedAttributes(change(given))).toEqual(["a"]);
    expect(changedAttributes(change({ before: { c: 1 }, after: {}, afterUnknown: { c: true } }))).toEqual(["c"]);
    expect(changedAttributes(change({ ...given, action: "create" }))).toEqual([]);
  });
});
