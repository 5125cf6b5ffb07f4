import type { Label, Shape, SubnetBox } from "../shapes";
import { nameInWords } from "../words";
import { largest } from "./geometry";
import { type Font, textWidth } from "./text-width";

/** Of the heading. */
export const TITLE_FONT: Font = { size: 16, isBold: true };
/** Of names. */
export const NAME_FONT: Font = { size: 14, isBold: true };
/** Of all else. */
export const LABEL_FONT: Font = { size: 12.5 };
/** From one line of text to the next. */
export const LINE = 18;
/** Between a box and its text, at the left and at the right. */
export const TEXT_MARGIN = 12;

/** The room that a name with lines below it needs. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of a box with a name and lines. */
export function sizeOfShape(shape: Pick<Shape, "name" | "labels" | "fate">): Size {
  const { labels } = shape;
  return {
    width: Math.ceil(widthOfLines(nameInWords(shape), labels)) + 2 * TEXT_MARGIN,
    height: (1 + labels.length) * LINE + 14,
  };
}

/** The size of what is written at the top of a subnet, without margins. */
export function sizeOfHeader(subnet: SubnetBox): Size {
  const { labels } = subnet;
  return { width: Math.ceil(widthOfLines(nameInWords(subnet), labels)), height: (1 + labels.length) * LINE + 6 };
}

function widthOfLines(name: string, labels: readonly Label[]): number {
  const widthOfLabel = ({ text, fate }: Label): number =>
    textWidth(text, fate === undefined ? LABEL_FONT : { ...LABEL_FONT, isBold: true });
  return largest([textWidth(name, NAME_FONT), ...labels.map(widthOfLabel)]);
}
