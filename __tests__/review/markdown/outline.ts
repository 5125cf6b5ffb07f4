import MarkdownIt from "markdown-it";

/** What a browser shows of Markdown, as far as the tests ask. */
export interface Outline {
  /** Of headings, in order. */
  readonly headings: readonly string[];
  /** Rows of tables, without their heads: the text of each cell. */
  readonly rows: readonly (readonly string[])[];
  /** What is in fences, by language. */
  readonly fences: readonly { readonly language: string; readonly text: string }[];
  /** Text that is neither code nor in a fence: where a mention would be one. */
  readonly prose: string;
  readonly html: string;
  /** Every tag that came through as HTML, such as `<details>`. */
  readonly tags: readonly string[];
}

/** Reads Markdown as GitHub does: CommonMark with tables, and HTML. */
export function outlineOf(markdown: string): Outline {
  const parser = new MarkdownIt({ html: true });
  const tokens = parser.parse(markdown, {});
  const [headings, fences, tags, prose, rows]: [string[], Outline["fences"][number][], string[], string[], string[][]] =
    [[], [], [], [], []];
  let isBody = false;
  for (const [index, token] of tokens.entries()) {
    if (token.type === "heading_open") headings.push(textOf(tokens[index + 1]?.children ?? []));
    if (token.type === "fence") fences.push({ language: token.info, text: token.content });
    if (token.type === "tbody_open") isBody = true;
    if (token.type === "tbody_close") isBody = false;
    if (token.type === "tr_open" && isBody) rows.push([]);
    if (token.type === "td_open") rows.at(-1)?.push(textOf(tokens[index + 1]?.children ?? []));
    if (token.type === "html_block") {
      tags.push(...tagsIn(token.content));
      prose.push(token.content.replace(/<code>.*?<\/code>/g, ""));
    }
    let isCode = false;
    for (const child of token.children ?? []) {
      if (child.type === "html_inline") tags.push(child.content);
      if (child.content === "<code>") isCode = true;
      if (child.content === "</code>") isCode = false;
      if (child.type === "text" && !isCode) prose.push(child.content);
    }
  }
  return { headings, rows, fences, prose: prose.join("\n"), html: parser.render(markdown), tags };
}

function textOf(children: readonly { readonly type: string; readonly content: string }[]): string {
  return children
    .filter(({ type }) => type !== "html_inline")
    .map(({ content }) => content)
    .join("");
}

function tagsIn(html: string): string[] {
  return html.match(/<!--[\s\S]*?-->|<[^>]*>/g) ?? [];
}
