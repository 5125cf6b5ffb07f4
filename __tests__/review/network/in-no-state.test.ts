import { inNoStateFindings } from "../../../review/network/in-no-state";
import { type NetworkReviewInput, reviewNetwork } from "../../../review/network/review-network";
import { topologyOfStates } from "../../../review/network/topology-of-states";
import { NOTHING } from "../../../topology/canonical";
import { add, changed, remove } from "../../topology/change";
import { expected, frontDoor } from "../../topology/front-door-topology";
import { changeOf, expectedOf, frontDoorResources, planOf } from "./front-door-resources";

function reviewed(input: Partial<NetworkReviewInput>) {
  return reviewNetwork({ live: frontDoor, states: frontDoor, code: frontDoor, expected, ...input });
}

describe("things that look as if Terraform had made them, and are in no state", () => {
  test("a deployed environment, and empty states: one finding, before any other", () => {
    const { findings, review } = reviewed({ states: NOTHING });
    expect(findings).toEqual([
      expect.objectContaining({
        kind: "state",
        severity: "critical",
        address: "terraform.backend",
        what: "16 things of this environment are in AWS and in no state: is state.bucket the right one?",
      }),
    ]);
    expect(findings[0]?.meaning.join(" ")).toContain("docs/state.md");
    expect(review.unmanaged).toHaveLength(16);
  });

  test("there is no finding when the states know them", () => {
    expect(reviewed({}).findings).toEqual([]);
  });

  test("what only a part of the states knows counts as far as they do not", () => {
    const states = changed(remove("loadBalancers", "Fargate-ALB"), remove("targetGroups", "Fargate-TG"));
    expect(reviewed({ states }).findings.map(({ what }) => what)).toEqual([
      "2 things of this environment are in AWS and in no state: is state.bucket the right one?",
    ]);
  });

  test("one alone, or things of other names, may be anybody's", () => {
    const states = changed(remove("targetGroups", "Fargate-TG"));
    expect(reviewed({ states }).findings).toEqual([]);
    const byHand = ["one", "two", "three"].map((name) =>
      add("securityGroups", { name, vpc: "Fargate-VPC", rules: [] }),
    );
    expect(reviewed({ live: changed(...byHand) }).findings).toEqual([]);
  });

  test.each([
    [0, 0],
    [1, 0],
    [2, 1],
  ])("of %i, there are %i findings", (count, findings) => {
    expect(inNoStateFindings(count)).toHaveLength(findings);
  });
});

describe("states that hold what AWS does not have", () => {
  const resources = frontDoorResources();
  const code = topologyOfStates(resources);
  const plans = [planOf([], resources, { drift: resources.map((each) => changeOf(each, "delete")) })];
  const gone = { live: NOTHING, states: NOTHING, lasting: NOTHING, code, expected: expectedOf({}), plans };

  test("is not the same as nothing deployed: before is what they said before Terraform looked for it", () => {
    const { review } = reviewNetwork(gone);
    expect(review).toMatchObject({
      before: "states",
      notFromAws: "the states hold things that AWS does not have; was the region changed, or were they deleted?",
      changes: [],
    });
    expect(review.promises.map(({ before }) => before?.outcome)).toEqual(Array(9).fill("kept"));
  });

  test("where AWS did not let us, that is why", () => {
    const { live: _, ...others } = gone;
    expect(reviewNetwork({ ...others, notFromAws: "access denied" }).review).toMatchObject({
      before: "states",
      notFromAws: "access denied",
    });
  });

  test("what another region would change is said", () => {
    const elsewhere = resources.map((each) =>
      each.type === "aws_subnet" ? { ...each, values: { ...each.values, availability_zone: "us-west-2a" } } : each,
    );
    expect(reviewNetwork({ ...gone, code: topologyOfStates(elsewhere) }).review.changes).toContain(
      "subnet PublicSubnet-1: availability zone: us-east-1a becomes us-west-2a",
    );
  });

  test("nothing in the states either is nothing deployed", () => {
    expect(reviewNetwork({ ...gone, plans: [planOf([], resources)] }).review.before).toBe("nothing");
  });
});
