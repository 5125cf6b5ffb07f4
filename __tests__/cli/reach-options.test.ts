import { parseReachOptions, REACH_FORMATS } from "../../cli/reach-options";
import { ConfigurationError } from "../../environments/configuration-error";
import { defineEnvironment } from "../../environments/schema";
import { printedWhile } from "./printed-while";

const dev = defineEnvironment({ name: "dev", state: { bucket: "front-door-test-state" } });
const prod = defineEnvironment({ name: "prod", state: { bucket: "front-door-test-state" } });

const DEV = ["--env", "dev"];
const QUESTION = [...DEV, "--from", "internet", "--to", "containers"];

function parse(...argv: string[]): ReturnType<typeof parseReachOptions> {
  return parseReachOptions(argv, [dev, prod]);
}

/** The status, and what is printed while something is done. */
function printedBy(...argv: string[]): { status: unknown; out: string; err: string } {
  const { result: status, ...printed } = printedWhile(() => parse(...argv));
  return { status, ...printed };
}

function flowOf(...argv: string[]): unknown {
  const options = parse(...argv);
  return typeof options === "number" ? options : options.question?.flow;
}

test("--env alone: all promises, as a table", () => {
  expect(parse("--env", "dev")).toEqual({ environment: dev, format: "table", question: undefined });
  expect(parse("--env=prod")).toEqual({ environment: prod, format: "table", question: undefined });
});

test.each(REACH_FORMATS)("--format %s", (format) => {
  expect(parse(...DEV, "--format", format)).toEqual({ environment: dev, format, question: undefined });
});

test("--from, --to and --port: one question, by tcp unless said otherwise", () => {
  expect(parse(...QUESTION, "--port", "6060")).toEqual({
    environment: dev,
    format: "table",
    question: { from: "internet", to: "containers", flow: { protocol: "tcp", port: 6060 } },
  });
  expect(parse(...QUESTION, "--port", "53", "--protocol", "udp", "--format", "json")).toEqual({
    environment: dev,
    format: "json",
    question: { from: "internet", to: "containers", flow: { protocol: "udp", port: 53 } },
  });
});

test.each([
  ["0", 0],
  ["1", 1],
  ["80", 80],
  ["65534", 65_534],
  ["65535", 65_535],
])("--port %s", (text, port) => {
  expect(flowOf(...QUESTION, "--port", text)).toEqual({ protocol: "tcp", port });
});

test.each(["65536", "99999", "100000", "-1", "x", "", " ", "80.5", "1e3", "0x50", "80-81"])(
  "--port %j is refused",
  (text) => {
    const { status, err } = printedBy(...QUESTION, `--port=${text}`);
    expect(status).toBe(1);
    expect(err).toBe(
      `error: option '--port <n>' argument '${text}' is invalid. It must be a whole number, 0 to 65535.\n`,
    );
  },
);

test("--port -1, as two arguments, is refused, too", () => {
  const { status, err } = printedBy(...QUESTION, "--port", "-1");
  expect(status).toBe(1);
  expect(err).toContain("--port <n>");
});

test("ICMP needs no port", () => {
  expect(flowOf(...QUESTION, "--protocol", "icmp")).toEqual({ protocol: "icmp", port: 0 });
});

test("ICMP has no port: one that is given is not asked about", () => {
  const options = printedBy(...QUESTION, "--protocol", "icmp", "--port", "80").status as ReturnType<typeof parse>;
  const port = typeof options === "number" ? "refused" : options.question?.flow.port;
  expect(["refused", 0]).toContain(port);
});

test.each([
  [
    "--from without --to",
    [...DEV, "--from", "internet", "--port", "80"],
    "a question has two ends: give both --from and --to",
  ],
  [
    "--to without --from",
    [...DEV, "--to", "containers", "--port", "80"],
    "a question has two ends: give both --from and --to",
  ],
  ["one end without a port", [...DEV, "--to", "containers"], "a question has two ends: give both --from and --to"],
  [
    "--port without a question",
    [...DEV, "--port", "80"],
    "option '--port' belongs to a question: give --from and --to",
  ],
  ["a question without a port", QUESTION, "a question about tcp needs a port: give --port"],
  [
    "a question about UDP without a port",
    [...QUESTION, "--protocol", "udp"],
    "a question about udp needs a port: give --port",
  ],
  [
    "a question as mermaid",
    [...QUESTION, "--port", "80", "--format", "mermaid"],
    "a question is answered as table or json, not as mermaid",
  ],
  [
    "a question as svg",
    [...QUESTION, "--port", "80", "--format", "svg"],
    "a question is answered as table or json, not as svg",
  ],
  ["no environment", [], "required option '--env <name>' not specified"],
  ["an option without its value", ["--env"], "option '--env <name>' argument missing"],
  ["a misspelt option", [...DEV, "--form", "internet"], "unknown option '--form'\n(Did you mean --from?)"],
  ["a word too many", ["dev", ...DEV], "too many arguments. Expected 0 arguments but got 1."],
  [
    "another format",
    [...DEV, "--format", "png"],
    "option '--format <name>' argument 'png' is invalid. Allowed choices are table, json, mermaid, svg.",
  ],
  [
    "another protocol",
    [...QUESTION, "--protocol", "sctp"],
    "option '--protocol <name>' argument 'sctp' is invalid. Allowed choices are tcp, udp, icmp.",
  ],
])("%s is refused in one line, with status 1", (_, argv, message) => {
  expect(printedBy(...argv)).toEqual({ status: 1, out: "", err: `error: ${message}\n` });
});

test("an environment that does not exist is named, with those that do", () => {
  expect(() => parse("--env", "prd")).toThrow(ConfigurationError);
  expect(() => parse("--env", "prd")).toThrow(
    '--env: there is no environment "prd". Choose one of dev, prod, or add it to environments/index.ts.',
  );
});

test("--help explains everything and is a success", () => {
  const { status, out, err } = printedBy("--help");
  expect({ status, err }).toEqual({ status: 0, err: "" });
  for (const part of [
    "--env <name>",
    "dev, prod",
    "--from <end>",
    "--to <end>",
    "--port <n>",
    "0 to 65535",
    '(choices: "tcp", "udp", "icmp", default: "tcp")',
    '"table", "json", "mermaid", "svg"',
    "internet, load-balancer, containers",
    "Exit status",
  ]) {
    expect(out.replace(/\s+/g, " ")).toContain(part);
  }
});
