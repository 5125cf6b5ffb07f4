import type { Route, RouteTarget, SecurityGroupRule, Service, Subnet, Topology } from "../../../topology/model";
import { ALL_PORTS } from "../../../topology/protocol";
import { AddressSet } from "../../../topology/reachability/address-set";
import type { Answer } from "../../../topology/reachability/answer";
import { canReach } from "../../../topology/reachability/can-reach";
import { placesFor } from "../../../topology/reachability/endpoint";
import type { Flow } from "../../../topology/reachability/flow";
import { Graph } from "../../../topology/reachability/graph";
import { stretchesFrom } from "../../../topology/reachability/routing";
import { add, addRule, changed, remove, routes, rules, set } from "../change";
import { expected, frontDoor, route, rule } from "../front-door-topology";

const HTTP: Flow = { protocol: "tcp", port: 80 };
const HTTPS: Flow = { protocol: "tcp", port: 443 };
const TARGET: Flow = { protocol: "tcp", port: 6060 };

const VPC = "Fargate-VPC";
const IGW = "Fargate-Internet-Gateway";
const NAT = "Fargate-NAT-Gateway";
const toIgw = route("0.0.0.0/0", "internet gateway", IGW);
const toNat = route("0.0.0.0/0", "nat gateway", NAT);
const to = (destination: string, target: RouteTarget): Route => ({ destination, target });
const BLACKHOLE: RouteTarget = { kind: "blackhole" };
const OTHER: RouteTarget = { kind: "other", what: "transit gateway tgw-1" };

/** From the first place of one end to the first of the other. */
function ask(topology: Topology, from: string, whom: string, flow: Flow): Answer {
  const graph = new Graph(topology);
  const [start] = placesFor(graph, expected, from);
  const [end] = placesFor(graph, expected, whom);
  if (start === undefined || end === undefined) throw new Error(`${from} or ${whom} is nowhere`);
  return canReach(graph, { from: start, to: end, flow });
}

/** Containers with public addresses in public subnets. */
const exposed: Service = {
  name: "exposed",
  subnets: ["PublicSubnet-1"],
  securityGroups: ["Fargate-SG"],
  assignPublicIp: true,
  targets: [{ targetGroup: "Fargate-TG", port: 6060 }],
};

function subnetOf(topology: Topology, name: string): Subnet {
  const subnet = topology.subnets.find((each) => each.name === name);
  if (subnet === undefined) throw new Error(`there is no ${name}`);
  return subnet;
}

