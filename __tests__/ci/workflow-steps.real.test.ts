import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { allJobs, step } from "./workflows";

// Programs take their time on a busy machine.
jest.setTimeout(60_000);

// The scripts of the workflows, run by bash as GitHub's runner does, with an npm that only does as it is told.

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "front-door-test-"));
  mkdirSync(join(folder, "bin"));
  const npm = join(folder, "bin", "npm");
  writeFileSync(npm, '#!/bin/sh\nprintf "%s\\n" "$@" > asked\nexit "${NPM_STATUS:-0}"\n');
  chmodSync(npm, 0o755);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Done {
  readonly status: number | null;
  readonly printed: string;
  /** What npm was given; undefined if it was not called. */
  readonly asked: readonly string[] | undefined;
  readonly output: string;
  readonly summary: string;
}

function run(workflow: string, job: string, name: string, env: Readonly<Record<string, string>>): Done {
  const { run: script = "" } = step(workflow, job, name);
  writeFileSync(join(folder, "step.sh"), script);
  // "defaults.run.shell", GitHub Docs: what `shell: bash` means.
  const { status, stdout, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "step.sh"], {
    cwd: folder,
    encoding: "utf8",
    env: {
      PATH: [join(folder, "bin"), process.env["PATH"] ?? ""].join(delimiter),
      GITHUB_RUN_ATTEMPT: "2",
      GITHUB_OUTPUT: join(folder, "output"),
      GITHUB_STEP_SUMMARY: join(folder, "summary"),
      ...env,
    },
  });
  return {
    status,
    printed: stdout + stderr,
    asked: read("asked")?.trim().split("\n"),
    output: read("output") ?? "",
    summary: read("summary") ?? "",
  };
}

