import type { Expected } from "../../topology/expected";
import type { Service, Topology } from "../../topology/model";
import { checkPromises, PROMISES } from "../../topology/promises";
import type { Finding } from "../../topology/promises/promise";
import { ALL_PORTS } from "../../topology/protocol";
import { aclEntries, add, addRule, changed, remove, routes, rules, set } from "./change";
import { expected, frontDoor, route, rule } from "./front-door-topology";

function findingOf(id: string, topology: Topology, asked: Expected = expected): Finding {
  const found = checkPromises(topology, asked).find(({ promise }) => promise.id === id);
  if (found === undefined) throw new Error(`there is no promise ${id}`);
  return found;
}

const IGW = "Fargate-Internet-Gateway";
const NAT = "Fargate-NAT-Gateway";
const toIgw = route("0.0.0.0/0", "internet gateway", IGW);
const toNat = route("0.0.0.0/0", "nat gateway", NAT);
const service: Service = {
  name: "api",
  subnets: ["PrivateSubnet-1", "PrivateSubnet-2"],
  securityGroups: ["Fargate-SG"],
  assignPublicIp: false,
  targets: [{ targetGroup: "Fargate-TG", port: 6060 }],
};
const https = {
  protocol: "HTTPS",
  port: 443,
  defaultAction: { kind: "forward", targetGroups: ["Fargate-TG"] },
  rules: [],
} as const;
const [http] = frontDoor.loadBalancers[0]?.listeners ?? [];
if (http === undefined) throw new Error("the front door has no listener");

describe("the tutorial's front door keeps every promise", () => {
  test.each(PROMISES.map(({ id }) => id))("%s", (id) => {
    expect(findingOf(id, frontDoor)).toMatchObject({ outcome: "kept" });
  });

  test.each(PROMISES.map(({ id }) => id))("%s, with a service of its own", (id) => {
    expect(findingOf(id, changed(add("services", service)))).toMatchObject({ outcome: "kept" });
  });

  test("and each says what it stands for, and what to do", () => {
    expect(new Set(PROMISES.map(({ id }) => id)).size).toBe(9);
    for (const { says, standsFor, remedy } of PROMISES) {
      for (const text of [says(expected), standsFor, remedy]) expect(text).toMatch(/\w{3}/);
    }
  });
});

type Case = [name: string, topology: Topology, reason: RegExp, outcome?: "broken" | "unknown", asked?: Expected];

function breaks(id: string, cases: readonly Case[]): void {
  describe(`${id} is broken by`, () => {
    for (const [name, topology, reason, outcome = "broken", asked = expected] of cases) {
      test(`${name}${outcome === "unknown" ? ", which leaves it unknown" : ""}`, () => {
        const finding = findingOf(id, topology, asked);
        expect(finding.reason).toMatch(reason);
        expect(finding.outcome).toBe(outcome);
        expect(finding.change).toMatch(/\w+.*\.$/);
      });
    }
  });
}

const someClients: Expected = { ...expected, allowedCidrs: ["198.51.100.0/24"] };
const letIn = (...cidrs: string[]) =>
  rules("ALB-SG", "ingress", ...cidrs.map((cidr) => rule("ingress", "tcp", 80, cidr)));

