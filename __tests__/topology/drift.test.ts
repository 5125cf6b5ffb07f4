import { NOTHING } from "../../topology/canonical";
import { AFTER_AND_BEFORE, type Difference, differences } from "../../topology/drift";
import type { NetworkAclEntry, Topology } from "../../topology/model";
import { ALL_PORTS } from "../../topology/protocol";
import { aclEntries, add, addRule, type Change, changed, remove, routes, rules, set } from "./change";
import { frontDoor, route, rule } from "./front-door-topology";

/** How people read it. */
function inOneLine({ kind, name, what }: Difference): string {
  return `${kind} ${name}: ${what}`;
}

/** What drifts when somebody changes AWS by hand so. */
function driftAfter(...changes: readonly Change[]): string[] {
  return differences(frontDoor, changed(...changes)).map(inOneLine);
}

const VPC = "Fargate-VPC";
const IGW = "Fargate-Internet-Gateway";
const NAT = "Fargate-NAT-Gateway";
const [balancer] = frontDoor.loadBalancers;
const [listener] = balancer?.listeners ?? [];
const [acl] = frontDoor.networkAcls;
if (balancer === undefined || listener === undefined || acl === undefined)
  throw new Error("the front door is not whole");

describe("no difference", () => {
  test("between a front door and itself, and between nothing and nothing", () => {
    expect(differences(frontDoor, frontDoor)).toEqual([]);
    expect(differences(NOTHING, NOTHING)).toEqual([]);
  });

  test("when everything is in another order: keys, lists, things", () => {
    expect(differences(frontDoor, reversed(frontDoor) as Topology)).toEqual([]);
    expect(differences(reversed(frontDoor) as Topology, frontDoor)).toEqual([]);
  });

  test("when something is said twice", () => {
    const twice = changed(addRule("ALB-SG", rule("ingress", "tcp", 80, "0.0.0.0/0")));
    expect(differences(frontDoor, twice)).toEqual([]);
  });

  test("by services: they are not the code's, and come and go", () => {
    const service = {
      name: "api",
      subnets: ["PrivateSubnet-1"],
      securityGroups: ["Fargate-SG"],
      assignPublicIp: false,
      targets: [{ targetGroup: "Fargate-TG", port: 6060 }],
    };
    expect(driftAfter(add("services", service))).toEqual([]);
    expect(differences(changed(add("services", service)), frontDoor)).toEqual([]);
  });
});

