import { type Picture, pictureOf } from "../../../topology/drawing/picture";
import type { Arrow, Shape, VpcBox } from "../../../topology/drawing/shapes";
import { checkPromises } from "../../../topology/promises";
import { rule } from "../front-door-topology";
import {
  balancerInPrivateSubnets,
  type Case,
  dev,
  nothing,
  prod,
  publicRouteMissing,
  service,
  withoutBalancer,
  withoutNat,
  withService,
} from "./topologies";

function picture({ topology, expected }: Case): Picture {
  return pictureOf({ topology, expected, promises: checkPromises(topology, expected) });
}

function onlyVpc({ vpcs: [vpc, ...others] }: Picture): VpcBox {
  if (vpc === undefined || others.length > 0) throw new Error("there is not one VPC");
  return vpc;
}

/** Every box and label that is marked, by its name. */
function marked({ vpcs, elsewhere }: Picture): string[] {
  const ofShape = ({ name, mark, labels }: Pick<Shape, "name" | "mark" | "labels">): string[] => [
    ...(mark === "fine" ? [] : [`${mark}: ${name}`]),
    ...labels.filter((label) => label.mark !== "fine").map((label) => `${label.mark}: ${label.text}`),
  ];
  return [
    ...vpcs.flatMap(({ internetGateway, loadBalancers, targetGroups, zones, name, mark }) => [
      ...ofShape({ name, mark, labels: [] }),
      ...[...(internetGateway === undefined ? [] : [internetGateway]), ...loadBalancers, ...targetGroups].flatMap(
        ofShape,
      ),
      ...zones.flatMap(({ subnets }) =>
        subnets.flatMap((subnet) => [
          ...ofShape(subnet),
          ...[...subnet.natGateways, ...subnet.containers].flatMap(ofShape),
        ]),
      ),
    ]),
    ...elsewhere.flatMap(ofShape),
  ];
}

function arrowsIn({ arrows }: Picture, kind: Arrow["kind"]): string[] {
  return arrows
    .filter((arrow) => arrow.kind === kind)
    .map(({ from, to, label, verdict }) => `${from} -> ${to}${label === undefined ? "" : ` ${label}`} ${verdict}`);
}

/** The subnets of each zone from top to bottom, with what is in them. */
function columns(vpc: VpcBox): Record<string, string[]> {
  return Object.fromEntries(
    vpc.zones.map(({ name, subnets }) => [
      name,
      subnets.map(({ name: subnet, access, natGateways, containers }) =>
        [`${subnet} ${access}`, ...[...natGateways, ...containers].map((shape) => shape.id)].join(" | "),
      ),
    ]),
  );
}

