import fc from "fast-check";
import { COMMENT_LIMIT, renderReview, SMALLEST_LIMIT } from "../../../review/markdown";
import type { Review } from "../../../review/review";
import { change, finding, plan, review } from "./a-review";
import { outlineOf } from "./outline";

/** What would break out of its place, ping somebody, or be taken for something of ours. */
const NASTY = [
  "```",
  "````diff",
  "~~~",
  "</details>",
  "</summary>",
  "<!-- front-door review: prod -->",
  "-->",
  "|",
  "\\|",
  "\\",
  "\n\n",
  "\n## prod: no changes\n",
  "@octocat",
  "#123",
  "GH-1",
  "https://example.com",
  "www.example.com",
  "<script>alert(1)</script>",
  "![x](https://example.com/x.png)",
  "[x]: https://example.com",
  "`",
  "``",
  "\u202e",
  "\u0000",
  "\ud800",
  "$x$",
  "1. ",
  "- ",
  "&lt;",
  "<code>",
  "</code>",
  "*_~",
  " ",
  "word",
];

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.array(fc.constantFrom(...NASTY), { maxLength: 8 }).map((parts) => parts.join("")),
);

const nastyChange = fc
  .record({ address: text, previousAddress: text, before: text, after: fc.oneof(text, fc.array(text)), key: text })
  .map(({ before, after, key, ...given }) =>
    change({
      ...given,
      before: { a: before, [key]: "x" },
      after: { a: after, policy: JSON.stringify({ [key]: after }) },
    }),
  );

const nastyFinding = fc
  .record({ address: text, what: text, meaning: fc.array(text, { maxLength: 3 }) })
  .map((given) => finding(given));

const nasty: fc.Arbitrary<Review> = fc
  .record({
    environment: text,
    commit: text,
    stack: text,
    changes: fc.array(nastyChange, { maxLength: 12 }),
    findings: fc.array(nastyFinding, { maxLength: 12 }),
    message: text,
    times: fc.constantFrom(1, 1, 20),
  })
  .map(({ environment, commit, stack, changes, findings, message, times }) =>
    review({
      environment,
      stacks: Array.from({ length: times }, () => plan({ stack, changes, drift: changes })),
      findings: Array.from({ length: times }, () => findings).flat(),
      errors: [{ stack, message }],
      policy: { failOn: ["replace"], failing: findings, unused: [] },
      network: {
        before: "AWS",
        promises: [],
        changes: [message],
        unmanaged: [stack],
        mermaid: `${message}\n\`\`\`\n${stack}`,
      },
      provenance: { ...review().provenance, commit },
    }),
  );

/** All tags that a review may have, but for the marker. */
const OURS = new Set(["<details>", "</details>", "<summary>", "</summary>", "<code>", "</code>", "<br>"]);

/** What GitHub would make something of, outside of code. */
const ACTIVE = /@[\w-]|#\d|https?:\/\/|www\.|\bGH-\d|<!--|\$\S.*\$/;

