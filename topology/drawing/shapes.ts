import type { Name } from "../model";
import type { Verdict } from "../reachability/answer";

/** How something stands with the promises. In this order it gets worse. */
export const MARKS = ["fine", "unknown", "broken"] as const;

/** `broken` is what breaks a promise, `unknown` what keeps one from being known. */
export type Mark = (typeof MARKS)[number];

/** What becomes of something, in a picture that shows what changes. What stays as it is has none. */
export type Fate = "new" | "changed" | "gone";

/** A network as people know it: what is drawn, whatever it is drawn with. */
export interface Picture {
  /** A heading: what it is a picture of. */
  readonly title: string;
  /** The same in words, for those who do not see it. */
  readonly description: string;
  readonly internet: Shape;
  /** Nothing at all where nothing is deployed. */
  readonly vpcs: readonly VpcBox[];
  /** What is in no VPC here, or in a subnet that is not known. No arrow leads there. */
  readonly elsewhere: readonly Shape[];
  readonly arrows: readonly Arrow[];
  /** Every promise that is not kept: the broken ones first. */
  readonly notes: readonly Note[];
}

/** A box with a name and some lines. */
export interface Shape {
  /** Unique in the picture: its kind and its name. */
  readonly id: string;
  readonly kind: "internet" | "internet gateway" | "NAT gateway" | "load balancer" | "target group" | "containers";
  readonly name: string;
  readonly labels: readonly Label[];
  /** Its own, and that of its labels: the worst. */
  readonly mark: Mark;
  /** Drawn dashed: it is not there yet. */
  readonly isPlanned: boolean;
  readonly fate?: Fate;
}

/** A line of text. */
export interface Label {
  /** With its fate before it. */
  readonly text: string;
  readonly mark: Mark;
  readonly fate?: Fate;
  /** It is to be drawn only when something is wrong with it, or changes. @default false */
  readonly isIncidental?: boolean;
}

/** A VPC, and what is in it. */
export interface VpcBox {
  readonly id: string;
  readonly name: Name;
  readonly cidrs: readonly string[];
  readonly mark: Mark;
  readonly fate?: Fate;
  readonly internetGateway: Shape | undefined;
  readonly loadBalancers: readonly LoadBalancerShape[];
  readonly targetGroups: readonly Shape[];
  /** In the order of their names, as columns from left to right. */
  readonly zones: readonly ZoneColumn[];
}

/** A load balancer is one thing across several subnets. */
export interface LoadBalancerShape extends Shape {
  readonly subnets: readonly Name[];
  /** Those of them that it was not in so far. */
  readonly newIn?: readonly Name[];
  /** Others, in which it was so far. */
  readonly goneFrom?: readonly Name[];
}

/** An availability zone of a VPC. */
export interface ZoneColumn {
  readonly id: string;
  readonly name: string;
  /** From top to bottom. */
  readonly subnets: readonly SubnetBox[];
}

/** A subnet, and what is in it alone. */
export interface SubnetBox {
  readonly id: string;
  readonly name: Name;
  /** By its routes, not by its name. */
  readonly access: "public" | "private" | "unknown";
  /** Whether it is public or meant to be: such subnets stand side by side above the others. */
  readonly isInFront: boolean;
  readonly labels: readonly Label[];
  readonly mark: Mark;
  readonly fate?: Fate;
  readonly natGateways: readonly Shape[];
  readonly containers: readonly Shape[];
}

/** Traffic, from one shape to another. */
export interface Arrow {
  /** Ids of shapes. */
  readonly from: string;
  readonly to: string;
  /** The way of a request, or the containers' own way out. */
  readonly kind: "request" | "outgoing";
  /** Protocol and port, such as `HTTP:80`. */
  readonly label: string | undefined;
  /** Whether packets get there. */
  readonly verdict: Verdict;
  /** Where both ends were there so far and stay: that of others is told by their ends. */
  readonly fate?: Fate;
}

/** A promise that is not kept. */
export interface Note {
  readonly mark: "broken" | "unknown";
  readonly says: string;
  readonly reason: string;
}

/** The worst of several. */
export function worstMark(marks: readonly Mark[]): Mark {
  return marks.reduce<Mark>((worst, mark) => (MARKS.indexOf(mark) > MARKS.indexOf(worst) ? mark : worst), "fine");
}

/** Whether a line is to be drawn. */
export function matters({ mark, fate, isIncidental = false }: Label): boolean {
  return !isIncidental || mark !== "fine" || fate !== undefined;
}

/** Everything in a VPC that arrows can lead to. */
export function shapesIn({ internetGateway, loadBalancers, targetGroups, zones }: VpcBox): Shape[] {
  const subnets = zones.flatMap((zone) => zone.subnets);
  return [
    ...(internetGateway === undefined ? [] : [internetGateway]),
    ...loadBalancers,
    ...targetGroups,
    ...subnets.flatMap(({ natGateways, containers }) => [...natGateways, ...containers]),
  ];
}