function read(name: string): string | undefined {
  const file = join(folder, name);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

const scripts = allJobs().flatMap(([title, { steps }]) =>
  steps.flatMap(({ name = "?", run: script }) =>
    script === undefined ? [] : [[`${title}: ${name}`, script] as const],
  ),
);

test.each(scripts)("%s: bash can read it", (_, script) => {
  expect(() => execFileSync("bash", ["-n"], { input: script, stdio: ["pipe", "pipe", "pipe"] })).not.toThrow();
});

describe.each([
  ["review.yml", { FAIL_ON: "" }],
  ["drift.yml", {}],
])("%s: Review", (workflow, env) => {
  const basic = [
    "run",
    "--silent",
    "review",
    "--",
    "--env",
    "dev",
    "--out",
    "review.out/dev.2",
    "--lock-timeout",
    "300",
  ];

  test.each([0, 1, 2, 3, 130])(
    "exit status %d is kept for later steps, and does not keep them from running",
    (status) => {
      const done = run(workflow, "plan", "Review", { ENVIRONMENT: "dev", NPM_STATUS: String(status), ...env });
      expect(done).toMatchObject({ status: 0, output: `status=${String(status)}\n`, asked: basic, summary: "" });
    },
  );

  test("the review is in the summary", () => {
    mkdirSync(join(folder, "review.out", "dev.2"), { recursive: true });
    writeFileSync(join(folder, "review.out", "dev.2", "review.md"), "## dev\n");
    expect(run(workflow, "plan", "Review", { ENVIRONMENT: "dev", ...env }).summary).toBe("## dev\n");
  });
});

test("review.yml: Review takes the policy as one argument, whatever is in it", () => {
  const policy = "destroy,replace; touch harm $(touch harm)";
  const { asked } = run("review.yml", "plan", "Review", { ENVIRONMENT: "dev", FAIL_ON: policy });
  expect(asked?.slice(-2)).toEqual(["--fail-on", policy]);
  expect(read("harm")).toBeUndefined();
});

describe("Outcome", () => {
  test.each([
    ["review.yml", "0", 0, /^No changes\.$/m],
    ["review.yml", "2", 0, /^Changes: see the comment\.$/m],
    ["review.yml", "3", 1, /^::error::The review found what the policy does not allow/m],
    ["review.yml", "1", 1, /^::error::The review failed \(exit status 1\)\.$/m],
    ["review.yml", "130", 1, /^::error::The review failed \(exit status 130\)\.$/m],
    ["review.yml", "", 1, /^::error::/m],
    ["drift.yml", "0", 0, /^No changes\.$/m],
    ["drift.yml", "2", 0, /^::warning::AWS and the code differ/m],
    ["drift.yml", "1", 1, /^::error::/m],
  ])("%s: %j ends with %d", (workflow, given, status, says) => {
    const done = run(workflow, "plan", "outcome", { STATUS: given });
    expect([done.status, done.printed]).toEqual([status, expect.stringMatching(says)]);
  });
});

describe("Is all set up?", () => {
  const ready = { ROLE: "arn:aws:iam::111122223333:role/front-door-review-dev", ROLE_NAME: "AWS_REVIEW_ROLE_ARN_DEV" };

  test.each([
    ["a private repository", { IS_PRIVATE: "true", MAY_BE_PUBLIC: "" }],
    ["a public one whose plans may be public", { IS_PRIVATE: "false", MAY_BE_PUBLIC: "true" }],
  ])("%s with its role is", (_, env) => {
    expect(run("review.yml", "plan", "Is all set up?", { ...ready, ...env })).toMatchObject({ status: 0, printed: "" });
  });

  test.each([
    ["a public repository", { ...ready, IS_PRIVATE: "false", MAY_BE_PUBLIC: "" }, "plans hold secrets"],
    ["one that nobody knows of", { ...ready, IS_PRIVATE: "", MAY_BE_PUBLIC: "" }, "plans hold secrets"],
    [
      "one without a role",
      { ...ready, ROLE: "", IS_PRIVATE: "true", MAY_BE_PUBLIC: "" },
      "AWS_REVIEW_ROLE_ARN_DEV is not set",
    ],
  ])("%s is not", (_, env, says) => {
    const { status, printed } = run("review.yml", "plan", "Is all set up?", env);
    expect([status, printed]).toEqual([1, expect.stringContaining(says)]);
  });

  test.each([
    ["drift.yml", "plan", "AWS_REVIEW_ROLE_ARN_DEV is not set"],
    ["apply-environment.yml", "apply", "AWS_APPLY_ROLE_ARN of the environment dev is not set"],
  ])("%s without a role is not", (workflow, job, says) => {
    const env = { ...ready, ROLE: "", ENVIRONMENT: "dev" };
    const { status, printed } = run(workflow, job, "Is all set up?", env);
    expect([status, printed]).toEqual([1, expect.stringContaining(says)]);
    expect(run(workflow, job, "Is all set up?", { ...env, ...ready }).status).toBe(0);
  });
});

describe("Apply", () => {
  const applied = (npmStatus: number): Done => {
    writeFileSync(join(folder, "review.json"), "{}");
    const env = { ENVIRONMENT: "dev", REVIEWED: folder, PULL_REQUEST: "7", NPM_STATUS: String(npmStatus) };
    return run("apply-environment.yml", "apply", "Apply", env);
  };

  test("as reviewed", () => {
    expect(applied(0)).toMatchObject({
      status: 0,
      summary: "dev: applied as reviewed in #7.\n",
      asked: ["run", "--silent", "apply", "--", "--env", "dev", "--reviewed", folder, "--lock-timeout", "300"],
    });
  });

  test("not as reviewed: the step fails and the summary says what to do", () => {
    const { status, summary, printed } = applied(2);
    expect(status).toBe(2);
    expect(summary).toMatch(/^dev: \*\*not as reviewed in #7\.\*\* .* Open a pull request from main/);
    expect(printed).toBe("::error::dev: not as reviewed in #7. See the summary.\n");
  });

  test.each([1, 130])("failed with %d", (npmStatus) => {
    const { status, summary } = applied(npmStatus);
    expect([status, summary]).toEqual([
      npmStatus,
      expect.stringContaining(`**failed** (exit status ${String(npmStatus)})`),
    ]);
  });

  test("without the reviewed plans nothing is applied", () => {
    const env = { ENVIRONMENT: "dev", REVIEWED: join(folder, "reviewed"), PULL_REQUEST: "7" };
    const { status, summary, asked } = run("apply-environment.yml", "apply", "Apply", env);
    expect([status, asked]).toEqual([1, undefined]);
    expect(summary).toContain("nothing was applied. The plans that were reviewed in #7 are gone");
  });
});
