import "./plain-when-piped";
import "./report-problems";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { generatedDocs } from "./generated-docs";
import { parseCommandLine } from "./parse-command-line";
import { PROJECT_ROOT } from "./project-root";

function main(): number {
  const command = new Command("npm run docs --")
    .description(
      "Draws the pictures of the documentation from the code: docs/network.svg, and the one in docs/network.md.",
    )
    .helpOption("--help", "show this help")
    .allowExcessArguments(false);
  const status = parseCommandLine(command, process.argv.slice(2));
  if (status !== undefined) {
    return status;
  }
  for (const { file, content } of generatedDocs()) {
    writeFileSync(join(PROJECT_ROOT, file), content);
    console.log(`Wrote ${file}.`);
  }
  return 0;
}

process.exitCode = main();
