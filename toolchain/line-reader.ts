import { StringDecoder } from "node:string_decoder";
import { stripVTControlCharacters } from "node:util";

/** Cuts a stream of bytes into lines, without colours and cursor movements, and never in the middle of a character. */
export class LineReader {
  private readonly decoder = new StringDecoder("utf8");
  private rest = "";

  constructor(private readonly onLine: (line: string) => void) {}

  /** Takes the next bytes and gives every line that they complete. */
  push(bytes: Buffer): void {
    const lines = (this.rest + this.decoder.write(bytes)).split("\n");
    this.rest = lines.pop() ?? "";
    for (const line of lines) this.onLine(plain(line));
  }

  /** Gives the last line if it did not end in a newline. */
  end(): void {
    const last = this.rest + this.decoder.end();
    this.rest = "";
    if (last !== "") this.onLine(plain(last));
  }
}

/** The text as a person would read it on paper. */
function plain(line: string): string {
  return stripVTControlCharacters(line).replace(/\r+$/, "");
}
