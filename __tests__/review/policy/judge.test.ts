import type { Finding, FindingKind } from "../../../review/findings/finding";
import type { Acceptance } from "../../../review/policy/acceptance";
import { judge } from "../../../review/policy/judge";

const TODAY = "2026-11-22";

function finding(more: Partial<Finding> = {}): Finding {
  return {
    kind: "public-ingress",
    severity: "critical",
    stack: "dev-security",
    address: "aws_security_group.alb_sg",
    what: "is open",
    meaning: [],
    ...more,
  };
}

function acceptance(more: Partial<Acceptance> = {}): Acceptance {
  return {
    kind: "public-ingress",
    address: "aws_security_group.alb_sg",
    until: "2027-01-31",
    reason: "clients come from anywhere",
    where: "environments/dev.ts:3",
    ...more,
  };
}

/** How the finding stands. */
function standingOf(found: Finding, acceptances: readonly Acceptance[], today = TODAY): string | undefined {
  return judge([found], acceptances, [], today).findings[0]?.standing;
}

describe("standing", () => {
  test("nobody accepts it: open, and no acceptance is named", () => {
    const { findings } = judge([finding()], [], [], TODAY);
    expect(findings).toEqual([{ ...finding(), standing: "open" }]);
  });

  test("accepted: with the line that says so", () => {
    const { findings } = judge([finding()], [acceptance()], [], TODAY);
    expect(findings).toEqual([{ ...finding(), acceptance: acceptance(), standing: "accepted" }]);
  });

  test.each([
    ["2027-01-30", "accepted"],
    ["2027-01-31", "accepted"],
    ["2027-02-01", "expired"],
    ["2028-01-01", "expired"],
  ])("until 2027-01-31, on %s: %s", (today, standing) => {
    expect(standingOf(finding(), [acceptance({ until: "2027-01-31" })], today)).toBe(standing);
  });

  test("expired still names the line", () => {
    const expired = acceptance({ until: "2026-11-21" });
    expect(judge([finding()], [expired], [], TODAY).findings[0]).toMatchObject({
      acceptance: expired,
      standing: "expired",
    });
  });

  test.each<[string, Partial<Finding>, Partial<Acceptance>, string]>([
    ["another kind", {}, { kind: "destroy" }, "open"],
    ["another address", {}, { address: "aws_security_group.alb_sg2" }, "open"],
    ["an address within it", {}, { address: 'aws_security_group.alb_sg["a"]' }, "open"],
    ["its stack and address", {}, { address: "dev-security/aws_security_group.alb_sg" }, "accepted"],
    ["another stack and its address", {}, { address: "dev-network/aws_security_group.alb_sg" }, "open"],
    ["the address in another stack", { stack: "dev-network" }, {}, "accepted"],
    ["what it takes in is worse, and not accepted with it", { kind: "public-port" }, {}, "open"],
  ])("a line for %s", (_, found, line, standing) => {
    expect(standingOf(finding(found), [acceptance(line)])).toBe(standing);
  });

  test("what concerns the whole environment has no stack", () => {
    const promise: Finding = {
      kind: "promise",
      severity: "high",
      address: "ports-agree",
      what: "is broken",
      meaning: [],
    };
    const line = acceptance({ kind: "promise", address: "ports-agree" });
    expect(standingOf(promise, [line])).toBe("accepted");
    expect(standingOf(promise, [{ ...line, address: "undefined/ports-agree" }])).toBe("open");
  });

  test.each([
    ["2026-11-21", "2026-11-22"],
    ["2026-11-22", "2026-11-21"],
  ])("of two lines, until %s and until %s, the longer one counts", (first, second) => {
    const lines = [
      acceptance({ until: first }),
      acceptance({ until: second, address: "dev-security/aws_security_group.alb_sg" }),
    ];
    expect(judge([finding()], lines, [], TODAY).findings[0]).toMatchObject({
      standing: "accepted",
      acceptance: { until: "2026-11-22" },
    });
  });
});

describe("the policy", () => {
  const destroyed = finding({ kind: "destroy", address: "aws_lb.fargate_alb" });

  function failing(failOn: readonly FindingKind[], acceptances: readonly Acceptance[]): string[] {
    return judge([destroyed, finding()], acceptances, failOn, TODAY).policy.failing.map(({ kind }) => kind);
  }

  test("fails on the kinds that it names, in the order of the findings", () => {
    expect(failing([], [])).toEqual([]);
    expect(failing(["destroy"], [])).toEqual(["destroy"]);
    expect(failing(["public-ingress", "destroy"], [])).toEqual(["destroy", "public-ingress"]);
    expect(failing(["replace"], [])).toEqual([]);
  });

  test.each([
    ["2026-11-22", ["destroy"]],
    ["2026-11-21", ["destroy", "public-ingress"]],
  ])("accepted until %s: what fails today is %j", (until, kinds) => {
    expect(failing(["destroy", "public-ingress"], [acceptance({ until })])).toEqual(kinds);
  });

  test("public-ingress fails on a public port too, and not the other way round", () => {
    const [ingress, port] = [finding(), finding({ kind: "public-port" })];
    const kinds = (failOn: FindingKind) =>
      judge([ingress, port], [], [failOn], TODAY).policy.failing.map(({ kind }) => kind);
    expect(kinds("public-ingress")).toEqual(["public-ingress", "public-port"]);
    expect(kinds("public-port")).toEqual(["public-port"]);
  });

  test("names its kinds, and the lines that no finding needs, expired or not", () => {
    const [needed, old, stray] = [
      acceptance({ until: "2020-01-01" }),
      acceptance({ kind: "iam", until: "2020-01-01" }),
      acceptance({ address: "aws_lb.gone" }),
    ] as const;
    expect(judge([finding()], [needed, old, stray], ["destroy"], TODAY).policy).toEqual({
      failOn: ["destroy"],
      failing: [],
      unused: [old, stray],
    });
  });
});
