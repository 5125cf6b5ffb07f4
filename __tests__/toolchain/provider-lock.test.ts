import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";

import { type LockQuestion, lockProvider } from "../../toolchain/provider-lock";
import { terraformPlatform } from "../../toolchain/terraform-platform";
import { BARE_PATH, fakeProgram, temporaryFolder } from "./support/fake-programs";

const folder = temporaryFolder();
const mirror = join(folder, "mirror");
const LOCK_FILE = join(folder, ".terraform.lock.hcl");

/** The address of a server that is no more. */
let registry: string;

beforeAll(async () => {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  registry = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  await new Promise((closed) => server.close(closed));
  for (const platform of ["linux_amd64", "darwin_arm64"]) {
    const provider = `registry.terraform.io/hashicorp/aws/5.100.0/${platform}/terraform-provider-aws_v5.100.0_x5`;
    mkdirSync(dirname(join(mirror, provider)), { recursive: true });
    writeFileSync(join(mirror, provider), "");
  }
});
afterEach(() => {
  rmSync(LOCK_FILE, { force: true });
});

/** A lock file as terraform writes it, with how it was called in place of a checksum. */
const lockFile = (called: string, address = "registry.terraform.io/hashicorp/aws", version = "5.100.0"): string =>
  `# Maintained automatically.

provider "${address}" {
  version     = "${version}"
  constraints = "${version}"
  hashes = [
    "${called}",
  ]
}
`;
/** What a terraform does that has everything. */
const records = (text = lockFile("$*")): string => `cat > .terraform.lock.hcl <<END\n${text}END`;
const locking = (more: Partial<LockQuestion> = {}, script = records()) => {
  fakeProgram(folder, "terraform", script);
  const said: string[] = [];
  const run = { terraform: { file: join(folder, "bin", "terraform") }, cwd: folder, env: { PATH: BARE_PATH } };
  const question = { run, mirror, registry, onProgress: (what: string) => said.push(what) };
  return lockProvider({ ...question, ...more }).then((lock) => ({ said, lock }));
};

test("a mirror: for every platform that it holds", async () => {
  expect(await locking()).toEqual({
    said: ["for darwin_arm64, linux_amd64, from the mirror"],
    lock: {
      text: lockFile(`providers lock -no-color -fs-mirror=${mirror} -platform=darwin_arm64 -platform=linux_amd64`),
      platforms: ["darwin_arm64", "linux_amd64"],
      from: "the mirror",
    },
  });
});

test("a mirror: for what was asked of it alone", async () => {
  expect((await locking({ platforms: ["linux_amd64"] })).lock).toMatchObject({
    text: lockFile(`providers lock -no-color -fs-mirror=${mirror} -platform=linux_amd64`),
    platforms: ["linux_amd64"],
  });
});

test("a platform that the mirror does not hold: everything from the registry, as terraform cannot mix them", async () => {
  expect((await locking({ platforms: ["linux_amd64", "windows_amd64"] })).lock).toEqual({
    text: lockFile("providers lock -no-color -platform=linux_amd64 -platform=windows_amd64"),
    platforms: ["linux_amd64", "windows_amd64"],
    from: "the registry",
  });
});

test("a platform that was asked for and cannot be had is an error, and no other is taken for it", async () => {
  const script = `[ "$1" = init ] && { ${records()}\n}; echo "Error: not available for plan9_amd64"; exit 1`;
  const locked = locking({ platforms: ["plan9_amd64"] }, script);
  await expect(locked).rejects.toThrow("terraform providers");
  await expect(locked).rejects.toThrow("not available for plan9_amd64");
  expect(existsSync(LOCK_FILE)).toBe(false);
});

test("neither mirror nor registry: for this platform, where terraform itself is configured to find it", async () => {
  const { said, lock } = await locking({ mirror: undefined });
  expect(said).toEqual(["for this platform alone, as terraform is configured"]);
  expect(lock).toEqual({
    text: lockFile("init -input=false -no-color -lock-timeout=0s"),
    platforms: [terraformPlatform()],
    from: "where terraform is configured to find it",
    limitedBy: expect.stringContaining("the platforms of the AWS provider cannot be asked for") as string,
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

test("what one platform has in the mirror is broken: the others are locked, and why not all", async () => {
  const broken = `case "$*" in *darwin*) echo "Error: not a valid zip file"; exit 1;; esac\n${records()}`;
  const { said, lock } = await locking({}, broken);
  expect(said).toEqual([
    "for darwin_arm64, linux_amd64, from the mirror",
    "for darwin_arm64, from the mirror",
    "for linux_amd64, from the mirror",
  ]);
  expect(lock).toMatchObject({
    platforms: ["linux_amd64"],
    limitedBy: expect.stringContaining("not a valid zip file") as string,
  });
  await expect(locking({}, 'echo "Error: not a valid zip file"; exit 1')).rejects.toThrow("not a valid zip file");
});

test.each([
  ["nothing", "true"],
  ["an empty file", records("")],
  ["the provider of another registry", records(lockFile("x", "registry.opentofu.org/hashicorp/aws"))],
  ["another version", records(lockFile("x", undefined, "5.99.0"))],
  ["no checksum", records(lockFile("x").replace('"x",', ""))],
])("a terraform that writes %s has locked nothing", async (_, script) => {
  rmSync(LOCK_FILE, { force: true });
  await expect(locking({ platforms: ["linux_amd64"] }, script)).rejects.toThrow(
    "it locked something other than registry.terraform.io/hashicorp/aws 5.100.0. Set TERRAFORM_BINARY_NAME",
  );
});