describe("one change by hand is one difference, in the words of who did it", () => {
  test.each<[string, Change, string]>([
    [
      "a rule added",
      addRule("Fargate-SG", rule("ingress", "tcp", 22, "203.0.113.0/24")),
      "security group Fargate-SG: rules only in AWS: ingress tcp 22 from 203.0.113.0/24",
    ],
    [
      "a rule added for a group",
      addRule("Fargate-SG", rule("ingress", "all", ALL_PORTS, "Fargate-SG")),
      "security group Fargate-SG: rules only in AWS: ingress all from Fargate-SG",
    ],
    [
      "a rule added for a prefix list",
      addRule("ALB-SG", { ...rule("ingress", "tcp", 443, "ALB-SG"), peer: { kind: "prefix list", id: "pl-1" } }),
      "security group ALB-SG: rules only in AWS: ingress tcp 443 from prefix list pl-1",
    ],
    [
      "a rule added for IPv6 and a range of ports",
      addRule("ALB-SG", rule("egress", "udp", { from: 1024, to: 65_535 }, "::/0")),
      "security group ALB-SG: rules only in AWS: egress udp 1024-65535 to ::/0",
    ],
    [
      "a rule removed",
      rules("ALB-SG", "ingress", rule("ingress", "tcp", 80, "0.0.0.0/0")),
      "security group ALB-SG: rules only in the code: ingress tcp 443 from 0.0.0.0/0",
    ],
    [
      "all rules removed",
      set("securityGroups", "Fargate-SG", { rules: [] }),
      "security group Fargate-SG: rules only in the code: egress all to 0.0.0.0/0, ingress tcp 6060 from ALB-SG",
    ],
    [
      "a rule changed",
      rules("Fargate-SG", "ingress", rule("ingress", "tcp", 6061, "ALB-SG")),
      "security group Fargate-SG: rules only in the code: ingress tcp 6060 from ALB-SG; only in AWS: ingress tcp 6061 from ALB-SG",
    ],
    [
      "a route changed",
      routes("PublicRouteTable", route("0.0.0.0/0", "nat gateway", NAT)),
      `route table PublicRouteTable: routes only in the code: 0.0.0.0/0 to internet gateway ${IGW}; only in AWS: 0.0.0.0/0 to nat gateway ${NAT}`,
    ],
    [
      "a route removed",
      routes("PrivateRouteTable"),
      `route table PrivateRouteTable: routes only in the code: 0.0.0.0/0 to nat gateway ${NAT}`,
    ],
    [
      "a route added, to what is not modelled",
      routes("PrivateRouteTable", route("0.0.0.0/0", "nat gateway", NAT), {
        destination: "10.0.0.0/8",
        target: { kind: "other", what: "transit gateway tgw-1" },
      }),
      "route table PrivateRouteTable: routes only in AWS: 10.0.0.0/8 to transit gateway tgw-1",
    ],
    [
      "a route whose target is gone",
      routes("PublicRouteTable", { destination: "0.0.0.0/0", target: { kind: "blackhole" } }),
      `route table PublicRouteTable: routes only in the code: 0.0.0.0/0 to internet gateway ${IGW}; only in AWS: 0.0.0.0/0 to nothing, for its target is gone`,
    ],
    [
      "a subnet's route table",
      set("subnets", "PublicSubnet-2", { routeTable: "PrivateRouteTable" }),
      "subnet PublicSubnet-2: route table: PublicRouteTable in the code, PrivateRouteTable in AWS",
    ],
    [
      "a subnet's network ACL",
      set("subnets", "PublicSubnet-2", { networkAcl: "acl-1" }),
      `subnet PublicSubnet-2: network ACL: ${VPC}/default in the code, acl-1 in AWS`,
    ],
    [
      "a subnet's zone",
      set("subnets", "PublicSubnet-2", { availabilityZone: "us-east-1c" }),
      "subnet PublicSubnet-2: availability zone: us-east-1b in the code, us-east-1c in AWS",
    ],
    [
      "a subnet's blocks",
      set("subnets", "PublicSubnet-2", { cidrs: ["172.31.112.0/20", "2001:db8::/64"] }),
      "subnet PublicSubnet-2: blocks only in AWS: 2001:db8::/64",
    ],
    [
      "a subnet missing",
      remove("subnets", "PrivateSubnet-2"),
      "subnet PrivateSubnet-2: it is in the code, and not in AWS",
    ],
    [
      "a load balancer that is in AWS alone",
      add("loadBalancers", { ...balancer, name: "ByHand-ALB" }),
      "load balancer ByHand-ALB: it is in AWS, and not in the code",
    ],
    [
      "a security group that is in AWS alone",
      add("securityGroups", { name: "launch-wizard-1", vpc: VPC, rules: [] }),
      "security group launch-wizard-1: it is in AWS, and not in the code",
    ],
    [
      "a second security group",
      set("loadBalancers", "Fargate-ALB", { securityGroups: ["ALB-SG", "Fargate-SG"] }),
      "load balancer Fargate-ALB: security groups only in AWS: Fargate-SG",
    ],
    [
      "a load balancer's scheme",
      set("loadBalancers", "Fargate-ALB", { scheme: "internal" }),
      "load balancer Fargate-ALB: scheme: internet-facing in the code, internal in AWS",
    ],
    [
      "a target group's port",
      set("targetGroups", "Fargate-TG", { port: 8080 }),
      "target group Fargate-TG: port: 6060 in the code, 8080 in AWS",
    ],
    [
      "a target group's protocol",
      set("targetGroups", "Fargate-TG", { protocol: "HTTPS" }),
      "target group Fargate-TG: protocol: HTTP in the code, HTTPS in AWS",
    ],
    [
      "an internet gateway detached",
      set("internetGateways", IGW, { vpc: undefined }),
      `internet gateway ${IGW}: VPC: ${VPC} in the code, nothing in AWS`,
    ],
    [
      "a NAT gateway elsewhere",
      set("natGateways", NAT, { subnet: "PublicSubnet-2" }),
      `NAT gateway ${NAT}: subnet: PublicSubnet-1 in the code, PublicSubnet-2 in AWS`,
    ],
    [
      "a block of the VPC",
      set("vpcs", VPC, { cidrs: ["172.31.0.0/16", "10.0.0.0/16"] }),
      `VPC ${VPC}: blocks only in AWS: 10.0.0.0/16`,
    ],
    [
      "an ACL entry added",
      aclEntries({ direction: "egress", ruleNumber: 90, action: "deny", ports: { from: 1024, to: 65_535 } }),
      `network ACL ${VPC}/default: entries only in AWS: rule 90 denies tcp 1024-65535 to 0.0.0.0/0`,
    ],
    [
      "an ACL entry removed",
      set("networkAcls", `${VPC}/default`, {
        entries: acl.entries.filter(({ direction }) => direction === "egress"),
      }),
      `network ACL ${VPC}/default: entries only in the code: rule 100 allows all from 0.0.0.0/0`,
    ],
    [
      "an ACL entry that denies what it allowed",
      set("networkAcls", `${VPC}/default`, {
        entries: acl.entries.map((entry): NetworkAclEntry => ({
          ...entry,
          action: entry.direction === "ingress" ? "deny" : entry.action,
        })),
      }),
      `network ACL ${VPC}/default: entries only in the code: rule 100 allows all from 0.0.0.0/0; only in AWS: rule 100 denies all from 0.0.0.0/0`,
    ],
  ])("%s", (_, change, words) => {
    expect(driftAfter(change)).toEqual([words]);
  });

  test.each<[string, Change, RegExp]>([
    [
      "the listener's port",
      set("loadBalancers", "Fargate-ALB", { listeners: [{ ...listener, port: 8080 }] }),
      /^load balancer Fargate-ALB: listeners only in the code: .*\b80\b.*; only in AWS: .*\b8080\b/,
    ],
    [
      "a second listener",
      set("loadBalancers", "Fargate-ALB", { listeners: [listener, { ...listener, port: 8080 }] }),
      /^load balancer Fargate-ALB: listeners only in AWS: .*\b8080\b/,
    ],
    [
      "what the listener does",
      set("loadBalancers", "Fargate-ALB", {
        listeners: [{ ...listener, defaultAction: { kind: "fixed response", status: "404" } }],
      }),
      /^load balancer Fargate-ALB: listeners only in the code: .*Fargate-TG.*; only in AWS: .*fixed response.*404/,
    ],
    [
      "a rule of the listener",
      set("loadBalancers", "Fargate-ALB", {
        listeners: [{ ...listener, rules: [{ priority: 1, action: { kind: "fixed response", status: "403" } }] }],
      }),
      /^load balancer Fargate-ALB: listeners only in the code: .*; only in AWS: .*403/,
    ],
    [
      "the health check",
      set("targetGroups", "Fargate-TG", {
        healthCheck: { protocol: "HTTP", path: "/ready", port: "traffic-port" },
      }),
      /^target group Fargate-TG: health check: .*\/health.* in the code, .*\/ready.* in AWS$/,
    ],
  ])("%s", (_, change, words) => {
    const drift = driftAfter(change);
    expect(drift).toHaveLength(1);
    expect(drift[0]).toMatch(words);
  });
});