describe("of the routes that fit, the one with the longest prefix decides", () => {
  const targets = (subnet: string, topology: Topology, cidr: string): [string, string, string[]][] => {
    const addresses = AddressSet.of("ipv4", [cidr]);
    if (addresses === undefined) throw new Error(cidr);
    return stretchesFrom(new Graph(topology), subnet, addresses).map(({ destination, target, addresses: part }) => [
      destination,
      target.kind,
      part.toCidrs(),
    ]);
  };
  const split = changed(
    routes("PublicRouteTable", toIgw, to("203.0.113.0/24", BLACKHOLE), to("203.0.113.128/25", OTHER)),
  );

  test.each([
    ["203.0.112.255/32", "0.0.0.0/0", "internet gateway"],
    ["203.0.113.0/32", "203.0.113.0/24", "blackhole"],
    ["203.0.113.127/32", "203.0.113.0/24", "blackhole"],
    ["203.0.113.128/32", "203.0.113.128/25", "other"],
    ["203.0.113.255/32", "203.0.113.128/25", "other"],
    ["203.0.114.0/32", "0.0.0.0/0", "internet gateway"],
    ["172.30.255.255/32", "0.0.0.0/0", "internet gateway"],
    ["172.31.0.0/32", "172.31.0.0/16", "local"],
    ["172.31.255.255/32", "172.31.0.0/16", "local"],
    ["172.32.0.0/32", "0.0.0.0/0", "internet gateway"],
  ])("%s goes by %s to %s", (cidr, destination, kind) => {
    expect(targets("PublicSubnet-1", split, cidr)).toEqual([[destination, kind, [cidr]]]);
  });

  test("a block goes in stretches, each address in one", () => {
    expect(targets("PublicSubnet-1", split, "203.0.112.0/23")).toEqual([
      ["203.0.113.128/25", "other", ["203.0.113.128/25"]],
      ["203.0.113.0/24", "blackhole", ["203.0.113.0/25"]],
      ["0.0.0.0/0", "internet gateway", ["203.0.112.0/24"]],
    ]);
  });

  test("what no route is about is a stretch, too", () => {
    expect(targets("PrivateSubnet-1", changed(routes("PrivateRouteTable")), "172.31.255.0/23")).toEqual([
      ["172.31.0.0/16", "local", ["172.31.254.0/23"]],
    ]);
    expect(targets("PrivateSubnet-1", changed(routes("PrivateRouteTable")), "203.0.113.0/24")).toEqual([
      ["", "none", ["203.0.113.0/24"]],
    ]);
  });

  test("a shorter route than the VPC's own does not lead out of it, a longer one does", () => {
    const shorter = changed(routes("PublicRouteTable", to("172.16.0.0/12", OTHER)));
    const longer = changed(routes("PublicRouteTable", to("172.31.128.0/20", OTHER)));
    expect(targets("PublicSubnet-1", shorter, "172.31.128.1/32")[0]?.[1]).toBe("local");
    expect(targets("PublicSubnet-1", longer, "172.31.128.1/32")[0]?.[1]).toBe("other");
    expect(targets("PublicSubnet-1", longer, "172.31.144.0/32")[0]?.[1]).toBe("local");
  });

  test.each([
    ["a subnet that is not known", frontDoor, "subnet-x"],
    [
      "a route table that is not known",
      changed(set("subnets", "PublicSubnet-1", { routeTable: "rtb-x" })),
      "PublicSubnet-1",
    ],
    ["a VPC that is not known", changed(set("subnets", "PublicSubnet-1", { vpc: "vpc-x" })), "PublicSubnet-1"],
    [
      "a destination that is no block",
      changed(routes("PublicRouteTable", toIgw, to("${var.cidr}", OTHER))),
      "PublicSubnet-1",
    ],
    ["a VPC's block that is no block", changed(set("vpcs", VPC, { cidrs: ["${var.cidr}"] })), "PublicSubnet-1"],
  ])("%s leaves it unknown", (_, topology, subnet) => {
    expect(targets(subnet, topology, "203.0.113.7/32")).toEqual([["?", "unknown", ["203.0.113.7/32"]]]);
  });
});

describe("clients get in where the longest prefix leads their answers back to the internet gateway", () => {
  const beside = (target: RouteTarget): Topology =>
    changed(routes("PublicRouteTable", toIgw, to("203.0.113.0/24", target)));

  test.each([
    ["a route whose target is gone", BLACKHOLE, "blocked", /203.0.113.0\/24 leads to nothing, for its target is gone/],
    ["a route to NAT", { kind: "nat gateway", name: NAT }, "blocked", /203.0.113.0\/24 leads to nat gateway/],
    [
      "a route to something else",
      OTHER,
      "unknown",
      /203.0.113.0\/24 leads to transit gateway tgw-1, which is not modelled/,
    ],
  ] as const)("%s: asked from that block, from beside it, from the internet", (_, target, verdict, why) => {
    const topology = beside(target);
    for (const client of ["203.0.113.0", "203.0.113.7", "203.0.113.255", "203.0.113.0/24"]) {
      const answer = ask(topology, client, "load-balancer", HTTP);
      expect(answer.verdict).toBe(verdict);
      expect(answer.obstacle?.at).toBe("route table PublicRouteTable of PublicSubnet-1");
      expect(answer.obstacle?.why).toMatch(why);
    }
    for (const client of ["203.0.112.255", "203.0.114.0", "203.0.112.0/23", "internet"]) {
      expect(ask(topology, client, "load-balancer", HTTP)).toMatchObject({ verdict: "allowed", obstacle: undefined });
    }
  });

  test("a block with a route of its own to the internet gateway, where the default is elsewhere", () => {
    const topology = changed(routes("PublicRouteTable", toNat, route("203.0.113.0/24", "internet gateway", IGW)));
    expect(ask(topology, "203.0.113.7", "load-balancer", HTTP).verdict).toBe("allowed");
    expect(ask(topology, "203.0.112.255", "load-balancer", HTTP).verdict).toBe("blocked");
    expect(ask(topology, "203.0.114.0", "load-balancer", HTTP).verdict).toBe("blocked");
  });

  test("half of the internet", () => {
    const topology = changed(routes("PublicRouteTable", route("0.0.0.0/1", "internet gateway", IGW)));
    expect(ask(topology, "127.255.255.255", "load-balancer", HTTP).verdict).toBe("blocked"); // loopback
    expect(ask(topology, "126.255.255.255", "load-balancer", HTTP).verdict).toBe("allowed");
    expect(ask(topology, "128.0.0.0", "load-balancer", HTTP)).toMatchObject({
      verdict: "blocked",
      obstacle: {
        at: "route table PublicRouteTable of PublicSubnet-1",
        why: expect.stringContaining("no route leads to 128.0.0.0") as string,
      },
    });
  });
});

