// node .github/scripts/find-review.js ENVIRONMENT...
//
// Finds what was reviewed of a commit that was merged into main: the merged pull request, its last commit, the newest run of
// the review for that commit, and the environments in which it saw changes. Whatever is missing, nothing is applied.
"use strict";

const { GitHub } = require("./github");
const { checkedEnvironment } = require("./review-files");
const { annotate, main, required, setOutput } = require("./workflow-commands");

const WORKFLOW = "review.yml";
/** The pull request of a merge may be known some seconds after the push. */
const LOOKS = 5;
const BETWEEN_LOOKS = Number(process.env.GITHUB_RETRY_PAUSE_MS ?? 3000);
const REVIEW_AGAIN = "Open a pull request from main, with an empty commit if need be, review it and merge it.";

main(async () => {
  const environments = process.argv.slice(2).map(checkedEnvironment);
  if (environments.length === 0) throw new Error("say which environments");
  const sha = required("GITHUB_SHA");
  const branch = required("GITHUB_REF_NAME");
  const github = new GitHub();

  const { number, head } = await mergedPullRequest(github, sha, branch);
  const run = await newestReview(github, head.sha, number);
  const artifacts = await github.list(`/actions/runs/${run.id}/artifacts`, "artifacts");

  const changed = environments.filter((environment) => {
    const find = (/** @type {string} */ name) => artifacts.find((artifact) => artifact.name === name);
    const review = find(`review-${environment}`);
    const plans = find(`plans-${environment}`);
    if (review === undefined)
      throw nothingToApply(`the review of #${number} (${run.html_url}) has none of ${environment}`);
    if (review.expired || plans?.expired) {
      throw nothingToApply(
        `the review of ${environment} in #${number} is too old: its plans were kept until ${review.expires_at}`,
      );
    }
    if (plans === undefined) annotate("notice", `${environment}: #${number} was reviewed, and changes nothing.`);
    return plans !== undefined;
  });
  setOutput("run-id", String(run.id));
  setOutput("pull-request", String(number));
  setOutput("environments", JSON.stringify(changed));
  process.stdout.write(
    `Reviewed in #${number} at ${head.sha}, run ${run.html_url}: ${changed.join(", ") || "no changes"}\n`,
  );
});

async function mergedPullRequest(
  /** @type {GitHub} */ github,
  /** @type {string} */ sha,
  /** @type {string} */ branch,
) {
  for (let look = 1; look <= LOOKS; look++) {
    const merged = (await github.list(`/commits/${sha}/pulls`)).find(
      (pull) => pull.merged_at && pull.merge_commit_sha === sha && pull.base.ref === branch,
    );
    if (merged !== undefined) return merged;
    if (look < LOOKS) await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
  }
  throw nothingToApply(`${sha} is not the merge of a pull request into ${branch}, so nobody reviewed it`);
}

async function newestReview(/** @type {GitHub} */ github, /** @type {string} */ head, /** @type {number} */ number) {
  const path = `/actions/workflows/${WORKFLOW}/runs?event=pull_request&head_sha=${head}`;
  const runs = (await github.list(path, "workflow_runs")).filter(
    (run) =>
      run.head_sha === head &&
      run.event === "pull_request" &&
      run.head_repository?.full_name === github.repository &&
      // Empty once the branch is deleted. One commit may be the head of two pull requests.
      (run.pull_requests.length === 0 || run.pull_requests.some((/** @type {any} */ pull) => pull.number === number)),
  );
  const [newest] = runs.sort((one, other) => other.run_number - one.run_number);
  if (newest === undefined) throw nothingToApply(`#${number} was never reviewed at its last commit, ${head}`);
  if (newest.status !== "completed") {
    throw new Error(`the review of #${number} still runs: ${newest.html_url}. Run this again when it is done.`);
  }
  if (newest.conclusion !== "success") {
    throw nothingToApply(`the review of #${number} ended with "${newest.conclusion}": ${newest.html_url}`);
  }
  return newest;
}

function nothingToApply(/** @type {string} */ why) {
  return new Error(`Nothing was applied: ${why}. ${REVIEW_AGAIN}`);
}
