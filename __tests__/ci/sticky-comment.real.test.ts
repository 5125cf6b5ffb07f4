import { BOT, FakeGitHub, TOKEN } from "./fake-github";
import { type Ran, runScript } from "./script-process";
import { marker, type ReviewFiles, writeReview, writeReviews, type WrittenReview } from "./written-review";

// Programs take their time on a busy machine.
jest.setTimeout(60_000);

const PULL_REQUEST = 7;
const LONGEST_BODY = 65_536;
const REVIEW = `${marker("dev")}\n## dev: 1 to add, 0 to change, 0 to destroy\n\nDetails.\n`;

const github = new FakeGitHub();
const reviews: WrittenReview[] = [];

beforeAll(() => github.start());
afterAll(() => github.stop());
beforeEach(() => {
  Object.assign(github, { comments: [], faults: [], largestPage: 100 });
  github.seen.length = 0;
});
afterEach(() => {
  reviews.splice(0).forEach((review) => {
    review.remove();
  });
});

function comment(
  md: string | undefined,
  env: Readonly<Record<string, string>> = {},
  environment = "dev",
): Promise<Ran> {
  const review = writeReview(md === undefined ? {} : { md });
  reviews.push(review);
  const variables = { PULL_REQUEST: String(PULL_REQUEST), ...env };
  return runScript("sticky-comment.js", [environment, review.folder], github, variables);
}

/** With what all attempts of a run left behind. */
function commentOfAttempts(attempts: Readonly<Record<string, ReviewFiles>>): Promise<Ran> {
  const review = writeReviews(attempts);
  reviews.push(review);
  return runScript("sticky-comment.js", ["dev", review.folder], github, { PULL_REQUEST: String(PULL_REQUEST) });
}

function existing(id: number, body: string, login: string | null = BOT): void {
  github.comments.push({ id, issue: PULL_REQUEST, body, user: login === null ? null : { login } });
}

const bodies = () => github.comments.map(({ body }) => body);

