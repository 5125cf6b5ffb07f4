import { headline, marker } from "../../../review/markdown";
import type { Action } from "../../../review/plan/change";
import type { Review } from "../../../review/review";
import { change, output, plan, review } from "./a-review";

function ofActions(...actions: Action[]): Partial<Review> {
  return { stacks: [plan({ changes: actions.map((action) => change({ action })) })] };
}

const error = { stack: "dev-security", message: "its state is locked" };
const provisional = { upstream: ["dev-network"], placeholders: [] };

describe("the headline", () => {
  test.each<[string, Partial<Review>, string]>([
    ["nothing", {}, "dev: no changes"],
    [
      "one of each",
      ofActions("create", "update", "replace", "delete"),
      "dev: 1 to add, 1 to change, 1 to replace, 1 to destroy",
    ],
    ["a replacement is no addition", ofActions("replace"), "dev: 0 to add, 0 to change, 1 to replace, 0 to destroy"],
    [
      "what is seldom is said if there is any",
      ofActions("move", "move", "import", "forget", "other"),
      "dev: 0 to add, 0 to change, 0 to replace, 0 to destroy, 2 to move, 1 to import, 1 to forget, 1 not understood",
    ],
    ["outputs alone", { stacks: [plan({ outputs: [output()] })] }, "dev: no changes but 1 output"],
    [
      "all stacks together",
      { stacks: [plan({ changes: [change()] }), plan({ changes: [change()] })] },
      "dev: 0 to add, 2 to change, 0 to replace, 0 to destroy",
    ],
    [
      "provisional stacks",
      { stacks: [plan({ changes: [change()] }), plan({ provisional }), plan({ provisional })] },
      "dev: 0 to add, 1 to change, 0 to replace, 0 to destroy; 2 of 3 stacks provisional",
    ],
    ["errors alone", { stacks: [], errors: [error] }, "dev: the review failed: 1 stack could not be planned"],
    [
      "errors, and others",
      { ...ofActions("create"), errors: [error, error] },
      "dev: the review failed: 2 stacks could not be planned; the others: 1 to add, 0 to change, 0 to replace, 0 to destroy",
    ],
  ])("%s", (_, given, expected) => {
    expect(headline(review(given))).toBe(expected);
  });
});

describe("the marker", () => {
  test("names the environment", () => {
    expect(marker("dev")).toBe("<!-- front-door review: dev -->");
  });

  test("is a comment whatever the environment is called", () => {
    expect(marker("a --> <b>\n")).toBe("<!-- front-door review: a_-___b__ -->");
  });
});
