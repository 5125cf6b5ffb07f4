import { lastLines } from "./program";

/** Long enough for the causes that AWS gives, short enough to be read. */
const LONGEST = 600;

/**
 * What terraform says went wrong, on one line: the title and text of each of its errors, without the frames that it draws
 * and the source that it quotes. Where it names no error, its last lines.
 */
export function terraformErrors(output: string): string {
  const lines = output.split("\n").map((line) =>
    line
      .replace(/^[\s╷│]+/u, "")
      .replace(/\s+/g, " ")
      // They are for AWS's support, and long.
      .replace(/,? ?\b(?:RequestID|HostID): [^\s,]*/g, "")
      .trim(),
  );
  const errors: string[][] = [];
  let current: string[] | undefined;
  for (const line of lines) {
    const title = /^Error: +(.*)$/.exec(line)?.[1];
    const address = /^with (\S+),$/.exec(line)?.[1];
    if (title !== undefined) errors.push((current = [title]));
    else if (address !== undefined) current?.splice(0, 1, `${current[0] ?? ""} (${address})`);
    else if (line.startsWith("Warning: ") || line === "╵") current = undefined;
    else if (line !== "" && !isSource(line)) current?.push(line);
  }
  const text = errors.map(([title = "", ...detail]) =>
    [title, detail.join(" ")].filter((part) => part !== "").join(": "),
  );
  const all = [...new Set(text)].join("; ").replace(/\.$/, "") || lastLines(output);
  return all.length > LONGEST ? `${all.slice(0, LONGEST)} ...` : all;
}

/** `on cdk.tf.json line 31, in resource:` and the lines quoted from that file. */
function isSource(line: string): boolean {
  return /^(on \S+ line \d+|\d+: )/.test(line);
}

/** Whether another terraform holds the state. */
export function isStateLocked(output: string): boolean {
  return output.includes("Error acquiring the state lock");
}
