import { only, SUBNETS, topologyOf, topologyOfStacks, VPC } from "./fixture";

describe("a name", () => {
  const nameOf = (group: object): string =>
    only(topologyOf({ aws_security_group: { web: group } }).securityGroups).name;

  test.each<[string, object, string]>([
    ["is the Name tag", { name: "web", tags: { Name: "Web" } }, "Web"],
    ["is the Name tag, in a list of one", { name: "web", tags: [{ Name: "Web" }] }, "Web"],
    ["or else the name that AWS is told", { name: "web", tags: { Team: "a" } }, "web"],
    ["also where the tag is empty", { name: "web", tags: { Name: "" } }, "web"],
    ["also where the tag cannot be told", { name: "web", tags: { Name: "${var.name}" } }, "web"],
    ["also where the tags cannot be told", { name: "web", tags: "${merge(local.tags, local.more)}" }, "web"],
    ["or else the address", { tags: { Team: "a" } }, "aws_security_group.web"],
    ["also where the name cannot be told", { name: "${var.name}" }, "aws_security_group.web"],
    ["also where there may be many", { count: 2, name: "web" }, "aws_security_group.web"],
  ])("%s", (_, group, name) => {
    expect(nameOf(group)).toBe(name);
  });

  test("may be put together from what the code gives", () => {
    const { vpcs } = topologyOfStacks({
      network: {
        locals: { prefix: "blue", tags: { Name: "${local.prefix}-vpc" } },
        resource: { aws_vpc: { main: { cidr_block: "10.0.0.0/16", tags: "${local.tags}" } } },
      },
    });
    expect(vpcs).toEqual([{ name: "blue-vpc", cidrs: ["10.0.0.0/16"] }]);
  });
});

describe("two of a kind with the same name are refused", () => {
  const REMEDY = "Give one of them a Name tag of its own, and synthesize again.";

  test("in one stack", () => {
    expect(() => topologyOf(VPC, SUBNETS, { aws_subnet: { c: { tags: { Name: "A" } } } })).toThrow(
      `dev: the subnet aws_subnet.c in dev-network has the same name as aws_subnet.a in dev-network: A. ${REMEDY}`,
    );
  });

  test("in two stacks, by their address", () => {
    const resource = { aws_subnet: { a: {} } };
    expect(() => topologyOfStacks({ network: { resource }, security: { resource } })).toThrow(
      `dev: the subnet aws_subnet.a in dev-security has the same name as aws_subnet.a in dev-network: aws_subnet.a. ${REMEDY}`,
    );
  });

  test("of two types that are the same kind", () => {
    expect(() => topologyOf({ aws_lb: { a: { name: "A" } }, aws_alb: { a: { name: "A" } } })).toThrow(
      "the load balancer aws_alb.a in dev-network has the same name as aws_lb.a in dev-network: A.",
    );
  });

  test("egress-only internet gateways, which only routes name", () => {
    const tags = { Name: "A" };
    expect(() => topologyOf({ aws_egress_only_internet_gateway: { a: { tags }, b: { tags } } })).toThrow(
      "the egress-only internet gateway aws_egress_only_internet_gateway.b in dev-network has the same name",
    );
  });

  test.each([
    ["route table", "aws_route_table", "VPC/main"],
    ["network ACL", "aws_network_acl", "VPC/default"],
    ["security group", "aws_security_group", "VPC/default"],
  ])("a %s of the name that is AWS's own", (kind, type, name) => {
    expect(() => topologyOf(VPC, { [type]: { mine: { tags: { Name: name } } } })).toThrow(
      `dev: the ${kind} that AWS makes with the VPC VPC has the same name as ${type}.mine in dev-network: ${name}. ${REMEDY}`,
    );
  });

  test("but not two of different kinds, nor listeners, which have none", () => {
    const tags = { Name: "A" };
    expect(() =>
      topologyOf({
        aws_subnet: { a: { tags } },
        aws_nat_gateway: { a: { tags } },
        aws_lb_listener: { a: { tags }, b: { tags } },
      }),
    ).not.toThrow();
  });
});
