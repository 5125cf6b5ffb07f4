import type { Service } from "../../../topology/model";
import { only, type Resources, SUBNETS, topologyOf, topologyOfStacks, remoteState, VPC } from "./fixture";

const GROUPS: Resources = {
  aws_security_group: { g: { vpc_id: "${aws_vpc.main.id}", tags: { Name: "G" } } },
  aws_lb_target_group: { one: { name: "One" }, two: { name: "Two" } },
};
const NETWORK = { subnets: ["${aws_subnet.a.id}"], security_groups: ["${aws_security_group.g.id}"] };

function readAll(attributes: object): readonly Service[] {
  return topologyOf(VPC, SUBNETS, GROUPS, { aws_ecs_service: { s: { name: "S", ...attributes } } }).services;
}

function read(attributes: object): Service {
  return only(readAll({ network_configuration: NETWORK, ...attributes }));
}

test("a service", () => {
  const load_balancer = {
    target_group_arn: "${aws_lb_target_group.one.arn}",
    container_name: "web",
    container_port: 6060,
  };
  expect(read({ load_balancer })).toEqual({
    name: "S",
    subnets: ["A"],
    securityGroups: ["G"],
    assignPublicIp: false,
    targets: [{ targetGroup: "One", port: 6060 }],
  });
});

test("a service of a stack of its own, by the outputs that others publish", () => {
  const { services } = topologyOfStacks({
    network: {
      resource: { ...VPC, ...SUBNETS, ...GROUPS },
      output: {
        ids: { value: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"] },
        group: { value: "${aws_security_group.g.id}" },
        target_group_arn: { value: "${aws_lb_target_group.one.arn}" },
      },
    },
    service: {
      data: remoteState("network"),
      resource: {
        aws_ecs_service: {
          s: {
            name: "S",
            network_configuration: [
              {
                subnets: "${data.terraform_remote_state.network.outputs.ids}",
                security_groups: ["${data.terraform_remote_state.network.outputs.group}"],
              },
            ],
            load_balancer: [
              {
                target_group_arn: "${data.terraform_remote_state.network.outputs.target_group_arn}",
                container_port: "6060",
              },
            ],
          },
        },
      },
    },
  });
  expect(services).toEqual([
    {
      name: "S",
      subnets: ["A", "B"],
      securityGroups: ["G"],
      assignPublicIp: false,
      targets: [{ targetGroup: "One", port: 6060 }],
    },
  ]);
});

test.each<[string, object, Partial<Service>]>([
  ["with public addresses", { assign_public_ip: true }, { subnets: ["A"], assignPublicIp: true }],
  ["with none", { assign_public_ip: "false" }, { subnets: ["A"], assignPublicIp: false }],
  ["with some or none", { assign_public_ip: "${var.public}" }, { subnets: ["${var.public}"] }],
  ["in subnets that cannot be told", { subnets: "${var.subnets}" }, { subnets: ["${var.subnets}"] }],
  ["of no group but the VPC's default one", { security_groups: null }, { securityGroups: ["VPC/default"] }],
  ["of groups that cannot be told", { security_groups: ["${var.g}"] }, { securityGroups: ["${var.g}"] }],
])("%s", (_, attributes, expected) => {
  expect(read({ network_configuration: { ...NETWORK, ...attributes } })).toMatchObject(expected);
});

test.each<[string, unknown, Service["targets"]]>([
  ["nowhere", [], []],
  [
    "twice",
    [
      { target_group_arn: "${aws_lb_target_group.one.arn}", container_port: 6060 },
      { target_group_arn: "${aws_lb_target_group.two.arn}", container_port: 9090 },
    ],
    [
      { targetGroup: "One", port: 6060 },
      { targetGroup: "Two", port: 9090 },
    ],
  ],
  [
    "for blue and green",
    {
      target_group_arn: "${aws_lb_target_group.one.arn}",
      container_port: 6060,
      advanced_configuration: { alternate_target_group_arn: "${aws_lb_target_group.two.arn}" },
    },
    [
      { targetGroup: "One", port: 6060 },
      { targetGroup: "Two", port: 6060 },
    ],
  ],
  [
    "with a port that cannot be told",
    { target_group_arn: "${aws_lb_target_group.one.arn}", container_port: "${var.port}" },
    [{ targetGroup: "${var.port}", port: 0 }],
  ],
  ["with a Classic Load Balancer", { elb_name: "classic", container_port: 80 }, [{ targetGroup: "classic", port: 80 }]],
  ["as cannot be told", "${var.lb}", [{ targetGroup: "${aws_ecs_service.s.load_balancer[*]}", port: 0 }]],
])("registered %s", (_, load_balancer, targets) => {
  expect(read({ load_balancer }).targets).toEqual(targets);
});

describe("without a network configuration", () => {
  const unknown = "${aws_ecs_service.s.network_configuration}";

  test.each<[string, object]>([
    ["its tasks share the interface of a host", {}],
    ["as before", { network_configuration: [] }],
    ["also where ECS is said to deploy it", { deployment_controller: { type: "ECS" } }],
  ])("%s, and it is none of ours", (_, attributes) => {
    expect(readAll(attributes)).toEqual([]);
  });

  test.each<[string, object, string]>([
    ["task sets may have one", { deployment_controller: { type: "EXTERNAL" } }, unknown],
    ["it may be there", { network_configuration: "${var.network}" }, unknown],
    [
      "it may be there, dynamically",
      { dynamic: { network_configuration: { for_each: [1], content: NETWORK } } },
      unknown,
    ],
    ["there may be many services", { count: 2 }, "${aws_ecs_service.s[*].network_configuration}"],
  ])("%s, and nothing is known", (_, attributes, expression) => {
    expect(readAll(attributes)).toMatchObject([
      { subnets: [expression], securityGroups: [expression], assignPublicIp: false, targets: [] },
    ]);
  });
});
