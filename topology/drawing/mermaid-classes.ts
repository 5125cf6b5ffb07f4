import { type Colours, MARKED, PLAIN, REQUEST, SUBNET, TEXT, VPC } from "./colours";
import type { Mark, Shape } from "./shapes";

/** How a box is drawn. */
export type MermaidClass =
  "plain" | "request" | "planned" | "vpc" | "zone" | "public" | "private" | "undecided" | "broken" | "unknown";

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

/** The class of a shape: what is wrong with it goes before what it is. */
export function classOfShape({ kind, mark, isPlanned }: Pick<Shape, "kind" | "mark" | "isPlanned">): MermaidClass {
  if (mark !== "fine") return mark;
  if (isPlanned) return "planned";
  return kind === "load balancer" || kind === "target group" || kind === "containers" ? "request" : "plain";
}

/** The class of a box around others. */
export function classOfBox(mark: Mark, usual: MermaidClass): MermaidClass {
  return mark === "fine" ? usual : mark;
}
