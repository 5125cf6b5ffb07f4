import type { Action, LoadBalancer, RedirectActionConfig } from "@aws-sdk/client-elastic-load-balancing-v2";

import { listenerAction, redirectTo } from "../../../topology/live/listener-action";
import { loadBalancer } from "../../../topology/live/load-balancers";
import { targetGroup } from "../../../topology/live/target-groups";
import type { ListenerAction } from "../../../topology/model";

const called = (id = "nothing"): string => `<${id}>`;
const names = { vpc: called, subnet: called, securityGroup: called, loadBalancer: called, targetGroup: called };

describe("the action of a listener", () => {
  const groups = (...arns: string[]) => ({ TargetGroups: arns.map((TargetGroupArn) => ({ TargetGroupArn })) });

  test.each<[Action[] | undefined, ListenerAction]>([
    [[{ Type: "forward", TargetGroupArn: "a" }], { kind: "forward", targetGroups: ["<a>"] }],
    // With a single target group, AWS gives both.
    [
      [{ Type: "forward", TargetGroupArn: "a", ForwardConfig: groups("a") }],
      { kind: "forward", targetGroups: ["<a>"] },
    ],
    [[{ Type: "forward", ForwardConfig: groups("b", "a") }], { kind: "forward", targetGroups: ["<a>", "<b>"] }],
    [
      [{ Type: "forward", ForwardConfig: { TargetGroups: [{ TargetGroupArn: "a", Weight: 0 }] } }],
      { kind: "forward", targetGroups: ["<a>"] },
    ],
    [[{ Type: "forward", TargetGroupArn: "a", ForwardConfig: {} }], { kind: "forward", targetGroups: ["<a>"] }],
    [
      [{ Type: "redirect", RedirectConfig: { StatusCode: "HTTP_302", Host: "example.com" } }],
      { kind: "redirect", to: "#{protocol}://example.com:#{port}/#{path}?#{query}" },
    ],
    [
      [{ Type: "fixed-response", FixedResponseConfig: { StatusCode: "503" } }],
      { kind: "fixed response", status: "503" },
    ],
    // Who is signed in goes on to the containers.
    [
      [
        { Type: "authenticate-cognito", Order: 1 },
        { Type: "forward", Order: 2, TargetGroupArn: "a" },
      ],
      { kind: "forward", targetGroups: ["<a>"] },
    ],
    [[{ Type: "jwt-validation" }], { kind: "other", what: "jwt-validation" }],
    [[], { kind: "other", what: "no action" }],
    [undefined, { kind: "other", what: "no action" }],
  ])("%j is %j", (actions, expected) => {
    expect(listenerAction(actions, names)).toEqual(expected);
  });
});

test.each<[Partial<RedirectActionConfig> | undefined, string]>([
  [{ Protocol: "HTTPS", Port: "443" }, "HTTPS://#{host}:443/#{path}?#{query}"],
  // AWS gives the parts that nobody chose too.
  [
    { Protocol: "HTTPS", Port: "443", Host: "#{host}", Path: "/#{path}", Query: "#{query}" },
    "HTTPS://#{host}:443/#{path}?#{query}",
  ],
  [{ Host: "www.#{host}", Path: "/new", Query: "from=old" }, "#{protocol}://www.#{host}:#{port}/new?from=old"],
  [{ Query: "" }, "#{protocol}://#{host}:#{port}/#{path}"],
  [undefined, "#{protocol}://#{host}:#{port}/#{path}?#{query}"],
])("a redirect by %j goes to %s", (config, to) => {
  expect(redirectTo(config)).toBe(to);
});

describe("a load balancer", () => {
  const read = (balancer: LoadBalancer) => loadBalancer({ balancer, listeners: [] }, names);

  test.each<[LoadBalancer, string]>([
    [{ Type: "application", Scheme: "internal" }, "internal"],
    [{ Type: "application", Scheme: "internet-facing" }, "internet-facing"],
    [{ Type: "application" }, "internet-facing"],
    [{ Type: "network" }, "internet-facing"],
    [{ Type: "gateway" }, "internal"],
  ])("%j is %s", (balancer, scheme) => {
    expect(read(balancer)).toMatchObject({ type: balancer.Type, scheme });
  });

  test("of type gateway listens to everything", () => {
    const DefaultActions = [{ Type: "forward" as const, TargetGroupArn: "a" }];
    const balancer = { Type: "gateway" as const, AvailabilityZones: [{ SubnetId: "subnet-1" }] };
    expect(loadBalancer({ balancer, listeners: [{ listener: { DefaultActions }, rules: [] }] }, names)).toMatchObject({
      subnets: ["<subnet-1>"],
      securityGroups: [],
      listeners: [{ protocol: "all", port: 0, defaultAction: { kind: "forward", targetGroups: ["<a>"] }, rules: [] }],
    });
  });

  test("has the rules of its listeners, without the default one", () => {
    const Actions = [{ Type: "fixed-response" as const, FixedResponseConfig: { StatusCode: "404" } }];
    const rules = [
      { Priority: "5", IsDefault: false, Actions },
      { Priority: "default", IsDefault: true, Actions },
    ];
    const { listeners } = loadBalancer({ balancer: {}, listeners: [{ listener: {}, rules }] }, names);
    expect(listeners[0]?.rules).toEqual([{ priority: 5, action: { kind: "fixed response", status: "404" } }]);
  });
});

test("a target group that is checked without HTTP has no path", () => {
  const answer = {
    TargetGroupArn: "arn",
    VpcId: "vpc-1",
    TargetType: "ip",
    Protocol: "TCP",
    Port: 5000,
    HealthCheckProtocol: "TCP",
    HealthCheckPort: "traffic-port",
  } as const;
  expect(targetGroup(answer, names)).toEqual({
    name: "<arn>",
    vpc: "<vpc-1>",
    targetType: "ip",
    protocol: "TCP",
    port: 5000,
    healthCheck: { protocol: "TCP", path: "", port: "traffic-port" },
  });
});

test("a target group of Lambda functions is in no VPC and has no port", () => {
  const answer = {
    TargetGroupArn: "arn",
    TargetType: "lambda",
    HealthCheckEnabled: false,
    HealthCheckPath: "/",
  } as const;
  expect(targetGroup(answer, { ...names, vpc: (id = "") => id })).toEqual({
    name: "<arn>",
    vpc: "",
    targetType: "lambda",
    protocol: "",
    port: 0,
    healthCheck: { protocol: "", path: "/", port: "traffic-port" },
  });
});
