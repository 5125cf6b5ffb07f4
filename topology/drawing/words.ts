import type { Arrow, Note } from "./shapes";

/** What is written on an arrow: protocol and port, and whether it gets there. Empty where nothing is to be said. */
export function wordsOnArrow({ label, verdict }: Arrow): string {
  const ending = { allowed: undefined, blocked: "blocked", unknown: "not known" }[verdict];
  return [label, ending].filter((part) => part !== undefined).join(", ");
}

/** The promise of a note, with what became of it. */
export function headingOf({ mark, says }: Note): string {
  return `${mark === "broken" ? "Broken" : "Not known"}: ${says}`;
}
