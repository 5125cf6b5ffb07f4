import type { Shape, SubnetBox } from "../shapes";
import { BOX_GAP, type Column, type Columns, SUBNET_MARGIN } from "./columns";
import { bottomOf, largest, type Rect, rightOf, sum } from "./geometry";
import type { Grid } from "./grid";
import { sizeOfShape } from "./sizes";

/** Above a NAT gateway: room for the way out. */
const ABOVE_NAT = 12;
/** Above target groups, and below them: room for arrows with their labels. */
const ABOVE_GROUPS = 30;
const BELOW_GROUPS = 62;
/** Below target groups once more for every way to a NAT gateway in another zone. */
const CROSSING = 6;

/** Where something stands. */
export interface Placed<T> {
  readonly thing: T;
  readonly rect: Rect;
  /** Undefined for what belongs to no zone. */
  readonly column?: number;
  readonly row?: number;
}

/** Things of one kind side by side. Without any it takes no room. */
export interface Level {
  readonly shapes: readonly Placed<Shape>[];
  /** With the gap below it. */
  readonly bottom: number;
}

/** A zone's part of a row. */
export interface Cell {
  readonly subnet: SubnetBox;
  readonly edges: Column;
  readonly column: number;
  readonly row: number;
}

/** Load balancers across their subnets, one below the other. One that goes stands beside others where there is room. */
export function balancerLevel({ runs }: Grid, { columns }: Columns, row: number, top: number): Level {
  const here = runs.filter((run) => run.row === row);
  const shapes: Placed<Shape>[] = [];
  for (const balancer of new Set(here.map((run) => run.balancer))) {
    const own = here.filter((run) => run.balancer === balancer);
    const isFree =
      shapes.length > 0 &&
      own.every(({ from, to }) => !here.some((run) => run.balancer !== balancer && run.from <= to && from <= run.to));
    const y = balancer.fate === "gone" && isFree ? top : below(shapes, BOX_GAP, top);
    const { height } = sizeOfShape(balancer);
    shapes.push(
      ...own.map(({ from, to }) => {
        const x = (columns[from]?.left ?? 0) + SUBNET_MARGIN;
        const width = (columns[to]?.right ?? 0) - SUBNET_MARGIN - x;
        return { thing: balancer, rect: { x, y, width, height }, column: from, row };
      }),
    );
  }
  return { shapes, bottom: below(shapes, BOX_GAP, top) };
}

/** NAT gateways at the outer side of their subnets; several of one subnet one below the other. */
export function natLevel(cells: readonly Cell[], top: number): Level {
  const shapes = cells.flatMap(({ subnet, edges, column, row }) => {
    let y = top + ABOVE_NAT;
    return subnet.natGateways.map((thing) => {
      const { width, height } = sizeOfShape(thing);
      const x = edges.outer === "right" ? edges.right - SUBNET_MARGIN - width : edges.left + SUBNET_MARGIN;
      const rect = { x, y, width, height };
      y = bottomOf(rect) + BOX_GAP;
      return { thing, rect, column, row };
    });
  });
  return { shapes, bottom: below(shapes, BOX_GAP, top) };
}

/** Target groups belong to no zone: they stand where requests go down. */
export function groupLevel(groups: readonly Shape[], { axis, columns }: Columns, top: number): Level {
  const sizes = groups.map(sizeOfShape);
  let x = axis - (sum(sizes.map(({ width }) => width + BOX_GAP)) - BOX_GAP) / 2;
  const shapes = groups.map((thing) => {
    const rect = {
      ...sizeOfShape(thing),
      x,
      y: top + ABOVE_GROUPS,
      height: largest(sizes.map(({ height }) => height)),
    };
    x = rightOf(rect) + BOX_GAP;
    return { thing, rect };
  });
  return { shapes, bottom: below(shapes, BELOW_GROUPS + CROSSING * Math.max(0, columns.length - 2), top) };
}

/** Containers fill their subnets from side to side. */
export function containerLevel(cells: readonly Cell[], top: number): Level {
  const shapes = cells.flatMap(({ subnet: { containers }, edges, column, row }) => {
    const height = largest(containers.map((each) => sizeOfShape(each).height));
    const width = (edges.right - edges.left - 2 * SUBNET_MARGIN + BOX_GAP) / containers.length - BOX_GAP;
    return containers.map((thing, index) => {
      const x = edges.left + SUBNET_MARGIN + index * (width + BOX_GAP);
      return { thing, rect: { x, y: top + 6, width, height }, column, row };
    });
  });
  return { shapes, bottom: below(shapes, BOX_GAP, top) };
}

function below(shapes: readonly Placed<Shape>[], gap: number, top: number): number {
  return shapes.length === 0 ? top : largest(shapes.map(({ rect }) => bottomOf(rect))) + gap;
}
