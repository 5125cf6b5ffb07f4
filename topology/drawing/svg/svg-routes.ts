import { colourOfArrow, FATES, VPC } from "../colours";
import { wordsOnArrow } from "../words";
import type { Point } from "./geometry";
import type { Route } from "./routes";
import { drawText } from "./svg-text";
import { element, type Markup, rounded } from "./xml";

/** How far a line's corners are rounded. */
const RADIUS = 7;

/** An arrow: strong for requests, thin and dashed for the way out. What does not get there is dashed, too; what goes is dotted. */
export function drawRoute({ arrow, points, hasHead = true }: Route): Markup[] {
  const [end, before] = [points.at(-1), points.at(-2)];
  if (end === undefined || before === undefined) return [];
  const isRequest = arrow.kind === "request";
  const colour = colourOfArrow(arrow);
  const width = arrow.fate === "gone" ? 1.6 : isRequest ? 3.5 : 1.6;
  const usual = isRequest ? (arrow.verdict === "allowed" ? undefined : "9 6") : "6 4";
  const dashes = arrow.fate === "gone" ? "2 4" : usual;
  const line = { fill: "none", stroke: colour, "stroke-width": width, "stroke-dasharray": dashes };
  if (!hasHead) return [element("path", { d: pathThrough(points), ...line })];

  const head = 3 + 2.2 * width;
  const direction = { x: Math.sign(end.x - before.x), y: Math.sign(end.y - before.y) };
  const neck = { x: end.x - head * direction.x, y: end.y - head * direction.y };
  const half = { x: (head / 2) * direction.y, y: (head / 2) * direction.x };
  const corners = [end, { x: neck.x + half.x, y: neck.y + half.y }, { x: neck.x - half.x, y: neck.y - half.y }];
  return [
    element("path", { d: pathThrough([...points.slice(0, -1), neck]), ...line }),
    element("path", { d: `M${corners.map(written).join("L")}z`, fill: colour }),
  ];
}

/** Its protocol and port, and whether it gets there. */
export function drawRouteLabel({ arrow, label }: Route): Markup[] {
  const words = wordsOnArrow(arrow);
  if (label === undefined || words === "") return [];
  // A pale edge keeps it readable where a line passes behind it.
  const edge = { stroke: VPC.fill, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" };
  const weight = arrow.kind === "request" ? 700 : undefined;
  const { fate, verdict } = arrow;
  const fill = fate !== undefined && verdict === "allowed" ? FATES[fate].text : colourOfArrow(arrow);
  return [drawText(label, words, { fill, "font-weight": weight, ...edge })];
}

function pathThrough(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (before === undefined) return `M${written(point)}`;
      if (after === undefined) return `L${written(point)}`;
      return `L${written(towards(point, before))}Q${written(point)} ${written(towards(point, after))}`;
    })
    .join("");
}

/** A little way from a corner to its neighbour, half the way at most. */
function towards(corner: Point, neighbour: Point): Point {
  const [dx, dy] = [neighbour.x - corner.x, neighbour.y - corner.y];
  const length = Math.hypot(dx, dy);
  const part = length === 0 ? 0 : Math.min(RADIUS, length / 2) / length;
  return { x: corner.x + dx * part, y: corner.y + dy * part };
}

function written({ x, y }: Point): string {
  return `${rounded(x)} ${rounded(y)}`;
}
