import { MARKED, TEXT } from "../colours";
import type { Note } from "../shapes";
import { headingOf } from "../words";
import { sum } from "./geometry";
import { LABEL_FONT, LINE } from "./sizes";
import { drawText } from "./svg-text";
import { wrapped } from "./text-width";
import { element, type Markup } from "./xml";

/** Things drawn, and how high they are together. */
export interface Drawn {
  readonly drawing: readonly Markup[];
  readonly height: number;
}

const MARGIN = 14;
/** Between one promise and the next. */
const NOTE_GAP = 7;

/** What is wrong: a box for the promises that are broken, and one for those of which it is not known. */
export function drawNotes(notes: readonly Note[], x: number, y: number, width: number): Drawn {
  const boxes: Drawn[] = [];
  for (const mark of ["broken", "unknown"] as const) {
    const those = notes.filter((note) => note.mark === mark);
    const above = sum(boxes.map(({ height }) => height));
    if (those.length > 0) boxes.push(drawNoteBox(mark, those, { x, y: y + above, width }));
  }
  return { drawing: boxes.flatMap(({ drawing }) => drawing), height: sum(boxes.map(({ height }) => height)) };
}

function drawNoteBox(
  mark: Note["mark"],
  notes: readonly Note[],
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): Drawn {
  const { fill, stroke, text: colour } = MARKED[mark];
  const room = width - 2 * MARGIN;
  const lines = notes.flatMap((note, index) => {
    const heading = wrapped(headingOf(note), room, { ...LABEL_FONT, isBold: true });
    const reason = wrapped(note.reason, room, LABEL_FONT);
    return [
      ...heading.map((text) => ({ text, index, attributes: { fill: colour, "font-weight": 700 } })),
      ...reason.map((text) => ({ text, index, attributes: { fill: TEXT } })),
    ];
  });
  const height = lines.length * LINE + (notes.length - 1) * NOTE_GAP + 2 * MARGIN - 6;
  const texts = lines.map(({ text, index, attributes }, line) => {
    const baseline = y + MARGIN + 10 + line * LINE + index * NOTE_GAP;
    return drawText({ x: x + MARGIN, y: baseline, anchor: "start" }, text, attributes);
  });
  const box = element("rect", { x, y, width, height, rx: 8, fill, stroke, "stroke-width": 1.5 });
  return { drawing: [box, ...texts], height: height + MARGIN };
}
