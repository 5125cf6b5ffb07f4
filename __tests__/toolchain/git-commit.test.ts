import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkoutIn } from "../../toolchain/git-commit";

describe("what a checkout holds", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "front-door-test-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: folder })
      .toString()
      .trim();

  test("a commit, and whether there is more than it", async () => {
    git("init", "--quiet");
    writeFileSync(join(folder, "a"), "1");
    git("add", "a");
    git("commit", "--quiet", "-m", "first");
    const commit = git("rev-parse", "HEAD");
    expect(await checkoutIn(folder, process.env)).toEqual({ commit, uncommitted: false });
    writeFileSync(join(folder, "b"), "2");
    expect(await checkoutIn(folder, process.env)).toEqual({ commit, uncommitted: true });
  });

  test("nothing without a commit, without a repository, without git", async () => {
    expect(await checkoutIn(folder, { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() })).toBeUndefined();
    git("init", "--quiet");
    expect(await checkoutIn(folder, process.env)).toBeUndefined();
    expect(await checkoutIn(folder, { PATH: folder })).toBeUndefined();
  });
});
