/**
 * Says at the end of a run which tests were skipped for want of which tool: a green run must not look like a whole one.
 * needs.ts puts `[missing: TOOL, ...]` into the title of what it skips.
 */

const HOW_TO_INSTALL = {
  terraform: "install Terraform >= 1.10, https://developer.hashicorp.com/terraform/install",
  aws: "install the AWS CLI, https://aws.amazon.com/cli/",
  openssl: "install openssl, as your system's packages have it",
  "local-aws": "pip install 'moto[server]', or start docker, or set AWS_EMULATOR_URL",
};

/** The projects of jest.config.js: with fewer, not all tests were meant to run. */
const PROJECTS = ["unit", "real"];

class ReportMissingTools {
  /** @param print takes one line; for tests */
  constructor(globalConfig, _options, _context, print = (line) => process.stderr.write(`${line}\n`)) {
    this.print = print;
    const { testPathPatterns, testNamePattern, onlyChanged } = globalConfig;
    this.isSelection = Boolean(testPathPatterns?.patterns?.length || testNamePattern || onlyChanged);
  }

  onRunComplete(testContexts, results) {
    const skipped = new Map();
    for (const file of results.testResults) {
      for (const test of file.testResults) {
        if (test.status !== "pending") continue;
        for (const tool of missingTools(test.ancestorTitles)) {
          const entry = skipped.get(tool) ?? { tests: 0, files: new Set() };
          entry.tests += 1;
          entry.files.add(file.testFilePath);
          skipped.set(tool, entry);
        }
      }
    }
    for (const [tool, { tests, files }] of skipped) {
      const what = `${count(tests, "test")} in ${count(files.size, "file")}`;
      this.print(`Skipped for want of ${tool}: ${what}. To run them: ${HOW_TO_INSTALL[tool] ?? `install ${tool}`}.`);
    }
    if (skipped.size === 0) this.print(`${this.whatRan(testContexts, results)}: no tool was missing.`);
  }

  /** "All tests ran" is said only where it is true. */
  whatRan(testContexts, results) {
    if (results.numPendingTests + results.numTodoTests > 0 || results.wasInterrupted) {
      return "Not all tests ran, for reasons of their own";
    }
    if (this.isSelection) return "All selected tests ran";
    const names = [...testContexts].map(({ config }) => config.displayName?.name ?? config.displayName);
    const ran = PROJECTS.filter((project) => names.includes(project));
    return ran.length === 0 || ran.length === PROJECTS.length ? "All tests ran" : `All ${ran.join(" and ")} tests ran`;
  }
}

function missingTools(titles) {
  return titles.flatMap((title) => /\[missing: ([^\]]+)\]$/.exec(title)?.[1].split(", ") ?? []);
}

function count(number, what) {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

module.exports = ReportMissingTools;
