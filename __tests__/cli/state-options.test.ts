import { parseStateOptions, type StateTask } from "../../cli/state-options";
import { ConfigurationError } from "../../environments/configuration-error";
import { defineEnvironment } from "../../environments/schema";
import { STACK_NAMES } from "../../environments/stack-names";
import { STATE_ACCESS } from "../../toolchain/state-access";

const environment = (name: string) => defineEnvironment({ name, state: { bucket: "front-door-test-state" } });
const [dev, prod] = [environment("dev"), environment("prod")];
const environments = [dev, prod, environment("load")];

/** What is asked for by a line of arguments, without a blank in any of them. */
function parse(line: string): ReturnType<typeof parseStateOptions> {
  return parseStateOptions(
    line.split(" ").filter((argument) => argument !== ""),
    environments,
  );
}

/** The process would have ended. */
class Ended extends Error {
  constructor(readonly status: unknown) {
    super(`the process ended with status ${String(status)}, where the status should have been returned`);
  }
}

interface Parsed {
  /** What it returned; when it ended the process, the status of that. */
  readonly result: unknown;
  readonly endedProcess: boolean;
  readonly out: string;
  readonly err: string;
}

/** What is printed and returned for a line of arguments. */
function printedBy(line: string): Parsed {
  const out = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  const err = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  const exit = jest.spyOn(process, "exit").mockImplementation((status) => {
    throw new Ended(status);
  });
  const printed = () => ({ out: out.mock.calls.join(""), err: err.mock.calls.join("") });
  try {
    return { result: parse(line), endedProcess: false, ...printed() };
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    return { result: error.status, endedProcess: true, ...printed() };
  } finally {
    for (const spy of [out, err, exit]) spy.mockRestore();
  }
}

describe("what is asked for", () => {
  test.each<[string, StateTask]>([
    ["--env dev", { kind: "show", json: false }],
    ["--env=dev --json", { kind: "show", json: true }],
    ["--env dev history network", { kind: "history", stack: "network", limit: 20, json: false }],
    ["--env dev history network --json", { kind: "history", stack: "network", limit: 20, json: true }],
    ["--env dev --json history network", { kind: "history", stack: "network", limit: 20, json: true }],
    ["--env dev history network --limit 1", { kind: "history", stack: "network", limit: 1, json: false }],
    ["--env dev history --limit=999999 network", { kind: "history", stack: "network", limit: 999_999, json: false }],
    ["--env dev unlock security", { kind: "unlock", stack: "security", yes: false }],
    ["--env dev unlock security --yes", { kind: "unlock", stack: "security", yes: true }],
    ["--env dev restore state --version 3HL4-k", { kind: "restore", stack: "state", version: "3HL4-k", yes: false }],
    ["--env dev restore state --version null --yes", { kind: "restore", stack: "state", version: "null", yes: true }],
    ["--env dev pull load-balancing", { kind: "pull", stack: "load-balancing", version: undefined }],
    ["--env dev pull load-balancing --version 3HL4-k", { kind: "pull", stack: "load-balancing", version: "3HL4-k" }],
    ["history network --env dev", { kind: "history", stack: "network", limit: 20, json: false }],
    ["unlock --env dev network", { kind: "unlock", stack: "network", yes: false }],
  ])("%s", (line, task) => {
    expect(parse(line)).toEqual({ environment: dev, task });
  });

  test.each(STATE_ACCESS)("--env prod policy %s", (access) => {
    expect(parse(`--env prod policy ${access}`)).toEqual({ environment: prod, task: { kind: "policy", access } });
  });
});

describe("a stack", () => {
  const stackIn = (environmentName: string, stack: string): string => {
    const options = parse(`--env ${environmentName} pull ${stack}`);
    return typeof options === "number" || options.task.kind !== "pull" ? "none" : options.task.stack;
  };

  test.each(STACK_NAMES)("%s is known by its name, and by the one that cdktf has for it", (stack) => {
    expect(stackIn("dev", stack)).toBe(stack);
    expect(stackIn("dev", `dev-${stack}`)).toBe(stack);
    expect(stackIn("prod", `prod-${stack}`)).toBe(stack);
  });

  test.each(STACK_NAMES)(
    "%s is known by its name in an environment whose name is the beginning of a stack's",
    (stack) => {
      expect(stackIn("load", `load-${stack}`)).toBe(stack);
      expect(stackIn("load", stack)).toBe(stack);
    },
  );

  test.each([
    ["netwrok", ', did you mean "network"'],
    ["Network", ', did you mean "network"'],
    ["dev-netwrok", ', did you mean "network"'],
    ["load-balancer", ', did you mean "load-balancing"'],
    ["loadbalancing", ', did you mean "load-balancing"'],
    ["states", ', did you mean "state"'],
    ["database", ""],
    ["prod-network", ""],
    ["dev-dev-network", ""],
    ["dev-", ""],
    ["dev", ""],
    ["*", ""],
  ])("%j is none", (stack, meant) => {
    for (const line of [`history ${stack}`, `unlock ${stack}`, `pull ${stack}`, `restore ${stack} --version 1`]) {
      expect(() => parse(`--env dev ${line}`)).toThrow(ConfigurationError);
      expect(() => parse(`--env dev ${line}`)).toThrow(
        `dev: stack: there is no stack "${stack}"${meant}. Choose one of state, network, security, load-balancing.`,
      );
    }
  });
});