breaks("internet-reaches-load-balancer", [
  [
    "no route to the internet gateway",
    changed(routes("PublicRouteTable")),
    /route table PublicRouteTable of PublicSubnet-1: no route leads to the internet/,
  ],
  [
    "a route to NAT instead of the internet gateway",
    changed(routes("PublicRouteTable", toNat)),
    /PublicRouteTable.*leads to nat gateway Fargate-NAT-Gateway, and not to an internet gateway/,
  ],
  [
    "a route whose target is gone",
    changed(routes("PublicRouteTable", { destination: "0.0.0.0/0", target: { kind: "blackhole" } })),
    /its target is gone/,
  ],
  [
    "an internet gateway that is not attached",
    changed(set("internetGateways", IGW, { vpc: undefined })),
    /VPC Fargate-VPC: no internet gateway is attached/,
  ],
  [
    "the load balancer in private subnets",
    changed(set("loadBalancers", "Fargate-ALB", { subnets: ["PrivateSubnet-1", "PrivateSubnet-2"] })),
    /PrivateRouteTable of PrivateSubnet-1/,
  ],
  [
    "one of its two subnets private",
    changed(set("loadBalancers", "Fargate-ALB", { subnets: ["PublicSubnet-1", "PrivateSubnet-2"] })),
    /^PrivateSubnet-2: /,
  ],
  [
    "an internal load balancer",
    changed(set("loadBalancers", "Fargate-ALB", { scheme: "internal" })),
    /it has no public IPv4 address/,
  ],
  [
    "a security group without port 80",
    changed(rules("ALB-SG", "ingress", rule("ingress", "tcp", 443, "0.0.0.0/0"))),
    /security group ALB-SG: no ingress rule for tcp 80 from the internet/,
  ],
  [
    "a rule on the port beside it",
    changed(rules("ALB-SG", "ingress", rule("ingress", "tcp", 81, "0.0.0.0/0"))),
    /no ingress rule for tcp 80/,
  ],
  [
    "a rule for UDP",
    changed(rules("ALB-SG", "ingress", rule("ingress", "udp", 80, "0.0.0.0/0"))),
    /no ingress rule for tcp 80/,
  ],
  ["a rule for private addresses alone", changed(letIn("10.0.0.0/8")), /those that there are name 10.0.0.0\/8/],
  [
    "the wrong security group",
    changed(set("loadBalancers", "Fargate-ALB", { securityGroups: ["Fargate-SG"] })),
    /security group Fargate-SG: no ingress rule for tcp 80/,
  ],
  [
    "no listener on 80",
    changed(set("loadBalancers", "Fargate-ALB", { listeners: [https] })),
    /it has no listener on tcp 80; it listens on HTTPS:443/,
  ],
  [
    "an ACL entry that denies requests",
    changed(aclEntries({ direction: "ingress", ruleNumber: 90, action: "deny", ports: { from: 80, to: 80 } })),
    /network ACL Fargate-VPC\/default of PublicSubnet-1: rule 90 denies tcp 80 from/,
  ],
  [
    "an ACL entry that denies the answers",
    changed(aclEntries({ direction: "egress", ruleNumber: 90, action: "deny", ports: { from: 1024, to: 65535 } })),
    /rule 90 denies tcp 1024-65535 to 0.0.0.0\/0, which the answers need/,
  ],
  [
    "a listener on 443 that ALB-SG does not let in",
    changed(letIn("0.0.0.0/0"), set("loadBalancers", "Fargate-ALB", { listeners: [http, https] })),
    /no ingress rule for tcp 443/,
  ],
  [
    "a rule that is wider than the clients",
    frontDoor,
    /PublicSubnet-1: tcp 80 is open to anybody else on the internet, too: by .*ALB-SG \(ingress tcp 80 from 0.0.0.0\/0\)/,
    "broken",
    someClients,
  ],
  [
    "a rule that is narrower than the clients",
    changed(letIn("198.51.100.0/25")),
    /no ingress rule for tcp 80 from 203.0.113.0\/24/,
    "broken",
    { ...expected, allowedCidrs: ["198.51.100.0/25", "203.0.113.0/24"] },
  ],
  ["no load balancer", changed(remove("loadBalancers", "Fargate-ALB")), /there is no load balancer Fargate-ALB/],
  [
    "answers of which only a part is allowed",
    changed(aclEntries({ direction: "egress", ruleNumber: 90, action: "deny", ports: { from: 2000, to: 3000 } })),
    /only a part is allowed/,
    "unknown",
  ],
  [
    "a prefix list instead of a block",
    changed(
      rules("ALB-SG", "ingress", {
        direction: "ingress",
        protocol: "tcp",
        ports: { from: 80, to: 80 },
        peer: { kind: "prefix list", id: "pl-1" },
      }),
    ),
    /whether a rule for tcp 80 takes in the internet cannot be known/,
    "unknown",
  ],
  [
    "a security group that is not known",
    changed(set("loadBalancers", "Fargate-ALB", { securityGroups: ["sg-elsewhere"] })),
    /security group sg-elsewhere: its rules are not known/,
    "unknown",
  ],
  [
    "a subnet that is not known",
    changed(set("loadBalancers", "Fargate-ALB", { subnets: ["PublicSubnet-1", "subnet-elsewhere"] })),
    /^subnet-elsewhere: /,
    "unknown",
  ],
  [
    "a route into what is not modelled",
    changed(
      routes("PublicRouteTable", {
        destination: "0.0.0.0/0",
        target: { kind: "other", what: "network interface eni-1" },
      }),
    ),
    /eni-1, which is not modelled/,
    "unknown",
  ],
]);

