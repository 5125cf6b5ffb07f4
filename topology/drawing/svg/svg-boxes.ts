import { type Colours, FAINT_TEXT, MARKED, PLAIN, REQUEST, SUBNET, TEXT, VPC } from "../colours";
import type { Mark, Shape, SubnetBox } from "../shapes";
import type { Column } from "./columns";
import { centerOf, type Rect } from "./geometry";
import type { Placed } from "./levels";
import type { LabelPlace } from "./routes";
import { LINE, NAME_FONT, TEXT_MARGIN } from "./sizes";
import { drawName, drawText } from "./svg-text";
import { textWidth } from "./text-width";
import type { VpcLayout } from "./vpc-layout";
import { element, type Markup } from "./xml";

/** The box of a VPC with those of its zones and subnets: what arrows go over. */
export function drawGrounds({ box, rect, zones, subnets, columns }: VpcLayout): Markup[] {
  const { name, cidrs, mark } = box;
  const place: LabelPlace = { x: rect.x + 16, y: rect.y + 24, anchor: "start" };
  const beside = { ...place, x: place.x + textWidth(name, NAME_FONT) + 6 };
  return [
    drawBox(rect, VPC, mark, { rx: 12 }),
    ...drawName(place, name, mark, []),
    ...(cidrs.length === 0 ? [] : [drawText(beside, cidrs.join(", "), { fill: TEXT })]),
    ...zones.flatMap(({ thing, rect: zone, edges }) => [
      element("rect", { ...zone, rx: 10, fill: "none", stroke: VPC.stroke, "stroke-dasharray": "3 4" }),
      drawText({ ...outerEnd(edges, 6), y: zone.y + 21 }, `zone ${thing.name}`, { fill: FAINT_TEXT }),
    ]),
    ...subnets.flatMap((subnet) => drawSubnet(subnet, columns.columns[subnet.column ?? 0])),
  ];
}

function drawSubnet({ thing, rect }: Placed<SubnetBox>, edges: Column | undefined): Markup[] {
  const { name, access, labels, mark } = thing;
  const place = edges === undefined ? { x: rect.x, anchor: "start" as const } : outerEnd(edges, TEXT_MARGIN);
  return [
    drawBox(rect, SUBNET[access], mark, { rx: 8 }),
    ...drawName({ ...place, y: rect.y + 22 }, name, mark, labels),
  ];
}

/** Where text at the outer side of a zone begins. */
function outerEnd({ left, right, outer }: Column, margin: number): Omit<LabelPlace, "y"> {
  return outer === "left" ? { x: left + margin, anchor: "start" } : { x: right - margin, anchor: "end" };
}

/** A box with a name and its lines in the middle. */
export function drawShape({ kind, name, labels, mark, isPlanned }: Shape, rect: Rect): Markup {
  const isOnTheWay = kind === "load balancer" || kind === "target group" || kind === "containers";
  const { fill, stroke } = isOnTheWay ? REQUEST : PLAIN;
  const height = (1 + labels.length) * LINE;
  const y = rect.y + (rect.height - height) / 2 + LINE - 4;
  return element(
    "g",
    {},
    drawBox(rect, { fill: isPlanned ? PLAIN.fill : fill, stroke }, mark, {
      width: isOnTheWay ? 2 : 1.5,
      rx: kind === "internet" ? 22 : 8,
      isDashed: isPlanned,
    }),
    ...drawName({ x: centerOf(rect), y, anchor: "middle" }, name, mark, labels),
  );
}

/** The sign of what is not there yet. */
export function drawPlanned(rect: Rect): Markup {
  return drawBox(rect, { ...PLAIN, stroke: REQUEST.stroke }, "fine", { width: 2, rx: 5, isDashed: true });
}

interface Border {
  /** @default 1.5 */
  readonly width?: number;
  /** The radius of the corners. */
  readonly rx: number;
  readonly isDashed?: boolean;
}

function drawBox(rect: Rect, colours: Colours, mark: Mark, { width = 1.5, rx, isDashed = false }: Border): Markup {
  const { fill, stroke } = mark === "fine" ? colours : MARKED[mark];
  return element("rect", {
    ...rect,
    rx,
    fill,
    stroke,
    "stroke-width": mark === "fine" ? width : 2.5,
    "stroke-dasharray": isDashed ? "6 4" : undefined,
  });
}
