import { TRAFFIC } from "../../../review/cost/assumptions";
import { costOf } from "../../../review/cost/cost-of";
import type { CostReview } from "../../../review/cost/cost-review";
import type { ResourceValues } from "../../../review/plan/change";
import { alb, DEV, freeThings, natGateway, PROD, resource } from "./resources";

/** What is left when nothing is used. */
const NO_USAGE = { lcu: 0, nlcu: 0, "nat-gb": 0, "dns-million-queries": 0, "logs-gb": 0 };

function review(before: readonly ResourceValues[], after: readonly ResourceValues[], more: object = {}): CostReview {
  return costOf({ before, after, region: "us-east-1", ...more });
}

/** Such as `NAT gateway, hours: 0 -> 32.4`. */
function amounts({ lines }: CostReview): string[] {
  return lines.map(({ what, before, after }) => `${what}: ${before} -> ${after}`);
}

describe("dev, new", () => {
  const cost = review([], DEV);

  test("every line has its stack, its address and its arithmetic", () => {
    expect(cost.lines).toEqual([
      {
        stack: "dev-network",
        address: "aws_eip.nat_1",
        what: "public IPv4 address",
        arithmetic: "720 h x $0.005",
        before: 0,
        after: 3.6,
        isAssumed: false,
      },
      {
        stack: "dev-network",
        address: "aws_nat_gateway.nat_1",
        what: "NAT gateway, hours",
        arithmetic: "720 h x $0.045",
        before: 0,
        after: 32.4,
        isAssumed: false,
      },
      {
        stack: "dev-network",
        address: "aws_nat_gateway.nat_1",
        what: "NAT gateway, traffic",
        arithmetic: "10 GB x $0.045",
        before: 0,
        after: 0.45,
        isAssumed: true,
      },
      {
        stack: "dev-load-balancing",
        address: "aws_lb.fargate_alb",
        what: "Application Load Balancer, hours",
        arithmetic: "720 h x $0.0225",
        before: 0,
        after: 16.2,
        isAssumed: false,
      },
      {
        stack: "dev-load-balancing",
        address: "aws_lb.fargate_alb",
        what: "Application Load Balancer, capacity",
        arithmetic: "0.3 LCU x 720 h x $0.008",
        before: 0,
        after: 1.73,
        isAssumed: true,
      },
      {
        stack: "dev-load-balancing",
        address: "aws_lb.fargate_alb",
        what: "public IPv4 addresses",
        arithmetic: "2 addresses x 720 h x $0.005",
        before: 0,
        after: 7.2,
        isAssumed: false,
      },
    ]);
  });

  test("the sum is that of the lines", () => {
    expect([cost.before, cost.after]).toEqual([0, 61.58]);
  });

  test("only what is used is said to be assumed", () => {
    expect(cost.assumptions).toEqual([
      "nat-gb: 10 GB a month through each NAT gateway",
      "lcu: 0.3 LCU on average, for each Application Load Balancer",
    ]);
  });

  test("says where the prices are from, and what is not counted", () => {
    expect(cost.source).toBe("AWS price list, us-east-1, December 2025");
    expect(cost.notCounted).toContain("Data transfer to the internet and between zones");
    expect(cost.unpriced).toEqual([]);
    expect(cost).not.toHaveProperty("estimate");
  });
});

describe("the tutorial's figures", () => {
  /** The tutorial counts the load balancer's hours and capacity alone. */
  function ofLoadBalancer(traffic: keyof typeof TRAFFIC): number {
    const { lines } = review([], DEV, { assumptions: TRAFFIC[traffic] });
    const [hours, capacity] = lines.filter(({ what }) => what.startsWith("Application Load Balancer"));
    return ((hours?.after ?? NaN) * 100 + (capacity?.after ?? NaN) * 100) / 100;
  }

  test("$16.20 for its hours", () => {
    expect(amounts(review([], [alb("dev", 2)]))).toContain("Application Load Balancer, hours: 0 -> 16.2");
  });

  test.each([
    ["low", 17.93, 18],
    ["moderate", 24.84, 25],
  ] as const)("with %s traffic %d, which is about $%d", (traffic, exact, about) => {
    expect(ofLoadBalancer(traffic)).toBe(exact);
    expect(Math.round(exact)).toBe(about);
  });

  test.each([
    ["dev", DEV, 59.4],
    ["prod", PROD, 135],
  ])("%s without usage is what the README says: %d", (_, resources, fixed) => {
    expect(review([], resources, { assumptions: NO_USAGE }).after).toBe(fixed);
  });
});

