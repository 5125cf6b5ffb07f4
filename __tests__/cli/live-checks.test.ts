import type { HttpAnswer } from "../../cli/http-answer";
import { type Found, type LiveCheck, liveChecks } from "../../cli/live-checks";
import type { LoadBalancerHealth, TargetHealth } from "../../topology/live/front-door-health";
import { type CheckedPromise, PROMISES } from "../../topology/promises";

const NAME = "Fargate-ALB-1.us-east-1.elb.amazonaws.com";
const active: LoadBalancerHealth = { arn: "arn:lb", dnsName: NAME, state: "active", reason: undefined };

const target = (state: string, more: Partial<TargetHealth> = {}): TargetHealth => ({
  id: "172.31.128.10",
  port: 6060,
  availabilityZone: "us-east-1a",
  state,
  reason: undefined,
  description: undefined,
  ...more,
});
const healthy = target("healthy");
const ill = target("unhealthy", { id: "172.31.144.10", reason: "Target.Timeout", description: "Request timed out" });

const kept: readonly CheckedPromise[] = PROMISES.map((promise) => ({ promise, outcome: "kept", reason: "it is" }));
/** The second and the third of them are not kept. */
const brokenPromises: readonly CheckedPromise[] = kept.map((each, index) =>
  index === 1
    ? { ...each, outcome: "unknown", reason: "who knows" }
    : index === 2
      ? { ...each, outcome: "broken", reason: "security group ALB-SG: no ingress rule for tcp 80", change: "Add one." }
      : each,
);

/** A front door that was just deployed. */
const deployed: Found = {
  loadBalancerName: "Fargate-ALB",
  health: { loadBalancer: active, targetGroup: { arn: "arn:tg", targets: [] } },
  addresses: ["192.0.2.1", "192.0.2.2"],
  http: { kind: "answered", status: 503, location: undefined },
  promises: kept,
  differences: [],
};

function check(id: string, found: Partial<Found>): LiveCheck {
  const result = liveChecks({ ...deployed, ...found }).find((each) => each.id === id);
  if (result === undefined) throw new Error(`there is no check ${id}`);
  return result;
}

const withTargets = (...targets: TargetHealth[]): Pick<Found, "health"> => ({
  health: { loadBalancer: active, targetGroup: { arn: "arn:tg", targets } },
});
const answered = (status: number, location?: string): HttpAnswer => ({ kind: "answered", status, location });
const a = (pattern: RegExp): string => expect.stringMatching(pattern) as string;

test("just deployed, everything is kept, in the tutorial's order, and there is nothing to do", () => {
  expect(liveChecks(deployed)).toEqual([
    { id: "load-balancer-active", says: "Fargate-ALB is active", outcome: "kept", reason: "it is active" },
    {
      id: "dns-name-resolves",
      says: "its DNS name resolves",
      outcome: "kept",
      reason: `${NAME} is 192.0.2.1, 192.0.2.2`,
    },
    {
      id: "http-answers",
      says: "it answers HTTP requests on port 80",
      outcome: "kept",
      reason:
        "HTTP 503: expected while no targets are registered; it proves that load balancer, security group and listener work",
    },
    {
      id: "targets-healthy",
      says: "its targets are healthy",
      outcome: "kept",
      reason: "there are none yet: the service registers its containers later",
    },
    {
      id: "no-drift",
      says: "what lives is what the code says",
      outcome: "kept",
      reason: "network, security groups, load balancer and target group are the same",
    },
  ]);
});

test("nothing deployed: everything is broken, and each says what to do", () => {
  const nothing: Found = {
    ...deployed,
    health: { loadBalancer: undefined, targetGroup: undefined },
    addresses: [],
    http: undefined,
    differences: [{ kind: "VPC", name: "Fargate-VPC", what: "it is in the code, and not in AWS" }],
  };
  expect(liveChecks(nothing).map(({ outcome, reason, remedy }) => [outcome, reason, remedy])).toEqual([
    ["broken", "there is none of that name", "Deploy it."],
    ["broken", "it has no DNS name", "Deploy the load balancer."],
    ["broken", "nobody could be asked", "Mend what is broken above first."],
    ["broken", "there is no target group", "Deploy it."],
    ["broken", "VPC Fargate-VPC: it is in the code, and not in AWS", a(/^Deploy, /)],
  ]);
});

describe("the load balancer", () => {
  test.each([
    ["provisioning", undefined, "it is provisioning"],
    ["failed", "Internal error", "it is failed: Internal error"],
    ["active_impaired", undefined, "it is active_impaired"],
    ["unknown", undefined, "it is unknown"],
  ])("%s, with reason %s", (state, reason, words) => {
    const loadBalancer = { ...active, state, reason };
    const found = check("load-balancer-active", { health: { ...deployed.health, loadBalancer } });
    expect(found).toMatchObject({ outcome: "broken", reason: words });
    for (const part of ["--wait", "two zones", "internet gateway", "15 minutes"]) expect(found.remedy).toContain(part);
  });
});