describe("a subnet is public by its routes, and not by its name", () => {
  test("one called private with a route to the internet gateway", () => {
    const topology = changed(
      set("loadBalancers", "Fargate-ALB", { subnets: ["PrivateSubnet-1"] }),
      routes("PrivateRouteTable", toIgw),
    );
    expect(ask(topology, "internet", "load-balancer", HTTP).verdict).toBe("allowed");
  });

  test("one called public without", () => {
    const topology = changed(set("subnets", "PublicSubnet-1", { routeTable: "PrivateRouteTable" }));
    expect(ask(topology, "internet", "load-balancer", HTTP)).toMatchObject({
      verdict: "blocked",
      obstacle: { at: "route table PrivateRouteTable of PublicSubnet-1" },
    });
  });

  test("one whose route table is the VPC's main one, without routes", () => {
    const topology = changed(set("subnets", "PublicSubnet-1", { routeTable: `${VPC}/main` }));
    expect(ask(topology, "internet", "load-balancer", HTTP)).toMatchObject({
      verdict: "blocked",
      obstacle: { at: `route table ${VPC}/main of PublicSubnet-1` },
    });
  });
});

describe("NAT is one way", () => {
  const open = addRule("Fargate-SG", rule("ingress", "all", ALL_PORTS, "0.0.0.0/0"));

  test("out, hop by hop", () => {
    const { verdict, hops, obstacle } = ask(frontDoor, "containers", "internet", HTTPS);
    expect({ verdict, obstacle }).toEqual({ verdict: "allowed", obstacle: undefined });
    expect(hops).toEqual([
      { at: "the internet", why: "it is on the internet" },
      { at: "security group Fargate-SG", why: "egress all to 0.0.0.0/0" },
      { at: `network ACL ${VPC}/default of PrivateSubnet-1`, why: "rule 100 allows all to 0.0.0.0/0" },
      {
        at: `NAT gateway ${NAT} in PublicSubnet-1`,
        why: "0.0.0.0/0 of route table PrivateRouteTable of PrivateSubnet-1 leads to it, one way: it lets nothing in",
      },
      { at: `network ACL ${VPC}/default of PrivateSubnet-1`, why: "rule 100 allows all from 0.0.0.0/0, for answers" },
    ]);
  });

  test("and not in, even with everything open", () => {
    const { verdict, obstacle } = ask(changed(open), "internet", "containers", TARGET);
    expect(verdict).toBe("blocked");
    expect(obstacle?.why).toBe("it has no public IPv4 address, so nothing outside can address it");
  });

  test("and not in, with a public address either: the answers would leave by NAT", () => {
    const topology = changed(open, add("services", { ...exposed, subnets: ["PrivateSubnet-1"] }));
    expect(ask(topology, "internet", "containers", TARGET)).toMatchObject({
      verdict: "blocked",
      obstacle: { at: "route table PrivateRouteTable of PrivateSubnet-1" },
    });
  });

  test("with a public address and a route to the internet gateway it is in, if the rules let it", () => {
    expect(ask(changed(add("services", exposed)), "internet", "containers", TARGET).verdict).toBe("blocked");
    expect(ask(changed(add("services", exposed), open), "internet", "containers", TARGET).verdict).toBe("allowed");
  });
});