test("internet-reaches-load-balancer is kept for some clients alone, when the rules are theirs", () => {
  expect(findingOf("internet-reaches-load-balancer", changed(letIn("198.51.100.0/24")), someClients)).toMatchObject({
    outcome: "kept",
  });
});

test("internet-reaches-load-balancer is kept with HTTPS, when ALB-SG lets it in", () => {
  const withHttps = changed(set("loadBalancers", "Fargate-ALB", { listeners: [http, https] }));
  expect(findingOf("internet-reaches-load-balancer", withHttps)).toMatchObject({ outcome: "kept" });
});

const exposed = { ...service, assignPublicIp: true, subnets: ["PublicSubnet-1"] };
breaks("internet-reaches-load-balancer", [
  [
    "a rule for one client where everybody is to get in",
    changed(letIn("203.0.113.0/24")),
    /for a part of the addresses, no ingress rule for tcp 80 from the internet/,
  ],
  ["a rule for half of the internet", changed(letIn("0.0.0.0/1")), /for a part of the addresses/],
  [
    "an ACL entry that denies half of the internet",
    changed(
      aclEntries({
        direction: "ingress",
        ruleNumber: 50,
        action: "deny",
        cidr: "128.0.0.0/1",
        ports: { from: 80, to: 80 },
      }),
    ),
    /for a part of the addresses, rule 50 denies/,
  ],
  [
    "a rule for one address of a block of clients",
    changed(letIn("203.0.113.7/32")),
    /for a part of the addresses/,
    "broken",
    { ...expected, allowedCidrs: ["203.0.113.0/24"] },
  ],
  [
    "a rule for IPv6 alone",
    changed(rules("ALB-SG", "ingress", rule("ingress", "tcp", 80, "::/0"))),
    /no ingress rule for tcp 80/,
  ],
  [
    "HTTPS that is open to others than the clients",
    changed(
      set("loadBalancers", "Fargate-ALB", { listeners: [http, https] }),
      rules(
        "ALB-SG",
        "ingress",
        rule("ingress", "tcp", 80, "198.51.100.0/24"),
        rule("ingress", "tcp", 443, "0.0.0.0/0"),
      ),
    ),
    /tcp 443 is open to anybody else on the internet, too/,
    "broken",
    someClients,
  ],
  [
    "a listener and a rule on another port",
    changed(
      set("loadBalancers", "Fargate-ALB", { listeners: [http, { ...http, port: 8080 }] }),
      addRule("ALB-SG", rule("ingress", "tcp", 8080, "0.0.0.0/0")),
    ),
    /tcp 8080 is open to the internet, too/,
  ],
  [
    "a gateway of which it is not known whose it is",
    changed(set("internetGateways", IGW, { vpc: "${var.vpc}" })),
    /./,
    "unknown",
  ],
  [
    "a load balancer in no subnet",
    changed(set("loadBalancers", "Fargate-ALB", { subnets: [] })),
    /it is in no subnet/,
    "unknown",
  ],
]);

