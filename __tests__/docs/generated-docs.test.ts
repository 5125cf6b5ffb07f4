import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { generatedDocs } from "../../cli/generated-docs";

test.each(generatedDocs().map(({ file, content }) => [file, content]))("%s is as it is drawn now", (file, content) => {
  const written = readFileSync(resolve(__dirname, "../..", file), "utf8");
  if (written !== content) {
    throw new Error(`${file} is out of date. Run \`npm run docs\`, look at what changed, and commit it.`);
  }
});

test("the picture and the README's own copy of it are one file", () => {
  const readme = readFileSync(resolve(__dirname, "../../README.md"), "utf8");
  expect(readme).toMatch(/!\[[^\]]+\]\(docs\/network\.svg\)/);
});
