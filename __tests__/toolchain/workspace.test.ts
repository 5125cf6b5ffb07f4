import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";

import { processWithPid } from "../../toolchain/process-list";
import { ToolError } from "../../toolchain/tool-error";
import { createWorkspace, sweepWorkspaces } from "../../toolchain/workspace";
import { temporaryFolder } from "./support/fake-programs";

const temporary = temporaryFolder();
const startTime = processWithPid(process.pid)?.startTime;
const alive = { host: hostname(), pid: process.pid, startTime };

/** A workspace as another process would have left it. */
function leftBehind(name: string, owner: unknown): string {
  const path = join(temporary, name);
  mkdirSync(join(path, "deep"), { recursive: true });
  if (owner !== undefined) writeFileSync(join(path, "owner.json"), JSON.stringify(owner));
  return path;
}

test("each is a folder of its own below the temporary folder, and gone after remove()", () => {
  const [one, two] = [createWorkspace("fd", temporary), createWorkspace("fd", temporary)];
  expect(dirname(one.path)).toBe(temporary);
  expect(basename(one.path)).toMatch(/^fd-/);
  expect(one.path).not.toBe(two.path);
  writeFileSync(join(one.folder("a"), "file"), "");
  expect(one.folder("a")).toBe(join(one.path, "a"));
  one.remove();
  one.remove();
  expect([existsSync(one.path), existsSync(two.path)]).toEqual([false, true]);
  two.remove();
});

test("removing it does not follow links out of it", () => {
  const outside = join(temporary, "outside");
  mkdirSync(outside);
  writeFileSync(join(outside, "kept"), "");
  const workspace = createWorkspace("fd", temporary);
  symlinkSync(outside, join(workspace.path, "link"));
  workspace.remove();
  expect(readdirSync(outside)).toEqual(["kept"]);
});

test("a process that exits leaves none, one that is killed leaves its to be swept", () => {
  const run = (end: string): string => {
    const script = `const { createWorkspace } = require("./toolchain/workspace.ts");
      console.log(createWorkspace("gone", process.argv[1]).path); ${end}`;
    const args = ["--require", "tsx/cjs", "-e", script, temporary];
    try {
      return execFileSync(process.execPath, args, { encoding: "utf8", stdio: "pipe" }).trim();
    } catch (error) {
      return (error as { stdout: string }).stdout.trim();
    }
  };
  expect(existsSync(run("process.exit(3)"))).toBe(false);
  const killed = run("process.kill(process.pid, 'SIGKILL')");
  expect(existsSync(killed)).toBe(true);
  const next = createWorkspace("gone", temporary);
  expect(existsSync(killed)).toBe(false);
  next.remove();
});

describe("swept are", () => {
  test.each([
    ["those of a pid that nobody has", { ...alive, pid: 2 ** 22 + 1 }],
    ["those whose pid another process has now", { ...alive, startTime: "0" }],
  ])("%s", (_, owner) => {
    const path = leftBehind("fd-stale", owner);
    expect(sweepWorkspaces("fd", temporary)).toEqual([path]);
    expect(existsSync(path)).toBe(false);
  });

  test.each([
    ["those of a process that runs", "fd-kept1", alive],
    ["those of another machine or container", "fd-kept2", { ...alive, host: "another", pid: 2 ** 22 + 1 }],
    ["those without an owner, which may be in the making", "fd-kept3", undefined],
    ["those whose owner cannot be read", "fd-kept4", "nonsense"],
    ["those of another prefix", "other-fd-kept5", { ...alive, pid: 2 ** 22 + 1 }],
    ["those of a prefix that only begins alike", "fdx-kept6", { ...alive, pid: 2 ** 22 + 1 }],
  ])("not %s, however old", (_, name, owner) => {
    const path = leftBehind(name, owner);
    utimesSync(path, 1, 1);
    expect(sweepWorkspaces("fd", temporary)).toEqual([]);
    expect(existsSync(path)).toBe(true);
  });

  test("not what a link of that name points to", () => {
    const target = leftBehind("target", { ...alive, pid: 2 ** 22 + 1 });
    symlinkSync(target, join(temporary, "fd-link"));
    expect(sweepWorkspaces("fd", temporary)).toEqual([]);
    expect(existsSync(target)).toBe(true);
  });
});

test("a temporary folder that cannot be written to is told", () => {
  const file = join(temporary, "a-file");
  writeFileSync(file, "");
  expect(() => createWorkspace("fd", file)).toThrow(ToolError);
  expect(() => createWorkspace("fd", file)).toThrow(
    /^temporary folder: cannot make a workspace in .*a-file: ENOTDIR.*\. Set TMPDIR to a folder that you may write to\.$/,
  );
});
