import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

// Programs take their time on a busy machine.
jest.setTimeout(60_000);

const root = resolve(__dirname, "../..");

const SOUND = `on: push
permissions: {}
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - run: echo "$ROLE"
        env:
          ROLE: \${{ vars.ROLE }}
`;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "front-door-test-"))));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function lint(...files: string[]): { status: number | null; lines: string[] } {
  const program = join(root, "cli", "lint-workflows.js");
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...files], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, lines: (stdout + stderr).trim().split("\n") };
}

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

test("our own workflows pass", () => {
  expect(lint()).toEqual({ status: 0, lines: ["actionlint: 5 workflows, nothing found"] });
});

test("a sound one passes, with `vars`", () => {
  expect(lint(write("a.yml", SOUND))).toEqual({ status: 0, lines: ["actionlint: 1 workflow, nothing found"] });
});

test.each([
  ["no YAML", SOUND.replace("on: push", "on: ["), /^a\.yml:2:\d+: .*\[yaml\]$/],
  [
    "a key that does not exist",
    SOUND.replace("runs-on", "run-on"),
    /^a\.yml:5:5: unexpected key "run-on" .*\[syntax-check\]$/,
  ],
  [
    "a runner that does not exist",
    SOUND.replace("-latest", "-lates"),
    /^a\.yml:5:14: label "ubuntu-lates" .*\[runner-label\]$/,
  ],
  [
    "a context that does not exist",
    SOUND.replace("vars.", "var."),
    /^a\.yml:9:21: undefined variable "var"\. .*\[expression\]$/,
  ],
  ["a step that does not exist", SOUND.replace("vars.ROLE", "steps.x.outputs.y"), /^a\.yml:9:21: .*\[expression\]$/],
  [
    "what others write, pasted into a script",
    SOUND.replace('"$ROLE"', "${{ github.event.pull_request.title }}"),
    /^a\.yml:7:\d+: "github\.event\.pull_request\.title" is potentially untrusted.*\[expression\]$/,
  ],
  [
    "a permission that does not exist",
    SOUND.replace("{}", "{ content: read }"),
    /^a\.yml:2:\d+: unknown permission .*\[permissions\]$/,
  ],
  [
    "a job that needs another that is not there",
    SOUND.replace("    steps", "    needs: two\n    steps"),
    /^a\.yml:4:3: .*\[job-needs\]$/,
  ],
])("%s is found, and named by its place", (_, text, line) => {
  const { status, lines } = lint(write("a.yml", text));
  expect(status).toBe(1);
  expect(lines).toContainEqual(expect.stringMatching(line));
  expect(lines.at(-1)).toMatch(/^actionlint: 1 workflow, \d+ found$/);
});

test("one that is broken does not hide what is wrong with the next", () => {
  const files = [write("a.yml", "on: ["), write("b.yml", SOUND.replace("runs-on", "run-on")), write("c.yml", SOUND)];
  const { status, lines } = lint(...files);
  expect(status).toBe(1);
  expect(lines.filter((line) => line.startsWith("a.yml:"))).not.toEqual([]);
  expect(lines.filter((line) => line.startsWith("b.yml:"))).not.toEqual([]);
  expect(lines.filter((line) => line.startsWith("c.yml:"))).toEqual([]);
});

test("a file that is not there is an error", () => {
  const { status, lines } = lint("none.yml");
  expect([status, lines[0]]).toEqual([1, expect.stringContaining("ENOENT")]);
});
