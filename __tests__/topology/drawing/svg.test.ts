import fc from "fast-check";
import { type Picture, pictureOf } from "../../../topology/drawing/picture";
import { drawSvg } from "../../../topology/drawing/svg";
import { checkPromises } from "../../../topology/promises";
import {
  balancerInPrivateSubnets,
  type Case,
  cases,
  dev,
  nothing,
  publicRouteMissing,
  withService,
} from "./topologies";
import { elementsIn, readXml, textOf, type XmlElement } from "./well-formed";

const RED = "#c81e1e";

function picture({ topology, expected }: Case): Picture {
  return pictureOf({ topology, expected, promises: checkPromises(topology, expected) });
}

function drawn(each: Case): XmlElement {
  return readXml(drawSvg(picture(each)));
}

function texts(svg: XmlElement): string[] {
  return elementsIn(svg, "text").map(textOf);
}

describe.each(Object.entries(cases))("%s", (_, each) => {
  const text = drawSvg(picture(each));
  const svg = readXml(text);

  test("it says in words what it is", () => {
    const { title, description } = picture(each);
    expect(svg.attributes).toMatchObject({ role: "img", "aria-labelledby": "title description" });
    const [first, second] = svg.children.filter((child) => typeof child !== "string");
    expect([first, second].map((child) => child && [child.name, child.attributes["id"], textOf(child)])).toEqual([
      ["title", "title", title],
      ["desc", "description", description],
    ]);
  });

  test("it has everything that the picture has", () => {
    const { vpcs, notes } = picture(each);
    const names = vpcs.flatMap(({ name, internetGateway, loadBalancers, targetGroups, zones }) => [
      name,
      ...[internetGateway, ...loadBalancers, ...targetGroups].flatMap((shape) => shape?.name ?? []),
      ...zones.flatMap((zone) => [`zone ${zone.name}`, ...zone.subnets.map((subnet) => subnet.name)]),
    ]);
    expect(texts(svg)).toEqual(expect.arrayContaining(["Internet", ...names]));
    const written = texts(svg).join(" ");
    for (const { reason } of notes) expect(written).toContain(reason);
  });

  test("it needs nothing from elsewhere, and brings its own ground", () => {
    expect(text.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/https?:|url\(|href|<style|<script|<!/);
    const [ground] = elementsIn(svg, "rect");
    expect(ground?.attributes).toMatchObject({ x: "0.5", fill: "#ffffff" });
  });

  test("everything is within it", () => {
    const [width, height] = [svg.attributes["width"], svg.attributes["height"]].map(Number);
    expect(svg.attributes["viewBox"]).toBe(`0 0 ${String(width)} ${String(height)}`);
    for (const { attributes } of elementsIn(svg, "rect")) {
      const [x, y, w, h] = ["x", "y", "width", "height"].map((key) => Number(attributes[key]));
      expect([x, y].every((value) => (value ?? -1) >= 0)).toBe(true);
      expect([Number(x) + Number(w) <= Number(width), Number(y) + Number(h) <= Number(height)]).toEqual([true, true]);
    }
  });

  test("the same picture is the same text, byte for byte", () => {
    expect(drawSvg(picture(each))).toBe(text);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
    // What a machine may round in another way.
    expect(text).not.toMatch(/ (x|y|width|height|d)="[^"]*\.\d\d/);
  });
});

test("requests are strong arrows with labels, the way out is thin dashed ones", () => {
  const svg = drawn(dev);
  const strong = elementsIn(svg, "path").filter(({ attributes }) => attributes["stroke-width"] === "3.5");
  const thin = elementsIn(svg, "path").filter(({ attributes }) => attributes["stroke-width"] === "1.6");
  // Five requests and three ways out, each once more in the legend; and the stub above the NAT gateway.
  expect(strong).toHaveLength(5 + 1);
  expect(thin).toHaveLength(3 + 1 + 1);
  expect(strong.every(({ attributes }) => attributes["stroke-dasharray"] === undefined)).toBe(true);
  expect(thin.every(({ attributes }) => attributes["stroke-dasharray"] === "6 4")).toBe(true);
  expect(texts(svg).filter((text) => /^HTTPS?:\d+$/.test(text))).toEqual([
    "HTTPS:443",
    "HTTP:80",
    "HTTP:6060",
    "HTTP:6060",
  ]);
});

test("containers that are yet to come are dashed, those that run are not", () => {
  const boxes = (svg: XmlElement): (string | undefined)[] =>
    elementsIn(svg, "g")
      .filter((group) => textOf(group).startsWith("containers"))
      .map((group) => elementsIn(group, "rect")[0]?.attributes["stroke-dasharray"]);
  expect(boxes(drawn(dev))).toEqual(["6 4", "6 4"]);
  expect(boxes(drawn(withService))).toEqual([undefined, undefined]);
  expect(texts(drawn(dev))).toContain("made later, by your service");
  expect(texts(drawn(withService))).not.toContain("made later, by your service");
});

describe("what is broken is red", () => {
  test("and nothing else", () => {
    const red = (each: Case): XmlElement[] =>
      ["rect", "path"].flatMap((name) =>
        elementsIn(drawn(each), name).filter(({ attributes }) => attributes["stroke"] === RED),
      );
    expect(red(dev)).toEqual([]);
    // Two subnets, the NAT gateway, the notes; the way in, two to the NAT gateway, its own stub and its way out.
    expect(red(publicRouteMissing).map(({ name }) => name)).toEqual([
      ...Array<string>(4).fill("rect"),
      ...Array<string>(5).fill("path"),
    ]);
    // Two subnets and the notes; the way in.
    expect(red(balancerInPrivateSubnets).map(({ name }) => name)).toEqual(["rect", "rect", "rect", "path"]);
  });

  test("and is noted with its promise and the reason", () => {
    expect(texts(drawn(balancerInPrivateSubnets))).toEqual(
      expect.arrayContaining([
        "HTTP:80, blocked",
        "Broken: Fargate-ALB in at least two zones, each with a route to the internet gateway",
      ]),
    );
  });
});

test("where nothing is deployed, it says so", () => {
  expect(texts(drawn(nothing))).toContain("nothing is deployed");
});

describe("names may hold anything", () => {
  function named(name: string): Case {
    const balancers = dev.topology.loadBalancers.map((balancer) => ({ ...balancer, name }));
    const subnets = dev.topology.subnets.map((subnet) => ({ ...subnet, availabilityZone: name }));
    return {
      topology: { ...dev.topology, loadBalancers: balancers, subnets },
      expected: { ...dev.expected, loadBalancer: name, environment: name },
    };
  }

  test.each(["<b>&amp;</b>", `"quotes" and 'quotes'`, "]]>", "<!--", "a\u0000b", "日本語", "\ud800"])("%j", (name) => {
    // XML has no way to write some characters.
    const shown = name.replace(/[\0\ud800]/, "\ufffd");
    expect(texts(drawn(named(name)))).toEqual(expect.arrayContaining([shown, `zone ${shown}`]));
  });

  test("and the drawing is well-formed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 20 }), (name) => {
        drawn(named(name));
      }),
    );
  });
});