describe("a NAT gateway needs", () => {
  const out = (topology: Topology): Answer => ask(topology, "containers", "internet", HTTPS);
  /** The subnet of the NAT gateway has an ACL of its own. */
  const natAcl = (...entries: Topology["networkAcls"][number]["entries"]): Topology =>
    changed(
      set("subnets", "PublicSubnet-1", { networkAcl: "NAT-ACL" }),
      add("networkAcls", { name: "NAT-ACL", vpc: VPC, entries }),
    );
  const allow = (
    direction: "ingress" | "egress",
    ruleNumber: number,
    cidr: string,
    ports = ALL_PORTS,
  ): Topology["networkAcls"][number]["entries"][number] => ({
    direction,
    ruleNumber,
    action: "allow",
    protocol: "tcp",
    cidr,
    ports,
  });
  const port443 = { from: 443, to: 443 };
  const ephemeral = { from: 1024, to: 65_535 };
  const SUBNET = "172.31.128.0/20";
  const anywhere = "0.0.0.0/0";

  test("a public subnet", () => {
    expect(out(changed(set("natGateways", NAT, { subnet: "PublicSubnet-2" }))).verdict).toBe("allowed");
    expect(out(changed(set("natGateways", NAT, { subnet: "PrivateSubnet-2" })))).toMatchObject({
      verdict: "blocked",
      obstacle: {
        at: "route table PrivateRouteTable of PrivateSubnet-2",
        why: `it does not lead NAT gateway ${NAT} in PrivateSubnet-2 to an internet gateway: the subnet is not public`,
      },
    });
  });

  test("a subnet that is known to be public, or it is not known", () => {
    expect(out(changed(set("natGateways", NAT, { subnet: "subnet-x" }))).verdict).toBe("unknown");
    expect(out(changed(routes("PrivateRouteTable", route(anywhere, "nat gateway", "nat-x")))).verdict).toBe("unknown");
  });

  test("to be a public one", () => {
    expect(out(changed(set("natGateways", NAT, { connectivity: "private" })))).toMatchObject({
      verdict: "blocked",
      obstacle: { at: `NAT gateway ${NAT} in PublicSubnet-1`, why: "it is private, and has no way to the internet" },
    });
  });

  const all = [
    allow("ingress", 1, SUBNET, port443),
    allow("egress", 2, anywhere, port443),
    allow("ingress", 3, anywhere, ephemeral),
    allow("egress", 4, SUBNET, ephemeral),
  ];

  test("four entries in the ACL of its own subnet, and no more", () => {
    expect(out(natAcl(...all)).verdict).toBe("allowed");
  });

  test.each([
    ["what comes from the private subnet", 1],
    ["what goes to the internet", 2],
    ["the answers of the internet", 3],
    ["the answers to the private subnet", 4],
  ])("one for %s", (_, number) => {
    expect(out(natAcl(...all.filter(({ ruleNumber }) => ruleNumber !== number)))).toMatchObject({
      verdict: "blocked",
      obstacle: { at: "network ACL NAT-ACL of PublicSubnet-1" },
    });
  });

  test("entries for all of the private subnet, or it is not known", () => {
    const [first, ...rest] = all;
    if (first === undefined) throw new Error("there are four");
    expect(out(natAcl({ ...first, cidr: "172.31.128.0/19" }, ...rest)).verdict).toBe("allowed");
    expect(out(natAcl({ ...first, cidr: "172.31.128.0/21" }, ...rest)).verdict).toBe("unknown");
    expect(out(natAcl({ ...first, cidr: "172.31.144.0/20" }, ...rest)).verdict).toBe("blocked");
  });

  test("a route of its own for those addresses that come through to the end", () => {
    // NAT leads to the lower half of the internet only, the private subnet's ACL takes answers of the upper half only.
    const topology = changed(
      set("subnets", "PublicSubnet-1", { routeTable: "Half" }),
      add("routeTables", { name: "Half", vpc: VPC, routes: [route("0.0.0.0/1", "internet gateway", IGW)] }),
      set("subnets", "PrivateSubnet-1", { networkAcl: "Other-half" }),
      add("networkAcls", {
        name: "Other-half",
        vpc: VPC,
        entries: [allow("egress", 1, anywhere), allow("ingress", 1, "128.0.0.0/1")],
      }),
    );
    expect(out(topology).verdict).toBe("blocked");
  });
});

