import { drawMermaid } from "../../../topology/drawing/mermaid";
import { fatesIn } from "../../../topology/drawing/fates";
import { type Picture, pictureOf } from "../../../topology/drawing/picture";
import { drawSvg } from "../../../topology/drawing/svg";
import type { Expected } from "../../../topology/expected";
import type { Topology } from "../../../topology/model";
import { checkPromises } from "../../../topology/promises";
import { add, addRule, changed, remove, routes, set } from "../change";
import { expected, frontDoor, route, rule } from "../front-door-topology";
import { balancerInPrivateSubnets, cases, dev, nothing, prod, service, withService } from "./topologies";
import { elementsIn, readXml, textOf, type XmlElement } from "./well-formed";

const GREY = "#8c959f";
const GREEN = "#116329";
const AMBER = "#a67700";
const RED = "#c81e1e";
const VPC = "Fargate-VPC";

/** The picture of a change. */
function pictureOfChange(before: Topology, after: Topology, asked: Expected = expected): Picture {
  return pictureOf({ topology: after, before, expected: asked, promises: checkPromises(after, asked) });
}

/** What the picture says to become of things, in no order. */
function fates(picture: Picture): string[] {
  return fatesIn(picture)
    .map(({ text }) => text)
    .sort();
}

function mermaidLines(picture: Picture): string[] {
  return drawMermaid(picture)
    .split("\n")
    .map((line) => line.trim());
}

/** What was given a class, in alphabetical order. */
function ofClass(lines: readonly string[], name: string): string[] {
  const line = lines.find((each) => each.startsWith("class ") && each.endsWith(` ${name}`));
  return line?.split(" ")[1]?.split(",").sort() ?? [];
}

function texts(svg: XmlElement): string[] {
  return elementsIn(svg, "text").map(textOf);
}

const [balancer] = frontDoor.loadBalancers;
const [listener] = balancer?.listeners ?? [];
if (balancer === undefined || listener === undefined) throw new Error("the front door is not whole");

const subnet3 = (kind: "Public" | "Private") =>
  add("subnets", {
    name: `${kind}Subnet-3`,
    vpc: VPC,
    availabilityZone: "us-east-1c",
    cidrs: ["172.31.160.0/20"],
    routeTable: `${kind}RouteTable`,
    networkAcl: `${VPC}/default`,
  });
const threeZones = changed(
  subnet3("Public"),
  subnet3("Private"),
  set("loadBalancers", "Fargate-ALB", { subnets: ["PublicSubnet-1", "PublicSubnet-2", "PublicSubnet-3"] }),
);
const natPerZone = changed(
  remove("natGateways", "Fargate-NAT-Gateway"),
  remove("routeTables", "PrivateRouteTable"),
  ...[1, 2].flatMap((zone) => [
    add("natGateways", { name: `NAT-${zone}`, subnet: `PublicSubnet-${zone}`, connectivity: "public" }),
    add("routeTables", {
      name: `Private-${zone}`,
      vpc: VPC,
      routes: [route("0.0.0.0/0", "nat gateway", `NAT-${zone}`)],
    }),
    set("subnets", `PrivateSubnet-${zone}`, { routeTable: `Private-${zone}` }),
  ]),
);

test("without a network before, nothing is said of changes", () => {
  const picture = pictureOf({ ...dev, promises: [] });
  expect(fates(picture)).toEqual([]);
  expect(drawMermaid(picture) + drawSvg(picture)).not.toMatch(/\b(new|changed|gone)\b/);
});

test("where nothing changes, it says so, and draws the same", () => {
  const picture = pictureOfChange(frontDoor, frontDoor);
  const plain = pictureOf({ ...dev, promises: checkPromises(frontDoor, expected) });
  expect(picture.title).toBe("The front door of dev, and what changes");
  expect(picture.description).toBe(`${plain.description} Nothing changes.`);
  const { title, description } = plain;
  expect({ ...picture, title, description }).toEqual({
    ...plain,
    vpcs: plain.vpcs.map((vpc) => ({
      ...vpc,
      loadBalancers: vpc.loadBalancers.map((each) => ({ ...each, newIn: [], goneFrom: [] })),
    })),
  });
  expect(mermaidLines(picture).slice(8)).toEqual(mermaidLines(plain).slice(8));
});

