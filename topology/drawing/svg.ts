import { FAINT_TEXT, PAGE, TEXT } from "./colours";
import type { Picture } from "./shapes";
import { centerOf, middleOf, type Rect } from "./svg/geometry";
import { layOutPage, PAGE_GAP, PAGE_MARGIN } from "./svg/page";
import type { Route } from "./svg/routes";
import { LABEL_FONT, TITLE_FONT } from "./svg/sizes";
import { drawGrounds, drawShape } from "./svg/svg-boxes";
import { drawLegend } from "./svg/svg-legend";
import { drawNotes } from "./svg/svg-notes";
import { drawRoute, drawRouteLabel } from "./svg/svg-routes";
import { element, escaped, type Markup, together } from "./svg/xml";

/**
 * A picture as SVG: one file without links, that can be read on light and on dark pages. The same picture is always the same
 * text.
 */
export function drawSvg(picture: Picture): string {
  const page = layOutPage(picture);
  const { internet, vpcs, elsewhere, emptiness, routes, right, bottom } = page;
  const legend = drawLegend(picture, PAGE_MARGIN + 4, bottom + 28);
  const notes = drawNotes(picture.notes, PAGE_MARGIN, bottom + PAGE_GAP + legend.height, right - PAGE_MARGIN);
  const size = { width: right + PAGE_MARGIN, height: bottom + PAGE_GAP + legend.height + notes.height };
  return document(picture, size, [
    ...vpcs.flatMap(drawGrounds),
    // What is blocked must be seen: it is drawn over the others.
    ...[...routes].sort((a, b) => rank(a) - rank(b)).flatMap(drawRoute),
    drawShape(picture.internet, internet),
    ...[...vpcs.flatMap(({ shapes }) => shapes), ...elsewhere].map(({ thing, rect }) => drawShape(thing, rect)),
    ...(emptiness === undefined ? [] : drawEmptiness(emptiness)),
    ...routes.flatMap(drawRouteLabel),
    ...legend.drawing,
    ...notes.drawing,
  ]);
}

function drawEmptiness(rect: Rect): Markup[] {
  const place = { x: centerOf(rect), y: middleOf(rect) + 5, "text-anchor": "middle" };
  return [
    element("rect", { ...rect, rx: 12, fill: "none", stroke: FAINT_TEXT, "stroke-dasharray": "6 4" }),
    element("text", { ...place, fill: TEXT, "font-size": LABEL_FONT.size }, escaped("nothing is deployed")),
  ];
}

function rank({ arrow: { kind, verdict } }: Route): number {
  return (kind === "request" ? 1 : 0) + (verdict === "allowed" ? 0 : 2);
}

function document(
  { title, description }: Picture,
  { width, height }: { readonly width: number; readonly height: number },
  content: readonly Markup[],
): string {
  const [right, bottom] = [Math.ceil(width), Math.ceil(height)];
  const heading = {
    x: PAGE_MARGIN,
    y: PAGE_MARGIN + TITLE_FONT.size,
    "font-size": TITLE_FONT.size,
    "font-weight": 700,
  };
  const lines = [
    element("title", { id: "title" }, escaped(title)),
    element("desc", { id: "description" }, escaped(description)),
    element("rect", { x: 0.5, y: 0.5, width: right - 1, height: bottom - 1, rx: 12, ...PAGE }),
    element("text", { ...heading, fill: TEXT }, escaped(title)),
    ...content,
  ];
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `0 0 ${right} ${bottom}`,
    width: right,
    height: bottom,
    role: "img",
    "aria-labelledby": "title description",
    // Fonts that are there: nothing is fetched.
    "font-family": "Helvetica, Arial, 'Liberation Sans', sans-serif",
  };
  return `${element("svg", attributes, escaped("\n"), together(lines, "\n"), escaped("\n"))}\n`;
}
