import { type Check, checkFrontDoor } from "../../cli/front-door-checks";
import { formatChecks } from "../../cli/print-checks";
import { defineEnvironment } from "../../environments/schema";
import type { LiveFrontDoor, LiveLoadBalancer, LiveTargetGroup } from "../../toolchain/live-front-door";

const dev = defineEnvironment({ name: "dev", state: { bucket: "front-door-test-state" } });

/** What AWS reports of the tutorial's front door. */
const loadBalancer: LiveLoadBalancer = {
  name: "Fargate-ALB",
  scheme: "internet-facing",
  state: "active",
  dnsName: "Fargate-ALB-1.us-east-1.elb.amazonaws.com",
  type: "application",
  ipAddressType: "ipv4",
  zones: [
    { zone: "us-east-1a", subnetId: "subnet-1", subnetName: "PublicSubnet-1" },
    { zone: "us-east-1b", subnetId: "subnet-2", subnetName: "PublicSubnet-2" },
  ],
  securityGroups: [{ id: "sg-1", name: "ALB-SG" }],
  listeners: [{ protocol: "HTTP", port: 80, actionType: "forward", targetGroupName: "Fargate-TG" }],
};
const targetGroup: LiveTargetGroup = {
  name: "Fargate-TG",
  targetType: "ip",
  protocol: "HTTP",
  port: 6060,
  protocolVersion: "HTTP1",
  healthCheck: {
    protocol: "HTTP",
    path: "/health",
    intervalSeconds: 30,
    timeoutSeconds: 5,
    healthyThreshold: 5,
    unhealthyThreshold: 2,
    successCodes: "200",
  },
  targets: 0,
};

function failing(live: LiveFrontDoor): Check[] {
  return checkFrontDoor(dev, live).filter(({ expected }) => expected !== undefined);
}

test("the tutorial's front door is as the environment asks for, line by line", () => {
  const checks = checkFrontDoor(dev, { loadBalancer, targetGroup });
  expect(checks.map(({ name, found }) => [name, found])).toEqual([
    ["Load balancer", "Fargate-ALB"],
    ["State", "active"],
    ["Scheme", "internet-facing, application, ipv4"],
    ["Zones and subnets", "us-east-1a PublicSubnet-1, us-east-1b PublicSubnet-2"],
    ["Security group", "ALB-SG"],
    ["Listener", "HTTP:80, forward to Fargate-TG"],
    ["Target group", "Fargate-TG: ip, HTTP:6060, HTTP1"],
    ["Health check", "HTTP GET /health every 30 s, timeout 5 s, healthy after 5, unhealthy after 2, success is 200"],
    ["Targets", "0"],
    ["DNS name", "http://Fargate-ALB-1.us-east-1.elb.amazonaws.com"],
  ]);
  expect(checks.filter(({ expected }) => expected !== undefined)).toEqual([]);
});

const changed = (change: Partial<LiveLoadBalancer>): LiveFrontDoor => ({
  loadBalancer: { ...loadBalancer, ...change },
  targetGroup,
});
const changedGroup = (change: Partial<LiveTargetGroup>): LiveFrontDoor => ({
  loadBalancer,
  targetGroup: { ...targetGroup, ...change },
});

test.each<[string, LiveFrontDoor, string]>([
  ["another state", changed({ state: "provisioning" }), "State"],
  ["an internal load balancer", changed({ scheme: "internal" }), "Scheme"],
  ["one zone", changed({ zones: loadBalancer.zones.slice(1) }), "Zones and subnets"],
  [
    "a private subnet",
    changed({ zones: loadBalancer.zones.map((zone) => ({ ...zone, subnetName: "PrivateSubnet-1" })) }),
    "Zones and subnets",
  ],
  [
    "a second security group",
    changed({ securityGroups: [...loadBalancer.securityGroups, { id: "sg-2", name: "default" }] }),
    "Security group",
  ],
  ["no listener", changed({ listeners: [] }), "Listener"],
  [
    "a listener on 8080",
    changed({ listeners: loadBalancer.listeners.map((each) => ({ ...each, port: 8080 })) }),
    "Listener",
  ],
  [
    "a redirect",
    changed({ listeners: loadBalancer.listeners.map((each) => ({ ...each, actionType: "redirect" })) }),
    "Listener",
  ],
  ["another port", changedGroup({ port: 80 }), "Target group"],
  ["instances as targets", changedGroup({ targetType: "instance" }), "Target group"],
  ["another health check", changedGroup({ healthCheck: { ...targetGroup.healthCheck, path: "/" } }), "Health check"],
  ["a registered target", changedGroup({ targets: 1 }), "Targets"],
  ["no DNS name", changed({ dnsName: undefined }), "DNS name"],
])("%s shows in one line", (_, live, name) => {
  expect(failing(live).map((check) => check.name)).toEqual([name]);
});

test("a front door that is not there fails in every line", () => {
  const checks = checkFrontDoor(dev, { loadBalancer: undefined, targetGroup: undefined });
  expect(checks.filter(({ expected }) => expected === undefined)).toEqual([]);
  expect(checks.map(({ found }) => found)).toEqual(checks.map(() => "none"));
});

test("a local AWS that reports no scheme is taken at AWS's default, and the line says so", () => {
  const [check] = checkFrontDoor(dev, changed({ scheme: undefined })).filter(({ name }) => name === "Scheme");
  expect(check).toMatchObject({ found: "internet-facing, application, ipv4", expected: undefined });
  expect(check?.remark).toBe("internet-facing by default: this local AWS reports no scheme");
});

describe("printed", () => {
  const checks = checkFrontDoor(dev, changed({ state: "failed" }));

  test("what differs is marked, with what was expected", () => {
    const lines = formatChecks(checks, false).split("\n");
    expect(lines[0]).toBe("✔ Load balancer      Fargate-ALB");
    expect(lines[1]).toBe("✖ State              failed  expected active");
    expect(lines[8]).toBe("✔ Targets            0  (the ECS service registers its containers later)");
  });

  test("colours are there only when asked for", () => {
    const escapes = /\u001b\[/;
    expect(formatChecks(checks, false)).not.toMatch(escapes);
    expect(formatChecks(checks, true)).toMatch(escapes);
  });
});
