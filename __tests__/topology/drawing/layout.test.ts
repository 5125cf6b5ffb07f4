import { pictureOf } from "../../../topology/drawing/picture";
import { bottomOf, type Rect, rightOf } from "../../../topology/drawing/svg/geometry";
import type { Placed } from "../../../topology/drawing/svg/levels";
import { layOutPage } from "../../../topology/drawing/svg/page";
import type { VpcLayout } from "../../../topology/drawing/svg/vpc-layout";
import { checkPromises } from "../../../topology/promises";
import { balancerInPrivateSubnets, type Case, cases, dev, prod, publicRouteMissing } from "./topologies";

function pageOf({ topology, expected }: Case) {
  return layOutPage(pictureOf({ topology, expected, promises: checkPromises(topology, expected) }));
}

function layoutOf(each: Case): VpcLayout {
  const [layout] = pageOf(each).vpcs;
  if (layout === undefined) throw new Error("there is no VPC");
  return layout;
}

function within(inner: Rect, outer: Rect): boolean {
  return (
    outer.x <= inner.x && outer.y <= inner.y && rightOf(inner) <= rightOf(outer) && bottomOf(inner) <= bottomOf(outer)
  );
}

function apart(one: Rect, other: Rect): boolean {
  return rightOf(one) <= other.x || rightOf(other) <= one.x || bottomOf(one) <= other.y || bottomOf(other) <= one.y;
}

