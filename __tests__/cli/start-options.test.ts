import { parseStartOptions } from "../../cli/start-options";
import { ConfigurationError } from "../../environments/configuration-error";
import { defineEnvironment } from "../../environments/schema";
import { printedWhile } from "./printed-while";

const dev = defineEnvironment({ name: "dev", state: { bucket: "front-door-test-state" } });
const prod = defineEnvironment({ name: "prod", state: { bucket: "front-door-test-state" } });

function parse(...argv: string[]): ReturnType<typeof parseStartOptions> {
  return parseStartOptions(argv, [dev, prod]);
}

test("without arguments: dev, and everything is gone at the end", () => {
  expect(parse()).toEqual({ environment: dev, keep: false });
});

test("--env names the environment, --keep keeps it", () => {
  expect(parse("--env", "prod", "--keep")).toEqual({ environment: prod, keep: true });
  expect(parse("--env=prod")).toEqual({ environment: prod, keep: false });
});

test("an environment that does not exist is named, with those that do", () => {
  expect(() => parse("--env", "prd")).toThrow(ConfigurationError);
  expect(() => parse("--env", "prd")).toThrow(
    '--env: there is no environment "prd". Choose one of dev, prod, or add it to environments/index.ts.',
  );
});

test("--help explains everything and is a success", () => {
  let status: unknown;
  const { out } = printedWhile(() => {
    status = parse("--help");
  });
  expect(status).toBe(0);
  for (const part of ["--env <name>", "--keep", "dev, prod", "AWS_EMULATOR_URL", "Exit status"]) {
    expect(out).toContain(part);
  }
});

test.each([
  [["--kepp"], "error: unknown option '--kepp'\n(Did you mean --keep?)\n"],
  [["--env"], "error: option '--env <name>' argument missing\n"],
  [["dev"], "error: too many arguments. Expected 0 arguments but got 1.\n"],
])("%j is refused in one line, with status 1", (argv, message) => {
  let status: unknown;
  const { err } = printedWhile(() => {
    status = parse(...argv);
  });
  expect(status).toBe(1);
  expect(err).toBe(message);
});