describe("what becomes of each", () => {
  test("a zone more", () => {
    expect(fates(pictureOfChange(frontDoor, threeZones))).toEqual([
      "changed: load balancer Fargate-ALB",
      "new for load balancer Fargate-ALB: in PublicSubnet-3",
      "new: subnet PrivateSubnet-3",
      "new: subnet PublicSubnet-3",
    ]);
  });

  test("a zone less: its subnets are still drawn, in their column", () => {
    const picture = pictureOfChange(threeZones, frontDoor);
    expect(fates(picture)).toEqual([
      "changed: load balancer Fargate-ALB",
      "gone for load balancer Fargate-ALB: in PublicSubnet-3",
      "gone: subnet PrivateSubnet-3",
      "gone: subnet PublicSubnet-3",
    ]);
    expect(picture.vpcs[0]?.zones.map(({ name, subnets }) => [name, ...subnets.map((each) => each.name)])).toEqual([
      ["us-east-1a", "PublicSubnet-1", "PrivateSubnet-1"],
      ["us-east-1b", "PublicSubnet-2", "PrivateSubnet-2"],
      ["us-east-1c", "PublicSubnet-3", "PrivateSubnet-3"],
    ]);
    // Containers that were only planned never were.
    expect(picture.vpcs[0]?.zones[2]?.subnets[1]?.containers).toEqual([]);
  });

  test("a NAT gateway in each zone instead of one", () => {
    expect(fates(pictureOfChange(frontDoor, natPerZone))).toEqual([
      "changed: subnet PrivateSubnet-1",
      "changed: subnet PrivateSubnet-2",
      "gone for subnet PrivateSubnet-1: route table PrivateRouteTable",
      "gone for subnet PrivateSubnet-2: route table PrivateRouteTable",
      "gone: NAT gateway Fargate-NAT-Gateway",
      "new for subnet PrivateSubnet-1: route table Private-1",
      "new for subnet PrivateSubnet-2: route table Private-2",
      "new: NAT gateway NAT-1",
      "new: NAT gateway NAT-2",
    ]);
  });

  test("a security group changes wherever it is named, and they who have it stay as they are", () => {
    const after = changed(addRule("ALB-SG", rule("ingress", "tcp", 8443, "0.0.0.0/0")));
    const picture = pictureOfChange(frontDoor, after);
    expect(fates(picture)).toEqual(["changed: security group ALB-SG"]);
    expect(picture.vpcs[0]?.loadBalancers[0]).not.toHaveProperty("fate");
  });

  test("a route table that changes is drawn in the subnets that have it", () => {
    const after = changed(
      routes("PublicRouteTable", route("0.0.0.0/0", "internet gateway", "Fargate-Internet-Gateway"), {
        destination: "10.0.0.0/8",
        target: { kind: "other", what: "transit gateway tgw-1" },
      }),
    );
    const picture = pictureOfChange(frontDoor, after);
    expect(fates(picture)).toEqual(["changed: route table PublicRouteTable"]);
    const labels = picture.vpcs[0]?.zones[0]?.subnets.map((subnet) => subnet.labels.map(({ text }) => text));
    expect(labels).toEqual([
      ["public, 172.31.96.0/20", "changed: route table PublicRouteTable"],
      ["private, 172.31.128.0/20"],
    ]);
  });

  test("a listener more: a new line, and more on the arrow", () => {
    const listeners = [listener, { ...listener, protocol: "HTTPS", port: 443 }];
    expect(fates(pictureOfChange(frontDoor, changed(set("loadBalancers", "Fargate-ALB", { listeners }))))).toEqual([
      "changed: load balancer Fargate-ALB",
      "changed: the way from internet gateway Fargate-Internet-Gateway to load balancer Fargate-ALB",
      "new for load balancer Fargate-ALB: HTTPS:443 forwards to Fargate-TG",
    ]);
  });

  test("a way that is no longer there, between what stays", () => {
    const answers = { ...listener, defaultAction: { kind: "fixed response", status: "503" } } as const;
    const after = changed(set("loadBalancers", "Fargate-ALB", { listeners: [answers] }));
    const all = fates(pictureOfChange(frontDoor, after));
    expect(all).toContain("gone: the way from load balancer Fargate-ALB to target group Fargate-TG");
    expect(fates(pictureOfChange(after, frontDoor))).toContain(
      "new: the way from load balancer Fargate-ALB to target group Fargate-TG",
    );
  });

  test("a way to something that goes needs no words of its own", () => {
    const picture = pictureOfChange(frontDoor, cases.withoutBalancer.topology);
    expect(fates(picture)).toEqual(["gone: load balancer Fargate-ALB", "gone: target group Fargate-TG"]);
    expect(picture.arrows.filter(({ to }) => to === "load balancer Fargate-ALB")).toEqual([]);
  });

  test("a gateway that comes in the place of another: the other is still drawn", () => {
    const after = changed(
      remove("internetGateways", "Fargate-Internet-Gateway"),
      add("internetGateways", { name: "IGW-2", vpc: VPC }),
      routes("PublicRouteTable", route("0.0.0.0/0", "internet gateway", "IGW-2")),
    );
    const picture = pictureOfChange(frontDoor, after);
    expect(picture.vpcs[0]?.internetGateway).toMatchObject({ name: "IGW-2", fate: "new" });
    expect(picture.elsewhere).toMatchObject([{ name: "Fargate-Internet-Gateway", fate: "gone" }]);
  });

  test("what moves within the network is drawn once, where it will be", () => {
    const after = changed(set("natGateways", "Fargate-NAT-Gateway", { subnet: "PublicSubnet-2" }));
    const picture = pictureOfChange(frontDoor, after);
    const nats = picture.vpcs[0]?.zones.map(({ subnets }) => subnets[0]?.natGateways.map(({ id, fate }) => [id, fate]));
    expect(nats).toEqual([[], [["NAT gateway Fargate-NAT-Gateway", "changed"]]]);
  });

  test("containers of a service that goes", () => {
    expect(fates(pictureOfChange(withService.topology, frontDoor))).toEqual([
      "gone: containers of web in PrivateSubnet-1",
      "gone: containers of web in PrivateSubnet-2",
    ]);
    const more = { ...frontDoor, services: [{ ...service, name: "api" }] };
    expect(fates(pictureOfChange(frontDoor, more))).toEqual([
      "new: containers of api in PrivateSubnet-1",
      "new: containers of api in PrivateSubnet-2",
    ]);
  });

  test("another network in place of this one: both are drawn", () => {
    const { vpcs } = pictureOfChange(frontDoor, prod.topology, prod.expected);
    expect(vpcs.map(({ name, fate, zones }) => [name, fate, zones.length])).toEqual([
      ["prod-Fargate-VPC", "new", 3],
      [VPC, "gone", 2],
    ]);
  });

  test("what breaks a promise and stays as it is is not called new", () => {
    const picture = pictureOfChange(frontDoor, balancerInPrivateSubnets.topology);
    const [, lower] = picture.vpcs[0]?.zones[0]?.subnets ?? [];
    expect(lower?.labels).toMatchObject([
      { text: "private, 172.31.128.0/20", mark: "fine" },
      { text: "route table PrivateRouteTable", mark: "broken" },
    ]);
  });
});

