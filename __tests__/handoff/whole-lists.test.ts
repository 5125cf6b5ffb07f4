import { type Expression, literal } from "../../handoff/hcl/expression";
import { inWholeLists, publishedLists } from "../../handoff/whole-lists";

const IDS = "data.terraform_remote_state.network.outputs.public_subnet_ids";
const published = new Map([
  [IDS, 3],
  ["data.terraform_remote_state.network.outputs.private_subnet_ids", 3],
]);
const element = (list: string, index: number): Expression => ({
  kind: "template",
  parts: [{ source: `${list}[${String(index)}]` }],
});
const elements = (...indices: number[]): Expression => ({
  kind: "list",
  items: indices.map((index) => element(IDS, index)),
});

test("all elements of a published list, in order, are that list", () => {
  expect(inWholeLists(elements(0, 1, 2), published)).toEqual({ kind: "source", text: IDS });
});

test("also inside of objects, lists and calls", () => {
  const nested = (value: Expression): Expression => ({
    kind: "object",
    entries: [["a", { kind: "list", items: [{ kind: "call", name: "toset", args: [value] }] }]],
  });
  expect(inWholeLists(nested(elements(0, 1, 2)), published)).toEqual(nested({ kind: "source", text: IDS }));
});

test.each([
  ["not all of them", elements(0, 1)],
  ["one twice", elements(0, 1, 1)],
  ["in another order", elements(2, 1, 0)],
  ["more of them than there are", elements(0, 1, 2, 3)],
  ["none", elements()],
  ["some of another list", { kind: "list", items: [element(IDS, 0), element(`${IDS}_too`, 1), element(IDS, 2)] }],
  ["of a list that nobody publishes", { kind: "list", items: [element("local.ids", 0)] }],
  ["texts that look like them", literal([`${IDS}[0]`, `${IDS}[1]`, `${IDS}[2]`])],
  [
    "parts of a text",
    {
      kind: "list",
      items: [0, 1, 2].map((index): Expression => ({
        kind: "template",
        parts: [{ text: "x" }, { source: `${IDS}[${String(index)}]` }],
      })),
    },
  ],
] as const)("%s: they stay as they are", (_, value: Expression) => {
  expect(inWholeLists(value, published)).toEqual(value);
});

test("what stacks publish, and how many", () => {
  const json = { output: { ids: { value: ["a", "b"] }, id: { value: "c" }, none: { value: [] } } };
  expect(publishedLists([{ stack: "network", stackName: "dev-network", json, upstream: [] }])).toEqual(
    new Map([
      ["data.terraform_remote_state.network.outputs.ids", 2],
      ["data.terraform_remote_state.network.outputs.none", 0],
    ]),
  );
});
