import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FileContent, requireReviewFolder, writeReviewFolder } from "../../cli/review-folder";

describe("the folder of a review", () => {
  let parent: string;
  let folder: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), "front-door-test-"));
    folder = join(parent, "review.out", "dev");
  });
  afterEach(() => {
    rmSync(parent, { recursive: true });
  });

  const files = (text: string, more: [string, FileContent][] = []) =>
    new Map<string, FileContent>([["review.json", { text }], ...more]);

  test("is made with all above it, for nobody but its owner", () => {
    const original = join(parent, "plan");
    writeFileSync(original, "saved by terraform");
    writeReviewFolder(folder, files("{}", [["dev-network.tfplan", { copyOf: original }]]));
    expect(readFileSync(join(folder, "dev-network.tfplan"), "utf8")).toBe("saved by terraform");
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  });

  test("is for nobody but its owner, whoever might enter the folder that was there", () => {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    writeReviewFolder(folder, files("{}"));
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test("is replaced as a whole: nothing of an older review stays, and nothing beside it", () => {
    writeReviewFolder(folder, files("old", [["dev-network.tfplan", { text: "old plan" }]]));
    writeReviewFolder(folder, files("new"));
    expect(readdirSync(folder)).toEqual(["review.json"]);
    expect(readFileSync(join(folder, "review.json"), "utf8")).toBe("new");
    expect(readdirSync(join(parent, "review.out"))).toEqual(["dev"]);
  });

  test("may be there and empty", () => {
    mkdirSync(folder, { recursive: true });
    requireReviewFolder(folder);
    writeReviewFolder(folder, files("{}"));
    expect(readdirSync(folder)).toEqual(["review.json"]);
  });

  test("is left alone if it holds what no review wrote", () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "main.tf"), "mine");
    const refusal = `${folder}: the folder holds something that is not a review`;
    expect(() => {
      requireReviewFolder(folder);
    }).toThrow(refusal);
    expect(() => {
      writeReviewFolder(folder, files("{}"));
    }).toThrow(refusal);
    expect(readdirSync(folder)).toEqual(["main.tf"]);
  });

  test("a file in its place is no folder", () => {
    const file = join(parent, "file");
    writeFileSync(file, "mine");
    expect(() => {
      requireReviewFolder(file);
    }).toThrow(`${file}: the review cannot be written there`);
  });

  test("below a file, or without a name, it is refused before anything takes long", () => {
    const file = join(parent, "file");
    writeFileSync(file, "mine");
    expect(() => {
      requireReviewFolder(join(file, "deeper", "still"));
    }).toThrow("the review cannot be written there");
    expect(() => {
      requireReviewFolder("");
    }).toThrow("--out: no folder is named");
    requireReviewFolder(join(parent, "not", "there", "yet"));
    expect(existsSync(join(parent, "not"))).toBe(false);
  });

  test("what cannot be written leaves the older review as it was", () => {
    writeReviewFolder(folder, files("old"));
    expect(() => {
      writeReviewFolder(folder, files("new", [["a.tfplan", { copyOf: join(parent, "missing") }]]));
    }).toThrow(`${folder}: the review cannot be written there`);
    expect(readFileSync(join(folder, "review.json"), "utf8")).toBe("old");
    expect(existsSync(folder)).toBe(true);
    expect(readdirSync(join(parent, "review.out"))).toEqual(["dev"]);
  });
});
