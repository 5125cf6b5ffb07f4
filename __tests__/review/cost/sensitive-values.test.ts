import { costOf } from "../../../review/cost/cost-of";
import type { ResourceValues } from "../../../review/plan/change";
import { alb } from "./resources";

/** What the arithmetic shows of the load balancer's addresses. */
function addressesOf(balancer: ResourceValues): string | undefined {
  const { lines } = costOf({ before: [], after: [balancer], region: "us-east-1" });
  return lines.find(({ what }) => what === "public IPv4 addresses")?.arithmetic;
}

describe("what is sensitive is not shown, not even by a number", () => {
  const AT_LEAST = "at least 2 addresses x 720 h x $0.005";

  test.each<[string, ResourceValues["sensitive"], string]>([
    ["nothing is", {}, "5 addresses x 720 h x $0.005"],
    ["something else is", { name: true, subnets: [false, false] }, "5 addresses x 720 h x $0.005"],
    ["all of them are", { subnets: true }, AT_LEAST],
    ["one of them is", { subnets: [false, true] }, AT_LEAST],
    ["everything is", true, AT_LEAST],
  ])("%s", (_, sensitive = false, expected) => {
    expect(addressesOf({ ...alb("dev", 5), sensitive })).toBe(expected);
  });

  test("it is not said what is", () => {
    const { stack, address, type, values } = alb("dev", 5);
    expect(addressesOf({ stack, address, type, values })).toBe(AT_LEAST);
  });
});
