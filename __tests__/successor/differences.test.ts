import { differences } from "./differences";

const before = { resource: { aws_vpc: { main: { cidr_block: "10.0.0.0/16", tags: { Name: "a" } } } }, list: [1, 2] };

test("equal documents have none, in whatever order their keys are", () => {
  const { list, resource } = structuredClone(before);
  expect(differences(before, { list, resource })).toEqual([]);
});

test.each<[string, unknown, unknown]>([
  ["another value", { a: { b: 1 } }, { a: { b: 2 } }],
  ["another type", { a: { b: 1 } }, { a: { b: "1" } }],
  ["a value that is gone", { a: { b: 1 } }, { a: {} }],
  ["a value that is new", { a: {} }, { a: { b: 1 } }],
  ["null in place of nothing", { a: {} }, { a: { b: null } }],
  ["an empty object in place of nothing", { a: {} }, { a: { b: {} } }],
  ["a list in place of an object", { a: { b: {} } }, { a: { b: [] } }],
])("%s is one", (_, one, other) => {
  const value = (document: unknown): unknown => (document as { a: { b?: unknown } }).a.b;
  expect(differences(one, other)).toEqual([["a.b", value(one), value(other)]]);
});

test("in a list, each place is looked at for itself", () => {
  expect(differences({ list: [1, 2, 3] }, { list: [2, 1] })).toEqual([
    ["list.0", 1, 2],
    ["list.1", 2, 1],
    ["list.2", 3, undefined],
  ]);
});