describe("one comment for each environment", () => {
  test("the first review is written", async () => {
    expect((await comment(REVIEW)).status).toBe(0);
    expect(github.comments).toMatchObject([{ issue: PULL_REQUEST, body: REVIEW }]);
  });

  test("the next replaces it, in its place", async () => {
    existing(1, `${marker("dev")}\nold`);
    existing(2, "Looks good to me.", "ada");
    expect((await comment(REVIEW)).status).toBe(0);
    expect(bodies()).toEqual([REVIEW, "Looks good to me."]);
    expect(github.writes).toEqual(["PATCH /issues/comments/1"]);
  });

  test("of a run that was repeated, it is that of the newest attempt", async () => {
    const md = (text: string) => ({ md: `${marker("dev")}\n## dev: ${text}\n` });
    const other = { md: `${marker("dev-2")}\n## dev-2\n` };
    await commentOfAttempts({ "dev.9": md("ninth"), "dev.10": md("tenth"), "dev.2": md("second"), "dev-2.11": other });
    expect(bodies()).toEqual([md("tenth").md]);
  });

  test("it is that of the first attempt, where the environment's job was not repeated", async () => {
    await commentOfAttempts({ "dev.1": { md: REVIEW } });
    expect(bodies()).toEqual([REVIEW]);
  });

  test("one that says the same is left alone, whatever its line ends", async () => {
    existing(1, REVIEW.replaceAll("\n", "\r\n").trim());
    expect((await comment(REVIEW)).printed).toBe("The comment of dev is up to date.\n");
    expect(github.writes).toEqual([]);
  });

  test("further ones of ours are deleted", async () => {
    existing(1, `${marker("dev")}\nold`);
    existing(2, `${marker("dev")}\nolder`);
    existing(3, `${marker("dev")}\nodd`);
    await comment(REVIEW);
    expect(bodies()).toEqual([REVIEW]);
  });

  test("another environment's is not touched, not even one with a longer name", async () => {
    existing(1, `${marker("prod")}\nprod`);
    existing(2, `${marker("dev-2")}\ndev-2`);
    await comment(REVIEW);
    expect(bodies()).toEqual([`${marker("prod")}\nprod`, `${marker("dev-2")}\ndev-2`, REVIEW]);
  });

  test.each([
    ["a person", "mallory"],
    ["another bot", "dependabot[bot]"],
    ["a deleted account", null],
  ])("one of %s is not touched, though it begins with the marker", async (_, login) => {
    existing(1, `${marker("dev")}\nall is well`, login);
    await comment(REVIEW);
    expect(bodies()).toEqual([`${marker("dev")}\nall is well`, REVIEW]);
  });

  test("one of ours that only quotes the marker is not touched", async () => {
    existing(1, `As ${marker("dev")} said`);
    await comment(REVIEW);
    expect(bodies()).toHaveLength(2);
  });

  test("with a token of one's own, the author is another", async () => {
    existing(1, `${marker("dev")}\nold`, "our-app[bot]");
    await comment(REVIEW, { COMMENT_AUTHOR: "our-app[bot]" });
    expect(bodies()).toEqual([REVIEW]);
  });

  test.each([99, 100, 101, 250])("it is found behind %d comments of others", async (others) => {
    for (let id = 1; id <= others; id++) existing(id, `comment ${String(id)}`, "ada");
    existing(500, `${marker("dev")}\nold`);
    await comment(REVIEW);
    expect(github.writes).toEqual(["PATCH /issues/comments/500"]);
  });

  test("deleted by somebody in the same moment, it is written anew", async () => {
    existing(1, `${marker("dev")}\nold`);
    github.faults.push({ method: "PATCH", fault: { status: 404, message: "Not Found" } });
    expect((await comment(REVIEW)).status).toBe(0);
    expect(github.writes).toEqual(["PATCH /issues/comments/1", `POST /issues/${String(PULL_REQUEST)}/comments`]);
  });

  test("without a review, an old one does not stay as if it were the newest", async () => {
    existing(1, `${marker("dev")}\nold`);
    const { status, printed } = await comment(undefined);
    expect(status).toBe(0);
    expect(printed).toContain("::warning::dev: there is no review to show");
    expect(bodies()).toEqual([
      `${marker("dev")}\n## dev: no review\n\nIt could not even begin. [This run](https://github.example/acme/front-door/actions/runs/77) says why.\n`,
    ]);
  });
});

describe("a body that is too long", () => {
  const padded = (length: number): string => REVIEW + "x".repeat(length - REVIEW.length);

  test(`${String(LONGEST_BODY)} characters are written as they are`, async () => {
    await comment(padded(LONGEST_BODY));
    expect(bodies()).toEqual([padded(LONGEST_BODY)]);
  });

  const instead = expect.stringMatching(
    /^<!-- front-door review: dev -->\n## dev: 1 to add, 0 to change, 0 to destroy\n\nThe whole review is too long .*runs\/77/,
  ) as string;

  test("one more, and the headline and a link stand instead", async () => {
    await comment(padded(LONGEST_BODY + 1));
    expect(bodies()).toEqual([instead]);
  });

  test("and where GitHub counts otherwise than we do", async () => {
    const message = "Validation Failed; body is too long (maximum is 65536 characters)";
    github.faults.push({ method: "POST", fault: { status: 422, message } });
    expect((await comment(REVIEW)).status).toBe(0);
    expect(bodies()).toEqual([instead]);
  });
});

