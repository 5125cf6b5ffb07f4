const ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\" };

// Control characters have no other form; the rest are invisible, and would hide in a file.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/**
 * Text as it stands between the quotes of an HCL string, meaning itself: also where it looks like a template. A multi-line
 * text stays on one line, because a heredoc would add a newline to it ("Strings and Templates", Terraform documentation).
 */
export function quoteText(text: string): string {
  return escapeTemplate(Array.from(text, quoteCharacter).join(""));
}

/** Text as it stands in a template, meaning itself. */
export function escapeTemplate(text: string): string {
  return text.replace(/[$%]\{/g, (opening) => `${opening.charAt(0)}${opening}`);
}

function quoteCharacter(character: string): string {
  const escape = ESCAPES[character];
  if (escape !== undefined) return escape;
  if (!UNPRINTABLE.test(character) || isJoiner(character)) return character;
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
}

/** The zero-width joiner and non-joiner are part of words and emoji in many scripts. */
function isJoiner(character: string): boolean {
  return character === "\u200c" || character === "\u200d";
}
