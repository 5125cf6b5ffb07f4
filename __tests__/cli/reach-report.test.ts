import { answerQuestion } from "../../cli/reach-question";
import { formatAnswer, formatPromises, promisesAsJson, summarizePromises } from "../../cli/reach-report";
import { type CheckedPromise, checkPromises } from "../../topology/promises";
import type { Finding } from "../../topology/promises/promise";
import { formatFlow } from "../../topology/reachability/flow";
import { aclEntries, changed, rules } from "../topology/change";
import { expected, frontDoor, rule } from "../topology/front-door-topology";

function checked(id: string, finding: Finding): CheckedPromise {
  return {
    promise: {
      id,
      says: ({ loadBalancer }) => `internet -> ${loadBalancer} on port 80`,
      standsFor: "mistake: wrong security group",
      remedy: "Put the load balancer into the public subnets, with ALB-SG.",
      check: () => finding,
    },
    ...finding,
  };
}

const kept = checked("a", { outcome: "kept", reason: "by security group ALB-SG (ingress tcp 80 from 0.0.0.0/0)" });
const broken = checked("b", {
  outcome: "broken",
  reason: "PublicSubnet-1: route table PublicRouteTable of PublicSubnet-1: no route leads to the internet",
  change: "Add a route for 0.0.0.0/0 to the internet gateway to it.",
  culprits: ["route table PublicRouteTable"],
});
const unknown = checked("c", {
  outcome: "unknown",
  reason: "security group sg-x: its rules are not known",
  change: "Ask about something whose security groups are known.",
});

test("a table: a mark, what is promised, and why it is kept or what breaks it, with its remedy", () => {
  expect(formatPromises([kept, broken, unknown], expected, false).split("\n")).toEqual([
    "✔   internet -> Fargate-ALB on port 80             by security group ALB-SG (ingress tcp 80 from 0.0.0.0/0)",
    "✖   internet -> Fargate-ALB on port 80             PublicSubnet-1: route table PublicRouteTable of PublicSubnet-1: no",
    "                                                   route leads to the internet",
    "                                                   To mend it: Add a route for 0.0.0.0/0 to the internet gateway to it.",
    "                                                   The tutorial: Put the load balancer into the public subnets, with",
    "                                                   ALB-SG.",
    "                                                   Stands for mistake: wrong security group.",
    "?   internet -> Fargate-ALB on port 80             security group sg-x: its rules are not known",
    "                                                   To mend it: Ask about something whose security groups are known.",
    "                                                   The tutorial: Put the load balancer into the public subnets, with",
    "                                                   ALB-SG.",
    "                                                   Stands for mistake: wrong security group.",
  ]);
});

