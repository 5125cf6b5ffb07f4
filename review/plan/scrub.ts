import { isObject, type Json } from "./json";
import { SENSITIVE } from "./mask";

/** From so many characters on a secret is taken out wherever it stands, also within a word. */
const ANYWHERE = 8;

/** From so many on it is taken out where it stands as a word. What is shorter (`80`, `dev`) says nothing where it stands. */
const AS_A_WORD = 4;

/** They are secret nowhere. */
const WORDS_OF_JSON = new Set(["true", "false", "null"]);

/**
 * A text in which no secret stands any more: not as it is, not line by line, and not as JSON, HTML, a URL or Base64 write it.
 * The second line behind the masks, for what nobody thought of. What is shorter than 4 characters stays, and what is shorter
 * than 8 is found as a word only: without that, a password `true` would make a review unreadable.
 */
export function scrubbed(text: string, secrets: ReadonlySet<string>): string {
  return scrubberOf(secrets)(text);
}

/** The same for every text in a value, the keys of its objects, and its numbers. */
export function scrubbedJson(value: Json, scrub: (text: string) => string): Json {
  if (typeof value === "string") return scrub(value);
  if (typeof value === "number") return scrub(String(value)) === String(value) ? value : SENSITIVE;
  if (Array.isArray(value)) return (value as readonly Json[]).map((part) => scrubbedJson(part, scrub));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [scrub(name), scrubbedJson(part, scrub)]));
}

/** `scrubbed` for many texts. */
export function scrubberOf(secrets: ReadonlySet<string>): (text: string) => string {
  const written = new Set([...secrets].flatMap(linesOf).flatMap(waysToWrite));
  const patterns = [...written]
    .filter((each) => each.length >= AS_A_WORD && !WORDS_OF_JSON.has(each) && each !== SENSITIVE)
    // The longest first: one may be a part of another.
    .sort((a, b) => b.length - a.length)
    .map((each) =>
      each.length >= ANYWHERE ? literal(each) : `(?<![\\p{L}\\p{N}_])${literal(each)}(?![\\p{L}\\p{N}_])`,
    );
  if (patterns.length === 0) return (text) => text;
  const pattern = new RegExp(patterns.join("|"), "gu");
  return (text) => text.replace(pattern, SENSITIVE);
}

/** The secret, and each of its lines: a diff shows lines. */
function linesOf(secret: string): string[] {
  return [
    secret,
    secret.trim(),
    secret.replace(/\s+/g, " ").trim(),
    ...secret.split(/\r?\n/).map((line) => line.trim()),
  ];
}

function waysToWrite(secret: string): string[] {
  if (secret.length < AS_A_WORD) return [];
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    // As Go writes JSON, and so Terraform's jsonencode.
    json.replace(/[<>&\u2028\u2029]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`),
    secret.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;"),
    secret
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/"/g, "&#34;")
      .replace(/'/g, "&#39;"),
    encodeURIComponent(secret.replace(/\p{Cs}/gu, "\uFFFD")),
    // As forms and Go's QueryEscape write it.
    new URLSearchParams({ x: secret }).toString().slice(2),
    Buffer.from(secret).toString("hex"),
    ...(secret.length >= ANYWHERE ? inBase64(secret) : []),
  ];
}

/** In Base64 a text is written in three ways, by how many bytes stand before it. Characters that also hold its neighbours are left out. */
function inBase64(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
    const text = padded.toString("base64").replace(/=+$/, "");
    const inner = text.slice(offset === 0 ? 0 : offset + 1, padded.length % 3 === 0 ? undefined : -1);
    return [inner, inner.replace(/\+/g, "-").replace(/\//g, "_")];
  });
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
