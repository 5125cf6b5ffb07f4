import { type Expression, isReferenceAlone, type ObjectEntry } from "./hcl/expression";
import { at, entriesOf, type SynthesizedStack } from "./synthesized-stacks";

/** How many elements the lists have that stacks publish, by the reference to them. */
export type PublishedLists = ReadonlyMap<string, number>;

/** The lists that stacks publish. */
export function publishedLists(stacks: readonly SynthesizedStack[]): PublishedLists {
  return new Map(
    stacks.flatMap(({ stack, json }) =>
      entriesOf(json["output"]).flatMap(([name, output]): [string, number][] => {
        const value = at(output, "value");
        return Array.isArray(value) ? [[`data.terraform_remote_state.${stack}.outputs.${name}`, value.length]] : [];
      }),
    ),
  );
}

/**
 * An expression in which a list of all elements of a published list, one by one and in order, is that list: as a person would
 * write it, and so that an element that is added there is here, too.
 */
export function inWholeLists(value: Expression, published: PublishedLists): Expression {
  switch (value.kind) {
    case "list":
      return (
        wholeList(value.items, published) ?? {
          ...value,
          items: value.items.map((item) => inWholeLists(item, published)),
        }
      );
    case "object":
      return {
        ...value,
        entries: value.entries.map(([key, entry]): ObjectEntry => [key, inWholeLists(entry, published)]),
      };
    case "call":
      return { ...value, args: value.args.map((argument) => inWholeLists(argument, published)) };
    case "literal":
    case "template":
    case "source":
      return value;
  }
}

function wholeList(items: readonly Expression[], published: PublishedLists): Expression | undefined {
  const elements = items.map((item) =>
    item.kind === "template" && isReferenceAlone(item.parts) ? /^(.*)\[(\d+)\]$/.exec(item.parts[0].source) : null,
  );
  const list = elements[0]?.[1];
  const isWhole =
    list !== undefined &&
    published.get(list) === items.length &&
    elements.every((element, index) => element?.[1] === list && element[2] === String(index));
  return isWhole ? { kind: "source", text: list } : undefined;
}