breaks("internet-never-reaches-containers", [
  [
    "another load balancer on the internet that forwards to them",
    changed(
      add("loadBalancers", {
        name: "Back-Door",
        type: "application",
        scheme: "internet-facing",
        subnets: ["PublicSubnet-1", "PublicSubnet-2"],
        securityGroups: ["ALB-SG"],
        listeners: [http],
      }),
    ),
    /load balancer Back-Door is on the internet, and forwards to Fargate-TG, too/,
  ],
  [
    "a service that registers nowhere, with a public address and an open port",
    changed(
      add("services", { ...service, name: "other", subnets: ["PublicSubnet-1"], assignPublicIp: true, targets: [] }),
      addRule("Fargate-SG", rule("ingress", "tcp", 22, "0.0.0.0/0")),
    ),
    /ingress tcp 22 from 0.0.0.0\/0/,
  ],
]);

breaks("fargate-open-to-alb-alone", [
  [
    "a second group of the containers that is open",
    changed(
      add("services", { ...service, securityGroups: ["Fargate-SG", "Open-SG"] }),
      add("securityGroups", {
        name: "Open-SG",
        vpc: "Fargate-VPC",
        rules: [rule("ingress", "all", ALL_PORTS, "172.31.0.0/16")],
      }),
    ),
    /security group Fargate-SG and Open-SG: ingress all from 172.31.0.0\/16/,
  ],
  [
    "a rule for a group that cannot be told",
    changed(rules("Fargate-SG", "ingress", rule("ingress", "tcp", 6060, "${var.group}"))),
    /var.group/,
    "unknown",
  ],
]);

breaks("containers-reach-internet", [
  [
    "an egress rule for one server",
    changed(rules("Fargate-SG", "egress", rule("egress", "tcp", 443, "203.0.113.7/32"))),
    /for a part of the addresses, no egress rule for tcp 443/,
  ],
]);

breaks("load-balancer-reaches-containers", [
  [
    "a load balancer whose groups cannot be told",
    changed(set("loadBalancers", "Fargate-ALB", { securityGroups: ["${var.group}"] })),
    /./,
    "unknown",
  ],
]);

breaks("ports-agree", [
  [
    "a health check on another port",
    changed(set("targetGroups", "Fargate-TG", { healthCheck: { protocol: "HTTP", path: "/health", port: "9999" } })),
    /checks the health on port 9999/,
  ],
  [
    "a target group of another VPC",
    changed(set("targetGroups", "Fargate-TG", { vpc: "Other-VPC" })),
    /target group Fargate-TG is in Other-VPC, and Fargate-ALB in Fargate-VPC/,
  ],
  [
    "a network load balancer",
    changed(set("loadBalancers", "Fargate-ALB", { type: "network" })),
    /Fargate-ALB is a network one/,
  ],
  [
    "a rule before the default action that does something else",
    changed(
      set("loadBalancers", "Fargate-ALB", {
        listeners: [{ ...http, rules: [{ priority: 1, action: { kind: "fixed response", status: "503" } }] }],
      }),
    ),
    /rule 1 of the listener on port 80 comes before/,
    "unknown",
  ],
]);

