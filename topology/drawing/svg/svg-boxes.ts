import { type Colours, FAINT_TEXT, FATES, MARKED, PLAIN, REQUEST, SUBNET, TEXT, VPC } from "../colours";
import type { Fate, Mark, Shape, SubnetBox } from "../shapes";
import { nameInWords } from "../words";
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
  const { cidrs } = box;
  const place: LabelPlace = { x: rect.x + 16, y: rect.y + 24, anchor: "start" };
  const beside = { ...place, x: place.x + textWidth(nameInWords(box), NAME_FONT) + 6 };
  return [
    drawBox(rect, groundOf(VPC, box), box, { rx: 12 }),
    ...drawName(place, box, []),
    ...(cidrs.length === 0 ? [] : [drawText(beside, cidrs.join(", "), { fill: TEXT })]),
    ...zones.flatMap(({ thing, rect: zone, edges }) => [
      element("rect", { ...zone, rx: 10, fill: "none", stroke: VPC.stroke, "stroke-dasharray": "3 4" }),
      drawText({ ...outerEnd(edges, 6), y: zone.y + 21 }, `zone ${thing.name}`, { fill: FAINT_TEXT }),
    ]),
    ...subnets.flatMap((subnet) => drawSubnet(subnet, columns.columns[subnet.column ?? 0])),
  ];
}

function drawSubnet({ thing, rect }: Placed<SubnetBox>, edges: Column | undefined): Markup[] {
  const { access, labels } = thing;
  const place = edges === undefined ? { x: rect.x, anchor: "start" as const } : outerEnd(edges, TEXT_MARGIN);
  return [
    drawBox(rect, groundOf(SUBNET[access], thing), thing, { rx: 8 }),
    ...drawName({ ...place, y: rect.y + 22 }, thing, labels),
  ];
}

/** What is new or changes keeps its ground, which says what it is. */
function groundOf(usual: Colours, { fate }: { readonly fate?: Fate }): Colours {
  if (fate === undefined) return usual;
  return fate === "gone" ? FATES.gone : { fill: usual.fill, stroke: FATES[fate].stroke };
}

/** Where text at the outer side of a zone begins. */
function outerEnd({ left, right, outer }: Column, margin: number): Omit<LabelPlace, "y"> {
  return outer === "left" ? { x: left + margin, anchor: "start" } : { x: right - margin, anchor: "end" };
}

/** A box with a name and its lines in the middle. */
export function drawShape(shape: Shape, rect: Rect): Markup {
  const { kind, labels, isPlanned, fate } = shape;
  const isOnTheWay = kind === "load balancer" || kind === "target group" || kind === "containers";
  const { fill, stroke } = fate === undefined ? (isOnTheWay ? REQUEST : PLAIN) : FATES[fate];
  const height = (1 + labels.length) * LINE;
  const y = rect.y + (rect.height - height) / 2 + LINE - 4;
  return element(
    "g",
    {},
    drawBox(rect, { fill: isPlanned ? PLAIN.fill : fill, stroke }, shape, {
      width: isOnTheWay ? 2 : 1.5,
      rx: kind === "internet" ? 22 : 8,
      isDashed: isPlanned,
    }),
    ...drawName({ x: centerOf(rect), y, anchor: "middle" }, shape, labels),
  );
}

/** The sign of what is not there yet. */
export function drawPlanned(rect: Rect): Markup {
  return drawBox(rect, { ...PLAIN, stroke: REQUEST.stroke }, { mark: "fine" }, { width: 2, rx: 5, isDashed: true });
}

/** The sign of what becomes of something. */
export function drawFate(rect: Rect, fate: Fate): Markup {
  return drawBox(rect, FATES[fate], { mark: "fine", fate }, { rx: 5 });
}

interface Border {
  /** @default 1.5 */
  readonly width?: number;
  /** The radius of the corners. */
  readonly rx: number;
  readonly isDashed?: boolean;
}

function drawBox(
  rect: Rect,
  colours: Colours,
  { mark, fate }: { readonly mark: Mark; readonly fate?: Fate },
  { width = 1.5, rx, isDashed = false }: Border,
): Markup {
  const { fill, stroke } = mark === "fine" ? colours : MARKED[mark];
  const isStrong = mark !== "fine" || fate === "new" || fate === "changed";
  return element("rect", {
    ...rect,
    rx,
    fill,
    stroke,
    "stroke-width": isStrong ? 2.5 : width,
    "stroke-dasharray": isDashed || fate === "gone" ? "6 4" : undefined,
  });
}
