import { Culprits } from "../../../topology/drawing/culprits";
import { internetReachesLoadBalancer } from "../../../topology/promises/internet-reaches-load-balancer";
import { expected, frontDoor } from "../front-door-topology";

const promise = internetReachesLoadBalancer;

function naming(culprits: string[], outcome: "broken" | "unknown" | "kept" = "broken", topology = frontDoor): Culprits {
  return new Culprits([{ promise, outcome, reason: "", culprits }], topology, expected);
}

test("a name is marked as its promise came out", () => {
  expect(naming(["security group ALB-SG"]).mark("security group", "ALB-SG")).toBe("broken");
  expect(naming(["security group ALB-SG"], "unknown").mark("security group", "ALB-SG")).toBe("unknown");
  expect(naming(["security group ALB-SG"], "kept").mark("security group", "ALB-SG")).toBe("fine");
});

test("of several promises the worst counts", () => {
  const checked = (["unknown", "broken", "unknown"] as const).map((outcome) => ({
    promise,
    outcome,
    reason: "",
    culprits: ["ALB-SG"],
  }));
  expect(new Culprits(checked, frontDoor, expected).mark("security group", "ALB-SG")).toBe("broken");
});

test.each(["prod-ALB-SG", "ALB-SG-2", "xALB-SG", "ALB-SG/default", "ALB-SG.old", "ALB-SGé"])(
  "ALB-SG is not named by %s",
  (culprit) => {
    expect(naming([culprit]).mark("security group", "ALB-SG")).toBe("fine");
  },
);

test.each(["ALB-SG", "security group Fargate-SG and security group ALB-SG", '"ALB-SG"', "ALB-SG, Fargate-SG"])(
  "ALB-SG is named by %s",
  (culprit) => {
    expect(naming([culprit]).mark("security group", "ALB-SG")).toBe("broken");
  },
);

test("a name with spaces that begins like another is not that other", () => {
  const [subnet] = frontDoor.subnets;
  if (subnet === undefined) throw new Error("there are no subnets");
  const subnets = ["my subnet", "my subnet 2"].map((name) => ({ ...subnet, name }));
  const culprits = naming(["network ACL Fargate-VPC/default of my subnet 2"], "broken", { ...frontDoor, subnets });
  expect(culprits.mark("subnet", "my subnet 2")).toBe("broken");
  expect(culprits.mark("subnet", "my subnet")).toBe("fine");
});

test("the VPC is not named by what has its name in it", () => {
  const culprits = naming(["network ACL Fargate-VPC/default of PublicSubnet-1"]);
  expect(culprits.mark("VPC", "Fargate-VPC")).toBe("fine");
  expect(culprits.mark("network ACL", "Fargate-VPC/default")).toBe("broken");
  expect(naming(["VPC Fargate-VPC"]).mark("VPC", "Fargate-VPC")).toBe("broken");
});

test("what is said to be of one kind is not one of another; what is not said may be any", () => {
  expect(naming(["route table PublicSubnet-1"]).mark("subnet", "PublicSubnet-1")).toBe("fine");
  expect(naming(["PublicSubnet-1"]).mark("subnet", "PublicSubnet-1")).toBe("broken");
  expect(naming(["load balancer Fargate-ALB in PublicSubnet-1"]).mark("subnet", "PublicSubnet-1")).toBe("broken");
});

test("a route table that is wrong for one subnet is not for another that shares it", () => {
  const culprits = naming(["route table PublicRouteTable of PublicSubnet-1"]);
  expect(culprits.markFor("PublicSubnet-1", "route table", "PublicRouteTable")).toBe("broken");
  expect(culprits.markFor("PublicSubnet-2", "route table", "PublicRouteTable")).toBe("fine");
});

test("a route table that is wrong whatever the subnet is so for all that have it", () => {
  const culprits = naming(["route table PublicRouteTable"]);
  expect(culprits.markFor("PublicSubnet-1", "route table", "PublicRouteTable")).toBe("broken");
  expect(culprits.markFor("PublicSubnet-2", "route table", "PublicRouteTable")).toBe("broken");
});

test("what has no name is marked by its description", () => {
  const culprits = naming(["containers in PrivateSubnet-1"]);
  expect(culprits.markOfPhrase("containers in PrivateSubnet-1")).toBe("broken");
  expect(culprits.markOfPhrase("containers in PrivateSubnet-2")).toBe("fine");
});
