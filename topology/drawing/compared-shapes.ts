import type { Arrow, Fate, Label, LoadBalancerShape, Picture, Shape, SubnetBox } from "./shapes";
import { matters, shapesIn } from "./shapes";
import { withFate } from "./words";

/** Two pictures side by side: it tells of the things in them what becomes of each. */
export class Comparison {
  private readonly now: ReadonlyMap<string, Shape>;
  private readonly soFar: ReadonlyMap<string, Shape>;
  private readonly subnetsNow: ReadonlyMap<string, SubnetBox>;
  private readonly subnetsSoFar: ReadonlyMap<string, SubnetBox>;

  /** @param changed - the ids of what is otherwise, though the pictures may not show it */
  constructor(
    private readonly after: Picture,
    private readonly before: Picture,
    private readonly changed: ReadonlySet<string>,
  ) {
    [this.now, this.soFar] = [byId(everyShape(after)), byId(everyShape(before))];
    [this.subnetsNow, this.subnetsSoFar] = [byId(everySubnet(after)), byId(everySubnet(before))];
  }

  /** Of something that will be. */
  fate(id: string, wasThere: boolean): Pick<Shape, "fate"> {
    return becoming(wasThere ? (this.changed.has(id) ? "changed" : undefined) : "new");
  }

  /** A shape that will be, with what becomes of it and of each of its lines. What is planned is yet to come anyway. */
  shape(shape: Shape): Shape {
    const was = this.soFar.get(shape.id);
    return {
      ...shape,
      ...(shape.isPlanned ? {} : this.fate(shape.id, was !== undefined)),
      labels: was === undefined ? shape.labels : this.labels(shape.labels, was.labels),
    };
  }

  /** A load balancer that will be, with the subnets that it comes into and leaves. */
  balancer(balancer: LoadBalancerShape): LoadBalancerShape {
    const shape = this.shape(balancer);
    const was = this.before.vpcs.flatMap(({ loadBalancers }) => loadBalancers).find(({ id }) => id === balancer.id);
    if (was === undefined) return { ...balancer, ...shape };
    const newIn = balancer.subnets.filter((subnet) => !was.subnets.includes(subnet));
    const goneFrom = was.subnets.filter((subnet) => !balancer.subnets.includes(subnet));
    const places = [...newIn.map((name) => place(name, "new")), ...goneFrom.map((name) => place(name, "gone"))];
    return { ...balancer, ...shape, labels: [...shape.labels, ...places], newIn, goneFrom };
  }

  /** A subnet that will be; what was in it and goes is still drawn in it. */
  subnet(subnet: SubnetBox): SubnetBox {
    const was = this.subnetsSoFar.get(subnet.id);
    return {
      ...subnet,
      ...this.fate(subnet.id, was !== undefined),
      labels: (was === undefined ? subnet.labels : this.labels(subnet.labels, was.labels)).filter(matters),
      natGateways: [...subnet.natGateways.map((each) => this.shape(each)), ...this.gone(was?.natGateways)],
      containers: [...subnet.containers.map((each) => this.shape(each)), ...this.gone(was?.containers)],
    };
  }

  /** Of shapes that were, those that will not be. What was only planned never was. */
  gone<T extends Shape>(shapes: readonly T[] = []): T[] {
    return shapes
      .filter(({ id, isPlanned }) => !isPlanned && !this.now.has(id))
      .map((shape) => ({ ...shape, fate: "gone" }));
  }

  /** Of subnets that were, those that will not be. */
  goneSubnets(subnets: readonly SubnetBox[] = []): SubnetBox[] {
    return subnets
      .filter(({ id }) => !this.subnetsNow.has(id))
      .map((subnet) => ({
        ...subnet,
        fate: "gone",
        labels: subnet.labels.filter(matters),
        natGateways: this.gone(subnet.natGateways),
        containers: this.gone(subnet.containers),
      }));
  }

  /** Everything that will not be, wherever it was. */
  everythingGone(): Shape[] {
    return this.gone(everyShape(this.before));
  }

  /** The ways of both. Those of things that are new or gone need no words of their own. */
  arrows(): Arrow[] {
    const { arrows } = this.after;
    const hadBoth = ({ from, to }: Arrow): boolean => [from, to].every((id) => this.isThere(id, this.soFar));
    const hasBoth = ({ from, to }: Arrow): boolean => [from, to].every((id) => this.isThere(id, this.now));
    return [
      ...arrows.map((arrow) => {
        const was = this.before.arrows.find((each) => isSameWay(each, arrow));
        if (was === undefined) return { ...arrow, ...becoming(hadBoth(arrow) ? "new" : undefined) };
        const isOther = was.label !== arrow.label || was.verdict !== arrow.verdict;
        return { ...arrow, ...becoming(isOther ? "changed" : undefined) };
      }),
      ...this.before.arrows
        .filter((arrow) => arrow.verdict === "allowed" && hasBoth(arrow))
        .filter((arrow) => !arrows.some((each) => isSameWay(each, arrow)))
        .map((arrow): Arrow => ({ ...arrow, fate: "gone" })),
    ];
  }

  private isThere(id: string, shapes: ReadonlyMap<string, Shape>): boolean {
    return shapes.has(id) || id === this.after.internet.id;
  }

  /** The lines of both; one that goes stands behind the one that comes in its place. */
  private labels(now: readonly Label[], soFar: readonly Label[]): Label[] {
    const isIn = (labels: readonly Label[], { text }: Label): boolean => labels.some((each) => each.text === text);
    const staying = now.map((label) => {
      const fate = isIn(soFar, label) ? (this.changed.has(label.text) ? "changed" : undefined) : "new";
      return [labelled(label, fate)];
    });
    const going = soFar.map((label) => (isIn(now, label) ? [] : [labelled(label, "gone")]));
    return Array.from({ length: Math.max(now.length, soFar.length) }, (_, index) => [
      ...(staying[index] ?? []),
      ...(going[index] ?? []),
    ]).flat();
  }
}

function everyShape({ vpcs, elsewhere }: Picture): Shape[] {
  return [...vpcs.flatMap(shapesIn), ...elsewhere];
}

function everySubnet({ vpcs }: Picture): SubnetBox[] {
  return vpcs.flatMap(({ zones }) => zones.flatMap(({ subnets }) => subnets));
}

function byId<T extends { readonly id: string }>(things: readonly T[]): Map<string, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}

function becoming(fate: Fate | undefined): { readonly fate?: Fate } {
  return fate === undefined ? {} : { fate };
}

function labelled(label: Label, fate: Fate | undefined): Label {
  return { ...label, text: withFate(label.text, fate), ...becoming(fate) };
}

function place(subnet: string, fate: Fate): Label {
  return labelled({ text: `in ${subnet}`, mark: "fine" }, fate);
}

function isSameWay(one: Arrow, other: Arrow): boolean {
  return one.from === other.from && one.to === other.to && one.kind === other.kind;
}
