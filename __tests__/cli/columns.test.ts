import { formatColumns } from "../../cli/columns";

test("each column is as wide as it needs, two blanks apart, without a frame", () => {
  expect(
    formatColumns(
      ["STACK", "SERIAL", "LOCK"],
      [
        ["network", "7", "-"],
        ["load-balancing", "12345678", "ada@laptop"],
      ],
    ),
  ).toBe(
    ["STACK           SERIAL    LOCK", "network         7         -", "load-balancing  12345678  ada@laptop"].join(
      "\n",
    ),
  );
});

test("without rows there is the headline", () => {
  expect(formatColumns(["STACK", "SERIAL"], [])).toBe("STACK  SERIAL");
});

test("an empty cell leaves room, and no line ends in blanks", () => {
  expect(
    formatColumns(
      ["A", "B", ""],
      [
        ["", "b", "now"],
        ["long", "", ""],
      ],
    ),
  ).toBe(["A     B", "      b  now", "long"].join("\n"));
});

test("nothing is cut off or coloured, and what is given is not changed", () => {
  const headline = ["A"];
  const rows = [["x".repeat(500)]];
  expect(formatColumns(headline, rows)).toBe(`A\n${"x".repeat(500)}`);
  expect([headline, rows]).toEqual([["A"], [["x".repeat(500)]]]);
});
