import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { LiveCheck } from "../../cli/live-checks";
import { type Findings, type Verification, waitUntilActive, type Waiting } from "../../cli/verify-findings";
import { formatChecks, isAllKept, summarizeFindings } from "../../cli/verify-report";
import { defineEnvironment } from "../../environments/schema";
import { connectionTo } from "../../toolchain/aws-client";
import { NOTHING } from "../../topology/canonical";
import { PROMISES } from "../../topology/promises";
import type { Outcome } from "../../topology/promises/promise";
import { rejection } from "../toolchain/support/fake-programs";

const dev = defineEnvironment({ name: "dev", state: { bucket: "front-door-test-state" } });

const check = (outcome: Outcome, more: Partial<LiveCheck> = {}): LiveCheck => ({
  id: `is-${outcome}`,
  says: `it is ${outcome}`,
  outcome,
  reason: "because of that",
  ...(outcome === "kept" ? {} : { remedy: "Do this." }),
  ...more,
});

function findings(promises: readonly Outcome[], checks: readonly Outcome[]): Findings {
  return {
    promises: promises.flatMap((outcome, index) => {
      const promise = PROMISES[index];
      return promise === undefined ? [] : [{ promise, outcome, reason: "so it is" }];
    }),
    checks: checks.map((outcome) => check(outcome)),
  };
}

