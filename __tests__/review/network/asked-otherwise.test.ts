import { reviewNetwork } from "../../../review/network/review-network";
import { topologyOfStates } from "../../../review/network/topology-of-states";
import { type Asked, changeOf, expectedOf, frontDoorResources, planOf } from "./front-door-resources";

/** What Terraform cannot change in place has a new name only as another thing. */
const NAMED_FOR_GOOD = [
  "aws_security_group.alb",
  "aws_security_group.fargate",
  "aws_lb.fargate_alb",
  "aws_lb_target_group.fargate_tg",
];

/** An environment that asks for something, and then for something else. */
function reviewed(before: Asked, after: Asked, replaced: readonly string[] = []) {
  const [was, will] = [frontDoorResources(before), frontDoorResources(after)];
  const states = topologyOfStates(was);
  return reviewNetwork({
    live: states,
    states,
    lasting: topologyOfStates(was.filter(({ address }) => !replaced.includes(address))),
    code: topologyOfStates(will),
    expected: expectedOf(after),
    plans: [planOf(was, will, { replaced })],
  });
}

function outcomes({ review }: ReturnType<typeof reviewNetwork>): string[] {
  return review.promises.map(({ before, after }) => `${before?.outcome ?? "nothing"} -> ${after.outcome}`);
}

/** By id, what was promised before instead. */
function asked({ review }: ReturnType<typeof reviewNetwork>): Record<string, string> {
  return Object.fromEntries(
    review.promises.flatMap(({ id, before }) => (before?.asked === undefined ? [] : [[id, before.asked]])),
  );
}

const ALL_KEPT = Array(9).fill("kept -> kept");

test("the front door of these tests keeps what it promises", () => {
  expect(outcomes(reviewed({}, {}))).toEqual(ALL_KEPT);
  expect(asked(reviewed({}, {}))).toEqual({});
});

describe("another name is not another promise", () => {
  test("a prefix for all", () => {
    const result = reviewed({}, { namePrefix: "x-" }, NAMED_FOR_GOOD);
    expect(outcomes(result)).toEqual(ALL_KEPT);
    expect(asked(result)).toEqual({});
    expect(result.findings).toEqual([]);
  });

  test("the target group's", () => {
    const result = reviewed({}, { targetGroup: "web" }, ["aws_lb_target_group.fargate_tg"]);
    expect(outcomes(result)).toEqual(ALL_KEPT);
    expect(asked(result)).toEqual({});
  });

  test("what is broken and stays so is broken for the same reason", () => {
    const [was, will] = [frontDoorResources(), frontDoorResources({ namePrefix: "x-" })].map((resources) =>
      resources.filter(({ address }) => address !== "aws_vpc_security_group_egress_rule.alb_to_fargate"),
    );
    if (was === undefined || will === undefined) throw new Error("there are two");
    const states = topologyOfStates(was);
    const { findings } = reviewNetwork({
      live: states,
      states,
      code: topologyOfStates(will),
      expected: expectedOf({ namePrefix: "x-" }),
      plans: [planOf(was, will, { replaced: NAMED_FOR_GOOD })],
    });
    expect(findings.map(({ address, severity, what }) => [address, severity, what])).toEqual([
      ["load-balancer-reaches-containers", "medium", "is broken already, and stays so"],
      ["ports-agree", "medium", "is broken already, and stays so"],
    ]);
  });
});

