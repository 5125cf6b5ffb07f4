// node .github/scripts/find-review.js ENVIRONMENT...
//
// Finds what was reviewed of a commit that was merged into main: the merged pull request, its last commit, the newest run of
// the review for that commit, and the plans of the environments in which it saw changes. Whatever is missing, nothing is
// applied.
"use strict";

const { newestAttempt } = require("./attempts");
const { eventually } = require("./eventually");
const { GitHub } = require("./github");
const { refuseUnlessNewest } = require("./newest-commit");
const { nothingApplied } = require("./refusal");
const { checkedEnvironment } = require("./review-files");
const { annotate, main, required, setOutput } = require("./workflow-commands");

const WORKFLOW = "review.yml";

/** @typedef {{ sha: string, before: string, branch: string }} Push - `before`: where the branch was before it */

main(async () => {
  const environments = process.argv.slice(2).map(checkedEnvironment);
  if (environments.length === 0) throw new Error("say which environments");
  const push = { sha: required("GITHUB_SHA"), before: required("BEFORE"), branch: required("GITHUB_REF_NAME") };
  const github = new GitHub();

  const { number, head } = await mergedPullRequest(github, push);
  await refuseUnlessAlone(github, push, number);
  await refuseUnlessNewest(github);
  const run = await newestReview(github, head.sha, number);
  const artifacts = await github.list(`/actions/runs/${run.id}/artifacts`, "artifacts");

  /** @type {Record<string, string>} */
  const ids = {};
  for (const environment of environments) {
    const { review, plans } = newestOf(artifacts, environment);
    if (review === undefined)
      throw nothingApplied(`the review of #${number} (${run.html_url}) has none of ${environment}`);
    if (review.expired || plans?.expired) {
      throw nothingApplied(
        `the review of ${environment} in #${number} is too old: its plans were kept until ${review.expires_at}`,
      );
    }
    if (plans === undefined) annotate("notice", `${environment}: #${number} was reviewed, and changes nothing.`);
    else ids[environment] = String(plans.id);
  }
  setOutput("run-id", String(run.id));
  setOutput("pull-request", String(number));
  setOutput("plans", JSON.stringify(ids));
  const changed = Object.keys(ids).join(", ") || "no changes";
  process.stdout.write(`Reviewed in #${number} at ${head.sha}, run ${run.html_url}: ${changed}\n`);
});

async function mergedPullRequest(/** @type {GitHub} */ github, /** @type {Push} */ { sha, branch }) {
  const merged = await eventually(async () =>
    (await github.list(`/commits/${sha}/pulls`)).find(
      (pull) => pull.merged_at && pull.merge_commit_sha === sha && pull.base.ref === branch,
    ),
  );
  if (merged === undefined) {
    throw nothingApplied(`${sha} is not the merge of a pull request into ${branch}, so nobody reviewed it`);
  }
  return merged;
}

/**
 * One push may bring several merges: a merge queue does it. What they do together nobody reviewed.
 * @param {number} number - of the pull request that may be in the push: as a merge, one commit, or each of its commits
 */
async function refuseUnlessAlone(
  /** @type {GitHub} */ github,
  /** @type {Push} */ { sha, before, branch },
  /** @type {number} */ number,
) {
  const commits = await github.list(`/compare/${before}...${sha}`, "commits");
  const firstParents = new Map(commits.map((commit) => [commit.sha, commit.parents[0]?.sha]));
  for (let commit = firstParents.get(sha); commit !== before; commit = firstParents.get(commit)) {
    // A commit that is not there has no parents: the branch was moved, not only extended.
    const pulls = firstParents.has(commit) ? await github.list(`/commits/${commit}/pulls`) : [];
    if (!pulls.some((pull) => pull.number === number)) {
      throw nothingApplied(`the push to ${branch} brought more than #${number}, which nobody reviewed together`);
    }
  }
}

/** The artifacts of the environment's newest attempt. Those of an older one say what is true no more. */
function newestOf(/** @type {any[]} */ artifacts, /** @type {string} */ environment) {
  const names = artifacts.map(({ name }) => name);
  const attempts = ["review", "plans"].map((kind) => newestAttempt(names, `${kind}-${environment}`) ?? 0);
  const find = (/** @type {string} */ kind) =>
    artifacts
      .filter(({ name }) => name === `${kind}-${environment}.${Math.max(...attempts)}`)
      // Ids do not grow with time.
      .sort((one, other) => Date.parse(other.created_at) - Date.parse(one.created_at))[0];
  return { review: find("review"), plans: find("plans") };
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
  if (newest === undefined) throw nothingApplied(`#${number} was never reviewed at its last commit, ${head}`);
  if (newest.status !== "completed") {
    throw new Error(`the review of #${number} still runs: ${newest.html_url}. Run this again when it is done.`);
  }
  if (newest.conclusion !== "success") {
    throw nothingApplied(`the review of #${number} ended with "${newest.conclusion}": ${newest.html_url}`);
  }
  return newest;
}
