import { FINDING_KINDS, type FindingKind } from "../../../review/findings/finding";
import { KINDS, takesIn } from "../../../review/findings/kinds";
import { worstFirst } from "../../../review/findings";

test("every kind says in one line what it is", () => {
  expect(Object.keys(KINDS).sort()).toEqual([...FINDING_KINDS].sort());
  expect(Object.values(KINDS).filter((line) => line === "" || line.includes("\n"))).toEqual([]);
});

test.each<[FindingKind, FindingKind, boolean]>([
  ["public-ingress", "public-ingress", true],
  ["public-ingress", "public-port", true],
  ["public-port", "public-ingress", false],
  ["destroy", "destroy", true],
  ["destroy", "replace", false],
])("who names %s means %s: %s", (named, kind, expected) => {
  expect(takesIn(named, kind)).toBe(expected);
});

test("the worst come first, and equals stay in their order", () => {
  const given = (["low", "critical", "medium", "high", "critical"] as const).map((severity, place) => ({
    severity,
    place,
  }));

  expect(worstFirst(given).map(({ place }) => place)).toEqual([1, 4, 3, 2, 0]);
});
