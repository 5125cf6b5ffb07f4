const LONGEST = 80;

// Control characters could move the reader's cursor, and invisible ones hide what is wrong.
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Quotes a value for an error message as JSON would, on one line, printable, and cut when it is long. */
export function quote(value: unknown): string {
  return typeof value === "string" ? quoteText(value) : cut(printable(written(value)));
}

function quoteText(text: string): string {
  // Cut before anything else: what is given may be megabytes.
  const characters = Array.from(text.slice(0, 2 * LONGEST + 2));
  const shown = characters.length > LONGEST ? characters.slice(0, LONGEST).join("") : text;
  const rest = shown.length < text.length ? `… (${text.length} characters)` : "";
  return printable(JSON.stringify(shown)) + rest;
}

function written(value: unknown): string {
  switch (typeof value) {
    case "bigint":
      return `${value}n`;
    case "function":
      return "a function";
    case "symbol":
      return "a symbol";
    case "object":
      return writtenObject(value);
    default:
      // JSON knows neither NaN, nor Infinity, nor undefined.
      return String(value);
  }
}

function writtenObject(value: object | null): string {
  try {
    const json: unknown = JSON.stringify(value);
    // Whatever its declared type: an object's own toJSON may return undefined, and then this is undefined too.
    return typeof json === "string" ? json : "an object";
  } catch {
    return Array.isArray(value) ? "an array" : "an object";
  }
}

function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) =>
    // By code unit, as JSON writes them.
    Array.from(
      { length: character.length },
      (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
    ).join(""),
  );
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
