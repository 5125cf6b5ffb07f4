import type { Arrow, Fate, Mark } from "./shapes";

/** Dark text on light grounds, so that both formats can be read on light and on dark pages. */
export const TEXT = "#1f2933";
/** Of lesser text. */
export const FAINT_TEXT = "#52606d";

/** What something is drawn in. */
export interface Colours {
  readonly fill: string;
  readonly stroke: string;
}

/** The ground of a picture that brings its own. */
export const PAGE: Colours = { fill: "#ffffff", stroke: "#cbd2d9" };
/** Boxes without a meaning of their own. */
export const PLAIN: Colours = { fill: "#ffffff", stroke: "#52606d" };
/** What a request goes through, and its way. */
export const REQUEST: Colours = { fill: "#f1ecfe", stroke: "#6d3fc8" };
export const VPC: Colours = { fill: "#f8fafc", stroke: "#7c8794" };
export const SUBNET: Readonly<Record<"public" | "private" | "unknown", Colours>> = {
  public: { fill: "#e3f4e8", stroke: "#3f9c61" },
  private: { fill: "#e3eefb", stroke: "#4c81bd" },
  unknown: { fill: "#eef0f2", stroke: "#7c8794" },
};

/** What breaks a promise is red; what keeps one from being known is orange. */
export const MARKED: Readonly<Record<Exclude<Mark, "fine">, Colours & { readonly text: string }>> = {
  broken: { fill: "#fde8e8", stroke: "#c81e1e", text: "#b01515" },
  unknown: { fill: "#fff1d6", stroke: "#c2670a", text: "#9a4d00" },
};

/** What is new is green, what changes amber, and what goes grey and dashed. Each says so in a word, too. */
export const FATES: Readonly<Record<Fate, Colours & { readonly text: string }>> = {
  new: { fill: "#d7f8dd", stroke: "#116329", text: "#0f5323" },
  changed: { fill: "#fff8c5", stroke: "#a67700", text: "#6f4f00" },
  gone: { fill: "#f1f3f5", stroke: "#8c959f", text: "#57606a" },
};

/** What an arrow is drawn in. */
export function colourOfArrow({ kind, verdict, fate }: Pick<Arrow, "kind" | "verdict" | "fate">): string {
  if (fate !== undefined && verdict === "allowed") return FATES[fate].stroke;
  if (verdict === "allowed") return kind === "request" ? REQUEST.stroke : PLAIN.stroke;
  return verdict === "blocked" ? MARKED.broken.stroke : MARKED.unknown.stroke;
}
