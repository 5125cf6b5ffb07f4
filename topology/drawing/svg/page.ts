import type { Picture, Shape } from "../shapes";
import { bottomOf, centerOf, largest, type Rect, rightOf } from "./geometry";
import { outgoingRoutes } from "./outgoing-routes";
import { requestRoutes } from "./request-routes";
import type { Route } from "./routes";
import { sizeOfShape, TITLE_FONT } from "./sizes";
import { textWidth } from "./text-width";
import { layOutVpc, type VpcLayout } from "./vpc-layout";

/** Around everything. */
export const PAGE_MARGIN = 24;
/** Between things below or beside each other. */
export const PAGE_GAP = 24;
/** So that the notes and the legend have room. */
const LEAST_WIDTH = 650;
/** From the internet to the VPCs. */
const ABOVE_VPCS = 44;

/** Everything but notes and legend in its place. */
export interface Page {
  readonly internet: Rect;
  readonly vpcs: readonly VpcLayout[];
  readonly elsewhere: readonly { readonly thing: Shape; readonly rect: Rect }[];
  /** Where it is said that there is nothing. */
  readonly emptiness: Rect | undefined;
  readonly routes: readonly Route[];
  /** The right and the lower edge of it all. */
  readonly right: number;
  readonly bottom: number;
}

/** Puts the internet at the top, the VPCs side by side below it, and what is elsewhere at the bottom. */
export function layOutPage(picture: Picture): Page {
  const size = sizeOfShape(picture.internet);
  const at = (y: number): VpcLayout[] => vpcsFrom(picture, y + size.height + ABOVE_VPCS);
  const internetAt = (y: number, vpcs: readonly VpcLayout[]): Rect => ({
    ...size,
    x: axisOf(vpcs) - size.width / 2,
    y,
  });
  // Beside the title if there is room.
  const endOfTitle = PAGE_MARGIN + textWidth(picture.title, TITLE_FONT) + PAGE_GAP;
  const y = internetAt(0, at(0)).x > endOfTitle ? PAGE_MARGIN : PAGE_MARGIN + 30;
  const vpcs = at(y);
  const internet = internetAt(y, vpcs);
  const below = largest([bottomOf(internet) + ABOVE_VPCS - PAGE_GAP, ...vpcs.map(({ rect }) => bottomOf(rect))]);
  const elsewhere = sideBySide(picture.elsewhere, below + PAGE_GAP);
  const emptiness =
    vpcs.length + elsewhere.length > 0
      ? undefined
      : { x: PAGE_MARGIN, y: below + PAGE_GAP, width: LEAST_WIDTH, height: 80 };
  const rects = [...vpcs, ...elsewhere].map(({ rect }) => rect).concat(emptiness ?? []);
  return {
    internet,
    vpcs,
    elsewhere,
    emptiness,
    routes: [
      ...vpcs.flatMap((vpc) => outgoingRoutes(vpc, picture.arrows)),
      ...vpcs.flatMap((vpc) => requestRoutes(vpc, picture.arrows)),
      ...routesFromInternet(picture, internet, vpcs),
    ],
    right: largest([PAGE_MARGIN + LEAST_WIDTH, ...rects.map(rightOf)]),
    bottom: largest(rects.map(bottomOf)),
  };
}

function vpcsFrom({ vpcs }: Picture, y: number): VpcLayout[] {
  let x = PAGE_MARGIN;
  return vpcs.map((box) => {
    const layout = layOutVpc(box, x, y, vpcs.length === 1 ? LEAST_WIDTH : 0);
    x = rightOf(layout.rect) + PAGE_GAP;
    return layout;
  });
}

/** Where requests come down from: above the way into the VPC if there is but one. */
function axisOf(vpcs: readonly VpcLayout[]): number {
  const [only, ...others] = vpcs;
  if (only !== undefined && others.length === 0) return only.columns.axis;
  return (PAGE_MARGIN + largest([PAGE_MARGIN + LEAST_WIDTH, ...vpcs.map(({ rect }) => rightOf(rect))])) / 2;
}

function sideBySide(shapes: readonly Shape[], y: number): Page["elsewhere"] {
  let x = PAGE_MARGIN;
  return shapes.map((thing) => {
    const rect = { x, y, ...sizeOfShape(thing) };
    x = rightOf(rect) + PAGE_GAP;
    return { thing, rect };
  });
}

function routesFromInternet({ arrows, internet: { id } }: Picture, from: Rect, vpcs: readonly VpcLayout[]): Route[] {
  const gateways = vpcs.flatMap(({ shapes }) => shapes);
  return arrows
    .filter((arrow) => arrow.from === id)
    .flatMap((arrow) => gateways.filter(({ thing }) => thing.id === arrow.to).map(({ rect }) => ({ arrow, rect })))
    .map(({ arrow, rect }) => {
      const start = { x: centerOf(from), y: bottomOf(from) };
      const end = { x: centerOf(rect), y: rect.y };
      const bend = start.y + 20;
      const corners = start.x === end.x ? [] : [start, end].map(({ x }) => ({ x, y: bend }));
      return { arrow, points: [start, ...corners, end], label: undefined };
    });
}
