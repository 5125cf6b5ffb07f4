import { counted } from "./block";
import { type Piece, type Section, sectionText } from "./section";

/** What is between two sections. */
const BETWEEN = "\n\n";

/**
 * The sections as one text that is no longer than the limit. Where they do not fit, pieces are left out, first of the
 * sections of the highest rank, and a note before the last section says which.
 *
 * @param head - comes first and is never left out
 * @param foot - comes last and is never left out
 */
export function fitted(head: string, sections: readonly Section[], foot: string, limit: number): string {
  const all = joined([head, ...sections.map((section) => sectionText(section)), foot]);
  if (all.length <= limit) return all;
  const everything = new Map(sections.map((section) => [section, section.items.length]));
  const room = limit - joined([head, cutNote(everything, limit), foot]).length;
  const shown = piecesThatFit(sections, room);
  const left = new Map(sections.map((section) => [section, section.items.filter((each) => !shown.has(each)).length]));
  return joined([
    head,
    ...sections.map((section) => sectionText(section, (piece) => shown.has(piece))),
    cutNote(left, limit),
    foot,
  ]);
}

function joined(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== "").join(BETWEEN)}\n`;
}

/** Section by section, and in each piece by piece, until one does not fit. */
function piecesThatFit(sections: readonly Section[], room: number): ReadonlySet<Piece> {
  const shown = new Set<Piece>();
  let left = room;
  for (const section of [...sections].sort((a, b) => a.rank - b.rank)) {
    const byRank = [...section.items].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
    // As it would be with a line for what is missing: whether it is needed is known at the end.
    let size = [section.open, section.close, missingLine(section)].join(BETWEEN).length + BETWEEN.length;
    for (const piece of byRank) {
      const next = size + section.between.length + piece.text.length;
      if (next > left) break;
      size = next;
      shown.add(piece);
    }
    if (byRank.some((piece) => shown.has(piece))) left -= size;
  }
  return shown;
}

function missingLine({ items }: Section): string {
  return `\n\n*${items.length} more not shown: see the end.*\n\n`;
}

function cutNote(left: ReadonlyMap<Section, number>, limit: number): string {
  const counts = new Map<string, number>();
  for (const [{ pieces }, count] of left) if (count > 0) counts.set(pieces, (counts.get(pieces) ?? 0) + count);
  const parts = [...counts].map(([pieces, count]) => `${pieces} (${count})`);
  return [
    `> **This comment is cut** at ${counted(limit, "character")}. Not shown: ${parts.join(", ")}.`,
    "> All of it is in `review.json` and in the plans beside it; the command below makes them again.",
  ].join("\n");
}
