import type { Arrow, Shape } from "../shapes";
import { bottomOf, centerOf, nearestIn, type Point, type Rect, rightOf } from "./geometry";
import type { Placed } from "./levels";
import type { Route } from "./routes";
import type { VpcLayout } from "./vpc-layout";

/** Between the end of a box and an arrow. */
const CORNER = 18;
/** From a box to where an arrow bends. */
const BEND = 16;

/** Requests go down: into the load balancer, to the target group, and from there into each subnet. */
export function requestRoutes(layout: VpcLayout, arrows: readonly Arrow[]): Route[] {
  const placed = (id: string): readonly Placed<Shape>[] => layout.shapes.filter(({ thing }) => thing.id === id);
  return arrows
    .filter(({ kind }) => kind === "request")
    .flatMap((arrow) =>
      placed(arrow.from).flatMap((from) => placed(arrow.to).map((to) => routeBetween(layout, arrow, from, to))),
    );
}

function routeBetween(layout: VpcLayout, arrow: Arrow, from: Placed<Shape>, to: Placed<Shape>): Route {
  const isDownwards = bottomOf(from.rect) <= to.rect.y;
  const end = { x: xOf(layout, to), y: isDownwards ? to.rect.y : bottomOf(to.rect) };
  // A load balancer sends from where it receives; the others from where it is nearest.
  const isFromBalancer = from.thing.kind === "load balancer";
  const x = isFromBalancer ? xOf(layout, from) : nearestIn(end.x, from.rect.x + CORNER, rightOf(from.rect) - CORNER);
  const start = { x, y: isDownwards ? bottomOf(from.rect) : from.rect.y };
  // Below a load balancer there are NAT gateways: it bends when it has passed them.
  const bend = isDownwards ? (isFromBalancer ? end.y - BEND : start.y + BEND) : start.y - BEND;
  const isToContainers = to.thing.kind === "containers";
  // On the outer side there is room, unless there is another arrow.
  const isLeft = isAlone(layout, to) && (end.x < start.x || (isToContainers && end.x < layout.columns.axis));
  return {
    arrow,
    points: corners(start, bend, end),
    label: {
      x: isLeft ? end.x - 10 : end.x + 10,
      y: isDownwards ? start.y + (isToContainers ? 36 : 24) : start.y - BEND,
      anchor: isLeft ? "end" : "start",
    },
  };
}

/** Where requests come into something. */
function xOf(layout: VpcLayout, to: Placed<Shape>): number {
  const { thing, rect, column = 0 } = to;
  const { columns, axis } = layout.columns;
  const edges = columns[column];
  if (edges === undefined || thing.kind === "target group") return centerOf(rect);
  if (thing.kind === "load balancer") {
    return isWithin(axis, rect) ? axis : edges.landing;
  }
  const free = nearestIn(centerOf(rect), edges.free.from, edges.free.to);
  return isAlone(layout, to) ? edges.landing : nearestIn(free, rect.x + CORNER, rightOf(rect) - CORNER);
}

/** Whether nothing else is beside it in its subnet. */
function isAlone({ shapes }: VpcLayout, { rect, column }: Placed<Shape>): boolean {
  return shapes.filter((each) => each.column === column && each.rect.y === rect.y).length === 1;
}

function isWithin(x: number, rect: Rect): boolean {
  return rect.x + CORNER <= x && x <= rightOf(rect) - CORNER;
}

function corners(start: Point, bend: number, end: Point): Point[] {
  return Math.abs(start.x - end.x) < 1
    ? [{ x: end.x, y: start.y }, end]
    : [start, { x: start.x, y: bend }, { x: end.x, y: bend }, end];
}