function expectHarmless(markdown: string): void {
  const { headings, tags, prose, fences } = outlineOf(markdown);
  const [first = "", ...others] = tags;
  expect(first).toMatch(/^<!-- front-door review: [\w-]* -->$/);
  expect(others.filter((tag) => !OURS.has(tag))).toEqual([]);
  expect(markdown.indexOf("<!--", 1)).toBe(-1);
  let depth = 0;
  for (const tag of others) {
    if (tag === "<details>") depth += 1;
    if (tag === "</details>") depth -= 1;
    expect(depth === 0 || depth === 1).toBe(true);
  }
  expect(depth).toBe(0);
  expect(headings.slice(1).filter((heading) => !KNOWN.has(heading))).toEqual([]);
  expect(fences.at(-1)).toEqual({ language: "sh", text: "npm run review -- --env dev\n" });
  expect(prose.replace(/^<!--.*-->/, "")).not.toMatch(ACTIVE);
  expect(markdown.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
}

const KNOWN = new Set([
  "Could not be planned",
  "Needs attention",
  "Network",
  "All changes",
  "Attribute by attribute",
  "Drift",
]);

describe("whatever a value holds", () => {
  test("it stays a text in its place", () => {
    fc.assert(
      fc.property(nasty, (given) => {
        expectHarmless(renderReview(given));
      }),
      { numRuns: 60 },
    );
  });

  test("and the comment is never longer than it may be, nor cut within something", () => {
    fc.assert(
      fc.property(nasty, fc.integer({ min: SMALLEST_LIMIT, max: 40_000 }), (given, limit) => {
        const markdown = renderReview(given, { limit });
        expect(markdown.length).toBeLessThanOrEqual(limit);
        expectHarmless(markdown);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the longest there can be", () => {
  test("names of ours have an end", () => {
    const long = "`|".repeat(50_000);
    const provenance = { commit: long, uncommitted: true, terraform: long, provider: long, command: long };
    const given = { environment: long, region: long, account: long, date: long, provenance };
    const stacks = Array.from({ length: 9 }, () =>
      plan({ stack: long, provisional: { upstream: [long], placeholders: [] } }),
    );
    expect(renderReview(review({ ...given, stacks }), { limit: SMALLEST_LIMIT }).length).toBeLessThanOrEqual(
      SMALLEST_LIMIT,
    );
  });

  test("a limit that could not be kept is refused", () => {
    expect(() => renderReview(review(), { limit: SMALLEST_LIMIT - 1 })).toThrow(RangeError);
    expect(renderReview(review(), { limit: SMALLEST_LIMIT })).toContain("dev: no changes");
  });
});

describe("what is cut", () => {
  const many = (count: number): Review =>
    review({
      stacks: [
        plan({
          changes: Array.from({ length: count }, (_, index) =>
            change({
              address: `aws_subnet.public_${index}`,
              action: index === count - 1 ? "delete" : "update",
              before: { name: "x".repeat(200) },
            }),
          ),
        }),
      ],
      findings: [finding()],
    });

  test("nothing, where all fits", () => {
    expect(renderReview(many(100))).not.toContain("is cut");
  });

  test("diffs first, whole ones, and it is said how many and where the rest is", () => {
    const markdown = renderReview(many(300));
    const { rows, fences } = outlineOf(markdown);
    expect(markdown.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(markdown.length).toBeGreaterThan(COMMENT_LIMIT - 1_000);
    expect(rows).toHaveLength(301);
    const shown = fences.filter(({ language }) => language === "diff").length;
    expect(markdown).toContain(`*${300 - shown} more not shown: see the end.*`);
    expect(markdown).toContain(`**This comment is cut** at 65536 characters. Not shown: diffs (${300 - shown}).`);
    expect(markdown).toContain("`review.json`");
  });

  test("what is destroyed stays longest", () => {
    expect(outlineOf(renderReview(many(300))).fences[0]?.text).toContain(`- name = "${"x".repeat(200)}"`);
  });

  test("then the table, and never what deserves attention", () => {
    const markdown = renderReview(many(2_000));
    const { rows, headings } = outlineOf(markdown);
    expect(rows.length).toBeGreaterThan(900);
    expect(headings).toContain("Needs attention");
    expect(headings).not.toContain("Attribute by attribute");
    expect(markdown).toContain(`rows of the table (${2_001 - rows.length}), diffs (2000).`);
  });

  test("a resource that is too long on its own shows its beginning", () => {
    const after = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`a${1000 + index}`, "x"]));
    const markdown = renderReview(review({ stacks: [plan({ changes: [change({ action: "create", after })] })] }));
    expect(outlineOf(markdown).fences[0]?.text.split("\n")).toHaveLength(151);
    expect(markdown).toContain("*350 more lines not shown: they are in `review.json`.*");
  });
});
