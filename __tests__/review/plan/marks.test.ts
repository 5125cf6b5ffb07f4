import { eitherMarks, hasMark, isMarkedAt, marksOfPart } from "../../../review/plan/marks";

describe("the marks of a value", () => {
  test.each([
    [true, true],
    [false, false],
    [undefined, false],
    [{}, false],
    [[], false],
    [{ a: {}, b: [] }, false],
    [{ a: { b: true } }, true],
    [[false, true], true],
  ])("%j: any part marked is %s", (marks, expected) => {
    expect(hasMark(marks)).toBe(expected);
  });

  test.each([
    [true, ["a", 0, "b"], true],
    [{ a: true }, ["a", 0, "b"], true],
    [{ a: [{ b: true }] }, ["a", 0, "b"], true],
    [{ a: [{ b: true }] }, ["a", 1, "b"], false],
    [{ a: [{ b: true }] }, ["a", 0, "c"], false],
    [{ a: [{ b: true }] }, ["a"], false],
    [{}, ["constructor"], false],
    [false, [], false],
    [undefined, ["a"], false],
  ])("%j at %j: %s", (marks, path, expected) => {
    expect(isMarkedAt(marks, path)).toBe(expected);
  });

  test("of what is in a marked value are marks", () => {
    expect(marksOfPart(true, "anything")).toBe(true);
  });

  test.each([
    [true, false, true],
    [{ a: true }, { b: true }, { a: true, b: true }],
    [[true], [false, true], [true, true]],
    [{}, { b: true }, { b: true }],
    [{ a: true }, undefined, { a: true }],
    [{ a: true }, [true], true],
  ])("%j or %j is %j", (a, b, expected) => {
    expect(eitherMarks(a, b)).toEqual(expected);
  });
});