breaks("internet-never-reaches-containers", [
  [
    "containers in a public subnet, with public addresses and an open port",
    changed(add("services", exposed), addRule("Fargate-SG", rule("ingress", "tcp", 22, "0.0.0.0/0"))),
    /security group Fargate-SG \(ingress tcp 22 from 0.0.0.0\/0\)/,
  ],
  [
    "the same for one client alone",
    changed(
      add("services", exposed),
      addRule("Fargate-SG", rule("ingress", "udp", { from: 5000, to: 5001 }, "203.0.113.7/32")),
    ),
    /ingress udp 5000-5001 from 203.0.113.7\/32/,
  ],
  [
    "the same for ICMP",
    changed(add("services", exposed), addRule("Fargate-SG", rule("ingress", "icmp", ALL_PORTS, "0.0.0.0/0"))),
    /ingress icmp from/,
  ],
  [
    "IPv6 addresses and a rule for them",
    changed(
      set("vpcs", "Fargate-VPC", { cidrs: ["172.31.0.0/16", "2600:1f18::/56"] }),
      set("subnets", "PrivateSubnet-1", { cidrs: ["172.31.128.0/20", "2600:1f18::/64"] }),
      routes("PrivateRouteTable", toNat, route("::/0", "internet gateway", IGW)),
      addRule("Fargate-SG", rule("ingress", "tcp", 6060, "::/0")),
      aclEntries(
        { direction: "ingress", ruleNumber: 101, action: "allow", protocol: "all", cidr: "::/0" },
        { direction: "egress", ruleNumber: 101, action: "allow", protocol: "all", cidr: "::/0" },
      ),
    ),
    /ingress tcp 6060 from ::\/0/,
  ],
  [
    "a security group that is not known, with public addresses",
    changed(add("services", { ...exposed, securityGroups: ["sg-x"] })),
    /sg-x: its rules are not known/,
    "unknown",
  ],
]);

test("internet-never-reaches-containers is kept by the security group alone, too", () => {
  expect(findingOf("internet-never-reaches-containers", changed(add("services", exposed)))).toMatchObject({
    outcome: "kept",
  });
});

breaks("load-balancer-reaches-containers", [
  [
    "Fargate-SG on another port",
    changed(rules("Fargate-SG", "ingress", rule("ingress", "tcp", 6061, "ALB-SG"))),
    /security group Fargate-SG: no ingress rule for tcp 6060/,
  ],
  [
    "Fargate-SG for another group",
    changed(rules("Fargate-SG", "ingress", rule("ingress", "tcp", 6060, "Fargate-SG"))),
    /those that there are name Fargate-SG/,
  ],
  [
    "ALB-SG that sends to another port",
    changed(rules("ALB-SG", "egress", rule("egress", "tcp", 80, "Fargate-SG"))),
    /security group ALB-SG: no egress rule for tcp 6060/,
  ],
  [
    "a target group on another port",
    changed(set("targetGroups", "Fargate-TG", { port: 80 })),
    /it sends to port 80 \(Fargate-TG\), and not to tcp 6060/,
  ],
  [
    "a listener that forwards nowhere",
    changed(
      set("loadBalancers", "Fargate-ALB", {
        listeners: [{ ...http, defaultAction: { kind: "fixed response", status: "503" } }],
      }),
    ),
    /no listener forwards to a target group/,
  ],
  [
    "an ACL that denies the answers of containers",
    changed(
      aclEntries({
        direction: "ingress",
        ruleNumber: 50,
        action: "deny",
        cidr: "172.31.128.0/19",
        ports: { from: 1024, to: 65535 },
      }),
    ),
    /rule 50 denies tcp 1024-65535 from 172.31.128.0\/19, which the answers need/,
  ],
  [
    "one more port open between the two",
    changed(
      addRule("ALB-SG", rule("egress", "all", ALL_PORTS, "0.0.0.0/0")),
      addRule("Fargate-SG", rule("ingress", "tcp", 22, "ALB-SG")),
    ),
    /^tcp 22 is open, too: /,
  ],
  [
    "a range of ports where one would do",
    changed(
      rules("ALB-SG", "egress", rule("egress", "tcp", { from: 6060, to: 6061 }, "Fargate-SG")),
      rules("Fargate-SG", "ingress", rule("ingress", "tcp", { from: 6060, to: 6061 }, "ALB-SG")),
    ),
    /^tcp 6061 is open, too: /,
  ],
  [
    "a route that leads out of the VPC",
    changed(
      routes("PublicRouteTable", toIgw, {
        destination: "172.31.128.0/20",
        target: { kind: "other", what: "network interface eni-1" },
      }),
    ),
    /172.31.128.0\/20 leads to network interface eni-1 instead of staying in the VPC/,
    "unknown",
  ],
  [
    "rules for a part of each subnet",
    changed(
      rules(
        "Fargate-SG",
        "ingress",
        rule("ingress", "tcp", 6060, "172.31.96.0/24"),
        rule("ingress", "tcp", 6060, "172.31.112.0/24"),
      ),
    ),
    /for a part of the addresses/,
    "unknown",
  ],
]);

