// node .github/scripts/drift-issue.js ENVIRONMENT FOLDER
//
// One issue for each environment whose AWS and code differ: opened, kept up to date every night, closed when they agree
// again. It is known by its label, its author and its hidden first line.
"use strict";

const { GitHub } = require("./github");
const { bringAbout, isOwn, isSame, writeFitting } = require("./own-text");
const { checkedEnvironment, headlineOf, newestReviewIn, readOutcome, readReview } = require("./review-files");
const { main, runUrl } = require("./workflow-commands");

const LABEL = "drift";

main(async () => {
  const [, , name, given = ""] = process.argv;
  const environment = checkedEnvironment(name);
  const folder = newestReviewIn(given, environment);
  const marker = `<!-- front-door drift: ${environment} -->`;
  const review = readReview(folder, environment);
  const outcome = readOutcome(folder);
  const github = new GitHub();

  const done = await bringAbout(async () => {
    const open = (await github.list(`/issues?state=open&labels=${LABEL}&sort=created&direction=asc`))
      // The API lists pull requests as issues.
      .filter((issue) => issue.pull_request === undefined && isOwn(issue, marker));
    const [first, ...others] = open;
    for (const { number } of others) await close(github, number, "not_planned");

    if (outcome === "no changes") {
      if (first === undefined) return "There is no drift, and no issue.";
      await github.post(`/issues/${first.number}/comments`, { body: `AWS and the code agree again: ${runUrl()}` });
      await close(github, first.number, "completed");
      return `The drift is gone: issue #${first.number} was closed.`;
    }

    const title =
      outcome === "changes"
        ? `${environment}: AWS and the code differ`
        : `${environment}: drift could not be looked for`;
    const body = `${marker}\n${introduction(outcome)}\n\n${withoutMarker(review)}`;
    const shorter = `${marker}\n${introduction(outcome)}\n\n## ${headlineOf(review ?? "")}\n`;
    if (first === undefined) {
      const issue = await writeFitting(
        (text) => github.post("/issues", { title, body: text, labels: [LABEL] }),
        body,
        shorter,
      );
      return `Issue #${issue.number} was opened.`;
    }
    if (first.title === title && isSame(first.body, body)) return `Issue #${first.number} is up to date.`;
    await writeFitting((text) => github.patch(`/issues/${first.number}`, { title, body: text }), body, shorter);
    return `Issue #${first.number} was updated.`;
  });
  process.stdout.write(`${done}\n`);
});

async function close(
  /** @type {GitHub} */ github,
  /** @type {number} */ number,
  /** @type {"completed" | "not_planned"} */ reason,
) {
  await github.patch(`/issues/${number}`, { state: "closed", state_reason: reason });
}

function introduction(/** @type {"changes" | "error"} */ outcome) {
  const run = `[This run](${runUrl()})`;
  return outcome === "changes"
    ? `${run} planned what is on main, and the plan is not empty: somebody changed AWS by hand, or something was merged and not applied. Take the change into the code, or merge a pull request whose review puts AWS back; [docs/ci.md](../blob/HEAD/docs/ci.md#drift) says how. This issue closes itself when both agree.`
    : `${run} could not plan what is on main, so nobody knows whether AWS still is what the code says.`;
}

/** This issue has a marker of its own. */
function withoutMarker(/** @type {string | undefined} */ review) {
  return review === undefined ? "No review came about." : review.slice(review.indexOf("\n") + 1);
}