describe("its DNS name", () => {
  test("does not resolve", () => {
    expect(check("dns-name-resolves", { addresses: [] })).toMatchObject({
      outcome: "broken",
      reason: `${NAME} has no address`,
      remedy: a(/takes a minute/),
    });
  });

  test("is missing", () => {
    const loadBalancer = { ...active, dnsName: "" };
    const health = { ...deployed.health, loadBalancer };
    expect(check("dns-name-resolves", { health, addresses: [] })).toMatchObject({
      outcome: "broken",
      reason: "it has no DNS name",
    });
  });
});

describe("an HTTP request", () => {
  test.each<[string, HttpAnswer, TargetHealth[], string]>([
    ["200", answered(200), [healthy], "HTTP 200: a container answers"],
    ["200, some of the containers ill", answered(200), [healthy, ill], "HTTP 200: a container answers"],
    ["200 without targets", answered(200), [], "HTTP 200: it answers by itself"],
    [
      "200 of containers that are all ill",
      answered(200),
      [ill, { ...ill, id: "172.31.128.11" }],
      "HTTP 200: a container answers, but all are unhealthy: the load balancer then sends to all of them, so this proves little",
    ],
    ["301", answered(301, "https://x/"), [healthy], "HTTP 301: redirected to https://x/"],
    ["302 without targets", answered(302, "https://x/"), [], "HTTP 302: redirected to https://x/"],
    ["304, which leads nowhere", answered(304), [healthy], "HTTP 304: a container answers"],
    ["404", answered(404), [healthy], "HTTP 404: a container answers"],
  ])("%s is kept", (_, http, targets, reason) => {
    const found = check("http-answers", { http, ...withTargets(...targets) });
    expect(found).toEqual({
      id: "http-answers",
      says: "it answers HTTP requests on port 80",
      outcome: "kept",
      reason,
    });
  });

  test("503 where there is no target group is kept: there is none registered", () => {
    const health = { loadBalancer: active, targetGroup: undefined };
    expect(check("http-answers", { health })).toMatchObject({ outcome: "kept", reason: a(/^HTTP 503: expected/) });
  });

  test.each<[number, TargetHealth[], RegExp, RegExp]>([
    [500, [healthy], /^HTTP 500: the containers fail$/, /log/],
    [501, [healthy], /^HTTP 501: the containers fail$/, /log/],
    [502, [healthy], /^HTTP 502: the container closed the connection, or what it answered is not HTTP$/, /port.*HTTPS/],
    [502, [ill], /^HTTP 502: /, /port.*HTTPS/],
    [503, [ill], /^HTTP 503: targets are registered, and none of them can be sent to$/, /health of each target/],
    [503, [target("initial")], /^HTTP 503: targets are registered/, /health of each target/],
    [504, [healthy], /^HTTP 504: the container did not answer in time/, /Fargate-SG.*ALB-SG/],
    [504, [ill], /^HTTP 504: the container did not answer in time/, /Fargate-SG.*ALB-SG/],
    [599, [healthy], /^HTTP 599: /, /log/],
  ])("%d with targets is broken", (status, targets, reason, remedy) => {
    expect(check("http-answers", { http: answered(status), ...withTargets(...targets) })).toMatchObject({
      outcome: "broken",
      reason: a(reason),
      remedy: a(remedy),
    });
  });

  const why = "socket hang up";
  test.each<[string, HttpAnswer, string]>([
    ["refused", { kind: "refused" }, "the connection is refused"],
    ["silent", { kind: "silent" }, "no answer came within 10 s"],
    ["failed", { kind: "failed", why }, why],
  ])("%s is broken, and says which promise is", (_, http, words) => {
    const remedy = a(/public subnets.*ALB-SG.*port 80.*https/);
    expect(check("http-answers", { http })).toMatchObject({ outcome: "broken", reason: words, remedy });
    // One without which nobody gets in is named, and no other.
    const reason = "security group ALB-SG: no ingress rule for tcp 80";
    const wayIn = kept.map((each, index) => (index === 0 ? { ...each, outcome: "broken" as const, reason } : each));
    expect(check("http-answers", { http, promises: wayIn })).toMatchObject({
      outcome: "broken",
      reason: `${words}; of the promises, this one is broken: internet-reaches-load-balancer, ${reason}`,
      remedy,
    });
    expect(check("http-answers", { http, promises: brokenPromises })).toMatchObject({
      outcome: "broken",
      reason: words,
    });
  });

  test("nobody was asked", () => {
    expect(check("http-answers", { http: undefined })).toMatchObject({
      outcome: "broken",
      reason: "nobody could be asked",
      remedy: a(/above/),
    });
  });
});