test("with colours the same words, marked", () => {
  const coloured = formatPromises([kept, broken, unknown], expected, true);
  for (const mark of ["\u001B[32m✔", "\u001B[31m✖", "\u001B[33m?", "\u001B[1minternet"])
    expect(coloured).toContain(mark);
  const plain = coloured.replace(/\u001B\[\d+m/g, "");
  const lines = (text: string): string[] => text.split("\n").map((line) => line.trimEnd());
  expect(lines(plain)).toEqual(lines(formatPromises([kept, broken, unknown], expected, false)));
});

test("no line is wider than a terminal of 120 columns", () => {
  const long = checked("d", {
    outcome: "broken",
    reason: "a reason that goes on ".repeat(20),
    change: `Remove ${"rule ".repeat(50)}.`,
  });
  const real = checkPromises(changed(rules("ALB-SG", "ingress")), expected);
  for (const line of formatPromises([long, ...real], expected, false).split("\n")) {
    expect(line.length).toBeLessThanOrEqual(120);
    expect(line).toBe(line.trimEnd());
  }
});

test.each([
  [[kept, kept], "dev: of 2 promises, 2 kept."],
  [[kept, broken, unknown, broken], "dev: of 4 promises, 2 broken, 1 unknown, 1 kept."],
  [[unknown], "dev: of 1 promises, 1 unknown."],
])("a line that says how it stands", (all, line) => {
  expect(summarizePromises("dev", all)).toBe(line);
});

describe("JSON", () => {
  test("has what is promised, what came out and why, and the remedy of what is not kept", () => {
    const says = "internet -> Fargate-ALB on port 80";
    const standsFor = "mistake: wrong security group";
    const remedy = "Put the load balancer into the public subnets, with ALB-SG.";
    expect(promisesAsJson(expected, [kept, broken, unknown])).toEqual({
      environment: "dev",
      promises: [
        { id: "a", says, standsFor, outcome: "kept", reason: kept.reason },
        { id: "b", says, standsFor, outcome: "broken", reason: broken.reason, change: broken.change, remedy },
        { id: "c", says, standsFor, outcome: "unknown", reason: unknown.reason, change: unknown.change, remedy },
      ],
    });
  });

  test("of the front door survives being written and read", () => {
    const report = promisesAsJson(expected, checkPromises(frontDoor, expected));
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
    expect(report).toMatchObject({ promises: Array.from({ length: 9 }, () => ({ outcome: "kept" })) });
  });
});

describe("an answer", () => {
  const flow = { protocol: "tcp", port: 80 } as const;
  const answer = (topology: typeof frontDoor, from: string, to: string, index = 0): string => {
    const pair = answerQuestion(topology, expected, { from, to, flow }).pairs[index];
    if (pair === undefined) throw new Error("there is no such pair");
    return formatAnswer(pair, formatFlow(flow), false);
  };

  test("that is allowed, hop by hop", () => {
    expect(answer(frontDoor, "internet", "load-balancer", 1)).toBe(
      [
        "✔ the internet -> load balancer Fargate-ALB in PublicSubnet-2, tcp 80: allowed",
        "    the internet: it is on the internet",
        "    load balancer Fargate-ALB in PublicSubnet-2: it has a public IPv4 address",
        "    internet gateway Fargate-Internet-Gateway: it is attached to VPC Fargate-VPC",
        "    network ACL Fargate-VPC/default of PublicSubnet-2: rule 100 allows all from 0.0.0.0/0",
        "    security group ALB-SG: ingress tcp 80 from 0.0.0.0/0",
        "    load balancer Fargate-ALB: listener HTTP:80",
        "    network ACL Fargate-VPC/default of PublicSubnet-2: rule 100 allows all to 0.0.0.0/0, for answers",
        "    route table PublicRouteTable of PublicSubnet-2: answers go back: 0.0.0.0/0 leads to internet gateway Fargate-Internet-Gateway",
      ].join("\n"),
    );
  });

  test("that is blocked, up to what stops it", () => {
    const closed = changed(rules("ALB-SG", "ingress", rule("ingress", "tcp", 443, "0.0.0.0/0")));
    expect(answer(closed, "203.0.113.7", "load-balancer")).toBe(
      [
        "✖ 203.0.113.7 -> load balancer Fargate-ALB in PublicSubnet-1, tcp 80: blocked",
        "    203.0.113.7: it is on the internet",
        "    load balancer Fargate-ALB in PublicSubnet-1: it has a public IPv4 address",
        "    internet gateway Fargate-Internet-Gateway: it is attached to VPC Fargate-VPC",
        "    network ACL Fargate-VPC/default of PublicSubnet-1: rule 100 allows all from 0.0.0.0/0",
        "  ✖ security group ALB-SG: no ingress rule for tcp 80 from 203.0.113.7",
        "    To let it pass: Add an ingress rule to it for tcp 80 from 203.0.113.7.",
      ].join("\n"),
    );
  });

  test("that is unknown, up to what is not known", () => {
    const half = changed(
      aclEntries({ direction: "egress", ruleNumber: 90, action: "deny", ports: { from: 2000, to: 3000 } }),
    );
    expect(answer(half, "203.0.113.7", "load-balancer")).toBe(
      [
        "? 203.0.113.7 -> load balancer Fargate-ALB in PublicSubnet-1, tcp 80: unknown",
        "    203.0.113.7: it is on the internet",
        "    load balancer Fargate-ALB in PublicSubnet-1: it has a public IPv4 address",
        "    internet gateway Fargate-Internet-Gateway: it is attached to VPC Fargate-VPC",
        "    network ACL Fargate-VPC/default of PublicSubnet-1: rule 100 allows all from 0.0.0.0/0",
        "    security group ALB-SG: ingress tcp 80 from 0.0.0.0/0",
        "    load balancer Fargate-ALB: listener HTTP:80",
        "  ? network ACL Fargate-VPC/default of PublicSubnet-1: of answers, tcp 1024-65535, to 203.0.113.7 only a part is allowed: rule 90 denies tcp 2000-3000 to 0.0.0.0/0",
        "    To let it pass: Let an egress rule before it allow answers, tcp 1024-65535, to 203.0.113.7.",
      ].join("\n"),
    );
  });

  test("in colours has a bold headline", () => {
    const [pair] = answerQuestion(frontDoor, expected, { from: "internet", to: "load-balancer", flow }).pairs;
    if (pair === undefined) throw new Error("there is no pair");
    const [headline] = formatAnswer(pair, "tcp 80", true).split("\n");
    expect(headline).toBe(
      "\u001B[32m✔\u001B[39m \u001B[1mthe internet -> load balancer Fargate-ALB in PublicSubnet-1, tcp 80: allowed\u001B[22m",
    );
  });
});
