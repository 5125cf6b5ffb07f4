import { equalParts, isMap, type Part } from "./part";

/** A resource's attributes, before or after. */
export type Attributes = ReadonlyMap<string, Part>;

/**
 * The attributes without what `tags_all` repeats. It holds `tags` and the provider's default tags: what becomes of a tag is
 * shown once, and a change of a default tag where nothing else shows it.
 * Source: Terraform AWS provider documentation, Provider Configuration, default_tags.
 */
export function withoutRepeatedTags(before: Attributes, after: Attributes): readonly [Attributes, Attributes] {
  const [oldAll, newAll] = [before.get("tags_all") ?? null, after.get("tags_all") ?? null];
  const [oldTags, newTags] = [tagsOf(before.get("tags")), tagsOf(after.get("tags"))];
  const isRepeated = (name: string): boolean =>
    [oldTags, newTags].some((tags) => tags.has(name)) &&
    (!isMap(oldAll) || equalParts(tagsOf(oldAll).get(name) ?? null, oldTags.get(name) ?? null)) &&
    (!isMap(newAll) || equalParts(tagsOf(newAll).get(name) ?? null, newTags.get(name) ?? null));
  return [
    withTagsAll(before, oldAll, isMap(newAll) || newAll === null, isRepeated),
    withTagsAll(after, newAll, isMap(oldAll) || oldAll === null, isRepeated),
  ];
}

function withTagsAll(
  attributes: Attributes,
  all: Part,
  isOtherKnown: boolean,
  isRepeated: (name: string) => boolean,
): Attributes {
  const others = [...attributes].filter(([name]) => name !== "tags_all");
  // What follows from tags that are not known yet is not known either, which says nothing more.
  if (!isMap(all) || !isOtherKnown) return new Map(others);
  return new Map([...others, ["tags_all", new Map([...all].filter(([name]) => !isRepeated(name)))]]);
}

function tagsOf(part: Part | undefined): ReadonlyMap<string, Part> {
  return part !== undefined && isMap(part) ? part : new Map<string, Part>();
}