describe("targets", () => {
  const one = (found: TargetHealth): LiveCheck => check("target-172.31.128.10:6060", withTargets(found));

  test("a healthy one is kept", () => {
    expect(one(healthy)).toEqual({
      id: "target-172.31.128.10:6060",
      says: "target 172.31.128.10:6060 is healthy",
      outcome: "kept",
      reason: "healthy: the container answers its health checks",
    });
  });

  test.each<[TargetHealth, "unknown" | "broken", RegExp]>([
    [
      target("initial", { reason: "Elb.RegistrationInProgress" }),
      "unknown",
      /^initial: the load balancer is taking the container in$/,
    ],
    [
      target("initial", { reason: "Elb.InitialHealthChecking" }),
      "unknown",
      /^initial: the container has not answered its first/,
    ],
    [
      target("draining", { reason: "Target.DeregistrationInProgress", description: "Target deregistration" }),
      "unknown",
      /^draining: the container is being taken out.* \(Target deregistration\)$/,
    ],
    [
      target("unhealthy", {
        reason: "Target.ResponseCodeMismatch",
        description: "Health checks failed with these codes: [404]",
      }),
      "broken",
      /^unhealthy: .*status code.* \(Health checks failed with these codes: \[404\]\)$/,
    ],
    [
      target("unhealthy", { reason: "Target.Timeout" }),
      "broken",
      /^unhealthy: the container does not answer the health check in time$/,
    ],
    [target("unhealthy", { reason: "Target.FailedHealthChecks" }), "broken", /^unhealthy: the container refuses/],
    [target("unused", { reason: "Target.NotInUse" }), "broken", /^unused: no load balancer sends anything to it/],
    [target("unused", { reason: "Target.InvalidState" }), "broken", /^unused: what is registered has been stopped/],
    [target("unavailable", { reason: "Elb.InternalError" }), "broken", /^unavailable: .*an error inside AWS$/],
    [target("unhealthy"), "broken", /^unhealthy: AWS says unhealthy without a reason$/],
  ])("%j is %s", (health, outcome, reason) => {
    const found = one(health);
    expect(found).toMatchObject({ outcome, reason: a(reason) });
    expect(found.remedy).toMatch(/\w{3}.*\.$/);
  });

  test("a reason code of tomorrow is given in AWS's own words, once", () => {
    const { outcome, reason, remedy } = one(
      target("unhealthy", { reason: "Target.OnTheMoon", description: "It is far away" }),
    );
    expect({ outcome, remedy }).toEqual({ outcome: "broken", remedy: a(/Look the code up/) });
    expect(reason).toContain("Target.OnTheMoon, a reason that is unknown here");
    expect(reason.match(/It is far away/g)).toHaveLength(1);
  });

  test("each has a line of its own, with what there is of a name", () => {
    const checks = liveChecks({ ...deployed, ...withTargets(healthy, ill, target("healthy", { port: undefined })) });
    expect(checks.slice(3, -1).map(({ id, outcome }) => [id, outcome])).toEqual([
      ["target-172.31.128.10:6060", "kept"],
      ["target-172.31.144.10:6060", "broken"],
      ["target-172.31.128.10:?", "kept"],
    ]);
  });
});

test("drift names every difference", () => {
  const differences = [
    { kind: "security group", name: "ALB-SG", what: "only in AWS: ingress tcp 22 from 0.0.0.0/0" },
    { kind: "route table", name: "PublicRouteTable", what: "it is in the code, and not in AWS" },
  ];
  expect(check("no-drift", { differences })).toEqual({
    id: "no-drift",
    says: "what lives is what the code says",
    outcome: "broken",
    reason:
      "security group ALB-SG: only in AWS: ingress tcp 22 from 0.0.0.0/0; route table PublicRouteTable: it is in the code, and not in AWS",
    remedy: "Deploy, to have what the code says; or write into the code what somebody changed by hand.",
  });
});

describe("what is kept needs no remedy, and what is not has one", () => {
  const healths: Found["health"][] = [
    deployed.health,
    { loadBalancer: undefined, targetGroup: undefined },
    { loadBalancer: { ...active, state: "failed" }, targetGroup: deployed.health.targetGroup },
    ...["healthy", "initial", "draining", "unhealthy", "unused", "unavailable"].map(
      (state) => withTargets(target(state), target(state, { reason: "Target.Odd" })).health,
    ),
  ];
  const https: Found["http"][] = [
    undefined,
    { kind: "refused" },
    { kind: "silent" },
    { kind: "failed", why: "x" },
    ...[200, 301, 404, 500, 502, 503, 504].map((status) => answered(status)),
  ];
  test.each(healths.flatMap((health) => https.map((http) => [health, http] as const)))("%j, %j", (health, http) => {
    for (const addresses of [[], ["192.0.2.1"]]) {
      for (const { id, outcome, remedy, reason } of liveChecks({ ...deployed, health, http, addresses })) {
        expect({ id, hasRemedy: remedy !== undefined }).toEqual({ id, hasRemedy: outcome !== "kept" });
        expect(reason).toMatch(/\w/);
      }
    }
  });
});
