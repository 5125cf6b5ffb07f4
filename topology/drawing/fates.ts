import { type Fate, type Label, type Picture, type Shape, shapesIn } from "./shapes";
import { withFate } from "./words";

/** What becomes of one thing in a picture. */
export interface FateOf {
  readonly fate: Fate;
  /** Such as `new: subnet PublicSubnet-3`. */
  readonly text: string;
}

/** What becomes of everything that does not stay as it is, each said once. */
export function fatesIn({ vpcs, elsewhere, arrows }: Pick<Picture, "vpcs" | "elsewhere" | "arrows">): FateOf[] {
  const all = [
    ...vpcs.flatMap((vpc) => [
      ...ofThing({ ...vpc, labels: [] }),
      ...vpc.zones.flatMap(({ subnets }) => subnets.flatMap(ofThing)),
      ...shapesIn(vpc).flatMap(ofThing),
    ]),
    ...elsewhere.flatMap(ofThing),
    ...arrows.flatMap(({ from, to, fate }) => of(`the way from ${from} to ${to}`, fate)),
  ];
  return [...new Map(all.map((each) => [each.text, each])).values()];
}

function ofThing({ id, labels, fate }: Pick<Shape, "id" | "labels" | "fate">): FateOf[] {
  return [...of(id, fate), ...labels.flatMap((label) => ofLabel(id, label))];
}

/** A line that is new or gone says little without that which it is about. */
function ofLabel(id: string, { fate, text }: Label): FateOf[] {
  if (fate === undefined) return [];
  return [{ fate, text: fate === "changed" ? text : text.replace(`${fate}:`, `${fate} for ${id}:`) }];
}

function of(what: string, fate: Fate | undefined): FateOf[] {
  return fate === undefined ? [] : [{ fate, text: withFate(what, fate) }];
}
