import { FAINT_TEXT } from "../colours";
import type { Picture } from "../shapes";
import { LABEL_FONT } from "./sizes";
import { drawPlanned } from "./svg-boxes";
import type { Drawn } from "./svg-notes";
import { drawRoute } from "./svg-routes";
import { drawText } from "./svg-text";
import { textWidth } from "./text-width";
import type { Markup } from "./xml";

/** From where a sign begins to where its text does. */
const SIGN_WIDTH = 50;
const GAP = 36;

/** What the lines mean: of those that are there. */
export function drawLegend(picture: Picture, x: number, y: number): Drawn {
  const entries = [
    { isThere: hasArrow(picture, "request"), sign: lineOf("request"), text: "the way of a request" },
    { isThere: hasArrow(picture, "outgoing"), sign: lineOf("outgoing"), text: "the containers' own way out" },
    { isThere: hasPlanned(picture), sign: boxAt, text: "made later, by your service" },
  ].filter(({ isThere }) => isThere);
  let left = x;
  const drawing = entries.flatMap(({ sign, text }) => {
    const place = { x: left + SIGN_WIDTH, y: y + 4, anchor: "start" } as const;
    const drawn = [...sign(left, y), drawText(place, text, { fill: FAINT_TEXT })];
    left += SIGN_WIDTH + textWidth(text, LABEL_FONT) + GAP;
    return drawn;
  });
  return { drawing, height: entries.length === 0 ? 0 : 30 };
}

function lineOf(kind: "request" | "outgoing"): (x: number, y: number) => Markup[] {
  const arrow = { from: "", to: "", kind, label: undefined, verdict: "allowed" } as const;
  return (x, y) => drawRoute({ arrow, points: [x, x + 40].map((each) => ({ x: each, y })), label: undefined });
}

function boxAt(x: number, y: number): Markup[] {
  return [drawPlanned({ x: x + 4, y: y - 9, width: 32, height: 18 })];
}

function hasArrow({ arrows }: Picture, asked: "request" | "outgoing"): boolean {
  return arrows.some(({ kind }) => kind === asked);
}

function hasPlanned({ vpcs }: Picture): boolean {
  const subnets = vpcs.flatMap(({ zones }) => zones).flatMap((zone) => zone.subnets);
  return subnets.some(({ containers }) => containers.some(({ isPlanned }) => isPlanned));
}
