import type { Change, OutputChange, ValueChange } from "../plan/change";
import { formatPath, type Path } from "../plan/json";
import { maskedChange } from "../plan/mask";
import { eitherMarks } from "../plan/marks";
import type { Placeholder } from "../plan/placeholder";
import { deeper, type DiffLine, type Sign } from "./diff-line";
import { isEmpty, isMap, type Part, partOf, UNKNOWN } from "./part";
import { type Attributes, withoutRepeatedTags } from "./tags";
import { valueLines } from "./values";

export { type DiffLine, formatDiffLine, type Sign } from "./diff-line";

/** What stands beside the line of an attribute for whose sake the resource is replaced. */
const FORCES = "forces replacement";

/** How long the names of attributes may be that are only known after apply. */
const NAMES = 80;

/**
 * What becomes of a resource or an output, line by line, without anything sensitive: it is taken out before anything is
 * compared. What forces a replacement comes first. Empty attributes are left out, and those that a creation leaves to AWS
 * are one line.
 *
 * @param placeholders - of a provisional plan: they are shown as what they stand for
 */
export function diffOf(change: Change | OutputChange, placeholders: readonly Placeholder[]): DiffLine[] {
  const masked = maskedChange(change);
  if ("name" in masked) {
    const { before, after } = partsOf(masked, placeholders);
    return valueLines([masked.name], before, after, placeholders);
  }
  if (masked.action === "forget") return [];
  const { olds, news, names } = attributesOf(masked, placeholders);
  const forcing = new Set(masked.replacePaths.map(([name]) => name));
  const left = names.filter((name) => isLeftToAws(masked, name, olds, news) && !forcing.has(name));
  const lines = (isForcing: boolean): DiffLine[] =>
    names
      .filter((name) => !left.includes(name) && forcing.has(name) === isForcing)
      .flatMap((name) => {
        const found = valueLines([name], olds.get(name) ?? null, news.get(name) ?? null, placeholders);
        return isForcing ? forcingLines(name, found, masked.replacePaths) : found;
      });
  return [...lines(true), ...lines(false), ...knownLater(left, masked.action === "create" ? "+" : "!")];
}

/**
 * The names of the attributes that change, such as `tags`: for who wants no more than that. Those that only apply can know
 * are left out where there are others; of what is created, destroyed or forgotten there are none.
 */
export function changedAttributes(change: Change): string[] {
  if (!["update", "replace", "import", "move", "other"].includes(change.action)) return [];
  const { olds, news, names } = attributesOf(maskedChange(change), []);
  const changed = names.filter(
    (name) => valueLines([name], olds.get(name) ?? null, news.get(name) ?? null, []).length > 0,
  );
  const known = changed.filter((name) => news.get(name) !== UNKNOWN);
  return known.length > 0 ? known : changed;
}

function partsOf(masked: ValueChange, placeholders: readonly Placeholder[]): { before: Part; after: Part } {
  const { before, after, afterUnknown, beforeSensitive, afterSensitive } = masked;
  const marks = eitherMarks(beforeSensitive, afterSensitive);
  return {
    before: partOf(before, false, marks, placeholders),
    after: partOf(after, afterUnknown, marks, placeholders),
  };
}

function attributesOf(masked: Change, placeholders: readonly Placeholder[]) {
  const { before, after } = partsOf(masked, placeholders);
  const [olds, news] = withoutRepeatedTags(byName(before), byName(after));
  return { olds, news, names: [...new Set([...olds.keys(), ...news.keys()])].sort() };
}

/** All of a resource may be masked or unknown: then it is one value. */
function byName(part: Part): Attributes {
  return isMap(part) ? part : new Map<string, Part>(isEmpty(part) ? [] : [["value", part]]);
}

/** Of what is created or replaced AWS chooses much anew, and after an update what was empty: that is said in one line. */
function isLeftToAws({ action }: Change, name: string, olds: Attributes, news: Attributes): boolean {
  return news.get(name) === UNKNOWN && (action === "create" || action === "replace" || isEmpty(olds.get(name) ?? null));
}

/** The lines of an attribute, with a note at those for whose sake the resource is replaced. */
function forcingLines(name: string, lines: readonly DiffLine[], replacePaths: readonly Path[]): DiffLine[] {
  const paths = replacePaths.filter(([first]) => first === name);
  const isAt = (line: DiffLine): boolean =>
    line.depth === 0 && (lines.length === 1 || paths.some((path) => startsWith(line.text, path)));
  if (!lines.some(isAt)) return [{ sign: "!", depth: 0, text: name, note: FORCES }, ...lines.map(deeper)];
  return lines.map((line) => (isAt(line) ? noted(line) : line));
}

function noted(line: DiffLine): DiffLine {
  return { ...line, note: line.note === undefined ? FORCES : `${line.note}, ${FORCES}` };
}

/** Whether a line is of a path, or of a part of it. */
function startsWith(text: string, path: Path): boolean {
  const written = formatPath(path);
  return text.startsWith(written) && /^($|[ .:[])/.test(text.slice(written.length));
}

function knownLater(names: readonly string[], sign: Sign): DiffLine[] {
  if (names.length === 0) return [];
  const shown = names.filter((_, index) => names.slice(0, index + 1).join(", ").length <= NAMES);
  const more = names.length - shown.length;
  const list = `${shown.join(", ")}${more === 0 ? "" : ` and ${more} more`}`;
  const count = names.length === 1 ? "1 attribute" : `${names.length} attributes`;
  return [{ sign, depth: 0, text: `${count} known after apply: ${list}` }];
}
