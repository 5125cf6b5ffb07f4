import type { Name } from "../model";
import type { Verdict } from "../reachability/answer";

/** How something stands with the promises. In this order it gets worse. */
export const MARKS = ["fine", "unknown", "broken"] as const;

/** `broken` is what breaks a promise, `unknown` what keeps one from being known. */
export type Mark = (typeof MARKS)[number];

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
}

/** A line of text. */
export interface Label {
  readonly text: string;
  readonly mark: Mark;
}

/** A VPC, and what is in it. */
export interface VpcBox {
  readonly id: string;
  readonly name: Name;
  readonly cidrs: readonly string[];
  readonly mark: Mark;
  readonly internetGateway: Shape | undefined;
  readonly loadBalancers: readonly LoadBalancerShape[];
  readonly targetGroups: readonly Shape[];
  /** In the order of their names, as columns from left to right. */
  readonly zones: readonly ZoneColumn[];
}

/** A load balancer is one thing across several subnets. */
export interface LoadBalancerShape extends Shape {
  readonly subnets: readonly Name[];
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
