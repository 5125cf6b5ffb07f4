import { FATES, MARKED, TEXT } from "../colours";
import type { Fate, Label, Mark } from "../shapes";
import { nameInWords } from "../words";
import type { LabelPlace } from "./routes";
import { LABEL_FONT, LINE, NAME_FONT } from "./sizes";
import { type Attributes, element, escaped, type Markup } from "./xml";

/** One line of text. */
export function drawText({ x, y, anchor }: LabelPlace, text: string, attributes: Attributes): Markup {
  const common = { x, y, "text-anchor": anchor === "start" ? undefined : anchor, "font-size": LABEL_FONT.size };
  return element("text", { ...common, ...attributes }, escaped(text));
}

/** What has a name. */
interface Named {
  readonly name: string;
  readonly mark: Mark;
  readonly fate?: Fate;
}

/** A name with lines below it. What is marked is bold and in its colour. */
export function drawName(place: LabelPlace, named: Named, labels: readonly Label[]): Markup[] {
  return [
    drawText(place, nameInWords(named), { fill: textColour(named), "font-size": NAME_FONT.size, "font-weight": 700 }),
    ...labels.map((label, index) =>
      drawText({ ...place, y: place.y + (index + 1) * LINE }, label.text, {
        fill: textColour(label),
        "font-weight": label.mark === "fine" && label.fate === undefined ? undefined : 700,
      }),
    ),
  ];
}

function textColour({ mark, fate }: Pick<Named, "mark" | "fate">): string {
  if (mark !== "fine") return MARKED[mark].text;
  return fate === undefined ? TEXT : FATES[fate].text;
}
