// eslint-disable-next-line @typescript-eslint/no-require-imports
const Reporter = require("./report-missing-tools.js") as new (
  globalConfig: object,
  options: object,
  context: object,
  print: (line: string) => void,
) => { onRunComplete(contexts: Set<object>, results: object): void };

interface Outcome {
  readonly projects?: readonly string[];
  readonly skipped?: readonly string[];
  readonly config?: object;
}

/** What is printed after a run of these projects, in which tests in suites of these titles were skipped. */
function report({ projects = ["unit", "real"], skipped = [], config = {} }: Outcome): string[] {
  const lines: string[] = [];
  const reporter = new Reporter(config, {}, {}, (line) => lines.push(line));
  const contexts = new Set(projects.map((name) => ({ config: { displayName: { name, color: "white" } } })));
  const testResults = [
    {
      testFilePath: "a.real.test.ts",
      testResults: [
        { status: "passed", ancestorTitles: ["fine"] },
        ...skipped.map((title) => ({ status: "pending", ancestorTitles: [title] })),
      ],
    },
  ];
  reporter.onRunComplete(contexts, { testResults, numPendingTests: skipped.length, numTodoTests: 0 });
  return lines;
}

test.each([
  ["everything", {}, "All tests ran: no tool was missing."],
  ["the unit tests", { projects: ["unit"] }, "All unit tests ran: no tool was missing."],
  [
    "a file alone",
    { config: { testPathPatterns: { patterns: ["x"] } } },
    "All selected tests ran: no tool was missing.",
  ],
  ["a skipped test", { skipped: ["slow"] }, "Not all tests ran, for reasons of their own: no tool was missing."],
])("after a run of %s, it says so", (_, outcome, line) => {
  expect(report(outcome)).toEqual([line]);
});

test("what was skipped for want of a tool is counted, with how to install it", () => {
  expect(report({ skipped: ["a [missing: terraform]", "b [missing: terraform, local-aws]"] })).toEqual([
    "Skipped for want of terraform: 2 tests in 1 file. To run them: install Terraform >= 1.10, https://developer.hashicorp.com/terraform/install.",
    "Skipped for want of local-aws: 1 test in 1 file. To run them: pip install 'moto[server]', or start docker, or set AWS_EMULATOR_URL.",
  ]);
});
