import type { Verdict, VerdictBefore } from "../../../review/network/network-review";
import { promiseFindings } from "../../../review/network/promise-findings";

const kept: Verdict = { outcome: "kept", reason: "by rule 1" };
const broken: Verdict = { outcome: "broken", reason: "no route" };
const brokenOtherwise: Verdict = { outcome: "broken", reason: "no rule" };
const unknown: Verdict = { outcome: "unknown", reason: "nobody knows" };

function found(before: VerdictBefore | undefined, after: Verdict) {
  const promise = { id: "ports-agree", says: "all agree", after, remedy: "Mend it." };
  return promiseFindings([before === undefined ? promise : { ...promise, before }]);
}

test.each([
  ["nothing", undefined],
  ["kept", kept],
  ["broken", broken],
  ["unknown", unknown],
])("%s before, and kept afterwards: nothing to see", (_, before) => {
  expect(found(before, kept)).toEqual([]);
});

test.each([
  ["nothing -> broken", undefined, broken, "critical", "will be broken"],
  ["kept -> broken", kept, broken, "critical", "is kept now, and will be broken"],
  ["unknown -> broken", unknown, broken, "critical", "is not known to be kept now, and will be broken"],
  ["broken -> broken", broken, broken, "medium", "is broken already, and stays so"],
  ["broken -> broken otherwise", broken, brokenOtherwise, "high", "is broken already, and will be for another reason"],
  ["nothing -> unknown", undefined, unknown, "high", "will not be known to be kept"],
  ["kept -> unknown", kept, unknown, "high", "is kept now, and will not be known to be"],
  ["unknown -> unknown", unknown, unknown, "medium", "is not known to be kept, now or afterwards"],
  ["broken -> unknown", broken, unknown, "medium", "is broken now, and will not be known to be kept"],
] as const)("%s", (_, before, after, severity, what) => {
  expect(found(before, after)).toMatchObject([{ kind: "promise", address: "ports-agree", severity, what }]);
});

test.each([
  ["nothing was there", undefined, ["The promise: all agree.", "Afterwards: no route.", "Mend it."]],
  ["it was kept", kept, ["The promise: all agree.", "Afterwards: no route.", "Mend it."]],
  ["it was broken for the same reason", broken, ["The promise: all agree.", "Afterwards: no route.", "Mend it."]],
  [
    "it was broken for another",
    brokenOtherwise,
    ["The promise: all agree.", "So far: no rule.", "Afterwards: no route.", "Mend it."],
  ],
])("what it means, when %s", (_, before, meaning) => {
  expect(found(before, broken)[0]?.meaning).toEqual(meaning);
});

describe("another promise was made before", () => {
  const asked = "some agree";

  test.each([
    ["kept -> broken", kept, broken, "critical", "is kept now, and will be broken"],
    ["broken -> broken", broken, broken, "critical", "is otherwise than so far, and will be broken"],
    ["unknown -> broken", unknown, broken, "critical", "is otherwise than so far, and will be broken"],
    ["kept -> unknown", kept, unknown, "high", "is kept now, and will not be known to be"],
    ["broken -> unknown", broken, unknown, "high", "is otherwise than so far, and will not be known to be kept"],
    ["unknown -> unknown", unknown, unknown, "high", "is otherwise than so far, and will not be known to be kept"],
  ] as const)("%s", (_, before, after, severity, what) => {
    expect(found({ ...before, asked }, after)).toMatchObject([{ severity, what }]);
  });

  test.each([
    [kept, "So far another was made: some agree; it is kept."],
    [broken, "So far another was made: some agree; it is not kept."],
    [unknown, "So far another was made: some agree; it is not known to be kept."],
  ])("what it means, when that was %j", (before, line) => {
    expect(found({ ...before, asked }, broken)[0]?.meaning).toEqual([
      "The promise: all agree.",
      line,
      "Afterwards: no route.",
      "Mend it.",
    ]);
  });

  test("and this one is kept: nothing to see", () => {
    expect(found({ ...broken, asked }, kept)).toEqual([]);
  });
});
