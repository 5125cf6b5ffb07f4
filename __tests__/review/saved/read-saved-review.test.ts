import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readApplicableReview, requireReviewedAccount } from "../../../cli/applicable-review";
import { readSavedReview, sha256 } from "../../../review/saved/read-saved-review";

const PLAN = JSON.stringify({
  format_version: "1.2",
  resource_changes: [
    { address: "aws_vpc.main", mode: "managed", type: "aws_vpc", name: "main", change: { actions: ["create"] } },
  ],
});

const REVIEW = {
  formatVersion: "1.0",
  environment: "dev",
  region: "us-east-1",
  account: "123456789012",
  date: "2026-11-22T00:00:00.000Z",
  outcome: "changes",
  provenance: { terraform: "1.11.4", provider: "5.100.0", commit: "abc" },
  findings: [] as object[],
  policy: { failOn: ["destroy"], failing: [] as object[] },
  stacks: [{ stack: "dev-network", fingerprint: "f", plan: { json: "dev-network.plan.json", sha256: sha256(PLAN) } }],
};

describe("a review that was written", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "front-door-test-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function write(review: object, plan = PLAN): void {
    writeFileSync(join(folder, "review.json"), JSON.stringify(review));
    writeFileSync(join(folder, "dev-network.plan.json"), plan);
  }

  test("is read with its plans", () => {
    write(REVIEW);
    const { environment, stacks } = readSavedReview(folder);
    expect(environment).toBe("dev");
    expect(stacks.map(({ plan }) => plan)).toMatchObject([
      { stack: "dev-network", changes: [{ address: "aws_vpc.main", action: "create" }] },
    ]);
  });

  test("by a newer front-door of the same format is read", () => {
    write({ ...REVIEW, formatVersion: "1.7", more: true });
    expect(readSavedReview(folder).environment).toBe("dev");
  });

  test.each<[string, object, string]>([
    ["of another format", { ...REVIEW, formatVersion: "2.0" }, "formatVersion: only format 1.x is understood"],
    ["without an account", { ...REVIEW, account: undefined }, "it is no review: account"],
    [
      "with a plan outside of its folder",
      { ...REVIEW, stacks: [{ stack: "a", fingerprint: "f", plan: { json: "../other.json", sha256: "" } }] },
      "it is no review: stacks.0.plan.json",
    ],
    [
      "with another plan beside it",
      {
        ...REVIEW,
        stacks: [{ stack: "a", fingerprint: "f", plan: { json: "dev-network.plan.json", sha256: sha256("x") } }],
      },
      "it is not the plan that review.json was made of",
    ],
    [
      "with a plan missing",
      { ...REVIEW, stacks: [{ stack: "a", fingerprint: "f", plan: { json: "a.plan.json", sha256: "" } }] },
      "a.plan.json: there is no such file",
    ],
  ])("%s is refused", (_, review, problem) => {
    write(review);
    expect(() => readSavedReview(folder)).toThrow(problem);
  });

  test("is no review without its file, or with nonsense in it", () => {
    expect(() => readSavedReview(folder)).toThrow("review.json: there is no such file");
    writeFileSync(join(folder, "review.json"), "nonsense");
    expect(() => readSavedReview(folder)).toThrow("review.json: it is no JSON");
  });

  describe("may be applied", () => {
    const subject = { environment: "dev", region: "us-east-1" };

    test("if it is of the environment, failed in nothing and breaks no policy", () => {
      write(REVIEW);
      expect(readApplicableReview(folder, subject).date).toBe(REVIEW.date);
    });

    test.each<[string, object, string]>([
      [
        "of another environment",
        { environment: "prod" },
        "it is a review of prod in us-east-1, not of dev in us-east-1",
      ],
      ["of another region", { region: "eu-west-1" }, "it is a review of dev in eu-west-1, not of dev in us-east-1"],
      ["that failed", { outcome: "error" }, "the review failed, and so was no review of everything"],
      [
        "that its policy does not let pass",
        { policy: { failOn: ["destroy"], failing: [{ kind: "destroy", address: "aws_lb.alb" }] } },
        "it holds what its --fail-on does not let pass: destroy aws_lb.alb",
      ],
    ])("but not one %s", (_, other, problem) => {
      write({ ...REVIEW, ...other });
      expect(() => readApplicableReview(folder, subject)).toThrow(problem);
    });

    test.each([
      ["2027-01-31", false],
      ["2027-02-01", true],
    ])("on %s, with a finding that is accepted until 2027-01-31: refused is %s", (today, isRefused) => {
      const acceptance = { until: "2027-01-31" };
      const finding = { kind: "destroy", address: "aws_lb.alb", standing: "accepted", acceptance };
      write({ ...REVIEW, findings: [finding] });
      const read = () => readApplicableReview(folder, subject, today);
      if (isRefused) expect(read).toThrow("it holds what its --fail-on does not let pass: destroy aws_lb.alb");
      else expect(read().findings).toHaveLength(1);
      // What --fail-on does not name may be accepted for ever.
      write({ ...REVIEW, policy: { failOn: ["replace"], failing: [] }, findings: [finding] });
      expect(read().findings).toHaveLength(1);
    });

    test("and only in the account that was reviewed", () => {
      write(REVIEW);
      const review = readApplicableReview(folder, subject);
      expect(() => {
        requireReviewedAccount(folder, review, "123456789012");
      }).not.toThrow();
      expect(() => {
        requireReviewedAccount(folder, review, "210987654321");
      }).toThrow("it is a review of AWS account 123456789012, and the credentials are of 210987654321");
    });
  });
});
