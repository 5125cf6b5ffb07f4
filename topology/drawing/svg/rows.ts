import type { Shape, SubnetBox, VpcBox } from "../shapes";
import { BOX_GAP, type Columns } from "./columns";
import { largest } from "./geometry";
import type { Grid } from "./grid";
import { balancerLevel, type Cell, containerLevel, groupLevel, type Level, natLevel, type Placed } from "./levels";
import { sizeOfHeader } from "./sizes";

/** Between two rows of subnets. */
const ROW_GAP = 34;
/** Above what is written on a subnet. */
const ABOVE_HEADER = 8;

/** What is in a VPC, from top to bottom. */
export interface Rows {
  readonly subnets: readonly Placed<SubnetBox>[];
  /** A load balancer is there once for each of its runs. */
  readonly shapes: readonly Placed<Shape>[];
  /** The upper edge of each row. */
  readonly tops: readonly number[];
  readonly bottom: number;
}

/** Places the rows below each other, the first at `top`. */
export function rowsOf({ targetGroups }: VpcBox, grid: Grid, columns: Columns, top: number): Rows {
  const groups = placeOfGroups(grid);
  const subnets: Placed<SubnetBox>[] = [];
  const shapes: Placed<Shape>[] = [];
  const tops: number[] = [];
  let y = top;
  const add = (level: Level): void => {
    shapes.push(...level.shapes);
    y = level.bottom;
  };
  grid.rows.forEach((_, row) => {
    const cells = cellsOf(grid, columns, row);
    const rowTop = y;
    tops.push(rowTop);
    y += ABOVE_HEADER + largest(cells.map(({ subnet }) => sizeOfHeader(subnet).height));
    add(balancerLevel(grid, columns, row, y));
    add(natLevel(cells, y));
    if (groups.row === row && groups.isWithin) add(groupLevel(targetGroups, columns, y - BOX_GAP));
    add(containerLevel(cells, y));
    subnets.push(
      ...cells.map(({ subnet, edges, column }) => {
        const rect = { x: edges.left, y: rowTop, width: edges.right - edges.left, height: y - rowTop };
        return { thing: subnet, rect, column, row };
      }),
    );
    if (groups.row === row && !groups.isWithin && targetGroups.length > 0) add(groupLevel(targetGroups, columns, y));
    else if (row < grid.rows.length - 1) y += ROW_GAP;
  });
  if (grid.rows.length === 0) add(groupLevel(targetGroups, columns, y));
  return { subnets, shapes, tops, bottom: y };
}

/** Between load balancers and containers: within the row that has both, or else below a row. */
function placeOfGroups({ rows, runs }: Grid): { readonly row: number; readonly isWithin: boolean } {
  const hasContainers = rows.map((cells) => cells.some((subnet) => (subnet?.containers.length ?? 0) > 0));
  const first = hasContainers.indexOf(true);
  const staying = runs.filter(({ balancer }) => balancer.fate !== "gone");
  if (runs.length > 0) {
    const row = largest((staying.length === 0 ? runs : staying).map((run) => run.row));
    return { row, isWithin: hasContainers[row] === true };
  }
  return { row: Math.max(0, first - 1), isWithin: first === 0 };
}

/** Not every zone has a subnet in every row. */
function cellsOf({ rows }: Grid, { columns }: Columns, row: number): Cell[] {
  return (rows[row] ?? []).flatMap((subnet, column) => {
    const edges = columns[column];
    return subnet === undefined || edges === undefined ? [] : [{ subnet, edges, column, row }];
  });
}
