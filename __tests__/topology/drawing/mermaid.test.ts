import { drawMermaid } from "../../../topology/drawing/mermaid";
import { MermaidIds } from "../../../topology/drawing/mermaid-ids";
import { mermaidText } from "../../../topology/drawing/mermaid-text";
import { pictureOf } from "../../../topology/drawing/picture";
import { checkPromises } from "../../../topology/promises";
import { balancerInPrivateSubnets, type Case, cases, dev, nothing, publicRouteMissing } from "./topologies";

function linesOf({ topology, expected }: Case): string[] {
  const text = drawMermaid(pictureOf({ topology, expected, promises: checkPromises(topology, expected) }));
  expect(text.endsWith("\n")).toBe(true);
  return text.split("\n").map((line) => line.trim());
}

/** What was given a class, in alphabetical order. */
function ofClass(lines: readonly string[], name: string): string[] {
  const line = lines.find((each) => each.startsWith("class ") && each.endsWith(` ${name}`));
  return line?.split(" ")[1]?.split(",").sort() ?? [];
}

describe("dev", () => {
  const lines = linesOf(dev);

  test("it is a flowchart from top to bottom, with a title and a description", () => {
    expect(lines.slice(0, 6)).toEqual(["---", "config:", "flowchart:", "wrappingWidth: 560", "---", "flowchart TB"]);
    expect(lines[6]).toBe("accTitle: The front door of dev");
    expect(lines[7]).toMatch(/^accDescr: VPC Fargate-VPC 172\.31\.0\.0\/16#59; zone us-east-1a has /);
  });

  test("boxes are in boxes", () => {
    const start = lines.indexOf('subgraph zone_us_east_1a_of_Fargate_VPC["zone us-east-1a"]');
    expect(lines.slice(start, start + 9)).toEqual([
      'subgraph zone_us_east_1a_of_Fargate_VPC["zone us-east-1a"]',
      'subgraph subnet_PublicSubnet_1["PublicSubnet-1, public, 172.31.96.0/20"]',
      'load_balancer_Fargate_ALB_in_PublicSubnet_1["Fargate-ALB"]',
      'NAT_gateway_Fargate_NAT_Gateway["Fargate-NAT-Gateway<br/>NAT gateway"]',
      "end",
      'subgraph subnet_PrivateSubnet_1["PrivateSubnet-1, private, 172.31.128.0/20"]',
      'containers_in_PrivateSubnet_1["containers, later<br/>port 6060<br/>security group Fargate-SG"]',
      "end",
      "end",
    ]);
    expect(lines).toContain('subgraph VPC_Fargate_VPC["Fargate-VPC, 172.31.0.0/16"]');
    expect(lines.filter((line) => line === "end")).toHaveLength(
      lines.filter((line) => line.startsWith("subgraph ")).length,
    );
  });

  test("requests are thick arrows, the way out is dotted ones", () => {
    expect(lines).toEqual(
      expect.arrayContaining([
        "the_internet ==> internet_gateway_Fargate_Internet_Gateway",
        'internet_gateway_Fargate_Internet_Gateway ==>|"HTTP:80"| load_balancer_Fargate_ALB',
        "load_balancer_Fargate_ALB === load_balancer_Fargate_ALB_in_PublicSubnet_1",
        "load_balancer_Fargate_ALB_in_PublicSubnet_1 ==> target_group_Fargate_TG",
        'target_group_Fargate_TG ==>|"HTTP:6060"| containers_in_PrivateSubnet_2',
        'containers_in_PrivateSubnet_2 -.->|"HTTPS:443"| NAT_gateway_Fargate_NAT_Gateway',
        'NAT_gateway_Fargate_NAT_Gateway -.->|"HTTPS:443"| internet_gateway_Fargate_Internet_Gateway',
      ]),
    );
  });

  test("links are styled by the number that they have", () => {
    const links = lines.filter((line) => / (===|==>|-\.->|~~~)/.test(line));
    const styled = lines.flatMap((line) => {
      const [, numbers = "", style = ""] = /^linkStyle ([\d,]+) (.*)$/.exec(line) ?? [];
      return numbers === "" ? [] : numbers.split(",").map((number) => ({ link: links[Number(number)] ?? "", style }));
    });
    expect(styled).toHaveLength(links.filter((line) => !line.includes("~~~")).length);
    for (const { link, style } of styled) {
      expect(style).toBe(
        link.includes("-.->") ? "stroke:#52606d,stroke-width:1.5px" : "stroke:#6d3fc8,stroke-width:4px",
      );
    }
  });

  test("zones are written from the last to the first, because Mermaid draws them so from left to right", () => {
    const zones = lines.filter((line) => line.startsWith("subgraph zone_"));
    expect(zones.map((line) => /"(.*)"/.exec(line)?.[1])).toEqual(["zone us-east-1b", "zone us-east-1a"]);
  });

  test("containers that are yet to come are dashed; text is dark whatever the page", () => {
    expect(ofClass(lines, "planned")).toEqual(["containers_in_PrivateSubnet_1", "containers_in_PrivateSubnet_2"]);
    const definitions = lines.filter((line) => line.startsWith("classDef "));
    expect(definitions.find((line) => line.startsWith("classDef planned "))).toMatch(/,stroke-dasharray:6 4$/);
    expect(definitions.every((line) => /fill:#[0-9a-f]{6},.*color:#1f2933/.test(line))).toBe(true);
  });

  test("nothing is red or orange", () => {
    expect(lines.filter((line) => /broken|unknown|⚠/.test(line))).toEqual([]);
  });
});

describe("what is broken", () => {
  test("is red and has a sign, and is noted below everything else", () => {
    const lines = linesOf(publicRouteMissing);
    expect(ofClass(lines, "broken")).toEqual([
      "NAT_gateway_Fargate_NAT_Gateway",
      "note_broken",
      "route_table_PublicRouteTable_of_subnet_PublicSubnet_1",
      "route_table_PublicRouteTable_of_subnet_PublicSubnet_2",
      "subnet_PublicSubnet_1",
      "subnet_PublicSubnet_2",
    ]);
    expect(lines).toContain('route_table_PublicRouteTable_of_subnet_PublicSubnet_1["⚠ route table PublicRouteTable"]');
    expect(lines).toContain(
      'internet_gateway_Fargate_Internet_Gateway -.->|"⚠ HTTP:80, blocked"| load_balancer_Fargate_ALB',
    );
    expect(lines.find((line) => line.startsWith("note_broken["))).toContain(
      "Broken: internet -#62; Fargate-ALB on port 80, and on 443 only with a listener there<br/>PublicSubnet-1: route table",
    );
    expect(lines).toContain("containers_in_PrivateSubnet_2 ~~~ note_broken");
  });

  test("a subnet with nothing in it is a node, and stands above the one below it", () => {
    const lines = linesOf(balancerInPrivateSubnets);
    expect(lines).toContain('subnet_PublicSubnet_2["PublicSubnet-2<br/>public, 172.31.112.0/20"]');
    expect(lines).toContain("subnet_PublicSubnet_2 ~~~ load_balancer_Fargate_ALB_in_PrivateSubnet_2");
  });
});

test("where nothing is deployed, it says so", () => {
  expect(linesOf(nothing)).toEqual(
    expect.arrayContaining(['the_internet["Internet<br/>clients: anybody"]', 'nothing["nothing is deployed"]']),
  );
});

test("the same picture is the same text", () => {
  for (const each of Object.values(cases)) expect(linesOf(each)).toEqual(linesOf(each));
});

describe("text", () => {
  test.each([
    ['say "hi"', "say #34;hi#34;"],
    ["<b>&amp;</b>", "#60;b#62;#38;amp#59;#60;/b#62;"],
    ["#quot;", "#35;quot#59;"],
    ["a | b [c] {d}", "a #124; b #91;c#93; #123;d#125;"],
    ["`*_~`", "#96;#42;#95;#126;#96;"],
    ["two\nlines", "two lines"],
    ["bell\u0007", "bell#65533;"],
    ["Zürich 日本", "Zürich 日本"],
  ])("%j", (text, escaped) => {
    expect(mermaidText(text)).toBe(escaped);
  });
});

describe("ids", () => {
  test("are made from names, and the same every time", () => {
    const ids = new MermaidIds();
    expect([ids.of("load balancer Fargate-ALB"), ids.of("load balancer Fargate-ALB")]).toEqual(
      Array(2).fill("load_balancer_Fargate_ALB"),
    );
  });

  test("of names that are alike are different", () => {
    const ids = new MermaidIds();
    expect([ids.of("subnet a-b"), ids.of("subnet a_b"), ids.of("subnet a.b"), ids.of("subnet a-b")]).toEqual([
      "subnet_a_b",
      "subnet_a_b_2",
      "subnet_a_b_3",
      "subnet_a_b",
    ]);
  });
});
