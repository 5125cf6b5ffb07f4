import type { Listener, ListenerAction } from "../../../topology/model";
import { named, only, type Resources, topologyOf } from "./fixture";

const BALANCERS: Resources = { aws_lb: { x: { name: "X" } }, aws_alb: { y: { name: "Y" } } };
const GROUPS: Resources = {
  aws_lb_target_group: { one: { name: "One" }, two: { name: "Two" } },
  aws_alb_target_group: { three: { name: "Three" } },
};
const FORWARD = { type: "forward", target_group_arn: "${aws_lb_target_group.one.arn}" };
const TO_ONE: ListenerAction = { kind: "forward", targetGroups: ["One"] };

function listener(attributes: object): Resources {
  const l = { load_balancer_arn: "${aws_lb.x.arn}", port: 80, default_action: [FORWARD], ...attributes };
  return { aws_lb_listener: { l } };
}

function listenersOf(balancer: string, ...resources: Resources[]): readonly Listener[] {
  return named(topologyOf(BALANCERS, GROUPS, ...resources).loadBalancers, balancer).listeners;
}

test.each<[string, object, Partial<Listener>]>([
  ["HTTP by default", {}, { protocol: "HTTP", port: 80 }],
  ["HTTPS", { protocol: "HTTPS", port: "443" }, { protocol: "HTTPS", port: 443 }],
  ["UDP", { protocol: "UDP", port: 53 }, { protocol: "UDP", port: 53 }],
  ["of a Gateway Load Balancer", { port: null }, { protocol: "all", port: 0 }],
  [
    "on a port that cannot be told",
    { port: "${var.port}" },
    { port: 0, defaultAction: { kind: "other", what: "${var.port}" } },
  ],
])("%s", (_, attributes, expected) => {
  expect(listenersOf("X", listener(attributes))).toEqual([
    { protocol: "HTTP", defaultAction: TO_ONE, rules: [], ...expected },
  ]);
});

test("both spellings of all types are the same", () => {
  const l = {
    load_balancer_arn: "${aws_alb.y.id}",
    port: 80,
    default_action: { ...FORWARD, target_group_arn: "${aws_alb_target_group.three.arn}" },
  };
  const r = { listener_arn: "${aws_alb_listener.l.arn}", priority: 1, action: FORWARD };
  expect(listenersOf("Y", { aws_alb_listener: { l }, aws_alb_listener_rule: { r } })).toEqual([
    {
      protocol: "HTTP",
      port: 80,
      defaultAction: { kind: "forward", targetGroups: ["Three"] },
      rules: [{ priority: 1, action: TO_ONE }],
    },
  ]);
});

describe("a listener of any load balancer", () => {
  const inDoubt = {
    protocol: "HTTP",
    port: 0,
    defaultAction: { kind: "other", what: "${var.lb}" },
    rules: [],
  };
  const any = (port: number): Resources => ({
    aws_lb_listener: { any: { load_balancer_arn: "${var.lb}", port, default_action: FORWARD } },
  });

  test("may be one of every load balancer: on no port, to be sure", () => {
    expect(listenersOf("X", any(80))).toEqual([inDoubt]);
    expect(listenersOf("Y", any(80))).toEqual([inDoubt]);
  });

  test("but not on a port that has one", () => {
    expect(listenersOf("X", listener({}), any(80))).toEqual([expect.objectContaining({ defaultAction: TO_ONE })]);
    expect(listenersOf("X", listener({}), any(81))).toHaveLength(2);
  });

  test("of another one is none", () => {
    expect(listenersOf("X", listener({ load_balancer_arn: "arn:aws:elasticloadbalancing:x" }))).toEqual([]);
  });
});

test("a listener that may not be there does what cannot be told", () => {
  expect(listenersOf("X", listener({ count: 1 }))).toEqual([
    { protocol: "HTTP", port: 0, defaultAction: { kind: "other", what: "${aws_lb_listener.l[*].port}" }, rules: [] },
  ]);
});

