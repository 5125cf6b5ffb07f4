import { type Colours, FATES, MARKED, PLAIN, REQUEST, SUBNET, TEXT, VPC } from "./colours";
import type { Fate, Label, Mark, Shape } from "./shapes";

/** How a box around others is drawn. */
export type MermaidGround = "vpc" | "public" | "private" | "undecided";

/** How a box is drawn. A new box around others keeps its ground, which says what it is. */
export type MermaidClass =
  | MermaidGround
  | "plain"
  | "request"
  | "planned"
  | "zone"
  | Exclude<Mark, "fine">
  | Fate
  | `${MermaidGround}_${Exclude<Fate, "gone">}`;

interface Style extends Colours {
  readonly width: number;
  readonly isDashed?: boolean;
}

const STYLES: Readonly<Record<MermaidClass, Style>> = {
  plain: { ...PLAIN, width: 1.5 },
  request: { ...REQUEST, width: 2 },
  planned: { ...PLAIN, stroke: REQUEST.stroke, width: 2, isDashed: true },
  vpc: { ...VPC, width: 1.5 },
  zone: { ...VPC, width: 1, isDashed: true },
  public: { ...SUBNET.public, width: 1.5 },
  private: { ...SUBNET.private, width: 1.5 },
  undecided: { ...SUBNET.unknown, width: 1.5 },
  vpc_new: { ...VPC, stroke: FATES.new.stroke, width: 3 },
  vpc_changed: { ...VPC, stroke: FATES.changed.stroke, width: 3 },
  public_new: { ...SUBNET.public, stroke: FATES.new.stroke, width: 3 },
  public_changed: { ...SUBNET.public, stroke: FATES.changed.stroke, width: 3 },
  private_new: { ...SUBNET.private, stroke: FATES.new.stroke, width: 3 },
  private_changed: { ...SUBNET.private, stroke: FATES.changed.stroke, width: 3 },
  undecided_new: { ...SUBNET.unknown, stroke: FATES.new.stroke, width: 3 },
  undecided_changed: { ...SUBNET.unknown, stroke: FATES.changed.stroke, width: 3 },
  new: { ...FATES.new, width: 3 },
  changed: { ...FATES.changed, width: 3 },
  gone: { ...FATES.gone, width: 1.5, isDashed: true },
  broken: { ...MARKED.broken, width: 3 },
  unknown: { ...MARKED.unknown, width: 3 },
};

/** The definitions of the classes that are used. Text is dark on a light ground, whatever colours the page has. */
export function classDefinitions(used: ReadonlyMap<string, MermaidClass>): string[] {
  const names = (Object.keys(STYLES) as MermaidClass[]).filter((name) => [...used.values()].includes(name));
  return names.flatMap((name) => {
    const { fill, stroke, width, isDashed = false } = STYLES[name];
    const dashes = isDashed ? ",stroke-dasharray:6 4" : "";
    const ids = [...used].flatMap(([id, its]) => (its === name ? id : []));
    return [
      `classDef ${name} fill:${fill},stroke:${stroke},stroke-width:${width}px,color:${TEXT}${dashes}`,
      `class ${ids.join(",")} ${name}`,
    ];
  });
}

/** The class of a shape: what is wrong with it goes before what becomes of it, and that before what it is. */
export function classOfShape({
  kind,
  mark,
  isPlanned,
  fate,
}: Pick<Shape, "kind" | "mark" | "isPlanned" | "fate">): MermaidClass {
  if (mark !== "fine") return mark;
  if (fate !== undefined) return fate;
  if (isPlanned) return "planned";
  return kind === "load balancer" || kind === "target group" || kind === "containers" ? "request" : "plain";
}

/** The class of a box around others. */
export function classOfBox(mark: Mark, fate: Fate | undefined, usual: MermaidGround): MermaidClass {
  if (mark !== "fine") return mark;
  if (fate === undefined || fate === "gone") return fate ?? usual;
  return `${usual}_${fate}`;
}

/** The class of a line that stands alone. */
export function classOfLabel({ mark, fate }: Pick<Label, "mark" | "fate">): MermaidClass {
  return mark === "fine" ? (fate ?? "plain") : mark;
}
