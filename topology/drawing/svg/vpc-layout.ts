import type { Shape, SubnetBox, VpcBox, ZoneColumn } from "../shapes";
import { nameInWords } from "../words";
import { type Column, type Columns, columnsOf, VPC_MARGIN, ZONE_MARGIN } from "./columns";
import { bottomOf, type Rect } from "./geometry";
import { gridOf } from "./grid";
import type { Placed } from "./levels";
import { rowsOf } from "./rows";
import { LABEL_FONT, NAME_FONT, sizeOfShape } from "./sizes";
import { textWidth } from "./text-width";

/** Above what is in a VPC or in a zone: room for its name. */
const NAME_HEIGHT = 30;

/** A VPC with everything in its place. */
export interface VpcLayout {
  readonly box: VpcBox;
  readonly rect: Rect;
  readonly zones: readonly (Placed<ZoneColumn> & { readonly edges: Column })[];
  readonly subnets: readonly Placed<SubnetBox>[];
  /** The gateways, load balancers, target groups and containers. */
  readonly shapes: readonly Placed<Shape>[];
  readonly columns: Columns;
  /** The upper edge of each row of subnets. */
  readonly rowTops: readonly number[];
}

/** Lays out a VPC whose upper left corner is there, at least that wide. */
export function layOutVpc(box: VpcBox, x: number, y: number, leastWidth: number): VpcLayout {
  const grid = gridOf(box);
  // Beside the way into it.
  const name = textWidth(nameInWords(box), NAME_FONT) + textWidth(` ${box.cidrs.join(", ")}`, LABEL_FONT) + VPC_MARGIN;
  const width = Math.max(2 * Math.ceil(name), leastWidth);
  const columns = columnsOf(grid, box.targetGroups.map(sizeOfShape), width, x);
  const shapes: Placed<Shape>[] = [];
  let top = y + NAME_HEIGHT + 12;
  if (box.internetGateway !== undefined) {
    const size = sizeOfShape(box.internetGateway);
    const rect = { x: columns.axis - size.width / 2, y: top, ...size };
    shapes.push({ thing: box.internetGateway, rect });
    top = bottomOf(rect) + 40;
  }
  const rows = rowsOf(box, grid, columns, top + (grid.rows.length === 0 ? 0 : NAME_HEIGHT));
  const bottom = rows.bottom + 18;
  return {
    box,
    rect: { x, y, width: columns.width, height: bottom + 20 - y },
    zones: columns.columns.flatMap((edges, column) => {
      const thing = grid.zones[column];
      const width = edges.right - edges.left + 2 * ZONE_MARGIN;
      const rect = { x: edges.left - ZONE_MARGIN, y: top, width, height: bottom - top };
      return thing === undefined ? [] : [{ thing, rect, column, edges }];
    }),
    subnets: rows.subnets,
    shapes: [...shapes, ...rows.shapes],
    columns,
    rowTops: rows.tops,
  };
}