describe("dev", () => {
  const drawn = picture(dev);
  const vpc = onlyVpc(drawn);

  test("zones are columns, public subnets above private ones, each with what is in it", () => {
    expect([vpc.name, vpc.cidrs]).toEqual(["Fargate-VPC", ["172.31.0.0/16"]]);
    expect(columns(vpc)).toEqual({
      "us-east-1a": [
        "PublicSubnet-1 public | NAT gateway Fargate-NAT-Gateway",
        "PrivateSubnet-1 private | containers in PrivateSubnet-1",
      ],
      "us-east-1b": ["PublicSubnet-2 public", "PrivateSubnet-2 private | containers in PrivateSubnet-2"],
    });
    expect(vpc.zones[0]?.subnets[0]?.labels).toEqual([{ text: "public, 172.31.96.0/20", mark: "fine" }]);
  });

  test("the load balancer says its listeners and security groups", () => {
    const [balancer, ...others] = vpc.loadBalancers;
    expect(others).toEqual([]);
    expect(balancer?.subnets).toEqual(["PublicSubnet-1", "PublicSubnet-2"]);
    expect(balancer?.labels.map(({ text }) => text)).toEqual([
      "application load balancer, internet-facing",
      "HTTP:80 forwards to Fargate-TG",
      "security group ALB-SG",
    ]);
  });

  test("the target group says its protocol, its port and its health check", () => {
    expect(vpc.targetGroups.map(({ name, labels }) => [name, ...labels.map(({ text }) => text)])).toEqual([
      ["Fargate-TG", "target group: ip, HTTP:6060", "health check HTTP /health"],
    ]);
  });

  test("containers are where they are going to be", () => {
    expect(vpc.zones[1]?.subnets[1]?.containers).toEqual([
      {
        id: "containers in PrivateSubnet-2",
        kind: "containers",
        name: "containers, later",
        labels: [
          { text: "port 6060", mark: "fine" },
          { text: "security group Fargate-SG", mark: "fine" },
        ],
        mark: "fine",
        isPlanned: true,
      },
    ]);
  });

  test("a request goes from the internet to the containers", () => {
    expect(arrowsIn(drawn, "request")).toEqual([
      "the internet -> internet gateway Fargate-Internet-Gateway allowed",
      "internet gateway Fargate-Internet-Gateway -> load balancer Fargate-ALB HTTP:80 allowed",
      "load balancer Fargate-ALB -> target group Fargate-TG allowed",
      "target group Fargate-TG -> containers in PrivateSubnet-1 HTTP:6060 allowed",
      "target group Fargate-TG -> containers in PrivateSubnet-2 HTTP:6060 allowed",
    ]);
  });

  test("containers go out through the one NAT gateway", () => {
    expect(arrowsIn(drawn, "outgoing")).toEqual([
      "containers in PrivateSubnet-1 -> NAT gateway Fargate-NAT-Gateway HTTPS:443 allowed",
      "containers in PrivateSubnet-2 -> NAT gateway Fargate-NAT-Gateway HTTPS:443 allowed",
      "NAT gateway Fargate-NAT-Gateway -> internet gateway Fargate-Internet-Gateway HTTPS:443 allowed",
    ]);
  });

  test("nothing is marked, and there is nothing to note", () => {
    expect([marked(drawn), drawn.notes, drawn.elsewhere]).toEqual([[], [], []]);
  });

  test("it is said in words", () => {
    expect(drawn.title).toBe("The front door of dev");
    expect(drawn.description).toBe(
      "VPC Fargate-VPC 172.31.0.0/16; zone us-east-1a has PublicSubnet-1 (public) and PrivateSubnet-1 (private); " +
        "zone us-east-1b has PublicSubnet-2 (public) and PrivateSubnet-2 (private). " +
        "A request goes from the internet to internet gateway Fargate-Internet-Gateway. " +
        "A request goes from internet gateway Fargate-Internet-Gateway to load balancer Fargate-ALB, HTTP:80. " +
        "A request goes from load balancer Fargate-ALB to target group Fargate-TG. " +
        "A request goes from target group Fargate-TG to containers in PrivateSubnet-1 and containers in PrivateSubnet-2, HTTP:6060. " +
        "Outgoing traffic goes from containers in PrivateSubnet-1 and containers in PrivateSubnet-2 to NAT gateway Fargate-NAT-Gateway, HTTPS:443. " +
        "Outgoing traffic goes from NAT gateway Fargate-NAT-Gateway to internet gateway Fargate-Internet-Gateway, HTTPS:443.",
    );
  });
});

test("prod: three zones in order, each with its own NAT gateway", () => {
  const drawn = picture(prod);
  expect(columns(onlyVpc(drawn))).toEqual({
    "us-east-1a": [
      "prod-PublicSubnet-1 public | NAT gateway prod-Fargate-NAT-Gateway-1",
      "prod-PrivateSubnet-1 private | containers in prod-PrivateSubnet-1",
    ],
    "us-east-1b": [
      "prod-PublicSubnet-2 public | NAT gateway prod-Fargate-NAT-Gateway-2",
      "prod-PrivateSubnet-2 private | containers in prod-PrivateSubnet-2",
    ],
    "us-east-1c": [
      "prod-PublicSubnet-3 public | NAT gateway prod-Fargate-NAT-Gateway-3",
      "prod-PrivateSubnet-3 private | containers in prod-PrivateSubnet-3",
    ],
  });
  expect(arrowsIn(drawn, "outgoing").slice(0, 3)).toEqual(
    [1, 2, 3].map(
      (zone) =>
        `containers in prod-PrivateSubnet-${zone} -> NAT gateway prod-Fargate-NAT-Gateway-${zone} HTTPS:443 allowed`,
    ),
  );
  expect(marked(drawn)).toEqual([]);
});