describe("as Mermaid", () => {
  const lines = mermaidLines(pictureOfChange(threeZones, natPerZone));

  test("each says its word, and has a class of its own", () => {
    expect(lines).toContain('NAT_gateway_NAT_1["new: NAT-1<br/>NAT gateway"]');
    expect(lines).toContain('NAT_gateway_Fargate_NAT_Gateway["gone: Fargate-NAT-Gateway<br/>NAT gateway"]');
    expect(lines).toContain('subgraph subnet_PrivateSubnet_1["changed: PrivateSubnet-1, private, 172.31.128.0/20"]');
    expect(lines).toContain('load_balancer_Fargate_ALB_in_PublicSubnet_3["gone: Fargate-ALB"]');
    expect(ofClass(lines, "private_changed")).toEqual(["subnet_PrivateSubnet_1", "subnet_PrivateSubnet_2"]);
    expect(ofClass(lines, "new")).toEqual([
      "NAT_gateway_NAT_1",
      "NAT_gateway_NAT_2",
      "new_route_table_Private_1_of_subnet_PrivateSubnet_1",
      "new_route_table_Private_2_of_subnet_PrivateSubnet_2",
    ]);
    expect(ofClass(lines, "gone")).toEqual([
      "NAT_gateway_Fargate_NAT_Gateway",
      "gone_route_table_PrivateRouteTable_of_subnet_PrivateSubnet_1",
      "gone_route_table_PrivateRouteTable_of_subnet_PrivateSubnet_2",
      "load_balancer_Fargate_ALB_in_PublicSubnet_3",
      "subnet_PrivateSubnet_3",
      "subnet_PublicSubnet_3",
    ]);
    expect(ofClass(lines, "changed")).toEqual(["load_balancer_Fargate_ALB"]);
    expect(lines).toContain(
      `classDef gone fill:#f1f3f5,stroke:${GREY},stroke-width:1.5px,color:#1f2933,stroke-dasharray:6 4`,
    );
  });

  test("a box is drawn once, and every link is between boxes that there are", () => {
    const boxes = lines.flatMap((line) => /^(?:subgraph )?(\w+)\["/.exec(line)?.[1] ?? []);
    expect(new Set(boxes).size).toBe(boxes.length);
    const ends = lines.flatMap((line) => {
      const [, from, to] = /^(\w+) (?:===|==>|-\.->|~~~)(?:\|".*"\|)? (\w+)$/.exec(line) ?? [];
      return from === undefined || to === undefined ? [] : [from, to];
    });
    expect(ends.length).toBeGreaterThan(10);
    expect(ends.filter((end) => !boxes.includes(end))).toEqual([]);
  });

  test("what breaks a promise is red, and says what becomes of it, too", () => {
    const open = changed(addRule("Fargate-SG", rule("ingress", "tcp", 22, "0.0.0.0/0")));
    const drawn = mermaidLines(pictureOfChange(frontDoor, open));
    expect(ofClass(drawn, "broken")).toContain("containers_in_PrivateSubnet_1");
    expect(drawn).toContain(
      'containers_in_PrivateSubnet_1["containers, later<br/>port 6060<br/>⚠ changed: security group Fargate-SG"]',
    );
  });

  test("a way that changes says so, and one that goes is thin and dotted", () => {
    const answers = { ...listener, defaultAction: { kind: "fixed response", status: "503" } } as const;
    const drawn = mermaidLines(
      pictureOfChange(frontDoor, changed(set("loadBalancers", "Fargate-ALB", { listeners: [answers] }))),
    );
    expect(drawn).toContain('load_balancer_Fargate_ALB_in_PublicSubnet_1 -.->|"gone"| target_group_Fargate_TG');
    expect(drawn.find((line) => line.includes(GREY) && line.startsWith("linkStyle"))).toBeDefined();
  });
});

describe("as SVG", () => {
  const changes: [string, Topology, Topology][] = [
    ["a zone more", frontDoor, threeZones],
    ["a zone less", threeZones, frontDoor],
    ["other NAT gateways", frontDoor, natPerZone],
    ["all of it goes", frontDoor, nothing.topology],
    ["all of it comes", nothing.topology, frontDoor],
    ["another network", frontDoor, prod.topology],
    ["a load balancer that moves", frontDoor, balancerInPrivateSubnets.topology],
    ["no load balancer", frontDoor, cases.withoutBalancer.topology],
    ["containers that go", withService.topology, frontDoor],
  ];

  test.each(changes)("%s: everything is drawn with its word, and within the page", (_, before, after) => {
    const picture = pictureOfChange(before, after);
    const svg = readXml(drawSvg(picture));
    const words = texts(svg).join("\n");
    for (const { vpcs } of [picture]) {
      for (const { name, fate, zones, loadBalancers } of vpcs) {
        const subnets = zones.flatMap((zone) => zone.subnets);
        for (const each of [{ name, fate }, ...loadBalancers, ...subnets]) {
          expect(words).toContain(each.fate === undefined ? each.name : `${each.fate}: ${each.name}`);
        }
      }
    }
    const [width, height] = [Number(svg.attributes["width"]), Number(svg.attributes["height"])];
    for (const { attributes } of elementsIn(svg, "rect")) {
      expect(Number(attributes["x"]) + Number(attributes["width"])).toBeLessThanOrEqual(width);
      expect(Number(attributes["y"]) + Number(attributes["height"])).toBeLessThanOrEqual(height);
    }
  });

  const rects = (svg: XmlElement, stroke: string) =>
    elementsIn(svg, "rect").filter(({ attributes }) => attributes["stroke"] === stroke);

  test("what is new is green, what changes amber, what goes grey and dashed; the legend says so", () => {
    const svg = readXml(drawSvg(pictureOfChange(threeZones, natPerZone)));
    // Of each one more than there are things: the legend's.
    expect([GREEN, AMBER, GREY].map((colour) => rects(svg, colour).length)).toEqual([3, 4, 5]);
    expect(rects(svg, GREY).every(({ attributes }) => attributes["stroke-dasharray"] === "6 4")).toBe(true);
    expect(rects(svg, GREEN).some(({ attributes }) => attributes["stroke-dasharray"] !== undefined)).toBe(false);
    expect(texts(svg)).toEqual(
      expect.arrayContaining(["new with this change", "changed with this change", "gone with this change"]),
    );
  });

  test("the legend has only what is there", () => {
    const svg = readXml(drawSvg(pictureOfChange(frontDoor, frontDoor)));
    expect(texts(svg).filter((text) => text.endsWith("with this change"))).toEqual([]);
  });

  test("what breaks a promise is red, whatever becomes of it", () => {
    const onlyPrivate = changed(set("loadBalancers", "Fargate-ALB", { securityGroups: ["Fargate-SG"] }));
    const picture = pictureOfChange(frontDoor, onlyPrivate);
    const svg = readXml(drawSvg(picture));
    expect(picture.vpcs[0]?.loadBalancers[0]).toMatchObject({ fate: "changed", mark: "broken" });
    expect(texts(svg)).toContain("changed: Fargate-ALB");
    expect(rects(svg, RED).length).toBeGreaterThan(0);
  });

  test("where a load balancer was is drawn beside it, and no arrow leads there", () => {
    const svg = drawSvg(pictureOfChange(threeZones, frontDoor));
    const now = drawSvg(pictureOf({ topology: frontDoor, expected, promises: [] }));
    const heads = (text: string): number =>
      elementsIn(readXml(text), "path").filter(({ attributes }) => attributes["fill"] !== "none").length;
    expect(heads(svg)).toBe(heads(now));
    expect(texts(readXml(svg))).toContain("gone: Fargate-ALB");
  });
});
