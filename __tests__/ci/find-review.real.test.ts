import { FakeGitHub, REPOSITORY } from "./fake-github";
import { type Ran, runScript } from "./script-process";

// Programs take their time on a busy machine.
jest.setTimeout(60_000);

const MERGE = "1".repeat(40);
const HEAD = "2".repeat(40);
const RUN = 31;
const AGAIN = "Open a pull request from main, with an empty commit if need be, review it and merge it.";

const github = new FakeGitHub();

beforeAll(() => github.start());
afterAll(() => github.stop());
beforeEach(() => {
  Object.assign(github, {
    pulls: { [MERGE]: [pull()] },
    runs: [run()],
    artifacts: { [RUN]: ["review-dev", "plans-dev", "review-prod", "plans-prod"].map((name) => artifact(name)) },
    faults: [],
  });
  github.seen.length = 0;
});

function pull(more: object = {}): Record<string, unknown> {
  return {
    number: 7,
    merged_at: "2026-11-22T10:00:00Z",
    merge_commit_sha: MERGE,
    base: { ref: "main" },
    head: { sha: HEAD },
    ...more,
  };
}

function run(more: object = {}): Record<string, unknown> {
  return {
    id: RUN,
    run_number: 3,
    head_sha: HEAD,
    event: "pull_request",
    status: "completed",
    conclusion: "success",
    head_repository: { full_name: REPOSITORY },
    pull_requests: [],
    html_url: `https://github.example/runs/${String(RUN)}`,
    ...more,
  };
}

function artifact(name: string, expired = false): Record<string, unknown> {
  return { name, expired, expires_at: "2026-11-27T10:00:00Z" };
}

function find(...environments: string[]): Promise<Ran> {
  const of = environments.length > 0 ? environments : ["dev", "prod"];
  return runScript("find-review.js", of, github, { GITHUB_SHA: MERGE, GITHUB_REF_NAME: "main" });
}

async function refusal(): Promise<string> {
  const { status, printed, outputs } = await find();
  expect([status, outputs]).toEqual([1, {}]);
  return printed;
}

test("the run of the review, the pull request and the environments with changes, in order", async () => {
  const { status, outputs } = await find();
  expect(status).toBe(0);
  expect(outputs).toEqual({ "run-id": "31", "pull-request": "7", environments: '["dev","prod"]' });
});

test("an environment without changes has no plans, and is left out", async () => {
  github.artifacts[RUN] = ["review-dev", "review-prod", "plans-prod"].map((name) => artifact(name));
  const { outputs, printed } = await find();
  expect(outputs["environments"]).toBe('["prod"]');
  expect(printed).toContain("::notice::dev: #7 was reviewed, and changes nothing.");
});

test("no changes at all", async () => {
  github.artifacts[RUN] = ["review-dev", "review-prod"].map((name) => artifact(name));
  expect((await find()).outputs["environments"]).toBe("[]");
});

test("it is found among 120 artifacts", async () => {
  const others = Array.from({ length: 120 }, (_, index) => artifact(`other-${String(index)}`));
  github.artifacts[RUN] = [...others, artifact("review-dev"), artifact("plans-dev")];
  expect((await find("dev")).outputs["environments"]).toBe('["dev"]');
});

test("the pull request may be known some seconds after the push", async () => {
  const unknown = { status: 200, message: "", data: [] };
  github.faults.push({ method: "GET", fault: unknown }, { method: "GET", fault: unknown });
  expect((await find()).status).toBe(0);
});

describe("nothing was reviewed", () => {
  test.each<[string, object]>([
    ["was only closed", { merged_at: null }],
    ["was merged into another branch", { base: { ref: "next" } }],
    ["holds the commit, and was merged by another", { merge_commit_sha: "3".repeat(40) }],
  ])("a pull request that %s", async (_, more) => {
    github.pulls = { [MERGE]: [pull(more)] };
    expect(await refusal()).toBe(
      `::error::Nothing was applied: ${MERGE} is not the merge of a pull request into main, so nobody reviewed it. ${AGAIN}\n`,
    );
  });

  test("a push without a pull request", async () => {
    github.pulls = {};
    expect(await refusal()).toContain("so nobody reviewed it");
  });

  test.each<[string, object]>([
    ["of another commit", { head_sha: "4".repeat(40) }],
    ["by a push", { event: "push" }],
    ["from a fork", { head_repository: { full_name: "mallory/front-door" } }],
    ["from a fork that is gone", { head_repository: null }],
    ["of another pull request with the same commit", { pull_requests: [{ number: 8 }] }],
  ])("a run %s", async (_, more) => {
    github.runs = [run(more)];
    expect(await refusal()).toBe(
      `::error::Nothing was applied: #7 was never reviewed at its last commit, ${HEAD}. ${AGAIN}\n`,
    );
  });

  test("an environment of which that run has nothing", async () => {
    github.artifacts[RUN] = [artifact("review-dev"), artifact("plans-dev")];
    expect(await refusal()).toContain("the review of #7 (https://github.example/runs/31) has none of prod.");
  });
});

describe("the review is not valid", () => {
  test.each(["failure", "cancelled", "timed_out"])("its run ended with %s", async (conclusion) => {
    github.runs = [run({ conclusion })];
    expect(await refusal()).toContain(
      `the review of #7 ended with "${conclusion}": https://github.example/runs/31. ${AGAIN}`,
    );
  });

  test("a newer run counts, even if it failed", async () => {
    github.runs = [run(), run({ id: 32, run_number: 4, conclusion: "failure" })];
    expect(await refusal()).toContain('ended with "failure"');
  });

  test("an older run that failed does not", async () => {
    github.runs = [run({ id: 30, run_number: 2, conclusion: "failure" }), run()];
    expect((await find()).outputs["run-id"]).toBe("31");
  });

  test("it still runs", async () => {
    github.runs = [run({ status: "in_progress", conclusion: null })];
    expect(await refusal()).toBe(
      "::error::the review of #7 still runs: https://github.example/runs/31. Run this again when it is done.\n",
    );
  });

  test.each([
    ["plans-dev", ["review-dev"]],
    ["review-dev", ["plans-dev"]],
  ])("%s expired", async (name, others) => {
    const all = ["review-prod", ...others].map((other) => artifact(other));
    github.artifacts[RUN] = [artifact(name, true), ...all];
    expect(await refusal()).toBe(
      `::error::Nothing was applied: the review of dev in #7 is too old: its plans were kept until 2026-11-27T10:00:00Z. ${AGAIN}\n`,
    );
  });
});

test.each([[], [""], ["dev;prod"]])("without the name of an environment it does nothing: %j", async (...names) => {
  const ran = await runScript("find-review.js", names, github, { GITHUB_SHA: MERGE, GITHUB_REF_NAME: "main" });
  expect([ran.status, github.seen]).toEqual([1, []]);
});