describe("longest prefix on the way out", () => {
  const out = (topology: Topology, whom: string): Answer => ask(topology, "containers", whom, HTTPS);

  test.each([
    ["the internet gateway, without a public address", { kind: "internet gateway", name: IGW }, "blocked"],
    ["nothing", BLACKHOLE, "blocked"],
    ["something else", OTHER, "unknown"],
  ] as const)("a block to %s, the rest to NAT", (_, target, verdict) => {
    const topology = changed(routes("PrivateRouteTable", toNat, to("203.0.113.0/24", target)));
    expect(out(topology, "203.0.113.0").verdict).toBe(verdict);
    expect(out(topology, "203.0.113.255").verdict).toBe(verdict);
    expect(out(topology, "203.0.112.255").verdict).toBe("allowed");
    expect(out(topology, "203.0.114.0").verdict).toBe("allowed");
    expect(out(topology, "internet").verdict).toBe("allowed");
  });

  test("a block to NAT, the rest nowhere", () => {
    const topology = changed(routes("PrivateRouteTable", route("203.0.113.0/24", "nat gateway", NAT)));
    expect(out(topology, "203.0.113.7").verdict).toBe("allowed");
    expect(out(topology, "203.0.114.0")).toMatchObject({
      verdict: "blocked",
      obstacle: { at: "route table PrivateRouteTable of PrivateSubnet-1", why: "no route leads to 203.0.114.0" },
    });
  });
});

describe("the internet gateway", () => {
  const detached = changed(set("internetGateways", IGW, { vpc: undefined }));
  const elsewhere = changed(
    set("internetGateways", IGW, { vpc: "Other-VPC" }),
    add("vpcs", { name: "Other-VPC", cidrs: ["10.0.0.0/16"] }),
  );
  const ofAnother = changed(
    add("vpcs", { name: "Other-VPC", cidrs: ["10.0.0.0/16"] }),
    add("internetGateways", { name: "Other-IGW", vpc: "Other-VPC" }),
    routes("PublicRouteTable", route("0.0.0.0/0", "internet gateway", "Other-IGW")),
  );
  const reason = {
    at: `VPC ${VPC}`,
    why: "no internet gateway is attached to it",
    change: `Attach an internet gateway to ${VPC}.`,
  };

  test.each([
    ["attached to none", detached],
    ["of another VPC", elsewhere],
    ["none at all", changed(remove("internetGateways", IGW))],
  ])("%s: nobody gets in", (_, topology) => {
    expect(ask(topology, "internet", "load-balancer", HTTP)).toMatchObject({ verdict: "blocked", obstacle: reason });
  });

  test("the routes lead to one of another VPC: nobody gets in", () => {
    expect(ask(ofAnother, "internet", "load-balancer", HTTP).verdict).toBe("blocked");
  });

  test.each([
    ["attached to none", detached],
    ["of another VPC", elsewhere],
    ["named by the routes, but of another VPC than theirs", ofAnother],
  ])("%s: nobody gets out, with a public address", (_, topology) => {
    const container = add("services", exposed)(topology);
    expect(ask(container, "containers", "internet", HTTPS).verdict).toBe("blocked");
  });

  test.each([
    ["attached to none", detached],
    ["of another VPC", elsewhere],
    ["named by the routes, but of another VPC than theirs", ofAnother],
  ])("%s: nobody gets out through NAT", (_, topology) => {
    expect(ask(topology, "containers", "internet", HTTPS).verdict).toBe("blocked");
  });

  test("that is not in this topology leaves it unknown, in and out", () => {
    const topology = changed(routes("PublicRouteTable", route("0.0.0.0/0", "internet gateway", "igw-x")));
    expect(ask(topology, "internet", "load-balancer", HTTP).verdict).toBe("unknown");
    expect(ask(topology, "containers", "internet", HTTPS).verdict).toBe("unknown");
  });

  test("needs a public address to get out by", () => {
    const topology = changed(add("services", exposed));
    expect(ask(topology, "containers", "internet", HTTPS).verdict).toBe("allowed");
    const without = changed(add("services", { ...exposed, assignPublicIp: false }));
    expect(ask(without, "containers", "internet", HTTPS)).toMatchObject({
      verdict: "blocked",
      obstacle: { why: expect.stringContaining("which needs a public address") as string },
    });
    const unknown = changed(rules("Fargate-VPC-default-closed", "egress", rule("egress", "tcp", 443, "0.0.0.0/0")));
    const [place] = placesFor(new Graph(unknown), expected, "Fargate-VPC-default-closed").filter(
      (each) => each.kind === "interface" && each.subnet === "PublicSubnet-1",
    );
    const [internet] = placesFor(new Graph(unknown), expected, "internet");
    if (place === undefined || internet === undefined) throw new Error("nowhere");
    expect(canReach(new Graph(unknown), { from: place, to: internet, flow: HTTPS }).verdict).toBe("unknown");
  });
});

