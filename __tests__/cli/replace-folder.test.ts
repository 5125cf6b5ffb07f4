import {
  chmodSync,
  existsSync,
  lstatSync,
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
import { writeHandoffFolder } from "../../cli/handoff-folder";
import { replaceFolder } from "../../cli/replace-folder";
import { writeReviewFolder } from "../../cli/review-folder";
import { MANIFEST_FILE, manifestOf, writeManifest } from "../../handoff/manifest";

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "front-door-test-"));
});
afterEach(() => {
  rmSync(parent, { recursive: true });
});

function write(file: string, text: string): void {
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text);
}

const writers: readonly [string, (folder: string, text: string) => void][] = [
  [
    "a handoff",
    (folder, text) => {
      const files = new Map([["README.md", text]]);
      writeHandoffFolder(folder, "dev", files.set(MANIFEST_FILE, writeManifest(manifestOf("dev", files))));
    },
  ],
  [
    "a review",
    (folder, text) => {
      writeReviewFolder(
        folder,
        new Map([
          ["review.json", { text }],
          ["README.md", { text }],
        ]),
      );
    },
  ],
];

describe.each(writers)("%s", (_, writeTo) => {
  const refused = (folder: string): void => {
    expect(() => {
      writeTo(folder, "new");
    }).toThrow(/holds (what no handoff wrote|something that is not a review)/);
  };

  test("behind a folder that is not there, `..` leads to a folder that is looked at first", () => {
    write(join(parent, "precious/thesis.txt"), "years of work");
    refused(`${parent}/nope/../precious`);
    refused(`${parent}/precious/nope/..`);
    expect(readFileSync(join(parent, "precious/thesis.txt"), "utf8")).toBe("years of work");
  });

  test("behind a link, too", () => {
    mkdirSync(join(parent, "elsewhere/deep"), { recursive: true });
    symlinkSync(join(parent, "elsewhere/deep"), join(parent, "link"));
    write(join(parent, "mine/work.txt"), "work");
    write(join(parent, "elsewhere/mine/work.txt"), "work");
    refused(`${parent}/link/../mine`);
    for (const folder of ["mine", "elsewhere/mine"]) {
      expect(readFileSync(join(parent, folder, "work.txt"), "utf8")).toBe("work");
    }
  });

  test("through a link to a folder, it is written where the link leads, and the link stays", () => {
    mkdirSync(join(parent, "real"));
    symlinkSync("real", join(parent, "out"));
    for (const text of ["old", "new"]) {
      writeTo(join(parent, "out"), text);
      expect(lstatSync(join(parent, "out")).isSymbolicLink()).toBe(true);
      expect(readFileSync(join(parent, "real/README.md"), "utf8")).toBe(text);
    }
    expect(readdirSync(parent).sort()).toEqual(["out", "real"]);
  });

  test("a link that leads nowhere is refused", () => {
    symlinkSync("nowhere", join(parent, "out"));
    expect(() => {
      writeTo(join(parent, "out"), "new");
    }).toThrow("cannot be written there: it is a link that leads nowhere");
    expect(readdirSync(parent)).toEqual(["out"]);
  });
});

describe("what a folder is replaced with", () => {
  const fill = (fresh: string): void => {
    writeFileSync(join(fresh, "new"), "");
  };
  const requireOurs = (folder: string): void => {
    if (existsSync(join(folder, "theirs"))) throw new Error("theirs");
  };

  test("what came into the old one at the last moment brings it back", () => {
    const folder = join(parent, "out");
    write(join(folder, "old"), "");
    let asked = 0;
    const replace = (): void => {
      replaceFolder(folder, {
        fill,
        requireOurs: (old) => {
          asked++;
          requireOurs(old);
          // Whoever works in there goes on doing so.
          if (old === folder) write(join(folder, "theirs"), "theirs");
        },
      });
    };
    expect(replace).toThrow("theirs");
    expect(asked).toBe(2);
    expect(readdirSync(folder).sort()).toEqual(["old", "theirs"]);
    expect(readdirSync(parent)).toEqual(["out"]);
  });

  test("and where another run took its place meanwhile, it is kept beside that, and where is said", () => {
    const folder = join(parent, "out");
    write(join(folder, "old"), "");
    const said: string[] = [];
    expect(() => {
      replaceFolder(folder, {
        fill,
        requireOurs: (old) => {
          write(join(folder, old === folder ? "theirs" : "new"), "");
          if (old !== folder) requireOurs(old);
        },
        warn: (line) => said.push(line),
      });
    }).toThrow("theirs");
    expect(readdirSync(folder)).toEqual(["new"]);
    const [, kept = ""] = /^What was in .* is in (.*) now: another run took its place\.$/.exec(said[0] ?? "") ?? [];
    expect(readdirSync(kept).sort()).toEqual(["old", "theirs"]);
  });

  test("it may be entered by those who might enter the old one", () => {
    const folder = join(parent, "out");
    mkdirSync(folder);
    for (const mode of [0o700, 0o750, 0o2770]) {
      chmodSync(folder, mode);
      replaceFolder(folder, { fill, requireOurs });
      expect(statSync(folder).mode & 0o7777).toBe(mode);
    }
  });

  test("a new one by those whom the user's umask lets", () => {
    const before = process.umask(0o027);
    try {
      replaceFolder(join(parent, "out"), { fill, requireOurs });
    } finally {
      process.umask(before);
    }
    expect(statSync(join(parent, "out")).mode & 0o7777).toBe(0o750);
  });

  test("an old one that cannot be removed does not undo it: it is said where that is", () => {
    const folder = join(parent, "out");
    write(join(folder, "old"), "");
    const said: string[] = [];
    replaceFolder(folder, {
      fill,
      requireOurs,
      remove: () => {
        throw new Error("EACCES");
      },
      warn: (line) => said.push(line),
    });
    expect(readdirSync(folder)).toEqual(["new"]);
    expect(said).toHaveLength(1);
    const [, left = ""] = /^Something is left in (.*): it could not be removed\./.exec(said[0] ?? "") ?? [];
    expect(existsSync(left)).toBe(true);
  });
});
