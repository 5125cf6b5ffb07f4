import { atPath, canonicalJson, equalJson, formatPath } from "../../../review/plan/json";

test.each([
  [["name"], "name"],
  [["default_action", 0, "type"], "default_action[0].type"],
  [["tags", "kubernetes.io/name"], 'tags["kubernetes.io/name"]'],
  [["tags", 'a"b'], 'tags["a\\"b"]'],
  [[], ""],
])("the path %j is written %s", (path, text) => {
  expect(formatPath(path)).toBe(text);
});

test.each([
  [{ a: [{ b: 1 }] }, ["a", 0, "b"], 1],
  [{ a: [1] }, ["a", "0"], undefined],
  [{ a: null }, ["a", "b"], undefined],
  [{}, ["toString"], undefined],
  ["text", [], "text"],
])("in %j, %j leads to %j", (value, path, part) => {
  expect(atPath(value, path)).toEqual(part);
});

test.each([
  [{ a: 1, b: [{ c: 1, d: 2 }] }, { b: [{ d: 2, c: 1 }], a: 1 }, true],
  [[1, 2], [2, 1], false],
  [undefined, undefined, true],
  [undefined, null, false],
  [0, "0", false],
])("%j and %j are the same: %s", (a, b, expected) => {
  expect(equalJson(a, b)).toBe(expected);
  expect(canonicalJson(a) === canonicalJson(b)).toBe(expected);
});