function rectOf(placed: readonly Placed<{ readonly name: string }>[], name: string): Rect {
  const found = placed.find(({ thing }) => thing.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found.rect;
}

describe.each(Object.entries(cases).filter(([name]) => name !== "nothing"))("%s", (_, each) => {
  const layout = layoutOf(each);

  test("the internet is at the top, and its gateway at the top of the VPC", () => {
    const { internet } = pageOf(each);
    const gateway = layout.shapes.find(({ thing }) => thing.kind === "internet gateway");
    expect(bottomOf(internet)).toBeLessThan(layout.rect.y);
    expect(layout.zones.every(({ rect }) => gateway !== undefined && bottomOf(gateway.rect) < rect.y)).toBe(true);
  });

  test("zones stand side by side in their order, and all are as wide", () => {
    const zones = layout.zones.map(({ rect }) => rect);
    zones.slice(1).forEach((zone, index) => {
      expect(zone.x).toBeGreaterThan(rightOf(zones[index] ?? zone));
    });
    expect(new Set(zones.map(({ width, y, height }) => [width, y, height].join())).size).toBe(1);
    expect(layout.zones.map(({ thing }) => thing.name)).toEqual(layout.zones.map(({ thing }) => thing.name).sort());
  });

  test("in each zone what is public stands above what is private", () => {
    for (const { thing: zone } of layout.zones) {
      const tops = zone.subnets.map(({ name }) => rectOf(layout.subnets, name).y);
      expect(tops).toEqual([...tops].sort((a, b) => a - b));
      expect(zone.subnets.map(({ access }) => access)).toEqual(
        zone.subnets.map(({ access }) => access).sort((a, b) => Number(b === "public") - Number(a === "public")),
      );
    }
  });

  test("everything is within what it belongs to", () => {
    for (const { rect, column } of layout.subnets) {
      expect(within(rect, layout.zones[column ?? -1]?.rect ?? { x: 0, y: 0, width: 0, height: 0 })).toBe(true);
    }
    for (const { rect } of [...layout.zones, ...layout.subnets, ...layout.shapes]) {
      expect(within(rect, layout.rect)).toBe(true);
    }
    for (const { thing, rect, column, row } of layout.shapes) {
      if (thing.kind !== "NAT gateway" && thing.kind !== "containers") continue;
      const subnet = layout.subnets.find((placed) => placed.column === column && placed.row === row);
      expect(subnet !== undefined && within(rect, subnet.rect)).toBe(true);
    }
  });

  test("boxes do not lie on each other, nor on what is written on subnets", () => {
    const headers = layout.subnets.map(({ rect, thing }) => ({ ...rect, height: 8 + (1 + thing.labels.length) * 18 }));
    const rects = [...layout.shapes.map(({ rect }) => rect), ...headers];
    rects.forEach((one, index) => {
      for (const other of rects.slice(index + 1)) expect(apart(one, other)).toBe(true);
    });
  });

  test("arrows begin and end at their boxes, and go straight from corner to corner", () => {
    const { routes, internet } = pageOf(each);
    for (const { arrow, points } of routes) {
      points.slice(1).forEach((point, index) => {
        const before = points[index] ?? point;
        expect(point.x === before.x || point.y === before.y).toBe(true);
      });
      const end = points.at(-1);
      const targets = layout.shapes.filter(({ thing }) => thing.id === arrow.to).map(({ rect }) => rect);
      const from = layout.shapes.filter(({ thing }) => thing.id === arrow.from).map(({ rect }) => rect);
      expect(targets.length).toBeGreaterThan(0);
      expect([...from, ...(arrow.from === "the internet" ? [internet] : [])].length).toBeGreaterThan(0);
      if (end === undefined || arrow.kind === "outgoing") continue;
      expect(targets.some((rect) => within({ ...end, width: 0, height: 0 }, rect))).toBe(true);
    }
  });

  test("requests pass neither NAT gateways nor what is written on subnets", () => {
    const gateways = layout.shapes.filter(({ thing }) => thing.kind === "NAT gateway").map(({ rect }) => rect);
    for (const { arrow, points } of pageOf(each).routes) {
      if (arrow.kind !== "request") continue;
      points.slice(1).forEach((point, index) => {
        const before = points[index] ?? point;
        const line = {
          x: Math.min(point.x, before.x),
          y: Math.min(point.y, before.y),
          width: Math.abs(point.x - before.x),
          height: Math.abs(point.y - before.y),
        };
        for (const gateway of gateways) expect(apart(line, gateway)).toBe(true);
      });
    }
    for (const { free, landing } of layout.columns.columns) {
      expect(free.from <= landing && landing <= free.to).toBe(true);
    }
  });
});

test("a load balancer is one box across all its subnets", () => {
  const layout = layoutOf(prod);
  const balancers = layout.shapes.filter(({ thing }) => thing.kind === "load balancer");
  expect(balancers).toHaveLength(1);
  const [first, last] = ["prod-PublicSubnet-1", "prod-PublicSubnet-3"].map((name) => rectOf(layout.subnets, name));
  const rect = rectOf(layout.shapes, "prod-Fargate-ALB");
  expect(rect.x).toBe((first?.x ?? 0) + 12);
  expect(rightOf(rect)).toBe(rightOf(last ?? rect) - 12);
});

test("one that is not in the zone between has a box in each", () => {
  const loadBalancers = prod.topology.loadBalancers.map((balancer) => ({
    ...balancer,
    subnets: ["prod-PublicSubnet-1", "prod-PublicSubnet-3"],
  }));
  const { vpcs, routes } = pageOf({ ...prod, topology: { ...prod.topology, loadBalancers } });
  const shapes = vpcs.flatMap((vpc) => vpc.shapes);
  expect(shapes.flatMap(({ thing, column }) => (thing.kind === "load balancer" ? column : []))).toEqual([0, 2]);
  // Both send to the one target group, and bend when they have passed the NAT gateways and what leads out of them.
  const sent = routes.filter(({ arrow }) => arrow.to === "target group prod-Fargate-TG");
  expect(sent).toHaveLength(2);
  const gateway = rectOf(shapes, "prod-Fargate-NAT-Gateway-1");
  for (const { points } of sent) expect(points[1]?.y).toBeGreaterThan(bottomOf(gateway));
});

test("one in private subnets is drawn there, above the target group and the containers", () => {
  const layout = layoutOf(balancerInPrivateSubnets);
  const balancer = rectOf(layout.shapes, "Fargate-ALB");
  expect(balancer.y).toBeGreaterThan(rectOf(layout.subnets, "PrivateSubnet-1").y);
  expect(bottomOf(balancer)).toBeLessThan(rectOf(layout.shapes, "Fargate-TG").y);
  expect(bottomOf(rectOf(layout.shapes, "Fargate-TG"))).toBeLessThan(rectOf(layout.shapes, "containers, later").y);
});

test("the target group stands between the load balancer and the containers", () => {
  const layout = layoutOf(dev);
  const group = rectOf(layout.shapes, "Fargate-TG");
  expect(bottomOf(rectOf(layout.subnets, "PublicSubnet-1"))).toBeLessThan(group.y);
  expect(bottomOf(group)).toBeLessThan(rectOf(layout.subnets, "PrivateSubnet-1").y);
});

test("subnets that were meant to be public keep their place when they are not", () => {
  const [asMeant, broken] = [dev, publicRouteMissing].map((each) =>
    layoutOf(each).subnets.map(({ thing, column, row }) => [thing.name, column, row]),
  );
  expect(broken).toEqual(asMeant);
});