describe("within a VPC", () => {
  const between = (topology: Topology): Answer => ask(topology, "load-balancer", "containers", TARGET);

  test("no route is needed", () => {
    expect(between(changed(routes("PublicRouteTable"), routes("PrivateRouteTable"))).verdict).toBe("allowed");
  });

  test.each([
    ["172.31.128.0/20", BLACKHOLE, "blocked"],
    ["172.31.128.0/20", OTHER, "unknown"],
    ["172.31.128.0/21", BLACKHOLE, "unknown"],
    ["172.31.128.0/19", BLACKHOLE, "blocked"],
    ["172.31.144.0/20", BLACKHOLE, "allowed"],
    ["172.16.0.0/12", BLACKHOLE, "allowed"],
  ] as const)("a route for %s to %j leaves it %s", (destination, target, verdict) => {
    const answer = between(changed(routes("PublicRouteTable", toIgw, to(destination, target))));
    expect(answer.verdict).toBe(verdict);
    if (verdict !== "allowed") {
      expect(answer.obstacle?.at).toBe("route table PublicRouteTable of PublicSubnet-1");
      expect(answer.obstacle?.why).toContain(destination);
      expect(answer.obstacle?.change).toBe("Remove the more specific route.");
    }
  });

  test("the way back is routed, too: a more specific route there is in the way of the answers", () => {
    const back = changed(routes("PrivateRouteTable", toNat, to("172.31.96.0/20", BLACKHOLE)));
    expect(between(back).verdict).not.toBe("allowed");
  });

  test("another VPC is unknown", () => {
    const topology = changed(
      add("vpcs", { name: "Other-VPC", cidrs: ["10.0.0.0/16"] }),
      add("subnets", {
        ...subnetOf(frontDoor, "PrivateSubnet-1"),
        name: "Other-1",
        vpc: "Other-VPC",
        cidrs: ["10.0.0.0/20"],
      }),
    );
    expect(ask(topology, "load-balancer", "Other-1", TARGET)).toMatchObject({
      verdict: "unknown",
      obstacle: {
        at: `VPC ${VPC}`,
        why: "something in Other-1 is in another VPC, Other-VPC; what connects VPCs is not modelled",
      },
    });
  });
});

describe("routes that are about one service of AWS, by a prefix list", () => {
  test.each(["vpc endpoint vpce-1", "vpce-0a1b2c", "aws_vpc_endpoint vpce-1"])("to %s are no matter", (what) => {
    const endpoint = to("pl-63a5400a", { kind: "other", what });
    const topology = changed(routes("PrivateRouteTable", toNat, endpoint), routes("PublicRouteTable", toIgw, endpoint));
    expect(ask(topology, "internet", "load-balancer", HTTP).verdict).toBe("allowed");
    expect(ask(topology, "containers", "internet", HTTPS).verdict).toBe("allowed");
    expect(ask(topology, "load-balancer", "containers", TARGET).verdict).toBe("allowed");
  });

  test("to anything else leave it unknown: nobody knows whom they are about", () => {
    const topology = changed(routes("PrivateRouteTable", toNat, to("pl-0a1b2c", OTHER)));
    expect(ask(topology, "containers", "internet", HTTPS).verdict).toBe("unknown");
  });
});

