import { FakeGitHub, REPOSITORY } from "./fake-github";
import { type Ran, runScript } from "./script-process";

// Programs take their time on a busy machine.
jest.setTimeout(60_000);

const MERGE = "1".repeat(40);
const HEAD = "2".repeat(40);
const BEFORE = "0a".repeat(20);
const RUN = 31;
const PUSH = { GITHUB_SHA: MERGE, GITHUB_REF_NAME: "main", BEFORE };
const AGAIN = "Open a pull request from main, with an empty commit if need be, review it and merge it.";

const github = new FakeGitHub();

beforeAll(() => github.start());
afterAll(() => github.stop());
beforeEach(() => {
  Object.assign(github, {
    pulls: { [MERGE]: [pull()] },
    tips: { main: MERGE },
    pushes: { [`${BEFORE}...${MERGE}`]: [commit(HEAD, "a".repeat(40)), commit(MERGE, BEFORE, HEAD)] },
    runs: [run()],
    artifacts: { [RUN]: artifacts("review-dev.1", "plans-dev.1", "review-prod.1", "plans-prod.1") },
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

const ids: Readonly<Record<string, number>> = { "plans-dev.1": 501, "plans-prod.1": 502 };

function artifact(name: string, more: object = {}): Record<string, unknown> {
  return {
    id: ids[name] ?? 999,
    name,
    expired: false,
    created_at: "2026-11-22T09:00:00Z",
    expires_at: "2026-11-27T10:00:00Z",
    ...more,
  };
}

function artifacts(...names: string[]): Record<string, unknown>[] {
  return names.map((name) => artifact(name));
}

function commit(sha: string, ...parents: string[]): FakeGitHub["pushes"][string][number] {
  return { sha, parents: parents.map((parent) => ({ sha: parent })) };
}

function find(...environments: string[]): Promise<Ran> {
  const of = environments.length > 0 ? environments : ["dev", "prod"];
  return runScript("find-review.js", of, github, PUSH);
}

async function refusal(): Promise<string> {
  const { status, printed, outputs } = await find();
  expect([status, outputs]).toEqual([1, {}]);
  return printed;
}

test("the run of the review, the pull request and the plans of each environment", async () => {
  const { status, outputs } = await find();
  expect(status).toBe(0);
  expect(outputs).toEqual({ "run-id": "31", "pull-request": "7", plans: '{"dev":"501","prod":"502"}' });
});

test("an environment without changes has no plans, and is left out", async () => {
  github.artifacts[RUN] = artifacts("review-dev.1", "review-prod.1", "plans-prod.1");
  const { outputs, printed } = await find();
  expect(outputs["plans"]).toBe('{"prod":"502"}');
  expect(printed).toContain("::notice::dev: #7 was reviewed, and changes nothing.");
});

test("no changes at all", async () => {
  github.artifacts[RUN] = artifacts("review-dev.1", "review-prod.1");
  expect((await find()).outputs["plans"]).toBe("{}");
});

test("it is found among 120 artifacts", async () => {
  const others = Array.from({ length: 120 }, (_, index) => artifact(`other-${String(index)}`));
  github.artifacts[RUN] = [...others, ...artifacts("review-dev.1", "plans-dev.1")];
  expect((await find("dev")).outputs["plans"]).toBe('{"dev":"501"}');
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
    github.artifacts[RUN] = artifacts("review-dev.1", "plans-dev.1");
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
    ["plans-dev.1", "review-dev.1"],
    ["review-dev.1", "plans-dev.1"],
  ])("%s expired", async (name, other) => {
    github.artifacts[RUN] = [artifact(name, { expired: true }), ...artifacts("review-prod.1", other)];
    expect(await refusal()).toBe(
      `::error::Nothing was applied: the review of dev in #7 is too old: its plans were kept until 2026-11-27T10:00:00Z. ${AGAIN}\n`,
    );
  });
});

describe("the review was repeated", () => {
  const plansOf = async () => (await find("dev")).outputs["plans"];

  test("the newest attempt counts, in whatever order they are told", async () => {
    const first = artifacts("review-dev.9", "plans-dev.9");
    const second = [artifact("plans-dev.10", { id: 7 }), artifact("review-dev.10")];
    github.artifacts[RUN] = [...first, ...second];
    expect(await plansOf()).toBe('{"dev":"7"}');
    github.artifacts[RUN] = [...second, ...first];
    expect(await plansOf()).toBe('{"dev":"7"}');
  });

  test("it saw changes at first, and then none: the old plans are not taken", async () => {
    github.artifacts[RUN] = artifacts("review-dev.1", "plans-dev.1", "review-dev.2");
    expect(await plansOf()).toBe("{}");
  });

  test("only of one environment: the other's is still that of the first attempt", async () => {
    const second = [artifact("review-prod.2"), artifact("plans-prod.2", { id: 602 })];
    github.artifacts[RUN] = [...artifacts("review-dev.1", "plans-dev.1", "review-prod.1", "plans-prod.1"), ...second];
    expect((await find()).outputs["plans"]).toBe('{"dev":"501","prod":"602"}');
  });

  test("plans whose review is of an older attempt are not applied", async () => {
    github.artifacts[RUN] = artifacts("review-dev.1", "plans-dev.1", "plans-dev.2", "review-prod.1");
    expect(await refusal()).toContain("has none of dev.");
  });

  test("of two with the same name the later one is taken, not the one with the higher id", async () => {
    const early = artifact("plans-dev.1", { id: 902, created_at: "2026-11-22T08:59:59Z" });
    const late = artifact("plans-dev.1", { id: 901, created_at: "2026-11-22T09:00:00Z" });
    github.artifacts[RUN] = [early, late, artifact("review-dev.1")];
    expect(await plansOf()).toBe('{"dev":"901"}');
  });

  test.each(["review-dev", "review-dev.", "review-dev.01", "review-dev.x", "review-dev-2.1", "other-review-dev.1"])(
    "%s is none of dev's",
    async (name) => {
      github.artifacts[RUN] = artifacts(name, "plans-prod.1", "review-prod.1");
      expect(await refusal()).toContain("has none of dev.");
    },
  );
});

describe("something else was merged since", () => {
  // A run of apply can be repeated for 30 days, and may wait for approval as long.
  const now = "9".repeat(40);

  test.each([
    ["find-review.js", ["dev", "prod"]],
    ["newest-commit.js", []],
  ])("%s: an older commit of main is not applied", async (script, args) => {
    github.tips = { main: now };
    const { status, printed, outputs } = await runScript(script, args, github, PUSH);
    expect([status, outputs]).toEqual([1, {}]);
    expect(printed).toBe(
      `::error::Nothing was applied: main is at ${now} by now, and this is ${MERGE}: what was merged since goes before. ${AGAIN}\n`,
    );
  });

  test("newest-commit.js: the newest one is", async () => {
    const { status, printed } = await runScript("newest-commit.js", [], github, PUSH);
    expect([status, printed]).toEqual([0, ""]);
  });

  test("newest-commit.js: GitHub may know of the push some seconds later", async () => {
    const old = { status: 200, message: "", data: { object: { sha: BEFORE } } };
    github.faults.push({ method: "GET", fault: old }, { method: "GET", fault: old });
    expect((await runScript("newest-commit.js", [], github, PUSH)).status).toBe(0);
  });

  test("newest-commit.js: a branch that is gone is no newest commit either", async () => {
    github.tips = {};
    expect((await runScript("newest-commit.js", [], github, PUSH)).status).toBe(1);
  });
});

describe("one push, several commits", () => {
  const [first, second] = ["5".repeat(40), "6".repeat(40)] as const;
  const push = (...commits: FakeGitHub["pushes"][string]) => {
    github.pushes = { [`${BEFORE}...${MERGE}`]: commits };
  };

  test("a squashed pull request is one", async () => {
    push(commit(MERGE, BEFORE));
    expect((await find()).status).toBe(0);
  });

  test("a rebased pull request is all of its commits", async () => {
    push(commit(first, BEFORE), commit(second, first), commit(MERGE, second));
    for (const sha of [first, second]) github.pulls[sha] = [pull()];
    expect((await find()).status).toBe(0);
  });

  test.each([
    ["the merge of another pull request, as a merge queue makes it", [pull({ number: 6, merge_commit_sha: first })]],
    ["a commit that somebody pushed", []],
  ])("%s: it is not applied together with what was not reviewed together", async (_, pulls) => {
    push(commit(first, BEFORE, "7".repeat(40)), commit(MERGE, first, HEAD));
    github.pulls[first] = pulls;
    expect(await refusal()).toBe(
      `::error::Nothing was applied: the push to main brought more than #7, which nobody reviewed together. ${AGAIN}\n`,
    );
  });

  test("a branch that was moved elsewhere, and not only extended, is not applied", async () => {
    push(commit(MERGE, second));
    expect(await refusal()).toContain("brought more than #7");
  });

  test("it is looked at among 250 commits", async () => {
    const chain = Array.from({ length: 250 }, (_, index) => String(index).padStart(40, "c"));
    push(
      ...chain.map((sha, index) => commit(sha, chain[index - 1] ?? "b".repeat(40))),
      commit(MERGE, BEFORE, chain[249] ?? ""),
    );
    expect((await find()).status).toBe(0);
  });
});

test.each([[], [""], ["dev;prod"]])("without the name of an environment it does nothing: %j", async (...names) => {
  const ran = await runScript("find-review.js", names, github, PUSH);
  expect([ran.status, github.seen]).toEqual([1, []]);
});
