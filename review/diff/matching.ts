import { inWriting, isMap, type Part } from "./part";

/** Two elements of two lists that are the same thing, changed or not; or one that the other list does not have. */
export interface Match {
  readonly before?: Part;
  readonly after?: Part;
  /** What it is known by: its `Sid`, its name, or its place in the list. */
  readonly label: readonly [string | number];
}

/** The attributes by which AWS and Terraform tell the elements of a list apart. */
const KEYS = [
  "Sid",
  "sid",
  "name",
  "Name",
  "id",
  "Id",
  "ID",
  "key",
  "Key",
  "rule_id",
  "priority",
  "rule_number",
  "device_name",
];

/** Whoever shares less than this part of the attributes is somebody else. */
const ALIKE = 0.5;

/** Of larger lists, similarity is not asked: it would take long. */
const MOST_PAIRS = 20_000;

/**
 * Which elements of two lists of objects are the same: first those that are equal, then those of one key, then those that are
 * alike, the most alike first. In the order of the list after; what is gone comes last.
 */
export function matched(before: readonly Part[], after: readonly Part[]): Match[] {
  const key = keyOf(before, after);
  const [left, right] = [before, after].map((list) =>
    list.map((part, index) => ({ part, index, id: idOf(part, key), text: inWriting(part) })),
  );
  const [olds, news] = [new Set(left), new Set(right)];
  const pairs: [Indexed, Indexed][] = [];
  const pair = (old: Indexed, next: Indexed): void => {
    olds.delete(old);
    news.delete(next);
    pairs.push([old, next]);
  };
  const byText = groupedBy(olds, ({ text }) => text);
  for (const next of [...news]) {
    const old = byText.get(next.text)?.shift();
    if (old !== undefined) pair(old, next);
  }
  if (key !== undefined) {
    const byId = groupedBy(olds, ({ id }) => id ?? "");
    for (const next of [...news]) {
      const old = next.id === undefined ? undefined : byId.get(next.id)?.shift();
      if (old !== undefined) pair(old, next);
    }
  } else {
    for (const [old, next] of mostAlike([...olds], [...news])) if (olds.has(old) && news.has(next)) pair(old, next);
  }
  const label = ({ id, index }: Indexed): readonly [string | number] => [id ?? index];
  return [
    ...[
      ...pairs.map(([old, next]) => ({
        at: next.index,
        match: { before: old.part, after: next.part, label: label(next) },
      })),
      ...[...news].map((next) => ({ at: next.index, match: { after: next.part, label: label(next) } })),
    ]
      .sort((a, b) => a.at - b.at)
      .map(({ match }) => match),
    ...[...olds].map((old) => ({ before: old.part, label: label(old) })),
  ];
}

interface Indexed {
  readonly part: Part;
  readonly index: number;
  readonly id: string | undefined;
  readonly text: string;
}

/** An attribute that every element has, and no two of one list alike. */
function keyOf(...lists: (readonly Part[])[]): string | undefined {
  return KEYS.find((key) =>
    lists.every((list) => {
      const ids = list.map((part) => idOf(part, key));
      return ids.every((id) => id !== undefined) && new Set(ids).size === ids.length;
    }),
  );
}

function idOf(part: Part, key: string | undefined): string | undefined {
  const name = key !== undefined && isMap(part) ? part.get(key) : undefined;
  return (typeof name === "string" && name !== "") || typeof name === "number" ? String(name) : undefined;
}

function groupedBy(elements: Iterable<Indexed>, by: (element: Indexed) => string): Map<string, Indexed[]> {
  const groups = new Map<string, Indexed[]>();
  for (const element of elements) groups.set(by(element), [...(groups.get(by(element)) ?? []), element]);
  return groups;
}

function mostAlike(olds: readonly Indexed[], news: readonly Indexed[]): [Indexed, Indexed][] {
  if (olds.length * news.length > MOST_PAIRS) return [];
  return olds
    .flatMap((old) => news.map((next) => ({ old, next, alike: likeness(old.part, next.part) })))
    .filter(({ alike }) => alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike)
    .map(({ old, next }) => [old, next]);
}

/** Which part of the attributes that either has are equal, from 0 to 1. What both do not have says nothing. */
function likeness(a: Part, b: Part): number {
  if (!isMap(a) || !isMap(b)) return 0;
  const texts = [a, b].map((map) => new Map([...map].map(([name, part]) => [name, inWriting(part)])));
  const [first = new Map<string, string>(), second = new Map<string, string>()] = texts;
  const names = [...new Set([...first.keys(), ...second.keys()])].filter(
    (name) => !isNothing(first.get(name)) || !isNothing(second.get(name)),
  );
  return names.length === 0 ? 1 : names.filter((name) => first.get(name) === second.get(name)).length / names.length;
}

function isNothing(text: string | undefined): boolean {
  return text === undefined || ["null", '""', "[]", "{}"].includes(text);
}
