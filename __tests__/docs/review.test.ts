import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { FINDING_KINDS } from "../../review/findings/finding";
import { KINDS } from "../../review/findings/kinds";
import { readAcceptances } from "../../review/policy/allow-lines";

const DOCS = readFileSync(resolve(__dirname, "../../docs/review.md"), "utf8");

test("docs/review.md names every kind of finding, with what it is", () => {
  const rows = [...DOCS.matchAll(/^\| `([a-z-]+)` +\| (.+?) +\|$/gm)].map(([, kind, what]) => [kind, what]);
  expect(rows).toEqual(FINDING_KINDS.map((kind) => [kind, KINDS[kind]]));
});

test("the line that docs/review.md shows is one that accepts", () => {
  const [, line = ""] = /```ts\n(.*)\n```/.exec(DOCS) ?? [];
  expect(readAcceptances(line, "environments/dev.ts")).toMatchObject([{ kind: "public-ingress", until: "2027-01-31" }]);
});
