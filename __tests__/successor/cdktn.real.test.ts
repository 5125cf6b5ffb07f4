import { differences } from "./differences";
import { MANIFESTS, STACK_FILES } from "./every-file";
import { CDKTN, versionOf } from "./swapped-packages";
import { type Run, synthesizeWith } from "./synthesize-with";
import { typecheckWith } from "./typecheck-with";

describe("every stack of every environment, synthesized by cdktf and by its successor cdktn", () => {
  let cdktf: Run;
  let cdktn: Run;
  beforeAll(async () => {
    cdktf = await synthesizeWith({}, "every-stack.ts");
    cdktn = await synthesizeWith(CDKTN, "every-stack.ts");
  }, 60_000);

  test("each did it alone, the other was not loaded, and both took the same resources", () => {
    const ours = ["@cdktf/provider-aws", "constructs"];
    expect(cdktf.packages).toEqual(expect.arrayContaining([...ours, "cdktf"]));
    expect(cdktf.packages).not.toContain("cdktn");
    expect(cdktn.packages).toEqual(expect.arrayContaining([...ours, "cdktn"]));
    expect(cdktn.packages).not.toContain("cdktf");
  });

  test("neither has anything to say against it", () => {
    expect([cdktf, cdktn].map(({ status, stderr }) => ({ status, stderr }))).toEqual([
      { status: 0, stderr: "" },
      { status: 0, stderr: "" },
    ]);
  });

  test("both write all stacks, and nothing else", () => {
    const expected = [...STACK_FILES, ...MANIFESTS].sort();
    expect(Object.keys(cdktf.files).sort()).toEqual(expected);
    expect(Object.keys(cdktn.files).sort()).toEqual(expected);
  });

  test.each(STACK_FILES)("%s is the same, but for the version in its metadata", (file) => {
    expect(differences(cdktf.files[file], cdktn.files[file])).toEqual([
      ["//.metadata.version", versionOf("cdktf"), versionOf("cdktn")],
    ]);
  });

  test.each(MANIFESTS)("%s is the same, but for its version: stacks are deployed in the same order", (file) => {
    expect(differences(cdktf.files[file], cdktn.files[file])).toEqual([
      ["version", versionOf("cdktf"), versionOf("cdktn")],
    ]);
  });
});

test("cdktn would refuse S3's own locking in an app that does not say which Terraform it is made for", async () => {
  const { status, stderr, files } = await synthesizeWith(CDKTN, "refused-stack.ts");
  expect(status).toBe(1);
  expect(stderr).toContain("S3 native state locking requires terraform >=1.10.0, but the project targets terraform");
  expect(files).toEqual({});
}, 60_000);

test("the code and the type proofs mean the same to the compiler with cdktn in place of cdktf", async () => {
  const { status, errors, packages } = await typecheckWith(CDKTN);
  expect({ status, errors }).toEqual({ status: 0, errors: [] });
  expect(packages).toEqual(expect.arrayContaining(["@cdktf/provider-aws", "cdktn"]));
  expect(packages).not.toContain("cdktf");
}, 120_000);