breaks("containers-reach-internet", [
  [
    "no default route",
    changed(routes("PrivateRouteTable")),
    /route table PrivateRouteTable of PrivateSubnet-1: no route leads to the internet/,
  ],
  [
    "a route to the internet gateway",
    changed(routes("PrivateRouteTable", toIgw)),
    /needs a public address, and containers in PrivateSubnet-1 has none/,
  ],
  [
    "a NAT gateway in a private subnet",
    changed(set("natGateways", NAT, { subnet: "PrivateSubnet-1" })),
    /the subnet is not public/,
  ],
  [
    "a private NAT gateway",
    changed(set("natGateways", NAT, { connectivity: "private" })),
    /it is private, and has no way to the internet/,
  ],
  [
    "a NAT gateway that is gone",
    changed(routes("PrivateRouteTable", { destination: "0.0.0.0/0", target: { kind: "blackhole" } })),
    /its target is gone/,
  ],
  [
    "no egress rule",
    changed(rules("Fargate-SG", "egress")),
    /security group Fargate-SG: no egress rule for tcp 443 to the internet/,
  ],
  [
    "an egress rule for port 80 alone",
    changed(rules("Fargate-SG", "egress", rule("egress", "tcp", 80, "0.0.0.0/0"))),
    /no egress rule for tcp 443/,
  ],
  [
    "an ACL that denies requests",
    changed(aclEntries({ direction: "egress", ruleNumber: 10, action: "deny", ports: { from: 443, to: 443 } })),
    /rule 10 denies tcp 443 to/,
  ],
  [
    "an ACL that denies the answers",
    changed(aclEntries({ direction: "ingress", ruleNumber: 10, action: "deny", ports: { from: 1024, to: 65535 } })),
    /rule 10 denies tcp 1024-65535 from .*, which the answers need/,
  ],
  [
    "containers with public addresses that go out by themselves",
    changed(add("services", exposed)),
    /0.0.0.0\/0 leads to an internet gateway, which is a way in as well/,
  ],
  [
    "a way out where none was wanted",
    frontDoor,
    /^by security group Fargate-SG/,
    "broken",
    { ...expected, natGateways: "none" },
  ],
]);

test("containers-reach-internet is kept without NAT, by choice", () => {
  const none = changed(routes("PrivateRouteTable"), remove("natGateways", NAT));
  expect(findingOf("containers-reach-internet", none, { ...expected, natGateways: "none" })).toMatchObject({
    outcome: "kept",
  });
});

breaks("load-balancer-in-two-zones", [
  [
    "one subnet",
    changed(set("loadBalancers", "Fargate-ALB", { subnets: ["PublicSubnet-1"] })),
    /^Fargate-ALB is in us-east-1a alone$/,
  ],
  [
    "two subnets of one zone",
    changed(set("subnets", "PublicSubnet-2", { availabilityZone: "us-east-1a" })),
    /^Fargate-ALB is in us-east-1a alone$/,
  ],
  [
    "a subnet without a route to the internet gateway",
    changed(set("subnets", "PublicSubnet-2", { routeTable: "PrivateRouteTable" })),
    /route table PrivateRouteTable of PublicSubnet-2: 0.0.0.0\/0 leads to nat gateway/,
  ],
  [
    "a route for half of the internet",
    changed(routes("PublicRouteTable", route("0.0.0.0/1", "internet gateway", IGW))),
    /route table PublicRouteTable/,
  ],
  [
    "a subnet that is not known",
    changed(set("loadBalancers", "Fargate-ALB", { subnets: ["PublicSubnet-1", "subnet-x"] })),
    /subnet-x, which is not known/,
    "unknown",
  ],
]);

