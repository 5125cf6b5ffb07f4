import type { Change, ResourceValues } from "../../../review/plan/change";
import type { Json } from "../../../review/plan/json";
import type { Marks } from "../../../review/plan/marks";
import { maskedChange, maskedResource, maskedValue, SENSITIVE, SENSITIVE_CHANGED } from "../../../review/plan/mask";

const SECRET = "hunter22-hunter22";

function change(given: Partial<Change>): Change {
  return {
    stack: "dev-network",
    address: "aws_ssm_parameter.password",
    type: "aws_ssm_parameter",
    action: "update",
    actions: "update",
    replacePaths: [],
    deposed: false,
    before: null,
    after: null,
    afterUnknown: false,
    beforeSensitive: false,
    afterSensitive: false,
    ...given,
  };
}

describe("a value without what is marked in it", () => {
  test.each<[string, Json, Marks | undefined, Json]>([
    ["nothing is marked", { a: SECRET }, {}, { a: SECRET }],
    ["there are no marks", SECRET, undefined, SECRET],
    ["all is marked", { a: 1 }, true, SENSITIVE],
    ["an attribute", { a: SECRET, b: 1 }, { a: true }, { a: SENSITIVE, b: 1 }],
    ["an element of a list", ["x", SECRET], [false, true], ["x", SENSITIVE]],
    ["an attribute in an element", [{ a: SECRET, b: 1 }], [{ a: true }], [{ a: SENSITIVE, b: 1 }]],
    ["a map, keys and all", { tags: { [SECRET]: "x" } }, { tags: true }, { tags: SENSITIVE }],
    ["a number", { port: 5432 }, { port: true }, { port: SENSITIVE }],
    ["an empty text, whose length would be told", { a: "" }, { a: true }, { a: SENSITIVE }],
    ["nothing, which is no secret", { a: null }, { a: true }, { a: null }],
    ["false marks", { a: SECRET }, { a: false }, { a: SECRET }],
  ])("%s", (_, value, marks, expected) => {
    expect(maskedValue(value, marks)).toEqual(expected);
  });

  test.each<[string, Json, Marks]>([
    ["a list with marks for fewer elements", ["x", SECRET], [true]],
    ["a list with marks for more elements", [SECRET], [false, true]],
    ["a list with marks of an object", [SECRET], { 0: true }],
    ["an object with marks of a list", { a: SECRET }, [true]],
    ["a text with marks of an object", SECRET, { a: true }],
    ["a number with marks of a list", 12345678, [true]],
  ])("%s: no part can be told from the other, so all is masked", (_, value, marks) => {
    expect(maskedValue(value, marks)).toBe(SENSITIVE);
  });

  test("a key of the prototype is a key like others", () => {
    const value = JSON.parse(`{"__proto__": "${SECRET}", "constructor": "x"}`) as Json;
    const marks = JSON.parse(`{"__proto__": true}`) as Marks;
    expect(JSON.stringify(maskedValue(value, marks))).toBe(`{"__proto__":"${SENSITIVE}","constructor":"x"}`);
  });
});

describe("a change", () => {
  test("what is sensitive on one side is masked on both: it was as secret before it was marked", () => {
    const given = change({ before: { value: SECRET }, after: { value: "next" }, afterSensitive: { value: true } });
    expect(maskedChange(given)).toMatchObject({ before: { value: SENSITIVE }, after: { value: SENSITIVE_CHANGED } });
  });

  test("that it changed is said, and that it did not", () => {
    const marks = { beforeSensitive: { a: true, b: true }, afterSensitive: { a: true, b: true } };
    const masked = maskedChange(change({ before: { a: "1", b: "2" }, after: { a: "1", b: "3" }, ...marks }));
    expect(masked.after).toEqual({ a: SENSITIVE, b: SENSITIVE_CHANGED });
  });

  test("what is created or destroyed did not change: it was not there", () => {
    expect(maskedChange(change({ after: SECRET, afterSensitive: true }))).toMatchObject({
      before: null,
      after: SENSITIVE,
    });
    expect(maskedChange(change({ before: SECRET, beforeSensitive: true }))).toMatchObject({
      before: SENSITIVE,
      after: null,
    });
  });

  test("names of unknown parts and of what forces a replacement lead only up to what is masked", () => {
    const masked = maskedChange(
      change({
        before: { tags: { [SECRET]: "x" }, name: "a" },
        after: { name: "b" },
        afterUnknown: { tags: { [SECRET]: true }, id: true },
        beforeSensitive: { tags: true },
        replacePaths: [["tags", SECRET], ["name"]],
      }),
    );
    expect(masked.afterUnknown).toEqual({ tags: true, id: true });
    expect(masked.replacePaths).toEqual([["tags"], ["name"]]);
    expect(JSON.stringify(masked)).not.toContain(SECRET);
  });

  test.each<[string, Partial<Change>]>([
    ["an attribute", { before: { a: "1" }, after: { a: "2" }, afterSensitive: { a: true } }],
    ["a list that grew", { before: ["1"], after: ["1", "2"], afterSensitive: [false, true] }],
    ["a list that shrank", { before: ["1", "2"], after: ["2"], beforeSensitive: [true, true] }],
    ["all of it", { before: "1", after: "1", beforeSensitive: true, afterSensitive: true }],
    ["another shape", { before: [SECRET], after: { a: SECRET }, beforeSensitive: [true], afterSensitive: { a: true } }],
  ])("masked twice is masked once: %s", (_, given) => {
    const once = maskedChange(change(given));
    expect(maskedChange(once)).toEqual(once);
  });

  test("an output", () => {
    const masks = { beforeSensitive: true, afterSensitive: true, afterUnknown: false };
    const output = {
      stack: "dev-network",
      name: "password",
      action: "update",
      before: "1",
      after: "2",
      ...masks,
    } as const;
    expect(maskedChange(output)).toEqual({ ...output, before: SENSITIVE, after: SENSITIVE_CHANGED });
  });
});

describe("a resource of a state", () => {
  const resource = { stack: "dev-network", address: "aws_lb.a", type: "aws_lb", values: { name: "a", key: SECRET } };

  test("is shown without what is marked", () => {
    expect(maskedResource({ ...resource, sensitive: { key: true } }).values).toEqual({ name: "a", key: SENSITIVE });
  });

  test("is not shown at all where nobody knows what is sensitive", () => {
    const unmarked: ResourceValues = resource;
    expect(maskedResource(unmarked).values).toEqual({ name: SENSITIVE, key: SENSITIVE });
  });
});
