import { formatMismatches, formatOutcomes } from "../../cli/apply-report";
import { NotAsReviewed } from "../../cli/apply-steps";

test("says what was applied and what was not, each stack once", () => {
  const outcomes = formatOutcomes(
    new Map([
      ["dev-network", "applied"],
      ["dev-security", "nothing to do"],
      ["dev-load-balancing", "failed"],
      ["dev-service", "not reached"],
      ["dev-domain", "not reached"],
    ]),
  );
  expect(outcomes.split("\n")).toEqual([
    "Applied as reviewed: dev-network.",
    "Nothing to do: dev-security.",
    "Stopped in: dev-load-balancing.",
    "Not reached: dev-service, dev-domain.",
  ]);
});

test("says where a stack is not what was reviewed, and what made the review stale", () => {
  const error = new NotAsReviewed(
    "dev-security",
    [{ address: "aws_security_group.alb", what: "is replaced now, which is not in the review" }],
    ["dev-network publishes vpc_id otherwise"],
  );
  expect(formatMismatches(error).split("\n")).toEqual([
    "dev-security is not what was reviewed, and was not touched:",
    "  aws_security_group.alb: is replaced now, which is not in the review",
    "  The review is stale, because dev-network publishes vpc_id otherwise",
  ]);
});