describe("another promise is said to be another", () => {
  test("no way out any more is no mending", () => {
    const result = reviewed({}, { natGateways: "none" });
    expect(outcomes(result)).toEqual(ALL_KEPT);
    expect(asked(result)).toEqual({
      "containers-reach-internet": "containers -> internet on port 443 through NAT, and no way back in",
      "private-subnets-behind-nat": "every private subnet's default route is a NAT gateway in a public subnet",
    });
  });

  test("a way out where there was none is no mending either", () => {
    const result = reviewed({ natGateways: "none" }, {});
    expect(outcomes(result)).toEqual(ALL_KEPT);
    expect(asked(result)).toEqual({
      "containers-reach-internet": "containers -> internet: no, by choice (natGateways: none)",
      "private-subnets-behind-nat": "private subnets have no default route, by choice (natGateways: none)",
    });
  });

  test("a NAT gateway in each zone instead of one is the same promise", () => {
    expect(asked(reviewed({}, { natGateways: "one-per-zone" }))).toEqual({});
    expect(asked(reviewed({ natGateways: "one-per-zone" }, {}))).toEqual({});
  });

  test.each<[string, Asked, Asked, Record<string, string>]>([
    [
      "fewer clients",
      {},
      { allowedCidrs: ["203.0.113.0/24"] },
      { "internet-reaches-load-balancer": "internet -> Fargate-ALB on port 80, and on 443 only with a listener there" },
    ],
    [
      "all clients",
      { allowedCidrs: ["203.0.113.0/24"] },
      {},
      {
        "internet-reaches-load-balancer":
          "203.0.113.0/24 -> Fargate-ALB on port 80, and on 443 only with a listener there",
      },
    ],
    [
      "the same clients in another order",
      { allowedCidrs: ["203.0.113.0/24", "198.51.100.0/24"] },
      { allowedCidrs: ["198.51.100.0/24", "203.0.113.0/24"] },
      {},
    ],
    [
      "another port",
      {},
      { containerPort: 7070 },
      { "load-balancer-reaches-containers": "Fargate-ALB -> containers on port 6060, and only that" },
    ],
  ])("%s", (_, before, after, otherwise) => {
    const result = reviewed(before, after);
    expect(outcomes(result)).toEqual(ALL_KEPT);
    expect(asked(result)).toEqual(otherwise);
  });

  test("one that cannot be kept is broken by this change, and there is something to do about it", () => {
    const { findings } = reviewed(
      { allowedCidrs: ["203.0.113.0/24"] },
      { allowedCidrs: ["203.0.113.0/24", "10.0.0.0/8"] },
    );
    expect(findings).toEqual([
      {
        kind: "promise",
        severity: "critical",
        address: "internet-reaches-load-balancer",
        what: "is kept now, and will be broken",
        meaning: [
          "The promise: 203.0.113.0/24, 10.0.0.0/8 -> Fargate-ALB on port 80, and on 443 only with a listener there.",
          "So far another was made: 203.0.113.0/24 -> Fargate-ALB on port 80, and on 443 only with a listener there; it is kept.",
          "Afterwards: PublicSubnet-1: 10.0.0.0/8: it is no address of the internet, and no route leads to it.",
          "Ask for clients of the internet alone in loadBalancer.allowedCidrs, or make a way for the others, such as a peering.",
        ],
      },
    ]);
  });
});

describe("what was taken away by hand was asked for all the same", () => {
  test.each<[string, string, string]>([
    ["a NAT gateway", "aws_nat_gateway.nat_1", "containers-reach-internet: broken -> kept"],
    [
      "a rule",
      "aws_vpc_security_group_ingress_rule.alb_80_from_0_0_0_0_0",
      "internet-reaches-load-balancer: broken -> kept",
    ],
    ["a subnet", "aws_subnet.private_2", "private-subnets-behind-nat: broken -> kept"],
  ])("%s", (_, address, outcome) => {
    const whole = frontDoorResources();
    // Terraform no longer finds what refers to it either.
    const isGone = (each: (typeof whole)[number]): boolean =>
      each.address === address || Object.values(each.values).includes(address);
    const rest = whole.filter((each) => !isGone(each));
    const states = topologyOfStates(rest);
    const result = reviewNetwork({
      live: states,
      states,
      code: topologyOfStates(whole),
      expected: expectedOf({}),
      plans: [planOf(rest, whole, { drift: whole.filter(isGone).map((each) => changeOf(each, "delete")) })],
    });
    const outcomesById = result.review.promises.map(
      ({ id, before, after }) => `${id}: ${before?.outcome ?? "nothing"} -> ${after.outcome}`,
    );
    expect(outcomesById).toContain(outcome);
    expect(asked(result)).toEqual({});
  });
});