test("natGateways none: nothing goes out, and nothing is wrong", () => {
  const drawn = picture(withoutNat);
  expect([arrowsIn(drawn, "outgoing"), marked(drawn), drawn.notes]).toEqual([[], [], []]);
  expect(arrowsIn(drawn, "request")).toHaveLength(5);
});

test("without a load balancer, requests end at the internet gateway", () => {
  const drawn = picture(withoutBalancer);
  expect(arrowsIn(drawn, "request")).toEqual(["the internet -> internet gateway Fargate-Internet-Gateway allowed"]);
  expect(new Set(drawn.notes.map(({ mark, reason }) => `${mark}: ${reason}`))).toEqual(
    new Set(["broken: there is no load balancer Fargate-ALB"]),
  );
  expect(marked(drawn)).toEqual([]);
});

test("where nothing is deployed, there is the internet, and what is missing", () => {
  const drawn = picture(nothing);
  expect([drawn.vpcs, drawn.elsewhere, drawn.arrows]).toEqual([[], [], []]);
  expect(drawn.internet.name).toBe("Internet");
  expect(drawn.notes[0]).toEqual({
    mark: "broken",
    says: "internet -> Fargate-ALB on port 80, and on 443 only with a listener there",
    reason: "there is no load balancer Fargate-ALB",
  });
  // Whatever is not kept is noted, the broken ones first.
  const outcomes = checkPromises(nothing.topology, nothing.expected).map(({ outcome }) => outcome);
  expect(drawn.notes.map(({ mark }) => mark)).toEqual(outcomes.filter((outcome) => outcome !== "kept").sort());
  expect(drawn.description).toMatch(/^Nothing is deployed: there is no VPC\. Broken: /);
});

