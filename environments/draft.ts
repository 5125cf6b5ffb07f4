import type { Path } from "./mistake";

/** What the schema has made of the input so far, problems and all. */
interface Parsed {
  readonly code?: string | undefined;
  readonly path?: readonly PropertyKey[] | undefined;
}

/**
 * An environment that may have problems, for the rules that compare several of its values: they must look at what is
 * sound and pass over what has been reported already, so that each problem is reported once and none hides another.
 */
export class Draft<T> {
  /** The values with their defaults. Where `isSound` says no, they may be anything. */
  readonly value: T;
  private readonly reported: readonly Path[];

  constructor(value: T, issues: readonly Parsed[]) {
    this.value = value;
    // An unknown key says nothing against the known ones beside it.
    this.reported = issues.filter(({ code }) => code !== "unrecognized_keys").map(({ path }) => path ?? []);
  }

  /** Whether nothing has been reported of the value at this path, nor of what holds it. */
  isSound(...path: Path): boolean {
    return !this.reported.some((reported) => reported.every((key, depth) => key === path[depth]));
  }
}
