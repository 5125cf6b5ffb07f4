import type { LoadBalancer } from "../../../topology/model";
import { only, type Resources, SUBNETS, topologyOf, VPC } from "./fixture";

const GROUP: Resources = { aws_security_group: { g: { vpc_id: "${aws_vpc.main.id}", tags: { Name: "G" } } } };
const BOTH = { subnets: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"] };

function read(attributes: object, type = "aws_lb"): LoadBalancer {
  return only(topologyOf(VPC, SUBNETS, GROUP, { [type]: { x: { name: "X", ...attributes } } }).loadBalancers);
}

test.each(["aws_lb", "aws_alb"])("an %s, by default an Application Load Balancer on the internet", (type) => {
  expect(read({ ...BOTH, security_groups: ["${aws_security_group.g.id}"] }, type)).toEqual({
    name: "X",
    type: "application",
    scheme: "internet-facing",
    subnets: ["A", "B"],
    securityGroups: ["G"],
    listeners: [],
  });
});

test.each<[string, object, Partial<LoadBalancer>]>([
  ["application", { load_balancer_type: "application" }, { type: "application", scheme: "internet-facing" }],
  ["network", { load_balancer_type: "network" }, { type: "network", scheme: "internet-facing" }],
  ["gateway", { load_balancer_type: "gateway" }, { type: "gateway", scheme: "internal" }],
  ["internal", { internal: true }, { scheme: "internal" }],
  ["internal, in a string", { internal: "true" }, { scheme: "internal" }],
  ["not internal", { internal: false }, { scheme: "internet-facing" }],
  ["internal or not", { internal: "${var.internal}" }, { subnets: ["${var.internal}"] }],
  ["of any type", { load_balancer_type: "${var.type}" }, { subnets: ["${var.type}"] }],
])("%s", (_, attributes, expected) => {
  expect(read({ ...BOTH, ...attributes })).toMatchObject(expected);
});

test.each<[string, object, string[]]>([
  ["listed", { subnets: ["${aws_subnet.b.id}"] }, ["B"]],
  ["listed, one elsewhere", { subnets: ["${aws_subnet.b.id}", "subnet-1"] }, ["B", "subnet-1"]],
  ["listed, one that cannot be told", { subnets: ["${aws_subnet.b.id}", "${var.s}"] }, ["${var.s}", "B"]],
  ["a list that cannot be told", { subnets: "${var.subnets}" }, ["${var.subnets}"]],
  [
    "mapped",
    { subnet_mapping: [{ subnet_id: "${aws_subnet.a.id}" }, { subnet_id: "${aws_subnet.b.id}" }] },
    ["A", "B"],
  ],
  ["mapped, one", { subnet_mapping: { subnet_id: "${aws_subnet.a.id}" } }, ["A"]],
  [
    "mapped dynamically",
    { dynamic: { subnet_mapping: { for_each: "${var.s}", content: {} } } },
    ["${aws_lb.x.subnet_mapping[*]}"],
  ],
  ["not said", {}, ["${aws_lb.x.subnets}"]],
])("subnets: %s", (_, attributes, subnets) => {
  expect(read(attributes).subnets).toEqual(subnets);
});

describe("security groups", () => {
  test.each<[string, object, string[]]>([
    ["named", { security_groups: ["${aws_security_group.g.id}"] }, ["G"]],
    ["that cannot be told", { security_groups: "${var.groups}" }, ["${var.groups}"]],
    ["not named: the VPC's default one", {}, ["VPC/default"]],
    ["not named, of a network load balancer: none", { load_balancer_type: "network" }, []],
    [
      "of a network load balancer",
      { load_balancer_type: "network", security_groups: ["${aws_security_group.g.id}"] },
      ["G"],
    ],
  ])("%s", (_, attributes, groups) => {
    expect(read({ ...BOTH, ...attributes }).securityGroups).toEqual(groups);
  });

  test("not named, in subnets that are not known", () => {
    expect(read({ subnets: ["subnet-1"] }).securityGroups).toEqual(["${aws_lb.x.security_groups}"]);
  });

  test("not named, in a VPC whose default one code takes over", () => {
    const taken = { d: { vpc_id: "${aws_vpc.main.id}", tags: { Name: "D" } } };
    const { loadBalancers } = topologyOf(VPC, SUBNETS, {
      aws_default_security_group: taken,
      aws_lb: { x: BOTH },
    });
    expect(only(loadBalancers).securityGroups).toEqual(["D"]);
  });
});

test("of which there may be many", () => {
  expect(read({ ...BOTH, count: 1 })).toMatchObject({ name: "aws_lb.x", subnets: ["${aws_lb.x[*].subnets}"] });
});