describe("what is broken is red, and nothing else", () => {
  test("the public subnets have no route to the internet gateway", () => {
    const drawn = picture(publicRouteMissing);
    expect(marked(drawn)).toEqual([
      "broken: PublicSubnet-1",
      "broken: route table PublicRouteTable",
      "broken: Fargate-NAT-Gateway",
      "broken: PublicSubnet-2",
      "broken: route table PublicRouteTable",
    ]);
    // They are not public any more, but still what was meant to be.
    expect(columns(onlyVpc(drawn))["us-east-1b"]?.[0]).toBe("PublicSubnet-2 private");
    expect(arrowsIn(drawn, "request")[1]).toMatch(/Fargate-ALB HTTP:80 blocked$/);
    expect(arrowsIn(drawn, "request")[2]).toMatch(/Fargate-TG allowed$/);
    expect(arrowsIn(drawn, "outgoing").every((arrow) => arrow.endsWith("blocked"))).toBe(true);
    expect(drawn.notes.map(({ says }) => says)).toEqual([
      "internet -> Fargate-ALB on port 80, and on 443 only with a listener there",
      "containers -> internet on port 443 through NAT, and no way back in",
      "Fargate-ALB in at least two zones, each with a route to the internet gateway",
      "every private subnet's default route is a NAT gateway in a public subnet",
    ]);
  });

  test("the load balancer is in the private subnets", () => {
    const drawn = picture(balancerInPrivateSubnets);
    expect(onlyVpc(drawn).loadBalancers[0]?.subnets).toEqual(["PrivateSubnet-1", "PrivateSubnet-2"]);
    expect(marked(drawn)).toEqual([
      "broken: PrivateSubnet-1",
      "broken: route table PrivateRouteTable",
      "broken: PrivateSubnet-2",
      "broken: route table PrivateRouteTable",
    ]);
    expect(arrowsIn(drawn, "request")[1]).toMatch(/Fargate-ALB HTTP:80 blocked$/);
    expect(arrowsIn(drawn, "outgoing").every((arrow) => arrow.endsWith("allowed"))).toBe(true);
  });

  test("the load balancer has the wrong security group", () => {
    const loadBalancers = dev.topology.loadBalancers.map((balancer) => ({
      ...balancer,
      securityGroups: ["ALB-SG", "Fargate-VPC-default-closed"],
    }));
    const drawn = picture({ ...dev, topology: { ...dev.topology, loadBalancers } });
    expect(marked(drawn)).toEqual(["broken: Fargate-ALB", "broken: security group Fargate-VPC-default-closed"]);
  });

  test("the containers' security group is open to everybody", () => {
    const securityGroups = dev.topology.securityGroups.map((group) =>
      group.name === "Fargate-SG"
        ? { ...group, rules: [...group.rules, rule("ingress", "tcp", 22, "0.0.0.0/0")] }
        : group,
    );
    const drawn = picture({ ...dev, topology: { ...dev.topology, securityGroups } });
    expect(drawn.notes.map(({ says }) => says)).toEqual(["Fargate-SG is open to ALB-SG alone"]);
    expect(marked(drawn)).toEqual([
      "broken: containers, later",
      "broken: security group Fargate-SG",
      "broken: containers, later",
      "broken: security group Fargate-SG",
    ]);
  });

  test("containers of a service that are open to the internet, by what lets it in; private subnets are not", () => {
    const securityGroups = dev.topology.securityGroups.map((group) =>
      group.name === "Fargate-SG"
        ? { ...group, rules: [...group.rules, rule("ingress", "tcp", 22, "0.0.0.0/0")] }
        : group,
    );
    const services = [{ ...service, subnets: ["PublicSubnet-1"], assignPublicIp: true }];
    const drawn = picture({ ...dev, topology: { ...dev.topology, securityGroups, services } });
    expect(marked(drawn)).toEqual([
      "broken: Fargate-Internet-Gateway",
      "broken: PublicSubnet-1",
      "broken: route table PublicRouteTable",
      "broken: network ACL Fargate-VPC/default",
      "broken: containers of web",
      "broken: security group Fargate-SG",
      // Named alone, by the promise that containers go out through NAT.
      "broken: PublicSubnet-2",
      "broken: route table PublicRouteTable",
    ]);
    expect(arrowsIn(drawn, "outgoing")).toContain(
      "containers of web in PublicSubnet-1 -> internet gateway Fargate-Internet-Gateway HTTPS:443 allowed",
    );
  });

  test("nothing, where no promises were checked", () => {
    const drawn = pictureOf({ ...publicRouteMissing, promises: [] });
    expect([marked(drawn), drawn.notes]).toEqual([[], []]);
  });
});

test("what cannot be known is orange", () => {
  const subnets = dev.topology.subnets.map((subnet) =>
    subnet.name === "PublicSubnet-2" ? { ...subnet, routeTable: "${data.elsewhere}" } : subnet,
  );
  const drawn = picture({ ...dev, topology: { ...dev.topology, subnets } });
  expect(marked(drawn)).toEqual(["unknown: PublicSubnet-2", "unknown: route table ${data.elsewhere}"]);
  expect(columns(onlyVpc(drawn))["us-east-1b"]?.[0]).toBe("PublicSubnet-2 unknown");
  expect(arrowsIn(drawn, "request")[1]).toMatch(/HTTP:80 unknown$/);
  expect(new Set(drawn.notes.map(({ mark }) => mark))).toEqual(new Set(["unknown"]));
});