describe("several differences", () => {
  test("of one thing have a line each", () => {
    expect(driftAfter(set("targetGroups", "Fargate-TG", { port: 8080, protocol: "HTTPS" })).sort()).toEqual([
      "target group Fargate-TG: port: 6060 in the code, 8080 in AWS",
      "target group Fargate-TG: protocol: HTTP in the code, HTTPS in AWS",
    ]);
  });

  test("come in the order of the model, and then by name", () => {
    const drift = differences(
      frontDoor,
      changed(
        remove("loadBalancers", "Fargate-ALB"),
        set("subnets", "PublicSubnet-1", { availabilityZone: "us-east-1f" }),
        remove("subnets", "PrivateSubnet-1"),
        set("vpcs", VPC, { cidrs: [] }),
      ),
    );
    expect(drift.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      `VPC ${VPC}`,
      "subnet PrivateSubnet-1",
      "subnet PublicSubnet-1",
      "load balancer Fargate-ALB",
    ]);
  });

  test("nothing is deployed: everything of the code is missing", () => {
    const drift = differences(frontDoor, NOTHING);
    const keys = Object.keys(frontDoor) as (keyof Topology)[];
    const count = keys.reduce((sum, key) => sum + frontDoor[key].length, 0);
    expect(drift).toHaveLength(count);
    expect(new Set(drift.map(({ what }) => what))).toEqual(new Set(["it is in the code, and not in AWS"]));
  });
});

test("code and AWS are not mixed up: the other way around, it is said the other way around", () => {
  const other = changed(
    addRule("ALB-SG", rule("ingress", "tcp", 22, "0.0.0.0/0")),
    remove("subnets", "PublicSubnet-2"),
  );
  expect(differences(other, frontDoor).map(inOneLine)).toEqual([
    "subnet PublicSubnet-2: it is in AWS, and not in the code",
    "security group ALB-SG: rules only in the code: ingress tcp 22 from 0.0.0.0/0",
  ]);
});

describe("what changes is said as new and gone", () => {
  test.each<[string, Change, string]>([
    [
      "a rule",
      addRule("ALB-SG", rule("ingress", "tcp", 22, "::/0")),
      "security group ALB-SG: rules: new: ingress tcp 22 from ::/0",
    ],
    [
      "a rule in place of another",
      rules("Fargate-SG", "ingress", rule("ingress", "tcp", 6061, "ALB-SG")),
      "security group Fargate-SG: rules: new: ingress tcp 6061 from ALB-SG; gone: ingress tcp 6060 from ALB-SG",
    ],
    ["a value", set("targetGroups", "Fargate-TG", { port: 8080 }), "target group Fargate-TG: port: 6060 becomes 8080"],
    [
      "the health check",
      set("targetGroups", "Fargate-TG", { healthCheck: { protocol: "TCP", path: "", port: "9000" } }),
      "target group Fargate-TG: health check: HTTP /health becomes TCP on port 9000",
    ],
    ["a thing that goes", remove("subnets", "PublicSubnet-1"), "subnet PublicSubnet-1: it is gone"],
    [
      "a thing that comes",
      add("internetGateways", { name: "second", vpc: undefined }),
      "internet gateway second: it is new",
    ],
  ])("%s", (_, change, words) => {
    expect(differences(changed(change), frontDoor, AFTER_AND_BEFORE).map(inOneLine)).toEqual([words]);
  });
});

/** The same with all lists and all keys the other way around. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed).reverse();
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, each]) => [key, reversed(each)] as const)
      .reverse(),
  );
}
