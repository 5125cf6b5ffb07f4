import type { Resolver, Written } from "./resolver";
import type { Resource, Stack } from "./stack";
import { isObject, type Json, type JsonObject, labelled, objectsIn, within } from "./terraform-json";

/** A value that cannot be told from what is written. */
export interface Unknown {
  /** It as it is written. */
  readonly expression: string;
}

export function isUnknown(value: unknown): value is Unknown {
  return typeof value === "object" && value !== null && "expression" in value;
}

/**
 * The attributes of a resource, or of a block in it, by their names in Terraform.
 *
 * Null and the empty string are as good as absent. Of a resource with `count` or `for_each`, and of a `dynamic` block, nothing
 * can be told: each attribute is then an expression such as `${aws_subnet.zone[*].cidr_block}`.
 */
export class Attributes {
  private constructor(
    private readonly resolver: Resolver,
    readonly resource: Resource,
    private readonly stack: Stack,
    private readonly body: JsonObject,
    private readonly path: string,
    /** Whether it is there just once, as it is written. */
    readonly isCertain: boolean,
  ) {}

  static of(resolver: Resolver, resource: Resource): Attributes {
    const { stack, body, address, isRepeated } = resource;
    return new Attributes(resolver, resource, stack, body, isRepeated ? `${address}[*]` : address, !isRepeated);
  }

  /** The expression that stands for an attribute, or for the whole: what is said where nothing else can be. */
  expression(name?: string): string {
    return `\${${name === undefined ? this.path : `${this.path}.${name}`}}`;
  }

  has(name: string): boolean {
    return this.read(name) !== undefined;
  }

  /** Whether it is given, as the empty string. */
  isEmpty(name: string): boolean {
    return this.body[name] === "";
  }

  /** The same, as if it were there just once: for what is equal in all of them, such as whose they are. */
  asWritten(): Attributes {
    return new Attributes(this.resolver, this.resource, this.stack, this.body, this.path, true);
  }

  /** The value, or the expression where it cannot be told. */
  text(name: string): string | undefined {
    return this.elements(name).map((written) => this.textOf(written))[0];
  }

  /** Those of a list. */
  texts(name: string): string[] {
    return this.elements(name).map((written) => this.textOf(written));
  }

  /** The value where it can be told. */
  literal(name: string): string | undefined {
    const json = this.read(name);
    const meaning = json === undefined ? undefined : this.resolver.resolve({ stack: this.stack, json });
    return meaning?.kind === "literal" ? String(meaning.value) : undefined;
  }

  /** A number may be written as a string. */
  number(name: string): number | Unknown | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    return /^-?\d+$/.test(text) ? Number(text) : { expression: text };
  }

  /** A boolean may be written as a string. */
  flag(name: string): boolean | Unknown | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    return text === "true" || text === "false" ? text === "true" : { expression: text };
  }

  /** What is written there: one element, or each of a list, which may be in another stack. */
  elements(name: string): Written[] {
    const json = this.read(name);
    if (json === undefined) return [];
    const whole = { stack: this.stack, json };
    const meaning = this.resolver.resolve(whole);
    if (meaning.kind !== "structure" || isObject(meaning.json)) return [whole];
    return meaning.json.map((element) => ({ stack: meaning.stack, json: element }));
  }

  /** Something written as text: what it means, or else itself. */
  textOf(written: Written): string {
    const meaning = this.resolver.resolve(written);
    if (meaning.kind === "literal") return String(meaning.value);
    return typeof written.json === "string" ? written.json : JSON.stringify(written.json);
  }

  /** The blocks of that name, and one that is not certain for each that Terraform has yet to work out. */
  blocks(name: string): Attributes[] {
    const path = `${this.path}.${name}`;
    const block = (body: JsonObject, stack: Stack): Attributes =>
      new Attributes(this.resolver, this.resource, stack, body, path, true);
    const uncertain = new Attributes(this.resolver, this.resource, this.stack, {}, `${path}[*]`, false);
    const written = this.elements(name).flatMap((element) => {
      const meaning = this.resolver.resolve(element);
      return meaning.kind === "structure"
        ? objectsIn(meaning.json).map((body) => block(body, meaning.stack))
        : [uncertain];
    });
    const dynamic = labelled(within(this.body, "dynamic")).filter(([label]) => label === name);
    return [...written, ...dynamic.map(() => uncertain)];
  }

  private read(name: string): Json | undefined {
    const json = this.body[name];
    if (json === undefined || json === null || json === "") return undefined;
    return this.isCertain ? json : this.expression(name);
  }
}
