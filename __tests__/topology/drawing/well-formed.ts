/** An element, as far as tests ask about it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

const TOKEN = /<(?<close>\/)?(?<name>[a-z]+)(?<attributes>(?: [\w-]+="[^"<>]*")*)(?<empty>\/)?>|[^<]+|</gi;
const REFERENCES = /&(?!(?:amp|lt|gt|quot);)/;

/**
 * Reads what an SVG of ours is made of: elements, attributes in double quotes, text and the entities that XML has by itself.
 *
 * @throws Error when it is not well-formed XML, or uses more than that
 */
export function readXml(xml: string): XmlElement {
  const root = { name: "", attributes: {}, children: [] as (XmlElement | string)[] };
  const open: { name: string; children: (XmlElement | string)[] }[] = [root];
  for (const { 0: token, groups = {} } of xml.matchAll(TOKEN)) {
    if (REFERENCES.test(token)) throw new Error(`a bare & in ${token}`);
    const { name, close, attributes = "", empty } = groups;
    if (name === undefined) {
      if (token === "<" || token.includes(">")) throw new Error(`not an element: ${token}`);
      open.at(-1)?.children.push(unescaped(token));
    } else if (close !== undefined) {
      const closed = open.pop();
      if (closed?.name !== name) throw new Error(`</${name}> where <${String(closed?.name)}> is open`);
    } else {
      const written = [...attributes.matchAll(/ ([\w-]+)="([^"]*)"/g)];
      const pairs = written.map(([, key = "", value = ""]) => [key, unescaped(value)] as const);
      if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error(`an attribute twice in ${token}`);
      const made = { name, attributes: Object.fromEntries(pairs), children: [] };
      open.at(-1)?.children.push(made);
      if (empty === undefined) open.push(made);
    }
  }
  if (open.length > 1) throw new Error(`<${String(open.at(-1)?.name)}> is not closed`);
  const [top, ...others] = root.children.filter((child) => typeof child !== "string" || child.trim() !== "");
  if (typeof top !== "object" || others.length > 0) throw new Error("not one element");
  return top;
}

/** All elements of a name, at any depth. */
export function elementsIn(element: XmlElement, name: string): XmlElement[] {
  const inner = element.children.flatMap((child) => (typeof child === "string" ? [] : elementsIn(child, name)));
  return element.name === name ? [element, ...inner] : inner;
}

/** Its text, and that of all elements in it. */
export function textOf({ children }: XmlElement): string {
  return children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
