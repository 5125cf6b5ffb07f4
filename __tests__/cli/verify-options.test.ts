import { parseVerifyOptions } from "../../cli/verify-options";
import { ConfigurationError } from "../../environments/configuration-error";
import { defineEnvironment } from "../../environments/schema";
import { printedWhile } from "./printed-while";

const dev = defineEnvironment({ name: "dev", state: { bucket: "front-door-test-state" } });
const prod = defineEnvironment({ name: "prod", state: { bucket: "front-door-test-state" } });

function parse(...argv: string[]): ReturnType<typeof parseVerifyOptions> {
  return parseVerifyOptions(argv, [dev, prod]);
}

const plain = { environment: dev, wait: false, json: false, connectTo: undefined };

test("--env alone: ask once, and print a table", () => {
  expect(parse("--env", "dev")).toEqual(plain);
  expect(parse("--env=prod")).toEqual({ ...plain, environment: prod });
});

test("--wait waits, --json prints JSON", () => {
  expect(parse("--env", "dev", "--wait")).toEqual({ ...plain, wait: true });
  expect(parse("--json", "--env", "dev")).toEqual({ ...plain, json: true });
});

test.each([
  ["127.0.0.1:8080", { host: "127.0.0.1", port: 8080 }],
  ["localhost:1", { host: "localhost", port: 1 }],
  ["alb-1.example.com:65535", { host: "alb-1.example.com", port: 65_535 }],
  ["[::1]:8080", { host: "::1", port: 8080 }],
  ["[2001:DB8::1]:80", { host: "2001:DB8::1", port: 80 }],
])("--connect-to %s", (text, connectTo) => {
  expect(parse("--env", "dev", "--connect-to", text)).toEqual({ ...plain, connectTo });
});

test.each([
  "127.0.0.1",
  "127.0.0.1:",
  ":80",
  "localhost:0",
  "localhost:65536",
  "localhost:http",
  "::1:80",
  "a b:80",
  "",
])("--connect-to %j is refused", (text) => {
  let status: unknown;
  const { err } = printedWhile(() => {
    status = parse("--env", "dev", "--connect-to", text);
  });
  expect(status).toBe(1);
  expect(err).toBe(
    `error: option '--connect-to <host:port>' argument '${text}' is invalid. It must be a host and a port, such as 127.0.0.1:8080.\n`,
  );
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
  for (const part of ["--env <name>", "dev, prod", "--wait", "--json", "--connect-to <host:port>"]) {
    expect(out).toContain(part);
  }
  for (const part of ["AWS_ENDPOINT_URL", "Exit status: 0", "minutes at most", "reads only"])
    expect(out).toContain(part);
});

test.each([
  [[], "error: required option '--env <name>' not specified\n"],
  [["--env", "dev", "--jsn"], "error: unknown option '--jsn'\n(Did you mean --json?)\n"],
  [["--env"], "error: option '--env <name>' argument missing\n"],
  [["--env", "dev", "prod"], "error: too many arguments. Expected 0 arguments but got 1.\n"],
])("%j is refused in one line, with status 1", (argv, message) => {
  let status: unknown;
  const { err } = printedWhile(() => {
    status = parse(...argv);
  });
  expect(status).toBe(1);
  expect(err).toBe(message);
});
