import { differences } from "./differences";
import { MANIFESTS, STACK_FILES } from "./every-file";
import { AWS_6, CDKTN, versionOf } from "./swapped-packages";
import { type Run, synthesizeWith } from "./synthesize-with";

// cdktn's own packages of the provider begin with AWS 6, so who goes on with cdktn comes to both.
describe("every stack of every environment, synthesized for AWS provider 6 by cdktf and by cdktn", () => {
  let cdktf: Run;
  let cdktn: Run;
  beforeAll(async () => {
    cdktf = await synthesizeWith(AWS_6, "every-stack.ts");
    cdktn = await synthesizeWith({ ...AWS_6, ...CDKTN }, "every-stack.ts");
  }, 60_000);

  test("cdktn did it with these resources alone, and has nothing to say against it", () => {
    expect(cdktn).toMatchObject({ status: 0, stderr: "" });
    expect(cdktn.packages).toEqual(expect.arrayContaining(["cdktn", "provider-aws-21"]));
    expect(cdktn.packages).not.toContain("cdktf");
    expect(cdktn.packages).not.toContain("@cdktf/provider-aws");
  });

  test("both write all stacks, and nothing else", () => {
    const expected = [...STACK_FILES, ...MANIFESTS].sort();
    expect([cdktf, cdktn].map(({ files }) => Object.keys(files).sort())).toEqual([expected, expected]);
  });

  test.each(STACK_FILES)("%s is the same, but for the version in its metadata", (file) => {
    expect(differences(cdktf.files[file], cdktn.files[file])).toEqual([
      ["//.metadata.version", versionOf("cdktf"), versionOf("cdktn")],
    ]);
  });
});
