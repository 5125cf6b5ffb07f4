/**
 * Text for a flowchart: whatever could end a label, or be taken for Markdown, HTML or an entity, becomes an entity of Mermaid's
 * own ("Entity codes to escape characters", Mermaid documentation).
 */
export function mermaidText(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[\p{Cc}\p{Cs}]/gu, "\uFFFD")
    .replace(/[^\p{L}\p{N} .,:/()'→⚠-]/gu, (character) => `#${String(character.codePointAt(0))};`);
}

/** Lines of a label, in the quotes that it needs. */
export function mermaidLabel(lines: readonly string[]): string {
  return `"${lines.map(mermaidText).join("<br/>")}"`;
}
