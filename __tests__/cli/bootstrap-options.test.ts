import { parseBootstrapOptions } from "../../cli/bootstrap-options";
import { ConfigurationError } from "../../environments/configuration-error";
import { defineEnvironment } from "../../environments/schema";
import { printedWhile } from "./printed-while";

const dev = defineEnvironment({ name: "dev", state: { bucket: "front-door-test-state" } });
const prod = defineEnvironment({ name: "prod", state: { bucket: "front-door-test-state" } });

function parse(...argv: string[]): ReturnType<typeof parseBootstrapOptions> {
  return parseBootstrapOptions(argv, [dev, prod]);
}

/** What is printed, and what is returned. */
function printedBy(...argv: string[]): { result: unknown; out: string; err: string } {
  return printedWhile(() => parse(...argv));
}

test("--env names the environment, and it is asked before anything is changed", () => {
  expect(parse("--env", "dev")).toEqual({ environment: dev, yes: false });
  expect(parse("--env=prod")).toEqual({ environment: prod, yes: false });
});

test("--yes does not ask", () => {
  expect(parse("--env", "prod", "--yes")).toEqual({ environment: prod, yes: true });
  expect(parse("--yes", "--env", "prod")).toEqual({ environment: prod, yes: true });
});

test("an environment that does not exist is named, with those that do", () => {
  expect(() => parse("--env", "prd")).toThrow(ConfigurationError);
  expect(() => parse("--env", "prd")).toThrow(
    '--env: there is no environment "prd". Choose one of dev, prod, or add it to environments/index.ts.',
  );
});

test("--help explains everything and is a success", () => {
  const { result, out, err } = printedBy("--help");
  expect([result, err]).toEqual([0, ""]);
  for (const part of ["npm run bootstrap -- ", "--env <name>", "--yes", "dev, prod", "AWS_PROFILE", "Exit status"]) {
    expect(out).toContain(part);
  }
});

test.each([
  [[], "error: required option '--env <name>' not specified\n"],
  [["--yes"], "error: required option '--env <name>' not specified\n"],
  [["dev"], "error: required option '--env <name>' not specified\n"],
  [["--env"], "error: option '--env <name>' argument missing\n"],
  [["--env", "dev", "--yess"], "error: unknown option '--yess'\n(Did you mean --yes?)\n"],
  [["--env", "dev", "-y"], "error: unknown option '-y'\n"],
  [["--env", "dev", "prod"], "error: too many arguments. Expected 0 arguments but got 1.\n"],
])("%j is refused in one line, with status 1", (argv, message) => {
  expect(printedBy(...argv)).toEqual({ result: 1, out: "", err: message });
});
