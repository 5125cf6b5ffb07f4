import { runInNewContext } from "node:vm";

import { environments } from "../../environments";
import { allJobs, job, type Permissions, type Step, step, workflow, WORKFLOWS, workflowText } from "./workflows";

const names = environments.map(({ name }) => name);
const allSteps = allJobs().flatMap(([title, { steps }]) =>
  steps.map((one): readonly [string, Step] => [`${title}: ${one.name ?? one.uses ?? "?"}`, one]),
);
const actions = allSteps.filter(([, { uses }]) => uses !== undefined);
const scripts = allSteps.filter(([, { run }]) => run !== undefined);
const using = (action: string) => actions.filter(([, { uses }]) => uses?.startsWith(`${action}@`));

test("there are five workflows", () => {
  expect(WORKFLOWS).toEqual(["apply-environment.yml", "apply.yml", "drift.yml", "review.yml", "test.yml"]);
});

describe("what all workflows keep to", () => {
  const usesLines = WORKFLOWS.flatMap((name) =>
    workflowText(name)
      .split("\n")
      // What is called of this repository is of the same commit.
      .filter((line) => /^\s*(- )?uses: (?!\.\/)/.test(line))
      .map((line) => [name, line.trim()] as const),
  );

  test("every action is seen by the tests below", () => {
    expect(usesLines).toHaveLength(actions.length);
    expect(actions.length).toBeGreaterThan(20);
  });

  test.each(usesLines)("%s: %s: an action is pinned by its commit, with the version beside it", (_, line) => {
    expect(line).toMatch(/^(- )?uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("an action has one version everywhere", () => {
    const versions = new Map<string, Set<string>>();
    for (const [, line] of usesLines) {
      const [, action = "", version = ""] = /uses: ([^@]+)@(.*)$/.exec(line) ?? [];
      versions.set(action, (versions.get(action) ?? new Set()).add(version));
    }
    for (const [action, found] of versions) expect([action, found.size]).toEqual([action, 1]);
  });

  test.each(WORKFLOWS)("%s: without being asked for, a job may read the code or nothing", (name) => {
    expect([{}, { contents: "read" }]).toContainEqual(workflow(name).permissions);
  });

  test.each(WORKFLOWS)("%s: runs nothing of strangers with rights of ours", (name) => {
    expect(Object.keys(workflow(name).on)).not.toContain("pull_request_target");
    expect(Object.keys(workflow(name).on)).not.toContain("workflow_run");
  });

  test.each(WORKFLOWS)("%s: bash, which stops at the first error and sees errors in pipes", (name) => {
    // `shell: bash` is `bash --noprofile --norc -eo pipefail`; without it, it would be `bash -e`.
    expect(workflow(name).defaults?.run?.shell).toBe("bash");
  });

  test.each(allJobs().filter(([, { uses }]) => uses === undefined))(
    "%s: ends some time",
    (_, { "timeout-minutes": minutes }) => {
      expect(minutes).toBeGreaterThanOrEqual(1);
      expect(minutes).toBeLessThanOrEqual(120);
    },
  );

  test.each(scripts)("%s: nothing is pasted into a script", (_, { run }) => {
    expect(run).not.toContain("${{");
  });

  test.each(using("actions/checkout"))("%s: leaves no token behind", (_, { with: inputs }) => {
    expect(inputs?.["persist-credentials"]).toBe(false);
  });

  test.each(using("actions/upload-artifact"))("%s: is kept for 5 days at most", (_, { with: inputs }) => {
    expect(inputs?.["retention-days"]).toBeGreaterThanOrEqual(1);
    expect(inputs?.["retention-days"]).toBeLessThanOrEqual(5);
    expect(inputs?.["overwrite"]).toBe(true);
  });

  test.each(using("hashicorp/setup-terraform"))("%s: the one version, without a wrapper", (_, { with: inputs }) => {
    expect(inputs).toEqual({ terraform_version: "1.11.4", terraform_wrapper: false });
  });

  test.each(using("aws-actions/configure-aws-credentials"))("%s: by a role, without a key", (_, { with: inputs }) => {
    expect(Object.keys(inputs ?? {}).sort()).toEqual([
      "aws-region",
      "mask-aws-account-id",
      "role-session-name",
      "role-to-assume",
    ]);
    expect(inputs?.["mask-aws-account-id"]).toBe(true);
    expect(inputs?.["role-to-assume"]).toMatch(/^\$\{\{ vars[.[][\w.]+\]? \}\}$/);
  });

  test.each(WORKFLOWS)("%s: needs no secret of the repository", (name) => {
    expect(workflowText(name)).not.toMatch(/\bsecrets(\.\w|\[)/);
  });
});

describe("who may do what", () => {
  test("each job has the least", () => {
    const permissions = Object.fromEntries(allJobs().map(([title, one]) => [title, one.permissions]));
    expect(permissions).toEqual<Record<string, Permissions | undefined>>({
      "apply.yml: find": { actions: "read", contents: "read", "pull-requests": "read" },
      "apply.yml: dev": { actions: "read", contents: "read", "id-token": "write" },
      "apply.yml: prod": { actions: "read", contents: "read", "id-token": "write" },
      "apply-environment.yml: apply": { actions: "read", contents: "read", "id-token": "write" },
      "drift.yml: plan": { contents: "read", "id-token": "write" },
      "drift.yml: issue": { contents: "read", issues: "write" },
      "review.yml: fork": {},
      "review.yml: plan": { contents: "read", "id-token": "write" },
      "review.yml: comment": { contents: "read", "pull-requests": "write" },
      "test.yml: test": undefined,
    });
  });

  test.each(allJobs())(
    "%s: a role of AWS and the right to write to GitHub are never together",
    (_, { permissions }) => {
      const written = Object.entries(permissions ?? {}).filter(([, access]) => access === "write");
      expect(written.length).toBeLessThanOrEqual(1);
    },
  );

  test.each(allJobs())("%s: who may write to GitHub installs no package", (_, { permissions = {}, steps }) => {
    const writes = Object.entries(permissions).some(([scope, access]) => scope !== "id-token" && access === "write");
    const installs = steps.some(({ run = "" }) => /\bnpm\b|\bpip\b/.test(run));
    expect(writes && installs).toBe(false);
  });

  test("only scripts that write to GitHub, or look there for the review, get the token", () => {
    const given = scripts.filter(([, { env = {} }]) =>
      Object.values(env).some((value) => value.includes("github.token")),
    );
    expect(given.map(([title]) => title)).toEqual([
      "apply-environment.yml: apply: Still the newest?",
      "apply.yml: find: Find",
      "drift.yml: issue: Issue",
      "review.yml: comment: Comment",
    ]);
  });
});

describe("test.yml", () => {
  test("runs on every push and in a merge queue, and does what .ci/run does", () => {
    expect(workflow("test.yml").on).toEqual({ push: null, pull_request: null, merge_group: null });
    expect(step("test.yml", "test", "Lint, check types, test").run).toBe(".ci/run");
  });
});

describe("review.yml", () => {
  const { plan, comment, fork } = workflow("review.yml").jobs;

  test("runs on pull requests into main alone", () => {
    expect(workflow("review.yml").on).toEqual({ pull_request: { branches: ["main"] } });
  });

  test("one review of a pull request at a time, and none is killed while it holds a lock", () => {
    expect(workflow("review.yml").concurrency).toEqual({
      group: "review-${{ github.event.pull_request.number }}",
      "cancel-in-progress": false,
    });
  });

  test("a fork gets a notice, and no role", () => {
    expect(fork?.if).toBe("github.event.pull_request.head.repo.full_name != github.repository");
    expect(plan?.if).toBe("github.event.pull_request.head.repo.full_name == github.repository");
    // It needs plan, so it is skipped with it.
    expect(comment?.if).toBe("${{ !cancelled() && needs.plan.result != 'skipped' }}");
    expect(comment?.needs).toBe("plan");
  });

  test("the comment is written by the script of main, not by that of the pull request", () => {
    const [checkout] = comment?.steps ?? [];
    expect(checkout?.with).toEqual({
      ref: "${{ github.event.pull_request.base.sha }}",
      "sparse-checkout": ".github/scripts",
      "persist-credentials": false,
    });
  });

  test("plans are kept only where something changes, apart from what the comment shows", () => {
    const uploads = using("actions/upload-artifact").filter(([title]) => title.startsWith("review.yml"));
    expect(uploads.map(([, { if: when, with: inputs }]) => [inputs?.["name"], when])).toEqual([
      [
        "review-${{ matrix.environment }}.${{ github.run_attempt }}",
        "${{ !cancelled() && steps.review.outputs.status != '' }}",
      ],
      [
        "plans-${{ matrix.environment }}.${{ github.run_attempt }}",
        "${{ !cancelled() && steps.review.outputs.status == '2' }}",
      ],
    ]);
  });

  // What an earlier attempt left behind has the same name otherwise, and download-artifact takes one of the two.
  test.each(using("actions/upload-artifact"))("%s: has the attempt in its name", (_, { with: inputs }) => {
    expect(inputs?.["name"]).toMatch(
      /^(review|plans)-\$\{\{ matrix\.environment \}\}\.\$\{\{ github\.run_attempt \}\}$/,
    );
  });

  test.each([
    ["review.yml", "comment"],
    ["drift.yml", "issue"],
  ])("%s: %s gets the reviews of all attempts, each in its folder", (name, reader) => {
    const download = job(name, reader).steps.find(({ uses }) => uses?.startsWith("actions/download-artifact@"));
    expect(download?.with).toMatchObject({ pattern: "review-${{ matrix.environment }}.*", "merge-multiple": true });
    const [upload] = using("actions/upload-artifact").filter(([title]) => title.startsWith(name));
    // "If a wildcard pattern is used, the path hierarchy will be preserved after the first wildcard pattern", upload-artifact.
    expect(upload?.[1].with?.["path"]).toBe("review.out/*/review.md\nreview.out/*/review.json\n");
  });

  test.each(["review.yml", "drift.yml"])("%s: every environment is planned, each with its own role", (name) => {
    expect(job(name, "plan").strategy?.matrix).toEqual({
      environment: names,
      include: names.map((environment) => ({
        environment,
        role: `AWS_REVIEW_ROLE_ARN_${environment.toUpperCase().replaceAll("-", "_")}`,
      })),
    });
    expect(job(name, name === "review.yml" ? "comment" : "issue").strategy?.matrix).toEqual({ environment: names });
  });
});

describe("apply.yml", () => {
  const { jobs } = workflow("apply.yml");

  test("runs on main alone", () => {
    expect(workflow("apply.yml").on).toEqual({ push: { branches: ["main"] } });
  });

  test("looks for the review of every environment, and knows where main was before the push", () => {
    const find = step("apply.yml", "find", "Find");
    expect(find.run).toBe(`node .github/scripts/find-review.js ${names.join(" ")}`);
    expect(find.env?.["BEFORE"]).toBe("${{ github.event.before }}");
  });

  test("has a job for every environment, which needs all before it and applies the plans that were found", () => {
    expect(Object.keys(jobs)).toEqual(["find", ...names]);
    for (const [index, name] of names.entries()) {
      const { uses, needs, with: inputs } = job("apply.yml", name);
      expect([needs].flat()).toEqual(["find", ...names.slice(0, index)]);
      expect(uses).toBe("./.github/workflows/apply-environment.yml");
      expect(inputs).toEqual({
        environment: name,
        plans: `\${{ fromJSON(needs.find.outputs.plans).${name} }}`,
        "run-id": "${{ needs.find.outputs.run-id }}",
        "pull-request": "${{ needs.find.outputs.pull-request }}",
      });
    }
  });

  describe("one environment after the other", () => {
    type Result = "success" | "failure" | "cancelled" | "skipped";

    /** Whether GitHub would start the job. Its condition is also JavaScript. */
    function starts(
      name: string,
      results: Readonly<Record<string, Result>>,
      plans: string,
      cancelled = false,
    ): boolean {
      const [, condition = ""] = /^\$\{\{([^]*)\}\}$/.exec(job("apply.yml", name).if?.trim() ?? "") ?? [];
      // With a function such as this, it is asked also where a job before it was skipped; "Status check functions", GitHub Docs.
      expect(condition).toContain("!cancelled()");
      const needs = Object.fromEntries(
        Object.entries(results).map(([one, result]) => [one, { result, outputs: { plans } }]),
      );
      const fromJSON = (text: string) => JSON.parse(text) as unknown;
      return Boolean(runInNewContext(condition, { needs, fromJSON, cancelled: () => cancelled }));
    }
    const both = '{"dev":"1","prod":"2"}';

    test.each<[string, Result, boolean]>([
      [both, "success", true],
      ['{"prod":"2"}', "success", false],
      ["{}", "success", false],
    ])("dev with the plans %s", (plans, find, expected) => {
      expect(starts("dev", { find }, plans)).toBe(expected);
    });

    test.each<[Result, string, boolean]>([
      ["success", both, true],
      ["failure", both, false],
      // Another apply took its place in the queue for dev, or somebody cancelled it: GitHub calls that no failure.
      ["cancelled", both, false],
      ["skipped", both, false],
      ["skipped", '{"prod":"2"}', true],
      ["success", '{"dev":"1"}', false],
      ["skipped", "{}", false],
    ])("prod after dev: %s, with the plans %s", (dev, plans, expected) => {
      expect(starts("prod", { find: "success", dev }, plans)).toBe(expected);
    });

    test.each<Result>(["failure", "cancelled"])("nothing starts where the review was not found: %s", (find) => {
      for (const name of names) expect(starts(name, { find, dev: "skipped" }, "")).toBe(false);
    });

    test("nothing starts in a run that was cancelled", () => {
      expect(starts("prod", { find: "success", dev: "success" }, both, true)).toBe(false);
    });
  });
});

describe("apply-environment.yml", () => {
  const { apply } = workflow("apply-environment.yml").jobs;
  const titles = apply?.steps.map(({ name, uses }) => name ?? uses?.split("@")[0]) ?? [];

  test("runs only where it is called", () => {
    expect(Object.keys(workflow("apply-environment.yml").on)).toEqual(["workflow_call"]);
  });

  test("behind the protected environment, one at a time in each, none killed", () => {
    expect(apply?.environment).toBe("${{ inputs.environment }}");
    expect(apply?.concurrency).toEqual({ group: "apply-${{ inputs.environment }}", "cancel-in-progress": false });
  });

  test("looks whether something was merged since, before it gets any package or the role", () => {
    expect(step("apply-environment.yml", "apply", "Still the newest?").run).toBe(
      "node .github/scripts/newest-commit.js",
    );
    const order = [
      "actions/checkout",
      "Still the newest?",
      "Install",
      "aws-actions/configure-aws-credentials",
      "Apply",
    ];
    expect(titles.filter((title) => order.includes(title ?? ""))).toEqual(order);
  });

  test("it takes the very plans that were found", () => {
    const [download] = using("actions/download-artifact").filter(([title]) => title.startsWith("apply"));
    expect(download?.[1].with).toEqual({
      "artifact-ids": "${{ inputs.plans }}",
      path: "${{ runner.temp }}/reviewed",
      "run-id": "${{ inputs.run-id }}",
      "github-token": "${{ github.token }}",
    });
    expect(step("apply-environment.yml", "apply", "Apply").env?.["REVIEWED"]).toBe("${{ runner.temp }}/reviewed");
  });

  test("its packages come from no cache", () => {
    const [node] = using("actions/setup-node").filter(([title]) => title.startsWith("apply"));
    expect(node?.[1].with).toEqual({ "node-version-file": ".nvmrc", "package-manager-cache": false });
  });
});

describe("drift.yml", () => {
  test("runs every night and when asked, on main alone", () => {
    expect(workflow("drift.yml").on).toEqual({ schedule: [{ cron: "23 3 * * *" }], workflow_dispatch: null });
    expect(job("drift.yml", "plan").if).toBe("github.ref == 'refs/heads/main'");
  });

  test("keeps no plans", () => {
    const uploads = using("actions/upload-artifact").filter(([title]) => title.startsWith("drift.yml"));
    expect(uploads.map(([, { with: inputs }]) => inputs?.["name"])).toEqual([
      "review-${{ matrix.environment }}.${{ github.run_attempt }}",
    ]);
  });
});
