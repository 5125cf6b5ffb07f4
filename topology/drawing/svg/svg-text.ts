import { MARKED, TEXT } from "../colours";
import type { Label, Mark } from "../shapes";
import type { LabelPlace } from "./routes";
import { LABEL_FONT, LINE, NAME_FONT } from "./sizes";
import { type Attributes, element, escaped, type Markup } from "./xml";

/** One line of text. */
export function drawText({ x, y, anchor }: LabelPlace, text: string, attributes: Attributes): Markup {
  const common = { x, y, "text-anchor": anchor === "start" ? undefined : anchor, "font-size": LABEL_FONT.size };
  return element("text", { ...common, ...attributes }, escaped(text));
}

/** A name with lines below it. What is marked is bold and in its colour. */
export function drawName(place: LabelPlace, name: string, mark: Mark, labels: readonly Label[]): Markup[] {
  return [
    drawText(place, name, { fill: textColour(mark), "font-size": NAME_FONT.size, "font-weight": 700 }),
    ...labels.map((label, index) =>
      drawText({ ...place, y: place.y + (index + 1) * LINE }, label.text, {
        fill: textColour(label.mark),
        "font-weight": label.mark === "fine" ? undefined : 700,
      }),
    ),
  ];
}

function textColour(mark: Mark): string {
  return mark === "fine" ? TEXT : MARKED[mark].text;
}
