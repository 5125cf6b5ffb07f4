import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { type LockQuestion, lockProvider } from "../../toolchain/provider-lock";
import { terraformPlatform } from "../../toolchain/terraform-platform";
import { BARE_PATH, fakeProgram, temporaryFolder } from "./support/fake-programs";

const folder = temporaryFolder();
const mirror = join(folder, "mirror");
const LOCK_FILE = join(folder, ".terraform.lock.hcl");

beforeAll(() => {
  for (const platform of ["linux_amd64", "darwin_arm64"]) {
    const provider = `registry.terraform.io/hashicorp/aws/5.100.0/${platform}/terraform-provider-aws_v5.100.0_x5`;
    mkdirSync(dirname(join(mirror, provider)), { recursive: true });
    writeFileSync(join(mirror, provider), "");
  }
});
afterEach(() => {
  rmSync(LOCK_FILE, { force: true });
});

/** What a terraform does that writes its arguments into the lock file, or fails at what it does not have. */
const RECORDS = 'echo "$*" > .terraform.lock.hcl';
const locking = (more: Partial<LockQuestion> = {}, script = RECORDS): Promise<{ said: string[]; lock: object }> => {
  fakeProgram(folder, "terraform", script);
  const said: string[] = [];
  const run = { terraform: { file: join(folder, "bin", "terraform") }, cwd: folder, env: { PATH: BARE_PATH } };
  const question = { run, mirror, registry: "http://127.0.0.1:9", onProgress: (what: string) => said.push(what) };
  return lockProvider({ ...question, ...more }).then((lock) => ({ said, lock }));
};

test("a mirror: for every platform that it holds", async () => {
  expect(await locking()).toEqual({
    said: ["for darwin_arm64, linux_amd64, from the mirror"],
    lock: {
      text: `providers lock -no-color -fs-mirror=${mirror} -platform=darwin_arm64 -platform=linux_amd64\n`,
      platforms: ["darwin_arm64", "linux_amd64"],
      from: "the mirror",
    },
  });
});

test("a mirror: for what was asked of it alone", async () => {
  expect((await locking({ platforms: ["linux_amd64"] })).lock).toMatchObject({
    text: `providers lock -no-color -fs-mirror=${mirror} -platform=linux_amd64\n`,
    platforms: ["linux_amd64"],
  });
});

test("a platform that the mirror does not hold: everything from the registry, as terraform cannot mix them", async () => {
  expect((await locking({ platforms: ["linux_amd64", "windows_amd64"] })).lock).toEqual({
    text: "providers lock -no-color -platform=linux_amd64 -platform=windows_amd64\n",
    platforms: ["linux_amd64", "windows_amd64"],
    from: "the registry",
  });
});

test("a platform that was asked for and cannot be had is an error, and no other is taken for it", async () => {
  const script = `[ "$1" = init ] && ${RECORDS}; echo "Error: not available for plan9_amd64"; exit 1`;
  const locked = locking({ platforms: ["plan9_amd64"] }, script);
  await expect(locked).rejects.toThrow("terraform providers");
  await expect(locked).rejects.toThrow("not available for plan9_amd64");
  expect(existsSync(LOCK_FILE)).toBe(false);
});

test("neither mirror nor registry: for this platform, where terraform itself is configured to find it", async () => {
  const { said, lock } = await locking({ mirror: undefined });
  expect(said).toEqual(["for this platform alone, as terraform is configured"]);
  expect(lock).toEqual({
    text: "init -input=false -no-color -lock-timeout=0s\n",
    platforms: [terraformPlatform()],
    from: "where terraform is configured to find it",
  });
});

test("nowhere at all: what terraform says of it", async () => {
  const script = 'echo "Error: Failed to query available provider packages"; exit 1';
  await expect(locking({ mirror: undefined }, script)).rejects.toThrow("Failed to query available provider packages");
});

test("called off, nothing else is tried", async () => {
  const calledOff = new AbortController();
  calledOff.abort();
  const locked = locking({ mirror: undefined, signal: calledOff.signal });
  await expect(locked).rejects.toMatchObject({ name: "AbortError" });
  expect(existsSync(LOCK_FILE)).toBe(false);
});

test("a lock file of before is not taken for the new one", async () => {
  writeFileSync(LOCK_FILE, "old");
  expect((await locking()).lock).toMatchObject({ platforms: ["darwin_arm64", "linux_amd64"] });
  expect(readFileSync(LOCK_FILE, "utf8")).not.toContain("old");
});
