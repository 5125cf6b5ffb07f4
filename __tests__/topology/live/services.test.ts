import type { Service } from "@aws-sdk/client-ecs";

import { service, standsIn } from "../../../topology/live/services";

const called = (id = "nothing"): string => `<${id}>`;
const names = { subnet: called, securityGroup: called, targetGroup: called, service: called };
const network = {
  subnets: [
    { SubnetId: "subnet-1", VpcId: "vpc-1" },
    { SubnetId: "subnet-2", VpcId: "vpc-2" },
  ],
  securityGroups: [
    { GroupId: "sg-1", GroupName: "default", VpcId: "vpc-1" },
    { GroupId: "sg-2", GroupName: "default", VpcId: "vpc-2" },
    { GroupId: "sg-3", GroupName: "containers", VpcId: "vpc-1" },
  ],
};
const placed = (subnets: string[], securityGroups?: string[]) => ({
  networkConfiguration: {
    awsvpcConfiguration: { subnets, ...(securityGroups === undefined ? {} : { securityGroups }) },
  },
});

test.each<[Service, boolean]>([
  [placed(["subnet-1"]), true],
  [placed(["subnet-9", "subnet-2"]), true],
  [placed(["subnet-9"]), false],
  [{}, false],
  [{ networkConfiguration: {} }, false],
  [{ taskSets: [placed(["subnet-1"])] }, true],
])("the service %j stands in the network: %s", (answer, stands) => {
  expect(standsIn(answer, network)).toBe(stands);
});

test("a service is told as the model tells it", () => {
  const answer: Service = {
    serviceArn: "arn:web",
    networkConfiguration: {
      awsvpcConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-3"], assignPublicIp: "ENABLED" },
    },
    loadBalancers: [{ targetGroupArn: "arn:tg", containerName: "web", containerPort: 6060 }],
  };
  expect(service(answer, network, names)).toEqual({
    name: "<arn:web>",
    subnets: ["<subnet-1>"],
    securityGroups: ["<sg-3>"],
    assignPublicIp: true,
    targets: [{ targetGroup: "<arn:tg>", port: 6060 }],
  });
});

test.each([[undefined], [[]]])(
  "with the security groups %j it has the default one of its own VPC",
  (securityGroups) => {
    const answer = { serviceArn: "arn:web", ...placed(["subnet-1"], securityGroups) };
    expect(service(answer, network, names)).toMatchObject({ securityGroups: ["<sg-1>"], assignPublicIp: false });
  },
);

test("a service that something else deploys has what its task sets have", () => {
  const set = (group: string) => ({
    ...placed(["subnet-1"], ["sg-3"]),
    loadBalancers: [{ targetGroupArn: group, containerPort: 80 }],
  });
  const answer = { serviceArn: "arn:web", taskSets: [set("blue"), set("green")] };
  expect(service(answer, network, names).targets).toEqual([
    { targetGroup: "<blue>", port: 80 },
    { targetGroup: "<green>", port: 80 },
  ]);
});

test("a service with blue/green deployments registers with either target group", () => {
  const advancedConfiguration = { alternateTargetGroupArn: "green" };
  const answer = {
    ...placed(["subnet-1"], ["sg-3"]),
    loadBalancers: [{ targetGroupArn: "blue", containerPort: 80, advancedConfiguration }],
  };
  expect(service(answer, network, names).targets).toEqual([
    { targetGroup: "<blue>", port: 80 },
    { targetGroup: "<green>", port: 80 },
  ]);
});

test("a Classic Load Balancer is named, and is nothing that the topology has", () => {
  const answer = { ...placed(["subnet-1"]), loadBalancers: [{ loadBalancerName: "old", containerPort: 80 }] };
  expect(service(answer, network, names).targets).toEqual([{ targetGroup: "old", port: 80 }]);
});
