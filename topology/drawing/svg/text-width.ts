/** How wide characters of Helvetica and Arial are, in thousandths of the font size: Adobe's font metrics, in groups. */
const WIDTHS: readonly (readonly [number, string])[] = [
  [222, "ijl'"],
  [278, " !,./:;I[]\\ft|"],
  [333, '-()r`"{}*'],
  [500, "ckJsvxyz"],
  [584, "+<=>~"],
  [667, "ABEKPSVXY&"],
  [722, "CDHNRUw"],
  [778, "GOQ"],
  [833, "Mm"],
  [944, "W%@"],
];
/** Digits, most small letters, and the rest of Latin. */
const USUAL = 556;
/** Chinese, Japanese and the like are as wide as they are high. */
const WIDE = 1000;
const BY_CHARACTER = new Map(
  WIDTHS.flatMap(([width, characters]) => Array.from(characters).map((each) => [each, width])),
);

/** A font, as far as it makes a text wide. */
export interface Font {
  /** Pixels. */
  readonly size: number;
  readonly isBold?: boolean;
}

/** About how wide a text is, in pixels. Who has other fonts sees it a little wider or narrower. */
export function textWidth(text: string, { size, isBold = false }: Font): number {
  const units = Array.from(text).reduce((sum, each) => sum + widthOf(each), 0);
  return (units / 1000) * size * (isBold ? 1.08 : 1);
}

/** Lines that are no wider than that. A word that is too long alone stays whole. */
export function wrapped(text: string, width: number, font: Font): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = [...lines.slice(-1), word].join(" ");
    if (lines.length > 0 && textWidth(longer, font) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function widthOf(character: string): number {
  return BY_CHARACTER.get(character) ?? (character > "\u2e80" ? WIDE : USUAL);
}