test("an environment that does not exist is named, with those that do, before anything is said of a stack", () => {
  for (const line of ["--env prd", "--env prd history netwrok", "--env prd policy plan"]) {
    expect(() => parse(line)).toThrow(ConfigurationError);
    expect(() => parse(line)).toThrow(
      '--env: there is no environment "prd". Choose one of dev, prod, load, or add it to environments/index.ts.',
    );
  }
});

const LIMIT = "It must be a whole number, 1 to 999999.";

describe("is refused with status 1", () => {
  test.each([
    ["", "error: required option '--env <name>' not specified\n"],
    ["--json", "error: required option '--env <name>' not specified\n"],
    ["history network", "error: required option '--env <name>' not specified\n"],
    ["unlock network --yes", "error: required option '--env <name>' not specified\n"],
    ["restore network --version 1", "error: required option '--env <name>' not specified\n"],
    ["pull network", "error: required option '--env <name>' not specified\n"],
    ["policy plan", "error: required option '--env <name>' not specified\n"],
    ["--env", "error: option '--env <name>' argument missing\n"],
    ["--env dev --jsn", "error: unknown option '--jsn'\n(Did you mean --json?)\n"],
    ["--env dev --yes unlock network", "error: unknown option '--yes'\n"],
  ])("%s", (line, message) => {
    expect(printedBy(line)).toEqual({ result: 1, endedProcess: false, out: "", err: message });
  });

  test.each<[string, string]>([
    ["history", "error: missing required argument 'stack'\n"],
    ["unlock", "error: missing required argument 'stack'\n"],
    ["restore --version 1", "error: missing required argument 'stack'\n"],
    ["pull", "error: missing required argument 'stack'\n"],
    ["policy", "error: missing required argument 'access'\n"],
    ["history network security", "error: too many arguments for 'history'. Expected 1 argument but got 2.\n"],
    ["restore network", "error: required option '--version <id>' not specified\n"],
    ["restore network --version", "error: option '--version <id>' argument missing\n"],
    ["restore network --version 1 --limit 1", "error: unknown option '--limit'\n"],
    ["pull network --yes", "error: unknown option '--yes'\n"],
    ["history network --limt 5", "error: unknown option '--limt'\n(Did you mean --limit?)\n"],
    ["history network --limit", "error: option '--limit <n>' argument missing\n"],
    ...["0", "-1", "1.5", "1e3", "01", "+1", "ten", "1000000"].map((limit): [string, string] => [
      `history network --limit ${limit}`,
      `error: option '--limit <n>' argument '${limit}' is invalid. ${LIMIT}\n`,
    ]),
    [
      "policy destroy",
      `error: command-argument value 'destroy' is invalid for argument 'access'. Allowed choices are ${STATE_ACCESS.join(", ")}.\n`,
    ],
    ["policy plan deploy", "error: too many arguments for 'policy'. Expected 1 argument but got 2.\n"],
  ])("--env dev %s", (line, message) => {
    expect(printedBy(`--env dev ${line}`)).toMatchObject({ result: 1, out: "", err: message });
  });

  test("a subcommand that does not exist is named, with the one that was meant", () => {
    const { result, err } = printedBy("--env dev histroy network");
    expect(result).toBe(1);
    expect(err).toContain("histroy");
    expect(err).toContain("Did you mean history?");
  });
});

test.each(["history", "unlock network --yess", "policy destroy", "history --help"])(
  "--env dev %s: the caller is given the status, and the process goes on",
  (line) => {
    expect(printedBy(`--env dev ${line}`)).toMatchObject({ endedProcess: false });
  },
);

describe("--help explains everything and is a success", () => {
  test("of all that there is", () => {
    const { result, out, err } = printedBy("--help");
    expect([result, err]).toEqual([0, ""]);
    for (const part of [
      "npm run state -- ",
      "--env <name>",
      "dev, prod, load",
      "--json",
      ...["history", "unlock", "restore", "pull", "policy"],
      STACK_NAMES.join(", "),
      "AWS_PROFILE",
      "docs/state.md",
      "Exit status",
    ]) {
      expect(out).toContain(part);
    }
  });

  test.each([
    ["history", ["<stack>", "--limit <n>", "(default: 20)", "--json"]],
    ["unlock", ["<stack>", "--yes", "terraform force-unlock"]],
    ["restore", ["<stack>", "--version <id>", "--yes"]],
    ["pull", ["<stack>", "--version <id>"]],
    ["policy", ["<access>", ...STATE_ACCESS]],
  ])("of %s", (subcommand, parts) => {
    for (const line of [`${subcommand} --help`, `--env dev ${subcommand} --help`]) {
      const { result, out, err } = printedBy(line);
      expect([result, err]).toEqual([0, ""]);
      for (const part of [`npm run state -- ${subcommand}`, ...parts]) expect(out).toContain(part);
    }
  });
});