describe("addresses outside that are not on the internet", () => {
  const letIn = addRule("Fargate-SG", rule("ingress", "tcp", 6060, "10.0.0.0/8"));
  const transit = (table: string, gateway: Route): Topology =>
    changed(routes(table, gateway, to("10.0.0.0/8", OTHER)), letIn);

  test.each(["10.9.9.9", "192.168.0.1", "100.64.0.1", "169.254.1.1"])(
    "%s reaches nothing, and is not reached",
    (address) => {
      for (const answer of [
        ask(frontDoor, address, "load-balancer", HTTP),
        ask(frontDoor, "containers", address, HTTPS),
      ]) {
        expect(answer).toMatchObject({
          verdict: "blocked",
          obstacle: { at: address, why: "it is no address of the internet, and no route leads to it" },
        });
      }
    },
  );

  test.each([
    ["9.255.255.255", "allowed"],
    ["10.0.0.0", "blocked"],
    ["10.255.255.255", "blocked"],
    ["11.0.0.0", "allowed"],
    ["172.15.255.255", "allowed"],
    ["172.16.0.0", "blocked"],
    ["172.32.0.0", "allowed"],
    ["100.63.255.255", "allowed"],
    ["100.64.0.0", "blocked"],
    ["223.255.255.255", "allowed"],
    ["224.0.0.0", "blocked"],
  ])("from %s it is %s", (address, verdict) => {
    expect(ask(frontDoor, address, "load-balancer", HTTP).verdict).toBe(verdict);
  });

  test("with a route to a transit gateway the way out is unknown, for its block alone", () => {
    const topology = transit("PrivateRouteTable", toNat);
    expect(ask(topology, "containers", "10.9.9.9", HTTPS).verdict).toBe("unknown");
    expect(ask(topology, "containers", "192.168.0.1", HTTPS).verdict).toBe("blocked");
  });

  test("with a route to a transit gateway the way in to a load balancer is unknown", () => {
    const topology = transit("PublicRouteTable", toIgw);
    expect(ask(topology, "10.9.9.9", "load-balancer", HTTP).verdict).toBe("unknown");
    expect(ask(topology, "192.168.0.1", "load-balancer", HTTP).verdict).toBe("blocked");
  });

  test("and the way in to containers, which needs no public address", () => {
    expect(ask(transit("PrivateRouteTable", toNat), "10.9.9.9", "containers", TARGET).verdict).toBe("unknown");
  });

  test("and the way in to an internal load balancer of a VPC without an internet gateway", () => {
    const topology = changed(
      routes("PublicRouteTable", to("10.0.0.0/8", OTHER)),
      remove("internetGateways", IGW),
      set("loadBalancers", "Fargate-ALB", { scheme: "internal" }),
    );
    expect(ask(topology, "10.9.9.9", "load-balancer", HTTP).verdict).toBe("unknown");
  });

  test("between two that are in no VPC here nothing is known", () => {
    expect(ask(frontDoor, "internet", "203.0.113.7", HTTPS)).toMatchObject({
      verdict: "unknown",
      obstacle: { why: "neither end is in a VPC here" },
    });
  });
});

