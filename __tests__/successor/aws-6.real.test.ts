import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AWS_PROVIDER_VERSION } from "../../toolchain/provider-mirror";
import { type Difference, differences } from "./differences";
import { MANIFESTS, STACK_FILES } from "./every-file";
import { AWS_6, ROOT } from "./swapped-packages";
import { type Run, synthesizeWith } from "./synthesize-with";
import { typecheckWith } from "./typecheck-with";

/**
 * All that changes in what is synthesized for a stack. A new one is a change of somebody's infrastructure: say in
 * docs/upgrading.md what it means and what its reader does.
 */
const DIFFERENCES: readonly Difference[] = [
  ["terraform.required_providers.aws.version", AWS_PROVIDER_VERSION, "6.25.0"],
];

describe("every stack of every environment, synthesized for AWS provider 5 and for AWS provider 6", () => {
  let five: Run;
  let six: Run;
  beforeAll(async () => {
    five = await synthesizeWith({}, "every-stack.ts");
    six = await synthesizeWith(AWS_6, "every-stack.ts");
  }, 60_000);

  test("each took the resources of one provider alone", () => {
    const providers = ({ packages }: Run): string[] => packages.filter((name) => name.includes("provider-aws"));
    expect([five, six].map(providers)).toEqual([["@cdktf/provider-aws"], ["provider-aws-21"]]);
  });

  test("cdktf has nothing to say against either", () => {
    expect([five, six].map(({ status, stderr }) => ({ status, stderr }))).toEqual([
      { status: 0, stderr: "" },
      { status: 0, stderr: "" },
    ]);
  });

  test("all stacks are written for both, and nothing else", () => {
    const expected = [...STACK_FILES, ...MANIFESTS].sort();
    expect([five, six].map(({ files }) => Object.keys(files).sort())).toEqual([expected, expected]);
  });

  test.each(STACK_FILES)("%s differs in what is listed, and in nothing else", (file) => {
    expect(differences(five.files[file], six.files[file])).toEqual(DIFFERENCES);
  });

  test.each(MANIFESTS)("%s is the same: stacks are deployed in the same order", (file) => {
    expect(differences(five.files[file], six.files[file])).toEqual([]);
  });
});

test("docs/upgrading.md explains each difference, and no other", () => {
  const page = readFileSync(join(ROOT, "docs/upgrading.md"), "utf8");
  const [, table = ""] = /<!-- Differences: AWS provider 6 -->\n\n((?:\|.*\n)+)/.exec(page) ?? [];
  const cells = (row: string): string[] => row.split("|").map((cell) => cell.trim());
  const rows = table.trimEnd().split("\n").slice(2).map(cells);
  expect(rows.map(([, path, before, after]) => [path, before, after])).toEqual(
    DIFFERENCES.map(([path, before, after]) => [
      `\`${path}\``,
      `\`${JSON.stringify(before)}\``,
      `\`${JSON.stringify(after)}\``,
    ]),
  );
  for (const [, , , , meaning, remedy] of rows) expect([meaning, remedy]).not.toContain("");
});

test("the code and the type proofs mean the same to the compiler with the resources of AWS provider 6", async () => {
  const { status, errors, packages } = await typecheckWith(AWS_6);
  expect({ status, errors }).toEqual({ status: 0, errors: [] });
  expect(packages).toEqual(expect.arrayContaining(["cdktf", "provider-aws-21"]));
  expect(packages).not.toContain("@cdktf/provider-aws");
}, 120_000);
