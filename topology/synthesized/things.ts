import type { Name } from "../model";
import type { Attributes } from "./attributes";
import type { Code } from "./code";
import { adoptedKind, isIdMadeWithVpc, isMadeWithVpc, type KindMadeWithVpc, MADE_WITH_VPC } from "./made-with-vpc";
import { type Kind, THINGS } from "./resource-types";
import type { Meaning, Written } from "./resolver";
import type { Resource } from "./stack";

/** What a reference means, with the name that it has in the topology. */
export interface Reference {
  /**
   * - `thing`: one of this code's
   * - `elsewhere`: an id, so nothing of this code's
   * - `unknown`: any one at all; the name is the expression
   */
  readonly kind: "thing" | "elsewhere" | "unknown";
  readonly name: Name;
}

/** A thing and where it comes from. */
export interface NamedThing {
  readonly name: Name;
  /** For people. */
  readonly origin: string;
}

/** By these attributes a resource itself is meant, and not something that it has. */
const IDENTIFYING: readonly string[] = ["id", "arn", "name"];

/** Who is who: the names of things, and what references to them mean. */
export class Things {
  private readonly names = new Map<Resource, Name>();

  constructor(readonly code: Code) {}

  /** The Name tag, else the name that AWS is told, else what we call that which AWS makes, else the address. */
  nameOf(attributes: Attributes): Name {
    const { resource } = attributes;
    const name = this.names.get(resource) ?? this.findName(attributes);
    this.names.set(resource, name);
    return name;
  }

  /** What an attribute refers to; undefined if it is absent. */
  reference(attributes: Attributes, name: string, kind: Kind): Reference | undefined {
    return this.references(attributes, name, kind)[0];
  }

  /**
   * What a resource adds to, as its attribute says: also where it may be there many times or not at all. What is then added is
   * for the caller to doubt.
   */
  owner(attributes: Attributes, name: string, kind: Kind): Reference | undefined {
    return this.reference(attributes.asWritten(), name, kind);
  }

  /** What the elements of an attribute refer to. */
  references(attributes: Attributes, name: string, kind: Kind): Reference[] {
    return attributes
      .elements(name)
      .map((written) => this.meant(kind, this.follow(written), attributes.textOf(written)));
  }

  /** The name of what an attribute refers to, or, where it is absent, an expression for it. */
  nameAt(attributes: Attributes, name: string, kind: Kind): Name {
    return this.reference(attributes, name, kind)?.name ?? attributes.expression(name);
  }

  /** Of which VPC a resource takes something over. */
  vpcOfAdopter(attributes: Attributes, kind: KindMadeWithVpc): Reference {
    const { through } = MADE_WITH_VPC[kind];
    if (through === "vpc_id") {
      return this.reference(attributes, through, "VPC") ?? { kind: "elsewhere", name: attributes.expression(through) };
    }
    const [written] = attributes.elements(through);
    if (written === undefined) return { kind: "unknown", name: attributes.expression(through) };
    const meaning = this.follow(written);
    const name = attributes.textOf(written);
    if (meaning.kind === "attribute" && isIdMadeWithVpc(kind, meaning.resource, meaning.attribute)) {
      return { kind: "thing", name: this.nameOf(this.code.attributes(meaning.resource)) };
    }
    return { kind: meaning.kind === "literal" ? "elsewhere" : "unknown", name };
  }

  /** What AWS made with a VPC: as code takes it over, or by our name. */
  madeWith(vpc: Name, kind: KindMadeWithVpc): Reference {
    return this.adopted(vpc, kind) ?? { kind: "thing", name: `${vpc}/${MADE_WITH_VPC[kind].suffix}` };
  }

  /** Our name for what AWS made with a VPC; undefined where code takes it over, or may do so. */
  untouched(vpc: Name, kind: KindMadeWithVpc): Name | undefined {
    return this.adopted(vpc, kind) === undefined ? this.madeWith(vpc, kind).name : undefined;
  }

  /** The things of a kind that are in the code. */
  ofCode(kind: Kind): NamedThing[] {
    return this.code.all(...THINGS[kind]).map((attributes) => ({
      name: this.nameOf(attributes),
      origin: `${attributes.resource.address} in ${attributes.resource.stack.name}`,
    }));
  }

  private adopted(vpc: Name, kind: KindMadeWithVpc): Reference | undefined {
    const adopters = this.code.all(MADE_WITH_VPC[kind].adopter);
    const perhapsOurs = adopters
      .map((attributes) => ({ attributes, adopted: this.vpcOfAdopter(attributes, kind) }))
      .filter(({ adopted }) => adopted.kind === "unknown" || (adopted.kind === "thing" && adopted.name === vpc));
    const [ours] = perhapsOurs.filter(({ adopted }) => adopted.kind === "thing");
    return ours === undefined ? perhapsOurs[0]?.adopted : { kind: "thing", name: this.nameOf(ours.attributes) };
  }

  private findName(attributes: Attributes): Name {
    const { resource } = attributes;
    // Listeners have no names in the model: this one only has to be its own.
    if (isOf("listener", resource)) return `${resource.stack.name}/${resource.address}`;
    const given = attributes.blocks("tags")[0]?.literal("Name") ?? attributes.literal("name");
    if (given !== undefined) return given;
    const kind = adoptedKind(resource.type);
    const vpc = kind && this.vpcOfAdopter(attributes, kind);
    return kind && vpc?.kind === "thing" ? `${vpc.name}/${MADE_WITH_VPC[kind].suffix}` : resource.address;
  }

  /** Goes along a reference up to the resource that it is about. */
  private follow(written: Written): Meaning {
    return this.code.resolver.resolve(written, (_, attribute) => IDENTIFYING.includes(attribute));
  }

  private meant(kind: Kind, meaning: Meaning, written: string): Reference {
    const unknown = { kind: "unknown", name: written } as const;
    if (meaning.kind === "literal") return { kind: "elsewhere", name: String(meaning.value) };
    if (meaning.kind !== "attribute") return unknown;
    const { resource, attribute } = meaning;
    const attributes = this.code.attributes(resource);
    if (isOf(kind, resource) && IDENTIFYING.includes(attribute)) {
      return { kind: "thing", name: this.nameOf(attributes) };
    }
    if (!isMadeWithVpc(kind) || !isIdMadeWithVpc(kind, resource, attribute)) return unknown;
    // The main table may be another than the one that AWS made.
    const isAnother =
      attribute === "main_route_table_id" && this.code.all("aws_main_route_table_association").length > 0;
    return isAnother ? unknown : this.madeWith(this.nameOf(attributes), kind);
  }
}

function isOf(kind: Kind, { type }: Resource): boolean {
  return (THINGS[kind] as readonly string[]).includes(type);
}
