import { VERDICTS } from "../../reachability/answer";
import type { Arrow, Shape } from "../shapes";
import { centerOf, largest, middleOf, type Point, rightOf } from "./geometry";
import type { Route } from "./routes";
import type { Placed } from "./levels";
import type { VpcLayout } from "./vpc-layout";

/** The containers' way out keeps to the outer sides of the zones, and to the left side of the VPC. */
export function outgoingRoutes(layout: VpcLayout, arrows: readonly Arrow[]): Route[] {
  const ways = arrows
    .filter(({ kind }) => kind === "outgoing")
    .flatMap((arrow) => {
      const from = layout.shapes.find(({ thing }) => thing.id === arrow.from);
      const to = layout.shapes.find(({ thing }) => thing.id === arrow.to);
      return from === undefined || to === undefined ? [] : [{ arrow, from, to }];
    });
  const toGateways = ways.filter(({ to }) => to.thing.kind === "internet gateway");
  const heights = [...new Set(toGateways.map(({ from }) => from.rect.y))].sort((a, b) => a - b);
  return [
    ...toNatGateways(
      layout,
      ways.filter((way) => !toGateways.includes(way)),
    ),
    ...heights.flatMap((y, index) =>
      toInternetGateway(
        layout,
        toGateways.filter(({ from }) => from.rect.y === y),
        index,
      ),
    ),
  ];
}

interface Way {
  readonly arrow: Arrow;
  readonly from: Placed<Shape>;
  readonly to: Placed<Shape>;
}

/** Beside the subnets; to another zone above its own row of subnets. */
function toNatGateways(layout: VpcLayout, ways: readonly Way[]): Route[] {
  const arrived = new Map<string, number>();
  const crossed = new Map<number, number>();
  // The nearest zone goes the shortest way.
  const inOrder = [...ways].sort((a, b) => distance(a) - distance(b));
  return inOrder.map((way) => {
    const { arrow, from, to } = way;
    const order = arrived.get(arrow.to) ?? 0;
    arrived.set(arrow.to, order + 1);
    const end = { x: sideOf(layout, to), y: middleOf(to.rect) + 7 * order };
    const lane = laneOf(layout, to, order);
    const start = { x: sideOf(layout, from), y: middleOf(from.rect) };
    if (from.column === to.column) return route(arrow, [start, { ...start, x: lane }, { ...end, x: lane }, end]);
    const row = from.row ?? 0;
    const nth = crossed.get(row) ?? 0;
    crossed.set(row, nth + 1);
    const y = (layout.rowTops[row] ?? start.y) - 12 - 6 * nth;
    const own = laneOf(layout, from, 0);
    return route(arrow, [start, { ...start, x: own }, { x: own, y }, { x: lane, y }, { ...end, x: lane }, end]);
  });
}

function distance({ from, to }: Way): number {
  return Math.abs((from.column ?? 0) - (to.column ?? 0));
}

/** The outer side of something in a zone. */
function sideOf(layout: VpcLayout, { rect, column = 0 }: Placed<Shape>): number {
  return layout.columns.columns[column]?.outer === "right" ? rightOf(rect) : rect.x;
}

/** Between a zone's edge and its subnets. */
function laneOf({ columns }: VpcLayout, { column = 0 }: Placed<Shape>, order: number): number {
  const edges = columns.columns[column];
  const away = 6 + 5 * Math.min(order, 2);
  return edges?.outer === "right" ? edges.right + away : (edges?.left ?? 0) - away;
}

/** All of one height go together: above their boxes to the left, up, and into the gateway. */
function toInternetGateway(layout: VpcLayout, ways: readonly Way[], order: number): Route[] {
  const gateway = ways[0]?.to.rect;
  if (gateway === undefined) return [];
  const starts = ways.map(({ arrow, from }) => ({ arrow, x: exitOf(layout, from), y: from.rect.y }));
  const bus = largest(starts.map(({ y }) => y)) - 11;
  const lane = layout.rect.x + 16 + 6 * Math.min(order, 2);
  const end = { x: gateway.x, y: middleOf(gateway) + 6 * order };
  const farthest = largest(starts.map(({ x }) => x));
  const staying = ways.filter(({ arrow }) => arrow.fate !== "gone");
  const trunks = (staying.length === 0 ? ways : staying).map(({ arrow }) => arrow);
  const best = VERDICTS.toReversed().find((verdict) => trunks.some((arrow) => arrow.verdict === verdict)) ?? "unknown";
  const trunk = trunks.find(({ verdict }) => verdict === best);
  return [
    ...starts.map(({ arrow, x, y }) => ({
      ...route(arrow, [
        { x, y },
        { x, y: bus },
      ]),
      hasHead: false,
    })),
    ...(trunk === undefined
      ? []
      : [
          {
            ...route(trunk, [{ x: farthest, y: bus }, { x: lane, y: bus }, { ...end, x: lane }, end]),
            // Those of lower boxes have it below, where the first one has none.
            label: { x: lane + 10, y: order === 0 ? end.y + 16 : bus - 6, anchor: "start" as const },
          },
        ]),
  ];
}

/** Above something, where it is not in the way of requests. */
function exitOf(layout: VpcLayout, { thing, rect, column = 0 }: Placed<Shape>): number {
  if (thing.kind !== "containers") return centerOf(rect);
  return layout.columns.columns[column]?.outer === "right" ? rightOf(rect) - 24 : rect.x + 24;
}

function route(arrow: Arrow, points: readonly Point[]): Route {
  return { arrow, points, label: undefined };
}
