/**
 * A part of the review: something that opens it, whole pieces, and something that closes it. Long reviews are cut between
 * pieces and never within one, so what is opened is always closed.
 */
export interface Section {
  /** Who goes last when there is no room: 0 before 1. */
  readonly rank: number;
  /** What its pieces are, for the note at the end: `findings`. */
  readonly pieces: string;
  readonly open: string;
  readonly items: readonly Piece[];
  readonly close: string;
  /** Between two pieces: a line break, or an empty line. */
  readonly between: "\n" | "\n\n";
}

export interface Piece {
  readonly text: string;
  /** Of one section, which go last when there is no room. Of one rank the first stay. */
  readonly rank?: number;
}

/** A section of one piece. */
export function whole(rank: number, pieces: string, text: string): Section {
  return { rank, pieces, open: "", items: [{ text }], close: "", between: "\n\n" };
}

/** The section as text, with some of its pieces; nothing without any. */
export function sectionText(section: Section, isShown: (piece: Piece) => boolean = () => true): string {
  const { open, items, close, between } = section;
  const shown = items.filter(isShown);
  if (shown.length === 0) return "";
  const missing = items.length - shown.length;
  const more = missing === 0 ? "" : `\n\n*${missing} more not shown: see the end.*`;
  // The rows of a table follow its head.
  const head = open === "" ? "" : `${open}${open.endsWith("|") ? "\n" : "\n\n"}`;
  return `${head}${shown.map(({ text }) => text).join(between)}${more}${close === "" ? "" : `\n\n${close}`}`;
}
