import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requireHandoffFolder, writeHandoffFolder } from "../../cli/handoff-folder";
import { MANIFEST_FILE, manifestOf, writeManifest } from "../../handoff/manifest";

describe("the folder of a handoff", () => {
  let parent: string;
  let folder: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), "front-door-test-"));
    folder = join(parent, "handoff.out", "dev");
  });
  afterEach(() => {
    rmSync(parent, { recursive: true });
  });

  const filesOf = (text: string, environment = "dev", more: [string, string][] = []): Map<string, string> => {
    const files = new Map([
      ["README.md", text],
      ["network/main.tf", text],
      ["network/tests/a.tftest.hcl", text],
      ...more,
    ]);
    return files.set(MANIFEST_FILE, writeManifest(manifestOf(environment, files)));
  };
  const write = (text = "new", environment = "dev", more: [string, string][] = []): void => {
    writeHandoffFolder(folder, environment, filesOf(text, environment, more));
  };
  const refusal = (environment = "dev"): string => {
    try {
      requireHandoffFolder(folder, environment);
    } catch (error) {
      return (error as Error).message;
    }
    return "";
  };
  const readme = (): string => readFileSync(join(folder, "README.md"), "utf8");

  test("is made with all above it and below it, for everybody to read", () => {
    write();
    expect(readFileSync(join(folder, "network", "tests", "a.tftest.hcl"), "utf8")).toBe("new");
    expect(statSync(join(folder, "README.md")).mode & 0o400).toBe(0o400);
  });

  test("is replaced as a whole: nothing of an older one stays, and nothing beside it", () => {
    write("old", "dev", [["security/main.tf", "old"]]);
    write("new");
    expect(readdirSync(folder).sort()).toEqual([MANIFEST_FILE, "README.md", "network"].sort());
    expect(readme()).toBe("new");
    expect(readdirSync(join(parent, "handoff.out"))).toEqual(["dev"]);
  });

  test("the same handoff once more is the same, byte by byte", () => {
    write();
    const hashes = (): string =>
      execFileSync("sh", ["-c", "find . -type f | sort | xargs sha256sum"], { cwd: folder }).toString();
    const before = hashes();
    write();
    expect(hashes()).toBe(before);
  });

  test("may be there and empty, or miss something of an older one", () => {
    mkdirSync(folder, { recursive: true });
    expect(refusal()).toBe("");
    write("old");
    rmSync(join(folder, "network", "main.tf"));
    expect(refusal()).toBe("");
    write("new");
    expect(readme()).toBe("new");
  });

  test.each([
    ["a file", "notes.txt"],
    ["a file in a folder of ours", "network/extra.tf"],
    ["a hidden file", ".envrc"],
    ["a file with a name that every object has", "constructor"],
  ])("is left alone if it holds %s that no handoff wrote", (_, path) => {
    write("old");
    writeFileSync(join(folder, path), "theirs");
    expect(refusal()).toBe(
      `${folder}: it holds what no handoff wrote (${path}). Name an empty folder, or one that does not exist yet, with --out, and compare the two.`,
    );
    expect(() => {
      write("new");
    }).toThrow("it holds what no handoff wrote");
    expect(readme()).toBe("old");
    expect(readFileSync(join(folder, path), "utf8")).toBe("theirs");
  });

  test("what terraform left is not ours either: named once, whatever it holds", () => {
    write("old");
    mkdirSync(join(folder, "network", ".terraform", "providers"), { recursive: true });
    for (let file = 0; file < 10; file++)
      writeFileSync(join(folder, "network", ".terraform", `file-${String(file)}`), "");
    expect(refusal()).toContain("it holds what no handoff wrote (network/.terraform/)");
  });

  test("a folder with nothing in it, and a link, are not ours", () => {
    write("old");
    mkdirSync(join(folder, "empty"));
    rmSync(join(folder, "README.md"));
    writeFileSync(join(parent, "README.md"), "old");
    symlinkSync(join(parent, "README.md"), join(folder, "README.md"));
    expect(refusal()).toContain("it holds what no handoff wrote (README.md, empty/)");
  });

  test("many are counted", () => {
    write("old");
    for (let file = 1; file <= 7; file++) writeFileSync(join(folder, `file-${String(file)}`), "");
    expect(refusal()).toContain("(file-1, file-2, file-3, file-4, file-5, and 2 more)");
  });

  test("what was changed since is somebody's work: it is left alone", () => {
    write("old");
    writeFileSync(join(folder, "network", "main.tf"), "old, and better");
    writeFileSync(join(folder, "mine.tf"), "");
    expect(refusal()).toContain(
      "it holds what no handoff wrote (mine.tf); it holds what was changed since a handoff wrote it (network/main.tf)",
    );
  });

  test("of another environment, it is left alone", () => {
    write("old", "prod");
    expect(refusal("dev")).toBe(`${folder}: it holds the handoff of prod. Name another folder with --out.`);
    expect(refusal("prod")).toBe("");
  });

  test.each([
    ["without the manifest, nothing is ours", undefined],
    ["nor with one that cannot be read", "{"],
    ["nor with one of something else", '{"files": null, "environment": "dev"}'],
  ])("%s", (_, text) => {
    write("old");
    rmSync(join(folder, MANIFEST_FILE));
    if (text !== undefined) writeFileSync(join(folder, MANIFEST_FILE), text);
    expect(refusal()).toContain("README.md, network/");
    expect(refusal()).toContain("it holds what no handoff wrote");
  });

  test("a file in its place, or above it, is no folder", () => {
    const file = join(parent, "file");
    writeFileSync(file, "theirs");
    for (const path of [file, join(file, "deeper", "still")]) {
      expect(() => {
        requireHandoffFolder(path, "dev");
      }).toThrow(`${path}: the handoff cannot be written there`);
    }
  });

  test("needs a name", () => {
    expect(() => {
      requireHandoffFolder(" ", "dev");
    }).toThrow("--out: no folder is named");
  });

  test("what cannot be written leaves the older one as it was", () => {
    write("old");
    const files = filesOf("new").set("README.md/below-a-file", "impossible");
    expect(() => {
      writeHandoffFolder(folder, "dev", files);
    }).toThrow("the handoff cannot be written there");
    expect(readme()).toBe("old");
    expect(readdirSync(join(parent, "handoff.out"))).toEqual(["dev"]);
  });
});