describe("when GitHub does not do it", () => {
  test.each([500, 502, 503])("%d on reading: it asks again", async (status) => {
    github.faults.push({ method: "GET", fault: { status, message: "Server Error" } });
    expect((await comment(REVIEW)).status).toBe(0);
    expect(bodies()).toEqual([REVIEW]);
  });

  test("502 on writing, though it was written: there is one comment, not two", async () => {
    github.faults.push({ method: "POST", fault: { status: 502, message: "Bad Gateway", carriedOut: true } });
    expect((await comment(REVIEW)).status).toBe(0);
    expect(bodies()).toEqual([REVIEW]);
  });

  test("502 on writing, and it was not: it is written", async () => {
    github.faults.push({ method: "POST", fault: { status: 502, message: "Bad Gateway" } });
    expect((await comment(REVIEW)).status).toBe(0);
    expect(bodies()).toEqual([REVIEW]);
  });

  test.each([
    [
      "the secondary rate limit",
      { status: 403, message: "You have exceeded a secondary rate limit.", headers: { "retry-after": "0" } },
    ],
    [
      "the primary rate limit",
      {
        status: 403,
        message: "API rate limit exceeded",
        headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1" },
      },
    ],
    ["429", { status: 429, message: "Too many requests", headers: {} }],
  ])("%s: it waits, and writes it once", async (_, fault) => {
    github.faults.push({ method: "POST", fault });
    expect((await comment(REVIEW)).status).toBe(0);
    expect(bodies()).toEqual([REVIEW]);
  });

  test("any other 403 is final, and said in GitHub's words", async () => {
    const message = "Resource not accessible by integration";
    github.faults.push({ method: "POST", fault: { status: 403, message } });
    expect(await comment(REVIEW)).toMatchObject({
      status: 1,
      printed: `::error::GitHub: POST /repos/acme/front-door/issues/7/comments: 403: ${message}\n`,
    });
    expect(github.writes).toHaveLength(1);
  });

  test("a failure that stays is given up", async () => {
    const fault = { status: 500, message: "Server Error" };
    github.faults.push(...Array.from({ length: 100 }, () => ({ method: "GET", fault })));
    const { status, printed } = await comment(REVIEW);
    expect([status, printed]).toEqual([1, expect.stringContaining("500: Server Error")]);
    expect(github.seen.length).toBeLessThan(20);
  });

  test("a wrong token is refused and not printed", async () => {
    const { status, printed } = await comment(REVIEW, { GITHUB_TOKEN: "ghs_wrong" });
    expect([status, printed]).toEqual([1, expect.stringContaining("401: Bad credentials")]);
    expect(printed).not.toContain("ghs_wrong");
  });

  test("the token is not printed even where GitHub repeats it", async () => {
    github.faults.push({ method: "POST", fault: { status: 400, message: `what is ${TOKEN}?` } });
    expect((await comment(REVIEW)).printed).toContain("what is ***?");
  });

  test("the token does not follow a link to another server", async () => {
    const elsewhere = { link: '<http://localhost:1/repos/acme/front-door/issues/7/comments?page=2>; rel="next"' };
    github.faults.push({ method: "GET", fault: { status: 200, message: "", data: [], headers: elsewhere } });
    const { status, printed } = await comment(REVIEW);
    expect([status, printed]).toEqual([
      1,
      "::error::GitHub: the next page of /issues/7/comments is on another server\n",
    ]);
  });
});

describe("what it refuses", () => {
  test("a review of another environment", async () => {
    const { status, printed } = await comment(`${marker("prod")}\n## prod\n`);
    expect([status, github.writes]).toEqual([1, []]);
    expect(printed).toBe(`::error::review.md of dev does not begin with ${marker("dev")}\n`);
  });

  test.each(["", "..", "dev/../prod", "Dev", "dev\n"])("%j as an environment", async (environment) => {
    expect((await comment(REVIEW, {}, environment)).status).toBe(1);
    expect(github.seen).toEqual([]);
  });

  test.each(["", "7/../8", "0", "-1"])("%j as a pull request", async (number) => {
    expect((await comment(REVIEW, { PULL_REQUEST: number })).status).toBe(1);
    expect(github.seen).toEqual([]);
  });
});
