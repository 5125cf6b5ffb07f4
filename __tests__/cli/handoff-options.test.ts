import { join } from "node:path";
import { parseHandoffOptions } from "../../cli/handoff-options";
import { ConfigurationError } from "../../environments/configuration-error";
import { defineEnvironment } from "../../environments/schema";
import { printedWhile } from "./printed-while";

const dev = defineEnvironment({ name: "dev", state: { bucket: "front-door-test-state" } });

const parse = (...argv: string[]): ReturnType<typeof parseHandoffOptions> => parseHandoffOptions(argv, [dev]);

/** The status, and what is printed while something is done. */
function printedBy(...argv: string[]): { status: unknown; out: string; err: string } {
  const { result: status, ...printed } = printedWhile(() => parse(...argv));
  return { status, ...printed };
}

test("--env alone: into a folder of the environment's own, for every platform", () => {
  expect(parse("--env", "dev")).toEqual({ environment: dev, out: join("handoff.out", "dev") });
});

test("--out: where it is written", () => {
  expect(parse("--env", "dev", "--out", "../terraform")).toMatchObject({ out: "../terraform" });
});

test("--platform, several times: each once, in order", () => {
  const given = ["linux_amd64", "darwin_arm64", "linux_amd64"].flatMap((platform) => ["--platform", platform]);
  expect(parse("--env", "dev", ...given)).toMatchObject({ platforms: ["darwin_arm64", "linux_amd64"] });
});

test.each(["linux", "linux/amd64", "linux-amd64", "Linux_amd64", "-fs-mirror=x", "linux_amd64,darwin_arm64", ""])(
  "--platform %p is refused: what it must be is said",
  (platform) => {
    const { status, err } = printedBy("--env", "dev", `--platform=${platform}`);
    expect(status).toBe(1);
    expect(err).toContain("It must be a system and an architecture, such as linux_amd64 or darwin_arm64.");
  },
);

test("there is no such environment: which there are", () => {
  expect(() => parse("--env", "staging")).toThrow(ConfigurationError);
  expect(() => parse("--env", "staging")).toThrow('--env: there is no environment "staging". Choose one of dev');
});

test.each([[[]], [["--env"]], [["--env", "dev", "more"]], [["--env", "dev", "--force"]]])("%j is refused", (argv) => {
  const { status, err } = printedBy(...argv);
  expect(status).toBe(1);
  expect(err).not.toBe("");
});

test("--help says what it does, what the exit status means, and where more is", () => {
  const { status, out } = printedBy("--help");
  expect(status).toBe(0);
  for (const text of ["npm run handoff -- --env <name>", "--out", "--platform", "Exit status:", "docs/handoff.md"]) {
    expect(out).toContain(text);
  }
});
