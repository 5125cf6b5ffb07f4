import type { Arrow, Fate, Note } from "./shapes";

/** What is written on an arrow: protocol and port, and whether it gets there. Empty where nothing is to be said. */
export function wordsOnArrow({ label, verdict, fate }: Arrow): string {
  const ending = { allowed: undefined, blocked: "blocked", unknown: "not known" }[verdict];
  const words = [label, ending].filter((part) => part !== undefined).join(", ");
  return words === "" ? (fate ?? "") : withFate(words, fate);
}

/** The name of something, with what becomes of it: not everybody tells its colour. */
export function nameInWords({ name, fate }: { readonly name: string; readonly fate?: Fate }): string {
  return withFate(name, fate);
}

/** `new: HTTPS:443 forwards to Fargate-TG` */
export function withFate(text: string, fate: Fate | undefined): string {
  return fate === undefined ? text : `${fate}: ${text}`;
}

/** The promise of a note, with what became of it. */
export function headingOf({ mark, says }: Note): string {
  return `${mark === "broken" ? "Broken" : "Not known"}: ${says}`;
}