breaks("load-balancer-security-group", [
  [
    "a second security group",
    changed(set("loadBalancers", "Fargate-ALB", { securityGroups: ["ALB-SG", "Fargate-VPC-default-closed"] })),
    /has ALB-SG, Fargate-VPC-default-closed$/,
  ],
  ["another one", changed(set("loadBalancers", "Fargate-ALB", { securityGroups: ["Fargate-SG"] })), /has Fargate-SG$/],
  ["none", changed(set("loadBalancers", "Fargate-ALB", { securityGroups: [] })), /has no security group$/],
  [
    "one that cannot be told",
    changed(set("loadBalancers", "Fargate-ALB", { securityGroups: ["${var.group}"] })),
    /has \$\{var.group\}/,
    "unknown",
  ],
]);

breaks("fargate-open-to-alb-alone", [
  [
    "a rule for anywhere",
    changed(addRule("Fargate-SG", rule("ingress", "tcp", 6060, "0.0.0.0/0"))),
    /^security group Fargate-SG: ingress tcp 6060 from 0.0.0.0\/0$/,
  ],
  [
    "a rule for the VPC",
    changed(addRule("Fargate-SG", rule("ingress", "tcp", 6060, "172.31.0.0/16"))),
    /from 172.31.0.0\/16$/,
  ],
  [
    "a rule for another group",
    changed(addRule("Fargate-SG", rule("ingress", "tcp", 6060, "Fargate-VPC-default-closed"))),
    /from Fargate-VPC-default-closed$/,
  ],
  [
    "a rule for itself",
    changed(addRule("Fargate-SG", rule("ingress", "all", ALL_PORTS, "Fargate-SG"))),
    /ingress all from Fargate-SG$/,
  ],
  ["no such group", changed(remove("securityGroups", "Fargate-SG")), /there is no security group Fargate-SG/],
]);

breaks("private-subnets-behind-nat", [
  [
    "no default route",
    changed(routes("PrivateRouteTable")),
    /route table PrivateRouteTable of PrivateSubnet-1: no route leads to the internet, and not to a NAT gateway/,
  ],
  [
    "a route to the internet gateway",
    changed(routes("PrivateRouteTable", toIgw)),
    /leads to internet gateway Fargate-Internet-Gateway, and not to a NAT gateway/,
  ],
  [
    "one subnet with the public route table",
    changed(set("subnets", "PrivateSubnet-2", { routeTable: "PublicRouteTable" })),
    /route table PublicRouteTable of PrivateSubnet-2/,
  ],
  [
    "a NAT gateway in a private subnet",
    changed(set("natGateways", NAT, { subnet: "PrivateSubnet-2" })),
    /NAT gateway Fargate-NAT-Gateway is in PrivateSubnet-2, which is not public/,
  ],
  ["a private NAT gateway", changed(set("natGateways", NAT, { connectivity: "private" })), /is private/],
  [
    "a route for half of the internet",
    changed(routes("PrivateRouteTable", route("0.0.0.0/1", "nat gateway", NAT))),
    /and not to a NAT gateway/,
  ],
  ["no such subnet", changed(remove("subnets", "PrivateSubnet-2")), /there is no subnet PrivateSubnet-2/],
  [
    "a route where none was wanted",
    frontDoor,
    /and there should be none/,
    "broken",
    { ...expected, natGateways: "none" },
  ],
  [
    "a route table that is not known",
    changed(set("subnets", "PrivateSubnet-1", { routeTable: "rtb-x" })),
    /its routes are not known/,
    "unknown",
  ],
]);

