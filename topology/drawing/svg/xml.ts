/** Text that is XML already. Only `element` and `escaped` make it, so that no name gets into a drawing as it is. */
export type Markup = string & { readonly isMarkup: true };

/** Attributes by their names; those that are undefined are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with attributes, around what is given. */
export function element(name: string, attributes: Attributes, ...content: readonly Markup[]): Markup {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? "" : ` ${key}="${typeof value === "number" ? rounded(value) : escaped(value)}"`,
  );
  const opening = `<${name}${written.join("")}`;
  return (content.length === 0 ? `${opening}/>` : `${opening}>${content.join("")}</${name}>`) as Markup;
}

/** Text as XML has it. Characters that XML 1.0 forbids are replaced ("Characters", Extensible Markup Language 1.0). */
export function escaped(text: string): Markup {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;") as Markup;
}

/** One after the other. */
export function together(parts: readonly Markup[], separator = ""): Markup {
  return parts.filter((part) => part !== "").join(separator) as Markup;
}

/** At most one digit after the point, so that nothing hangs on how a machine rounds. */
export function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
