import { colourOfArrow } from "./colours";
import { classDefinitions, classOfBox, classOfLabel, classOfShape, type MermaidClass } from "./mermaid-classes";
import { MermaidIds } from "./mermaid-ids";
import { mermaidLabel, mermaidText } from "./mermaid-text";
import type { Arrow, Fate, Label, LoadBalancerShape, Picture, Shape, SubnetBox, VpcBox } from "./shapes";
import { headingOf, nameInWords, withFate, wordsOnArrow } from "./words";

/** Says that something is wrong to those who do not tell its colour. */
const WARNING = "⚠ ";

/**
 * A picture as a Mermaid flowchart, which GitHub draws where it stands in a Markdown file. Sources: "Flowcharts - Basic Syntax"
 * and "Accessibility Options", Mermaid documentation.
 */
export function drawMermaid(picture: Picture): string {
  return `${new Flowchart(picture).lines().join("\n")}\n`;
}

/** One flowchart while it is written: it remembers what was given which class and in which order links come. */
class Flowchart {
  private readonly ids = new MermaidIds();
  private readonly classes = new Map<string, MermaidClass>();
  /** By style, the numbers of the links that have it: a link has no other name. */
  private readonly linkStyles = new Map<string, number[]>();
  private links = 0;

  constructor(private readonly picture: Picture) {}

  lines(): string[] {
    const { title, description, internet, vpcs, elsewhere, arrows } = this.picture;
    const isEmpty = vpcs.length === 0 && elsewhere.length === 0;
    return [
      // Mermaid would wrap names of the usual length.
      ...["---", "config:", "  flowchart:", "    wrappingWidth: 560", "---"],
      "flowchart TB",
      `accTitle: ${mermaidText(title)}`,
      `accDescr: ${mermaidText(description)}`,
      ...this.shape(internet),
      ...(isEmpty ? [this.node("nothing", ["nothing is deployed"], "zone")] : []),
      ...vpcs.flatMap((vpc) => this.vpc(vpc)),
      ...elsewhere.flatMap((shape) => this.shape(shape)),
      ...this.notes(),
      ...this.order(),
      ...arrows.flatMap((arrow) => this.arrow(arrow)),
      ...[...this.linkStyles].map(([style, links]) => `linkStyle ${links.join(",")} ${style}`),
      ...classDefinitions(this.classes),
    ];
  }

  private vpc(vpc: VpcBox): string[] {
    const { id, cidrs, mark, fate, internetGateway, loadBalancers, targetGroups, zones } = vpc;
    return this.box(id, [nameInWords(vpc), ...cidrs], classOfBox(mark, fate, "vpc"), [
      ...(internetGateway === undefined ? [] : this.shape(internetGateway)),
      ...loadBalancers.flatMap((balancer) => this.shape(balancer)),
      // Mermaid puts what comes last to the left.
      ...zones.toReversed().flatMap((zone) =>
        this.box(
          zone.id,
          [`zone ${zone.name}`],
          "zone",
          zone.subnets.flatMap((subnet) => this.subnet(subnet, loadBalancers)),
        ),
      ),
      ...targetGroups.flatMap((group) => this.shape(group)),
    ]);
  }

  private subnet(subnet: SubnetBox, loadBalancers: readonly LoadBalancerShape[]): string[] {
    const { id, name, access, labels, mark, fate, natGateways, containers } = subnet;
    // What is wrong with the subnet, or changes, would be too long for its title.
    const isUsual = (label: Label): boolean => label.mark === "fine" && label.fate === undefined;
    const title = [nameInWords(subnet), ...labels.filter(isUsual).map(({ text }) => text)];
    return this.box(id, title, classOfBox(mark, fate, access === "unknown" ? "undecided" : access), [
      ...labels
        .filter((label) => !isUsual(label))
        .map((label) => this.node(`${label.text} of ${id}`, [signed(label)], classOfLabel(label))),
      ...balancersIn(subnet, loadBalancers).map((balancer) => {
        const its = fateIn(balancer, name);
        const { kind, mark: own, isPlanned } = balancer;
        const shape = { kind, mark: own, isPlanned, ...(its === undefined ? {} : { fate: its }) };
        return this.node(placeId(balancer, name), [withFate(balancer.name, its)], classOfShape(shape));
      }),
      ...[...natGateways, ...containers].flatMap((shape) => this.shape(shape)),
    ]);
  }

  private shape(shape: Shape): string[] {
    return [this.node(shape.id, [nameInWords(shape), ...shape.labels.map(signed)], classOfShape(shape))];
  }

  /** What is wrong, below everything else. */
  private notes(): string[] {
    const { internet, vpcs, notes } = this.picture;
    const lowest = vpcs.flatMap(shapesIn).at(-1) ?? internet;
    return (["broken", "unknown"] as const).flatMap((mark) => {
      const those = notes.filter((note) => note.mark === mark);
      if (those.length === 0) return [];
      const lines = those.flatMap((note) => ["", headingOf(note), note.reason]).slice(1);
      return [this.node(`note ${mark}`, lines, mark), this.link(lowest.id, `note ${mark}`, "~~~")];
    });
  }

