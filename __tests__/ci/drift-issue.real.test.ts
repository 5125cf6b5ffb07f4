import { BOT, FakeGitHub, type Issue } from "./fake-github";
import { type Ran, runScript } from "./script-process";
import { marker, writeReview, writeReviews, type WrittenReview } from "./written-review";

// Programs take their time on a busy machine.
jest.setTimeout(60_000);

const DRIFT = "<!-- front-door drift: dev -->";
const REVIEW = `${marker("dev")}\n## dev: 0 to add, 1 to change, 0 to destroy\n\nDetails.\n`;

const github = new FakeGitHub();
const reviews: WrittenReview[] = [];

beforeAll(() => github.start());
afterAll(() => github.stop());
beforeEach(() => {
  Object.assign(github, { issues: [], comments: [], faults: [] });
  github.seen.length = 0;
});
afterEach(() => {
  reviews.splice(0).forEach((review) => {
    review.remove();
  });
});

function report(outcome: string | undefined, md: string | undefined = REVIEW): Promise<Ran> {
  const review = writeReview(outcome === undefined ? {} : { md, outcome });
  reviews.push(review);
  return runScript("drift-issue.js", ["dev", review.folder], github);
}

function existing(number: number, issue: Partial<Issue> = {}): Issue {
  const opened: Issue = {
    number,
    title: "dev: AWS and the code differ",
    body: `${DRIFT}\nold`,
    user: { login: BOT },
    state: "open",
    state_reason: null,
    labels: [{ name: "drift" }],
    ...issue,
  };
  github.issues.push(opened);
  return opened;
}

describe("AWS and the code differ", () => {
  test("an issue is opened, with the review in it", async () => {
    expect((await report("changes")).status).toBe(0);
    const [opened] = github.issues;
    expect(opened).toMatchObject({ title: "dev: AWS and the code differ", labels: [{ name: "drift" }], state: "open" });
    expect(opened?.body).toMatch(
      /^<!-- front-door drift: dev -->\n\[This run\]\(https:\/\/github\.example\/acme\/front-door\/actions\/runs\/77\) planned /,
    );
    expect(opened?.body).toContain("\n\n## dev: 0 to add, 1 to change, 0 to destroy\n\nDetails.\n");
    // A comment of a pull request is looked for by that marker.
    expect(opened?.body).not.toContain(marker("dev"));
  });

  test("of a run that was repeated, it is what the newest attempt found", async () => {
    const review = writeReviews({
      "dev.1": { md: `${marker("dev")}\n## dev: drift\n`, outcome: "changes" },
      "dev.2": { md: `${marker("dev")}\n## dev: none\n`, outcome: "no changes" },
    });
    reviews.push(review);
    expect((await runScript("drift-issue.js", ["dev", review.folder], github)).status).toBe(0);
    expect(github.issues).toEqual([]);
  });

  test("the one that is open is brought up to date, without a new one and without a comment", async () => {
    existing(5);
    await report("changes");
    expect(github.writes).toEqual(["PATCH /issues/5"]);
    expect(github.issues[0]?.body).toContain("1 to change");
  });

  test("nothing is written where nothing is new", async () => {
    await report("changes");
    github.seen.length = 0;
    await report("changes");
    expect(github.writes).toEqual([]);
  });

  test("of several, the oldest stays and the others are closed", async () => {
    const [first, second] = [existing(5), existing(6)];
    await report("changes");
    expect([first.state, second.state, second.state_reason]).toEqual(["open", "closed", "not_planned"]);
  });

  test("a closed one stays closed, and a new one is opened", async () => {
    existing(5, { state: "closed" });
    await report("changes");
    expect(github.issues.map(({ state }) => state)).toEqual(["closed", "open"]);
  });

  test.each<[string, Partial<Issue>]>([
    ["a person's", { user: { login: "mallory" } }],
    ["another environment's", { body: "<!-- front-door drift: dev-2 -->\nold" }],
    ["one without the marker", { body: "old" }],
    ["one without a body", { body: null }],
    ["a pull request", { pull_request: {} }],
  ])("%s is not touched", async (_, issue) => {
    const other = existing(5, issue);
    const before = { ...other };
    await report("changes");
    await report("no changes");
    expect(other).toEqual(before);
  });

  test("it is found behind 150 other issues", async () => {
    for (let number = 1; number <= 150; number++) existing(number, { user: { login: "ada" } });
    existing(500);
    await report("changes");
    expect(github.writes).toEqual(["PATCH /issues/500"]);
  });

  test("a review that is too long is left to the run, and the headline stays", async () => {
    await report("changes", REVIEW + "x".repeat(65_536));
    expect(github.issues[0]?.body).toMatch(/\n\n## dev: 0 to add, 1 to change, 0 to destroy\n$/);
  });

  test("502, though it was opened: there is one issue, not two", async () => {
    github.faults.push({ method: "POST", fault: { status: 502, message: "Bad Gateway", carriedOut: true } });
    expect((await report("changes")).status).toBe(0);
    expect(github.issues).toHaveLength(1);
  });
});

describe("they agree", () => {
  test("the issue is closed, and says by which run", async () => {
    const issue = existing(5);
    await report("no changes");
    expect([issue.state, issue.state_reason]).toEqual(["closed", "completed"]);
    const body = "AWS and the code agree again: https://github.example/acme/front-door/actions/runs/77";
    expect(github.comments).toMatchObject([{ issue: 5, body }]);
  });

  test("without an issue nothing is written", async () => {
    expect(await report("no changes")).toMatchObject({ status: 0, printed: "There is no drift, and no issue.\n" });
    expect(github.writes).toEqual([]);
  });
});

describe("nobody knows", () => {
  test.each([
    ["the review failed", "error", /Details\./],
    ["there is no review", undefined, /No review came about\./],
  ])("%s: an issue says that, and none is closed", async (_, outcome, text) => {
    await report(outcome);
    expect(github.issues).toMatchObject([{ title: "dev: drift could not be looked for", state: "open" }]);
    expect(github.issues[0]?.body).toMatch(text);
  });

  test("an issue that is open changes its title, and back", async () => {
    const issue = existing(5);
    await report("error");
    expect(issue.title).toBe("dev: drift could not be looked for");
    await report("changes");
    expect(issue.title).toBe("dev: AWS and the code differ");
  });

  test("an outcome that is not known is an error", async () => {
    expect(await report("maybe")).toMatchObject({
      status: 1,
      printed: '::error::review.json has the outcome "maybe", which is not known\n',
    });
    expect(github.writes).toEqual([]);
  });
});
