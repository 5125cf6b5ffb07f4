import { inGroups } from "../../../topology/live/in-groups";

test.each([
  [0, []],
  [1, [[0]]],
  [2, [[0, 1]]],
  [3, [[0, 1], [2]]],
  [
    4,
    [
      [0, 1],
      [2, 3],
    ],
  ],
])("%i things are asked about two at a time, and answered in their order", async (count, expected) => {
  const asked: number[][] = [];
  const answers = await inGroups([...Array(count).keys()], 2, (group) => {
    asked.push(group);
    return Promise.resolve(group.map((number) => number * 10));
  });
  expect(asked).toEqual(expected);
  expect(answers).toEqual(expected.flat().map((number) => number * 10));
});

test("an error stays what it is, and nothing more is asked", async () => {
  const ask = jest.fn(() => Promise.reject(new Error("no")));
  await expect(inGroups([1, 2], 1, ask)).rejects.toThrow("no");
  expect(ask).toHaveBeenCalledTimes(1);
});