  private node(thing: string, lines: readonly string[], its: MermaidClass): string {
    const id = this.ids.of(thing);
    this.classes.set(id, its);
    return `${id}[${mermaidLabel(lines)}]`;
  }

  /** A box around others; one with nothing in it is a node, for an empty one is drawn in odd ways. */
  private box(thing: string, title: readonly string[], its: MermaidClass, content: readonly string[]): string[] {
    if (content.length === 0) return [this.node(thing, title, its)];
    const id = this.ids.of(thing);
    this.classes.set(id, its);
    return [`subgraph ${id}[${mermaidLabel([title.join(", ")])}]`, ...content.map((line) => `  ${line}`), "end"];
  }

  /** Links that are not seen put gateways and upper subnets above what is below them, though arrows lead up as well. */
  private order(): string[] {
    const { vpcs, arrows } = this.picture;
    const gateways = arrows.filter(({ kind }) => kind === "outgoing").map(({ from, to }) => [to, from] as const);
    const subnets = vpcs.flatMap(({ zones, loadBalancers }) =>
      zones.flatMap((zone) =>
        zone.subnets.slice(1).flatMap((lower, index) => {
          const upper = zone.subnets.slice(index, index + 1);
          return upper
            .flatMap((subnet) => idsIn(subnet, loadBalancers))
            .flatMap((above) => idsIn(lower, loadBalancers).map((below) => [above, below] as const));
        }),
      ),
    );
    const pairs = new Map([...gateways, ...subnets].map((pair) => [pair.join("\n"), pair]));
    return [...pairs.values()].map(([above, below]) => this.link(above, below, "~~~"));
  }

  private arrow(arrow: Arrow): string[] {
    const { from, to, kind, verdict, fate } = arrow;
    const words = `${verdict === "allowed" ? "" : WARNING}${wordsOnArrow(arrow)}`;
    const sign = kind === "request" && verdict === "allowed" && fate !== "gone" ? "==>" : "-.->";
    const style = `stroke:${colourOfArrow(arrow)},stroke-width:${kind === "request" ? 4 : 1.5}px`;
    const balancer = this.picture.vpcs.flatMap(({ loadBalancers }) => loadBalancers).find(({ id }) => id === from);
    // A request goes on from where the load balancer stands.
    if (balancer !== undefined && balancer.subnets.length > 0) {
      return balancer.subnets.flatMap((subnet) => [
        this.link(from, placeId(balancer, subnet), "===", "", style),
        this.link(placeId(balancer, subnet), to, sign, words, style),
      ]);
    }
    return [this.link(from, to, sign, words, style)];
  }

  private link(from: string, to: string, sign: string, words = "", style?: string): string {
    if (style !== undefined) this.linkStyles.set(style, [...(this.linkStyles.get(style) ?? []), this.links]);
    this.links += 1;
    return `${this.ids.of(from)} ${sign}${words === "" ? "" : `|${mermaidLabel([words])}|`} ${this.ids.of(to)}`;
  }
}

/** The part of a load balancer that is in one of its subnets. */
function placeId({ id }: LoadBalancerShape, subnet: string): string {
  return `${id} in ${subnet}`;
}

/** Those that stand in a subnet, or did so far. */
function balancersIn({ name }: SubnetBox, loadBalancers: readonly LoadBalancerShape[]): LoadBalancerShape[] {
  return loadBalancers.filter(({ subnets, goneFrom = [] }) => [...subnets, ...goneFrom].includes(name));
}

/** What becomes of the part of a load balancer that is in one of its subnets. */
function fateIn({ fate, newIn = [], goneFrom = [] }: LoadBalancerShape, subnet: string): Fate | undefined {
  if (goneFrom.includes(subnet)) return "gone";
  if (newIn.includes(subnet)) return "new";
  return fate === "changed" ? undefined : fate;
}

/** The nodes in a subnet; without any it is one itself. */
function idsIn(subnet: SubnetBox, loadBalancers: readonly LoadBalancerShape[]): string[] {
  const { id, name, natGateways, containers } = subnet;
  const ids = [
    ...balancersIn(subnet, loadBalancers).map((balancer) => placeId(balancer, name)),
    ...[...natGateways, ...containers].map((shape) => shape.id),
  ];
  return ids.length === 0 ? [id] : ids;
}

/** What stands lowest comes last. */
function shapesIn({ internetGateway, loadBalancers, targetGroups, zones }: VpcBox): Shape[] {
  const subnets = zones.flatMap((zone) => zone.subnets);
  return [
    ...(internetGateway === undefined ? [] : [internetGateway]),
    ...loadBalancers,
    ...subnets.flatMap(({ natGateways }) => natGateways),
    ...targetGroups,
    ...subnets.flatMap(({ containers }) => containers),
  ];
}

function signed({ text, mark }: Label): string {
  return mark === "fine" ? text : `${WARNING}${text}`;
}