describe("checks as a table", () => {
  test("each has a mark, what is checked and why; what is not kept has its remedy", () => {
    expect(formatChecks([check("kept"), check("broken"), check("unknown")], false)).toBe(
      [
        `✔   ${"it is kept".padEnd(46)} because of that`,
        `✖   ${"it is broken".padEnd(46)} because of that`,
        `${" ".repeat(51)}What to do: Do this.`,
        `?   ${"it is unknown".padEnd(46)} because of that`,
        `${" ".repeat(51)}What to do: Do this.`,
      ].join("\n"),
    );
  });

  test("long words stay within 120 columns and lose nothing", () => {
    const dnsName = `Fargate-ALB-1.us-east-1.elb.amazonaws.com has no address, ${"and on ".repeat(40)}to the end`;
    const table = formatChecks([check("broken", { reason: dnsName })], false);
    for (const line of table.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
    expect(table.replace(/\s+/g, " ")).toContain(dnsName);
  });

  test("in colour, the marks are told apart by it", () => {
    const colored = formatChecks([check("kept"), check("broken"), check("unknown")], true);
    for (const mark of ["\u001b[32m✔", "\u001b[31m✖", "\u001b[33m?"]) expect(colored).toContain(mark);
  });
});

describe("whether everything holds, and in one line", () => {
  test.each<[Outcome[], Outcome[], boolean, string]>([
    [["kept", "kept"], ["kept"], true, "dev, live: of 3 promises and checks, 3 kept."],
    [["kept", "kept"], ["broken"], false, "dev, live: of 3 promises and checks, 1 broken, 2 kept."],
    [["broken", "kept"], ["kept"], false, "dev, live: of 3 promises and checks, 1 broken, 2 kept."],
    [["unknown", "kept"], ["kept"], false, "dev, live: of 3 promises and checks, 1 unknown, 2 kept."],
    [["kept", "kept"], ["unknown"], false, "dev, live: of 3 promises and checks, 1 unknown, 2 kept."],
    [["broken", "unknown"], ["broken"], false, "dev, live: of 3 promises and checks, 2 broken, 1 unknown."],
  ])("promises %j, checks %j: %p", (promises, checks, isKept, words) => {
    expect(isAllKept(findings(promises, checks))).toBe(isKept);
    expect(summarizeFindings("dev", findings(promises, checks))).toBe(words);
  });
});

describe("waiting for the load balancer", () => {
  /** What it is, each time that AWS is asked; the last one stays. Undefined: there is none. */
  let states: (string | undefined)[];
  let asked: number;
  let aws: Server;
  let verification: Verification;
  let progress: string[];

  beforeAll(async () => {
    aws = createServer((request, response) => {
      void text(request).then((body) => {
        const action = new URLSearchParams(body).get("Action");
        const state = action === "DescribeLoadBalancers" ? states[Math.min(asked++, states.length - 1)] : undefined;
        if (state === "denied") response.writeHead(403).end(refusal("AccessDenied"));
        else if (state !== undefined) response.writeHead(200).end(loadBalancer(state));
        else response.writeHead(400).end(refusal(action === "DescribeLoadBalancers" ? NO_BALANCER : NO_GROUP));
      });
    });
    await new Promise<void>((done) => aws.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${(aws.address() as AddressInfo).port}`;
    const connection = connectionTo({ url }, dev.region);
    verification = { environment: dev, connection, synthesized: NOTHING, connectTo: undefined };
  });
  beforeEach(() => {
    asked = 0;
    progress = [];
  });
  afterAll(async () => {
    aws.closeAllConnections();
    await new Promise((done) => aws.close(done));
  });

  const wait = async (waiting: Partial<Waiting> = {}): Promise<void> =>
    waitUntilActive(verification, {
      onProgress: (line) => progress.push(line),
      signal: new AbortController().signal,
      patienceMs: 5_000,
      askEveryMs: 5,
      ...waiting,
    });

  test("it is asked until it is active, and shows progress each time", async () => {
    states = ["provisioning", "provisioning", "provisioning", "active"];
    await wait();
    expect(asked).toBe(4);
    expect(progress).toHaveLength(3);
    for (const line of progress) {
      expect(line).toMatch(/^provisioning, for \d s so far \(3 to 5 minutes are normal\)$/);
    }
  });

  test.each(["active", "failed", "active_impaired", undefined])("%s is not waited for", async (state) => {
    states = [state];
    await wait();
    expect({ asked, progress }).toEqual({ asked: 1, progress: [] });
  });

  test.each(["failed", undefined])("when it ends as %s, the waiting ends", async (state) => {
    states = ["provisioning", state];
    await wait();
    expect(asked).toBe(2);
  });

  test("it gives up after its patience, and asks a last time then", async () => {
    states = ["provisioning"];
    const startedAt = performance.now();
    // A pause that is longer than what is left of the patience is cut.
    await wait({ patienceMs: 150, askEveryMs: 60_000 });
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(140);
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    expect(progress.length).toBeGreaterThanOrEqual(1);
    expect(asked).toBe(progress.length + 1);
  });

  test("without patience it is asked once", async () => {
    states = ["provisioning"];
    await wait({ patienceMs: 0 });
    expect({ asked, progress }).toEqual({ asked: 1, progress: [] });
  });

  test("it is called off by its signal, at once", async () => {
    states = ["provisioning"];
    const controller = new AbortController();
    const onProgress = (): void => {
      setTimeout(() => {
        controller.abort();
      }, 20);
    };
    const waiting = wait({ signal: controller.signal, askEveryMs: 60_000, patienceMs: 600_000, onProgress });
    expect(await rejection(waiting)).toMatchObject({ name: "AbortError" });
    expect(asked).toBe(1);
  });

  test("what AWS refuses is no waiting", async () => {
    states = ["provisioning", "denied"];
    expect(await rejection(wait())).toMatchObject({ name: "AccessDenied" });
    expect(asked).toBe(2);
  });
});

const NO_BALANCER = "LoadBalancerNotFound";
const NO_GROUP = "TargetGroupNotFound";

/** As Elastic Load Balancing answers, with no more than is read. */
function loadBalancer(state: string): string {
  const balancer = `<LoadBalancerArn>arn:lb</LoadBalancerArn><DNSName>a.example</DNSName><State><Code>${state}</Code></State>`;
  const result = `<LoadBalancers><member>${balancer}</member></LoadBalancers>`;
  return `<DescribeLoadBalancersResponse><DescribeLoadBalancersResult>${result}</DescribeLoadBalancersResult></DescribeLoadBalancersResponse>`;
}

function refusal(code: string): string {
  return `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`;
}