describe("changes", () => {
  test("nothing changes: both sides are equal", () => {
    const cost = review(DEV, DEV);
    expect(cost.before).toBe(61.58);
    expect(cost.lines.filter(({ before, after }) => before !== after)).toEqual([]);
    expect(cost.lines).toHaveLength(6);
  });

  test("nothing is there", () => {
    expect(review([], [])).toMatchObject({ lines: [], before: 0, after: 0, assumptions: [], unpriced: [] });
  });

  test("a third zone is one more address of the load balancer: +3.60, and its arithmetic shows both", () => {
    const cost = review([alb("dev", 2)], [alb("dev", 3)]);
    expect(cost.lines.at(-1)).toMatchObject({
      what: "public IPv4 addresses",
      arithmetic: "3 addresses x 720 h x $0.005, before 2 addresses x 720 h x $0.005",
      before: 7.2,
      after: 10.8,
    });
    expect((cost.after * 100 - cost.before * 100) / 100).toBeCloseTo(3.6, 10);
  });

  test("from one NAT gateway to one in each of two zones: an hour price, traffic and an address more", () => {
    const cost = review(natGateway("dev", 1), [...natGateway("dev", 1), ...natGateway("dev", 2)]);
    expect(amounts(cost)).toEqual([
      "public IPv4 address: 3.6 -> 3.6",
      "public IPv4 address: 0 -> 3.6",
      "NAT gateway, hours: 32.4 -> 32.4",
      "NAT gateway, traffic: 0.45 -> 0.45",
      "NAT gateway, hours: 0 -> 32.4",
      "NAT gateway, traffic: 0 -> 0.45",
    ]);
    expect([cost.before, cost.after]).toEqual([36.45, 72.9]);
  });

  test("without the load balancing stack its lines go to 0, with the arithmetic of what they were", () => {
    const cost = review(DEV, [...natGateway("dev", 1), ...freeThings("dev")]);
    expect(cost.lines.slice(-3)).toEqual([
      expect.objectContaining({ before: 16.2, after: 0, arithmetic: "720 h x $0.0225" }),
      expect.objectContaining({ before: 1.73, after: 0, arithmetic: "0.3 LCU x 720 h x $0.008" }),
      expect.objectContaining({ before: 7.2, after: 0, arithmetic: "2 addresses x 720 h x $0.005" }),
    ]);
    expect([cost.before, cost.after]).toEqual([61.58, 36.45]);
    expect(cost.assumptions).toHaveLength(2);
  });

  test("another type of load balancer at the same address shows what goes and what comes", () => {
    const cost = review([alb("dev", 2)], [alb("dev", 2, { load_balancer_type: "network" })]);
    expect(amounts(cost)).toEqual([
      "Network Load Balancer, hours: 0 -> 16.2",
      "Network Load Balancer, capacity: 0 -> 1.3",
      "public IPv4 addresses: 7.2 -> 7.2",
      "Application Load Balancer, hours: 16.2 -> 0",
      "Application Load Balancer, capacity: 1.73 -> 0",
    ]);
  });

  test("the same address in two stacks is two resources", () => {
    const [one, other] = ["dev-a", "dev-b"].map((stack) => resource(stack, "aws_eip.address"));
    expect(review([], [one, other] as ResourceValues[]).after).toBe(7.2);
  });

  test("stacks stand in their order, one that is gone behind those that stay, and addresses sorted", () => {
    const cost = review(
      [resource("dev-z", "aws_eip.x"), resource("dev-gone", "aws_eip.x")],
      [resource("dev-z", "aws_eip.y"), resource("dev-z", "aws_eip.x"), resource("dev-a", "aws_eip.x")],
    );
    expect(cost.lines.map(({ stack, address }) => `${stack} ${address}`)).toEqual([
      "dev-z aws_eip.x",
      "dev-z aws_eip.y",
      "dev-a aws_eip.x",
      "dev-gone aws_eip.x",
    ]);
  });
});

describe("other regions", () => {
  test("say that all amounts are estimates, and by which prices", () => {
    expect(costOf({ before: [], after: DEV, region: "eu-central-1" })).toMatchObject({
      after: 61.58,
      source: "AWS price list, us-east-1, December 2025",
      estimate: "The prices are those of us-east-1, and eu-central-1 has its own: all amounts are estimates",
    });
  });
});

describe("what has no price", () => {
  test("is named with its stack, whether it comes, stays or goes, and never counted as free", () => {
    const [comes, stays, goes] = ["comes", "stays", "goes"].map((name) =>
      resource("dev-network", `aws_instance.${name}`),
    ) as [ResourceValues, ResourceValues, ResourceValues];
    const cost = review([stays, goes], [stays, comes]);
    expect(cost.unpriced).toEqual([
      "dev-network: aws_instance.comes",
      "dev-network: aws_instance.goes",
      "dev-network: aws_instance.stays",
    ]);
    expect([cost.before, cost.after]).toEqual([0, 0]);
  });

  test("what is free is not named", () => {
    expect(review([], freeThings("dev")).unpriced).toEqual([]);
  });

  test("a name of JavaScript's own is no known type", () => {
    expect(review([], [resource("dev-network", "constructor.x"), resource("dev-network", "toString.x")])).toMatchObject(
      {
        unpriced: ["dev-network: constructor.x", "dev-network: toString.x"],
      },
    );
  });
});
