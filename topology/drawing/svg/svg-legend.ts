import { FAINT_TEXT } from "../colours";
import { fatesIn } from "../fates";
import type { Fate, Picture } from "../shapes";
import { LABEL_FONT } from "./sizes";
import { drawFate, drawPlanned } from "./svg-boxes";
import type { Drawn } from "./svg-notes";
import { drawRoute } from "./svg-routes";
import { drawText } from "./svg-text";
import { textWidth } from "./text-width";
import type { Markup } from "./xml";

/** From where a sign begins to where its text does. */
const SIGN_WIDTH = 50;
const GAP = 36;

/** From one row to the next. */
const ROW = 26;

interface Entry {
  readonly isThere: boolean;
  readonly sign: (x: number, y: number) => Markup[];
  readonly text: string;
}

/** What the lines and the colours mean: of those that are there. */
export function drawLegend(picture: Picture, x: number, y: number): Drawn {
  const fates = new Set(fatesIn(picture).map(({ fate }) => fate));
  const rows: Entry[][] = [
    [
      { isThere: hasArrow(picture, "request"), sign: lineOf("request"), text: "the way of a request" },
      { isThere: hasArrow(picture, "outgoing"), sign: lineOf("outgoing"), text: "the containers' own way out" },
      { isThere: hasPlanned(picture), sign: boxAt, text: "made later, by your service" },
    ],
    (["new", "changed", "gone"] as const).map((fate) => ({
      isThere: fates.has(fate),
      sign: fateAt(fate),
      text: `${fate} with this change`,
    })),
  ];
  const used = rows.map((entries) => entries.filter(({ isThere }) => isThere)).filter((entries) => entries.length > 0);
  return {
    drawing: used.flatMap((entries, row) => drawRow(entries, x, y + row * ROW)),
    height: used.length === 0 ? 0 : 30 + (used.length - 1) * ROW,
  };
}

function drawRow(entries: readonly Entry[], x: number, y: number): Markup[] {
  let left = x;
  return entries.flatMap(({ sign, text }) => {
    const place = { x: left + SIGN_WIDTH, y: y + 4, anchor: "start" } as const;
    const drawn = [...sign(left, y), drawText(place, text, { fill: FAINT_TEXT })];
    left += SIGN_WIDTH + textWidth(text, LABEL_FONT) + GAP;
    return drawn;
  });
}

function lineOf(kind: "request" | "outgoing"): (x: number, y: number) => Markup[] {
  const arrow = { from: "", to: "", kind, label: undefined, verdict: "allowed" } as const;
  return (x, y) => drawRoute({ arrow, points: [x, x + 40].map((each) => ({ x: each, y })), label: undefined });
}

function boxAt(x: number, y: number): Markup[] {
  return [drawPlanned({ x: x + 4, y: y - 9, width: 32, height: 18 })];
}

function fateAt(fate: Fate): Entry["sign"] {
  return (x, y) => [drawFate({ x: x + 4, y: y - 9, width: 32, height: 18 }, fate)];
}

function hasArrow({ arrows }: Picture, asked: "request" | "outgoing"): boolean {
  return arrows.some(({ kind }) => kind === asked);
}

function hasPlanned({ vpcs }: Picture): boolean {
  const subnets = vpcs.flatMap(({ zones }) => zones).flatMap((zone) => zone.subnets);
  return subnets.some(({ containers }) => containers.some(({ isPlanned }) => isPlanned));
}