describe("services", () => {
  test("containers that run are not planned, and are called after their service", () => {
    const [first] = onlyVpc(picture(withService)).zones[0]?.subnets[1]?.containers ?? [];
    expect([first?.id, first?.name, first?.isPlanned]).toEqual([
      "containers of web in PrivateSubnet-1",
      "containers of web",
      false,
    ]);
  });

  test("one that registers another port is red, and requests to it are blocked", () => {
    const services = [service, { ...service, name: "worker", targets: [{ targetGroup: "Fargate-TG", port: 8080 }] }];
    const drawn = picture({ ...dev, topology: { ...dev.topology, services } });
    expect(marked(drawn)).toEqual(["broken: containers of worker", "broken: containers of worker"]);
    expect(arrowsIn(drawn, "request")).toContain(
      "target group Fargate-TG -> containers of worker in PrivateSubnet-1 HTTP:8080 blocked",
    );
  });

  test("one whose subnet is not known is elsewhere, and no arrow leads to it", () => {
    const services = [{ ...service, subnets: ["${nowhere}"] }];
    const drawn = picture({ ...dev, topology: { ...dev.topology, services } });
    expect(drawn.elsewhere.map(({ name, labels }) => [name, labels.at(-1)?.text])).toEqual([
      ["containers of web", "in ${nowhere}, which is not known"],
    ]);
    expect(drawn.arrows.some(({ from, to }) => [from, to].some((id) => id.includes("nowhere")))).toBe(false);
  });
});

describe("what belongs to no VPC is elsewhere", () => {
  test.each([
    ["an internet gateway", { internetGateways: [{ name: "x", vpc: undefined }] }, "attached to no VPC"],
    [
      "a NAT gateway",
      { natGateways: [{ name: "x", subnet: "gone", connectivity: "public" as const }] },
      "in gone, which is not known",
    ],
    [
      "a load balancer",
      { loadBalancers: dev.topology.loadBalancers.map((balancer) => ({ ...balancer, name: "x", subnets: ["gone"] })) },
      "in gone, which is not known",
    ],
  ])("%s", (_, change, says) => {
    const { elsewhere } = picture({ ...dev, topology: { ...dev.topology, ...change } });
    expect(elsewhere.map(({ name, labels }) => [name, labels.at(-1)?.text])).toEqual([["x", says]]);
  });
});

test("listeners say what they do", () => {
  const [balancer] = dev.topology.loadBalancers;
  if (balancer === undefined) throw new Error("there is no load balancer");
  const forward = { kind: "forward", targetGroups: ["Fargate-TG"] } as const;
  const listeners = [
    { protocol: "HTTP", port: 80, defaultAction: { kind: "redirect", to: "HTTPS:443" } as const, rules: [] },
    { protocol: "HTTPS", port: 443, defaultAction: forward, rules: [{ priority: 1, action: forward }] },
    { protocol: "HTTP", port: 81, defaultAction: { kind: "fixed response", status: "404" } as const, rules: [] },
    { protocol: "HTTP", port: 82, defaultAction: { kind: "other", what: "logs in by Cognito" } as const, rules: [] },
  ];
  const drawn = picture({ ...dev, topology: { ...dev.topology, loadBalancers: [{ ...balancer, listeners }] } });
  expect(onlyVpc(drawn).loadBalancers[0]?.labels.map(({ text }) => text)).toEqual([
    "application load balancer, internet-facing",
    "HTTP:80 redirects to HTTPS:443",
    "HTTPS:443 forwards to Fargate-TG but for 1 rule",
    "HTTP:81 answers 404 itself",
    "HTTP:82 logs in by Cognito",
    "security group ALB-SG",
  ]);
});

test.each([
  [["0.0.0.0/0"], "clients: anybody"],
  [["203.0.113.0/24"], "clients: 203.0.113.0/24"],
  [["203.0.113.0/24", "198.51.100.0/24", "192.0.2.0/24"], "clients: 203.0.113.0/24 and 2 more"],
])("who is let in by %j", (allowedCidrs, text) => {
  expect(picture({ ...dev, expected: { ...dev.expected, allowedCidrs } }).internet.labels[0]?.text).toBe(text);
});

test("another load balancer that is closed on purpose is no obstacle", () => {
  const [balancer] = dev.topology.loadBalancers;
  if (balancer === undefined) throw new Error("there is no load balancer");
  const second = { ...balancer, name: "second", scheme: "internal" as const };
  const drawn = picture({ ...dev, topology: { ...dev.topology, loadBalancers: [balancer, second] } });
  expect(drawn.arrows.filter(({ to }) => to === "load balancer second")).toEqual([]);
  expect(drawn.arrows.filter(({ verdict }) => verdict !== "allowed")).toEqual([]);
});