describe("an action", () => {
  const action = (default_action: unknown): ListenerAction =>
    only(listenersOf("X", listener({ default_action }))).defaultAction;
  const two = "${aws_lb_target_group.two.arn}";

  test.each<[string, unknown, ListenerAction]>([
    ["forwards to a group", FORWARD, TO_ONE],
    [
      "forwards to a group elsewhere",
      { ...FORWARD, target_group_arn: "arn:a" },
      { kind: "forward", targetGroups: ["arn:a"] },
    ],
    [
      "forwards to a group that cannot be told",
      { ...FORWARD, target_group_arn: "${var.tg}" },
      { kind: "forward", targetGroups: ["${var.tg}"] },
    ],
    [
      "forwards to several groups, in order, those of weight 0 too",
      {
        type: "forward",
        forward: [
          {
            target_group: [
              { arn: two, weight: 0 },
              { arn: FORWARD.target_group_arn, weight: 1 },
            ],
          },
        ],
      },
      { kind: "forward", targetGroups: ["One", "Two"] },
    ],
    [
      "forwards to one, said twice",
      { ...FORWARD, forward: { target_group: { arn: FORWARD.target_group_arn } } },
      TO_ONE,
    ],
    [
      "forwards to groups that cannot be told",
      { type: "forward", forward: { dynamic: { target_group: { for_each: "${var.tgs}", content: {} } } } },
      { kind: "forward", targetGroups: ["${aws_lb_listener.l.default_action.forward.target_group[*]}"] },
    ],
    [
      "forwards as cannot be told",
      { type: "forward", forward: "${var.forward}" },
      { kind: "forward", targetGroups: ["${aws_lb_listener.l.default_action.forward[*]}"] },
    ],
    [
      "forwards to what is not said",
      { type: "forward" },
      { kind: "forward", targetGroups: ["${aws_lb_listener.l.default_action.target_group_arn}"] },
    ],
    [
      "redirects to HTTPS",
      { type: "redirect", redirect: { protocol: "HTTPS", port: "443", status_code: "HTTP_301" } },
      { kind: "redirect", to: "HTTPS://#{host}:443/#{path}?#{query}" },
    ],
    [
      "redirects elsewhere",
      { type: "redirect", redirect: [{ host: "example.com", path: "/a", query: "", status_code: "HTTP_302" }] },
      { kind: "redirect", to: "#{protocol}://example.com:#{port}/a" },
    ],
    [
      "redirects with a query",
      { type: "redirect", redirect: { query: "a=b" } },
      { kind: "redirect", to: "#{protocol}://#{host}:#{port}/#{path}?a=b" },
    ],
    [
      "redirects to what cannot be told",
      { type: "redirect", redirect: "${var.redirect}" },
      { kind: "redirect", to: "${aws_lb_listener.l.default_action.redirect}" },
    ],
    [
      "answers",
      { type: "fixed-response", fixed_response: { content_type: "text/plain", status_code: 404 } },
      { kind: "fixed response", status: "404" },
    ],
    [
      "answers with what is not said",
      { type: "fixed-response" },
      { kind: "fixed response", status: "${aws_lb_listener.l.default_action.fixed_response}" },
    ],
    [
      "asks who it is, and then forwards",
      [
        { type: "authenticate-oidc", order: 1 },
        { ...FORWARD, order: 2 },
      ],
      TO_ONE,
    ],
    ["asks who it is", { type: "authenticate-cognito" }, { kind: "other", what: "authenticate-cognito" }],
    ["does what cannot be told", { type: "${var.type}" }, { kind: "other", what: "${var.type}" }],
    ["is of no type", {}, { kind: "other", what: "${aws_lb_listener.l.default_action.type}" }],
    ["cannot be told", "${var.action}", { kind: "other", what: "${aws_lb_listener.l.default_action[*]}" }],
    [
      "or some of it cannot",
      [FORWARD, "${var.action}"],
      { kind: "other", what: "${aws_lb_listener.l.default_action[*]}" },
    ],
    ["is missing", [], { kind: "other", what: "${aws_lb_listener.l.default_action}" }],
  ])("%s", (_, written, expected) => {
    expect(action(written)).toEqual(expected);
  });
});

describe("the rules of a listener", () => {
  const rules = (byName: Record<string, object>) =>
    only(listenersOf("X", listener({}), { aws_lb_listener_rule: byName })).rules;
  const rule = (attributes: object): object => ({
    listener_arn: "${aws_lb_listener.l.arn}",
    action: [FORWARD],
    ...attributes,
  });
  const deny = { action: { type: "fixed-response", fixed_response: { status_code: "403" } } };
  const DENIED: ListenerAction = { kind: "fixed response", status: "403" };

  test("are in the order of their priority", () => {
    expect(rules({ a: rule({ priority: 200 }), b: rule({ priority: "100", ...deny }) })).toEqual([
      { priority: 100, action: DENIED },
      { priority: 200, action: TO_ONE },
    ]);
  });

  test("come last where they say none", () => {
    expect(rules({ a: rule({}), b: rule({ priority: 100, ...deny }), c: rule({ priority: "${var.p}" }) })).toEqual([
      { priority: 100, action: DENIED },
      { priority: 101, action: TO_ONE },
      { priority: 102, action: TO_ONE },
    ]);
  });

  test.each<[string, object, ListenerAction[]]>([
    ["of another listener", { listener_arn: "arn:a" }, []],
    ["of any listener", { listener_arn: "${var.listener}" }, [{ kind: "other", what: "${var.listener}" }]],
    ["that may not be there", { count: 1 }, [{ kind: "other", what: "${aws_lb_listener_rule.a[*].action[*]}" }]],
  ])("%s", (_, attributes, actions) => {
    expect(rules({ a: rule({ priority: 1, ...attributes }) }).map(({ action }) => action)).toEqual(actions);
  });
});
