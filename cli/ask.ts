import { createInterface } from "node:readline/promises";
import { ToolError } from "../toolchain/tool-error";

/**
 * Asks for a yes, as terraform does: the whole word, and nothing else will do. An answer may come from a pipe.
 *
 * @throws ToolError when there is nobody to answer
 * @throws AbortError when called off
 */
export async function askForYes(question: string, signal: AbortSignal): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // In its own mode the terminal sends Ctrl-C as a character; it means the same as everywhere.
  lines.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  const ended = new Promise<undefined>((resolve) => {
    lines.on("close", () => {
      resolve(undefined);
    });
  });
  try {
    const answer = await Promise.race([lines.question(`${question}\nOnly "yes" will do: `, { signal }), ended]);
    if (answer === undefined) {
      process.stderr.write("\n");
      throw new ToolError({
        where: "question",
        what: "nobody answered: the standard input is at its end",
        remedy: "Run it on a terminal and answer, or with --yes.",
      });
    }
    return answer.trim() === "yes";
  } finally {
    lines.close();
  }
}
