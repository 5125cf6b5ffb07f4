import { distinctNames, nameTag } from "../../../topology/live/names";

describe("the Name tag", () => {
  test("is found among others", () => {
    expect(
      nameTag([
        { Key: "name", Value: "no" },
        { Key: "Name", Value: "vpc" },
      ]),
    ).toBe("vpc");
  });

  test.each([
    [undefined],
    [[]],
    [[{ Key: "Name", Value: "" }]],
    [[{ Key: "Name" }]],
    [[{ Key: "Project", Value: "x" }]],
  ])("is none in %j", (tags) => {
    expect(nameTag(tags)).toBeUndefined();
  });
});

describe("names of things of one kind", () => {
  const namesOf = (things: { id: string; name: string | undefined }[]): string[] => {
    const nameOf = distinctNames(things);
    return things.map(({ id }) => nameOf(id));
  };

  test("are what they are called, or else their id", () => {
    expect(
      namesOf([
        { id: "i-1", name: "a" },
        { id: "i-2", name: undefined },
      ]),
    ).toEqual(["a", "i-2"]);
  });

  test("have the id behind them where two or more share one, in all of them and whatever the order", () => {
    const things = [
      { id: "i-1", name: "a" },
      { id: "i-2", name: "b" },
      { id: "i-3", name: "a" },
    ];
    expect(namesOf(things)).toEqual(["a (i-1)", "b", "a (i-3)"]);
    expect(namesOf([...things].reverse())).toEqual(["a (i-3)", "b", "a (i-1)"]);
  });

  test("stay apart from one that somebody wrote with another's id", () => {
    const names = namesOf([
      { id: "i-1", name: "a (i-3)" },
      { id: "i-2", name: "a" },
      { id: "i-3", name: "a" },
    ]);
    expect(names).toEqual(["a (i-3) (i-1)", "a (i-2)", "a (i-3) (i-3)"]);
  });

  test("stay apart from one that is called by another's id", () => {
    expect(
      namesOf([
        { id: "i-1", name: "i-2" },
        { id: "i-2", name: undefined },
      ]),
    ).toEqual(["i-2 (i-1)", "i-2 (i-2)"]);
  });

  test("are the id of what is not among them", () => {
    expect(distinctNames([])("sg-1")).toBe("sg-1");
  });
});
