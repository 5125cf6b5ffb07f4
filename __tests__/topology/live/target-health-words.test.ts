import { TargetHealthReasonEnum } from "@aws-sdk/client-elastic-load-balancing-v2";

import { targetHealth } from "../../../topology/live/front-door-health";
import { targetHealthWords } from "../../../topology/live/target-health-words";

const words = (state: string, reason?: string, description?: string) =>
  targetHealthWords({ state, reason, description });

test.each(Object.values(TargetHealthReasonEnum))("%s has words of its own, and something to look at", (reason) => {
  const { meaning, lookAt } = words("unhealthy", reason, "AWS's own words");
  expect(meaning).toMatch(/^[a-z].*[^.]$/);
  expect(meaning).not.toContain(reason);
  expect(lookAt).toMatch(/^[A-Z].*\.$/);
});

test("no two codes have the same words", () => {
  const meanings = Object.values(TargetHealthReasonEnum).map((reason) => words("unhealthy", reason).meaning);
  expect(new Set(meanings).size).toBe(meanings.length);
});

test("a healthy target needs no look", () => {
  expect(words("healthy")).toEqual({ meaning: "the container answers its health checks", lookAt: undefined });
});

test("a time-out leads to the security groups, a wrong status code to the path", () => {
  expect(words("unhealthy", "Target.Timeout").lookAt).toContain("security group");
  expect(words("unhealthy", "Target.ResponseCodeMismatch").lookAt).toContain("path");
});

test.each(["Target.Sleeping", "toString", ""])("of the code %j, AWS's own words are given", (reason) => {
  expect(words("unhealthy", reason, "It sleeps").meaning).toBe(
    `${reason}, a reason that is unknown here; AWS says: It sleeps`,
  );
  expect(words("unhealthy", reason).meaning).toBe(`${reason}, a reason that is unknown here`);
});

test("a state without a reason is said as it is", () => {
  expect(words("unhealthy.draining").meaning).toBe("AWS says unhealthy.draining without a reason");
});

// moto finds none of the targets unhealthy that run.
test("a target's health is told with AWS's reason and its description", () => {
  const answer = {
    Target: { Id: "10.0.2.17", Port: 6060, AvailabilityZone: "us-east-1a" },
    HealthCheckPort: "6060",
    TargetHealth: {
      State: "unhealthy",
      Reason: "Target.ResponseCodeMismatch",
      Description: "Health checks failed with these codes: [404]",
    },
  } as const;
  expect(targetHealth(answer)).toEqual({
    id: "10.0.2.17",
    port: 6060,
    availabilityZone: "us-east-1a",
    state: "unhealthy",
    reason: "Target.ResponseCodeMismatch",
    description: "Health checks failed with these codes: [404]",
  });
  expect(targetHealth({})).toMatchObject({ id: "unknown", state: "unknown" });
});
