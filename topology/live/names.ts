import type { Name } from "../model";

/** The name of what AWS knows under an id or ARN; what is not in the topology keeps its id. */
export type NameOf = (id: string | undefined) => Name;

/** The name of everything, by the id or the ARN under which things refer to each other. */
export interface LiveNames {
  readonly vpc: NameOf;
  readonly subnet: NameOf;
  readonly routeTable: NameOf;
  readonly internetGateway: NameOf;
  readonly egressOnlyInternetGateway: NameOf;
  readonly natGateway: NameOf;
  readonly networkAcl: NameOf;
  readonly securityGroup: NameOf;
  readonly loadBalancer: NameOf;
  readonly targetGroup: NameOf;
  readonly service: NameOf;
}

/** What gets a name: without one it is called by its id. */
interface Nameable {
  readonly id: string | undefined;
  readonly name: string | undefined;
}

/** The Name tag, unless it is empty. */
export function nameTag(
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined,
): string | undefined {
  return tags?.find(({ Key, Value }) => Key === "Name" && Value !== "")?.Value;
}

/**
 * Names for things of one kind, no two the same. People copy Name tags, and AWS lets them: all that share a name have their id
 * behind it, so that none of them is taken for the one that was meant, and a second reading gives the same.
 */
export function distinctNames(things: readonly Nameable[]): NameOf {
  const names = new Map(things.map(({ id = "", name }) => [id, name ?? id]));
  // More than once only if somebody wrote such a name, with another's id, by hand.
  for (let shared = sharedIn(names); shared.length > 0; shared = sharedIn(names)) {
    for (const [id, name] of shared) names.set(id, `${name} (${id})`);
  }
  return (id = "") => names.get(id) ?? id;
}

/** All that have a name that another has too, by id. */
function sharedIn(names: ReadonlyMap<string, string>): (readonly [id: string, name: string])[] {
  const count = new Map<string, number>();
  for (const name of names.values()) count.set(name, (count.get(name) ?? 0) + 1);
  return [...names].filter(([, name]) => count.get(name) !== 1);
}
