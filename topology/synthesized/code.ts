import { Attributes } from "./attributes";
import type { ReadType } from "./resource-types";
import { Resolver } from "./resolver";
import type { Resource, Stack } from "./stack";

/** All stacks of an environment as one: a resource may refer to what another stack holds. */
export class Code {
  readonly resolver: Resolver;
  private readonly byType = new Map<string, Attributes[]>();

  constructor(stacks: readonly Stack[]) {
    this.resolver = new Resolver(stacks);
    for (const resource of stacks.flatMap(({ resources }) => [...resources.values()])) {
      const others = this.byType.get(resource.type);
      if (others === undefined) this.byType.set(resource.type, [this.attributes(resource)]);
      else others.push(this.attributes(resource));
    }
  }

  /** The resources of these types. */
  all(...types: readonly ReadType[]): Attributes[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  attributes(resource: Resource): Attributes {
    return Attributes.of(this.resolver, resource);
  }
}