breaks("ports-agree", [
  [
    "a target group on another port",
    changed(set("targetGroups", "Fargate-TG", { port: 6061 })),
    /target group Fargate-TG is ip, HTTP:6061/,
  ],
  [
    "a target group of another protocol",
    changed(set("targetGroups", "Fargate-TG", { protocol: "HTTPS" })),
    /is ip, HTTPS:6060/,
  ],
  [
    "a target group of instances",
    changed(set("targetGroups", "Fargate-TG", { targetType: "instance" })),
    /is instance, HTTP:6060/,
  ],
  [
    "a listener that speaks HTTPS on 80",
    changed(set("loadBalancers", "Fargate-ALB", { listeners: [{ ...http, protocol: "HTTPS" }] })),
    /the listener on port 80 speaks HTTPS/,
  ],
  [
    "a listener on another port",
    changed(set("loadBalancers", "Fargate-ALB", { listeners: [{ ...http, port: 8080 }] })),
    /has no listener on port 80/,
  ],
  [
    "a listener that forwards elsewhere",
    changed(
      set("loadBalancers", "Fargate-ALB", {
        listeners: [{ ...http, defaultAction: { kind: "forward", targetGroups: ["Other-TG"] } }],
      }),
    ),
    /forwards to Other-TG/,
  ],
  [
    "a listener that answers itself",
    changed(
      set("loadBalancers", "Fargate-ALB", {
        listeners: [{ ...http, defaultAction: { kind: "fixed response", status: "200" } }],
      }),
    ),
    /answers 200 itself/,
  ],
  [
    "Fargate-SG on another port",
    changed(rules("Fargate-SG", "ingress", rule("ingress", "tcp", 6061, "ALB-SG"))),
    /security group Fargate-SG: ingress tcp 6061 from ALB-SG, where tcp 6060 is needed/,
  ],
  [
    "Fargate-SG for UDP",
    changed(rules("Fargate-SG", "ingress", rule("ingress", "udp", 6060, "ALB-SG"))),
    /ingress udp 6060 from ALB-SG, where tcp 6060/,
  ],
  [
    "ALB-SG without a way out",
    changed(rules("ALB-SG", "egress")),
    /security group ALB-SG: no egress rule for Fargate-SG, where tcp 6060/,
  ],
  [
    "a service on another port",
    changed(add("services", { ...service, targets: [{ targetGroup: "Fargate-TG", port: 8080 }] })),
    /service api registers port 8080/,
  ],
  ["no target group", changed(remove("targetGroups", "Fargate-TG")), /there is no target group Fargate-TG/],
  [
    "an action that is not known",
    changed(
      set("loadBalancers", "Fargate-ALB", {
        listeners: [{ ...http, defaultAction: { kind: "other", what: "authenticate-oidc" } }],
      }),
    ),
    /authenticate-oidc/,
    "unknown",
  ],
]);

describe("what the code does not tell is unknown, and not denied", () => {
  test("a rule for a group that is an expression", () => {
    const unknown = changed(rules("Fargate-SG", "ingress", rule("ingress", "tcp", 6060, "${var.group}")));
    expect(findingOf("load-balancer-reaches-containers", unknown)).toMatchObject({ outcome: "unknown" });
  });

  test("a rule for a group of somewhere else is denied", () => {
    const other = changed(rules("Fargate-SG", "ingress", rule("ingress", "tcp", 6060, "sg-0a1b2c")));
    expect(findingOf("load-balancer-reaches-containers", other)).toMatchObject({ outcome: "broken" });
  });

  test("a listener whose port cannot be told", () => {
    const listener = { protocol: "?", port: 0, defaultAction: { kind: "other", what: "?" }, rules: [] } as const;
    const unknown = changed(set("loadBalancers", "Fargate-ALB", { listeners: [listener] }));
    expect(findingOf("internet-reaches-load-balancer", unknown)).toMatchObject({ outcome: "unknown" });
  });

  test("a subnet whose block cannot be told", () => {
    const unknown = changed(set("subnets", "PrivateSubnet-1", { cidrs: ["${cidrsubnet(var.cidr, 4, 8)}"] }));
    expect(findingOf("load-balancer-reaches-containers", unknown)).toMatchObject({ outcome: "unknown" });
  });
});