describe("IPv6", () => {
  const everywhere = { kind: "cidr", cidr: "::/0" } as const;
  const dual = (publicTarget: RouteTarget, privateTarget?: RouteTarget): Topology =>
    changed(
      set("vpcs", VPC, { cidrs: ["172.31.0.0/16", "2600:1f18::/56"] }),
      set("subnets", "PublicSubnet-1", { cidrs: ["172.31.96.0/20", "2600:1f18:0:1::/64"] }),
      set("subnets", "PrivateSubnet-1", { cidrs: ["172.31.128.0/20", "2600:1f18:0:2::/64"] }),
      routes("PublicRouteTable", to("::/0", publicTarget)),
      routes("PrivateRouteTable", ...(privateTarget === undefined ? [] : [to("::/0", privateTarget)])),
      addRule("ALB-SG", { direction: "ingress", protocol: "tcp", ports: { from: 80, to: 80 }, peer: everywhere }),
      addRule("Fargate-SG", { direction: "egress", protocol: "all", ports: ALL_PORTS, peer: everywhere }),
      addRule("Fargate-SG", { direction: "ingress", protocol: "all", ports: ALL_PORTS, peer: everywhere }),
      set("networkAcls", `${VPC}/default`, {
        entries: (["ingress", "egress"] as const).map((direction) => ({
          direction,
          ruleNumber: 101,
          action: "allow",
          protocol: "all",
          cidr: "::/0",
          ports: ALL_PORTS,
        })),
      }),
    );
  const igw: RouteTarget = { kind: "internet gateway", name: IGW };
  const egressOnly: RouteTarget = { kind: "egress-only internet gateway", name: "eigw-1" };

  test("comes in by the internet gateway, without a public IPv4 address", () => {
    const topology = dual(igw, igw);
    // Over IPv4; whether a load balancer has IPv6 addresses is not modelled.
    expect(ask(topology, "internet", "load-balancer", HTTP).verdict).toBe("unknown");
    expect(ask(topology, "2a00::1", "load-balancer", HTTP).verdict).toBe("unknown");
    expect(ask(topology, "internet", "containers", TARGET).verdict).toBe("allowed");
  });

  test("goes out by an egress-only internet gateway, and does not come in", () => {
    const topology = dual(igw, egressOnly);
    expect(ask(topology, "containers", "internet", HTTPS).verdict).toBe("allowed");
    expect(ask(topology, "internet", "containers", TARGET).verdict).toBe("blocked");
    expect(ask(topology, "2a00::1", "containers", TARGET)).toMatchObject({
      verdict: "blocked",
      obstacle: {
        at: "route table PrivateRouteTable of PrivateSubnet-1",
        why: expect.stringContaining(
          "::/0 leads to egress-only internet gateway eigw-1, and not to an internet gateway",
        ) as string,
      },
    });
  });

  test("does not go out by a NAT gateway, which translates IPv4", () => {
    const topology = dual(igw, { kind: "nat gateway", name: NAT });
    expect(ask(topology, "containers", "2a00::1", HTTPS).verdict).toBe("blocked");
  });

  test("between two subnets, by the rules for it", () => {
    const six: SecurityGroupRule = {
      direction: "egress",
      protocol: "tcp",
      ports: { from: 6060, to: 6060 },
      peer: { kind: "cidr", cidr: "2600:1f18:0:2::/64" },
    };
    const only = rules("ALB-SG", "egress", six)(dual(igw));
    expect(ask(only, "load-balancer", "containers", TARGET).verdict).toBe("allowed");
    const beside = rules("ALB-SG", "egress", { ...six, peer: { kind: "cidr", cidr: "2600:1f18:0:3::/64" } })(dual(igw));
    expect(ask(beside, "load-balancer", "containers", TARGET).verdict).toBe("blocked");
  });

  test("goes nowhere without a route of its own, whatever the IPv4 route is", () => {
    const topology = set("routeTables", "PrivateRouteTable", { routes: [toNat] })(dual(igw));
    expect(ask(topology, "containers", "2a00::1", HTTPS).verdict).toBe("blocked");
  });

  test("comes to a subnet that has a block of it, and to no other", () => {
    expect(ask(dual(igw), "2a00::1", "load-balancer", HTTP).verdict).toBe("unknown");
    expect(ask(frontDoor, "2a00::1", "load-balancer", HTTP).verdict).toBe("blocked");
  });

  test("a client with an IPv6 address is told that the load balancer has none", () => {
    const { obstacle } = ask(frontDoor, "2a00::1", "load-balancer", HTTP);
    expect(obstacle?.why).not.toContain("it is no address of the internet");
    expect(obstacle?.why).toContain("IPv6");
  });

  test.each([
    ["2600::1", "unknown"],
    ["2000::", "unknown"],
    ["3fff:ffff::", "unknown"],
    ["4000::", "blocked"],
    ["1fff::", "blocked"],
    ["fd00::1", "blocked"],
    ["fe80::1", "blocked"],
  ])("from %s it is %s", (address, verdict) => {
    expect(ask(dual(igw), address, "load-balancer", HTTP).verdict).toBe(verdict);
  });
});
