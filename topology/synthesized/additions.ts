import type { Name } from "../model";
import type { Reference } from "./things";

/**
 * What resources of their own add to things: rules to a security group, a table to a subnet. What cannot be told to belong to one
 * may belong to any of them, so it is added to all, as something unknown.
 */
export class Additions<T> {
  private readonly known = new Map<Name, T[]>();
  private readonly unknown: T[] = [];

  /**
   * @param owner - undefined where the code does not say it
   * @param additions - what its owner gets
   * @param inDoubt - what everyone gets if the owner is not known; it is given the expression
   */
  add(owner: Reference | undefined, additions: readonly T[], inDoubt: (expression: string) => readonly T[]): void {
    switch (owner?.kind) {
      case "thing":
        this.known.set(owner.name, [...(this.known.get(owner.name) ?? []), ...additions]);
        break;
      case "unknown":
        this.unknown.push(...inDoubt(owner.name));
        break;
      default:
      // Of something that this code does not make.
    }
  }

  /** What is added to a thing, and after it what may be. */
  to(name: Name): T[] {
    return [...this.certainlyTo(name), ...this.unknown];
  }

  certainlyTo(name: Name): readonly T[] {
    return this.known.get(name) ?? [];
  }
}
