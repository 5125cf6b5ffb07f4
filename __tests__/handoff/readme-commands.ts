import MarkdownIt from "markdown-it";

/** The shell commands that a README gives under a heading, a text for each block, in order. */
export function commandsUnder(readme: string, heading: string): string[] {
  const commands: string[] = [];
  let [depth, isUnder] = [Infinity, false];
  const tokens = new MarkdownIt().parse(readme, {});
  for (const [index, token] of tokens.entries()) {
    if (token.type === "heading_open") {
      const level = Number(token.tag.slice(1));
      const isIt = tokens[index + 1]?.content === heading;
      // Until the next one of the same level, or above it.
      if (isIt) [depth, isUnder] = [level, true];
      else if (level <= depth) isUnder = false;
    } else if (isUnder && token.type === "fence" && token.info === "sh") commands.push(token.content);
  }
  if (commands.length === 0) throw new Error(`the README gives no commands under "${heading}"`);
  return commands;
}
