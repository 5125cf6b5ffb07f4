// node .github/scripts/sticky-comment.js ENVIRONMENT FOLDER
//
// Puts the review of one environment under the pull request: one comment, which is replaced by each new review. The comment
// is known by its author and by the hidden first line; nobody else's is ever touched.
"use strict";

const { GitHub, GitHubError } = require("./github");
const { bringAbout, isOwn, isSame, writeFitting } = require("./own-text");
const { checkedEnvironment, headlineOf, newestReviewIn, readReview, reviewMarker } = require("./review-files");
const { annotate, main, required, runUrl } = require("./workflow-commands");

main(async () => {
  const [, , name, given = ""] = process.argv;
  const environment = checkedEnvironment(name);
  const folder = newestReviewIn(given, environment);
  const pullRequest = Number(required("PULL_REQUEST"));
  if (!Number.isSafeInteger(pullRequest) || pullRequest <= 0) throw new Error("PULL_REQUEST must be a number");
  const marker = reviewMarker(environment);
  const review = readReview(folder, environment);
  const [body, shorter] =
    review === undefined ? [noReview(environment), noReview(environment)] : [review, tooLong(environment, review)];

  const github = new GitHub();
  const comments = `/issues/${pullRequest}/comments`;

  const outcome = await bringAbout(async () => {
    const own = (await github.list(comments)).filter((comment) => isOwn(comment, marker));
    const [first, ...others] = own;
    for (const { id } of others) await unlessGone(github.delete(`/issues/comments/${id}`));
    if (first !== undefined) {
      if (isSame(first.body, body)) return "is up to date";
      const update = (/** @type {string} */ text) => github.patch(`/issues/comments/${first.id}`, { body: text });
      if ((await unlessGone(writeFitting(update, body, shorter))) !== "gone") return "was updated";
    }
    await writeFitting((text) => github.post(comments, { body: text }), body, shorter);
    return "was written";
  });
  process.stdout.write(`The comment of ${environment} ${outcome}.\n`);
  if (review === undefined) annotate("warning", `${environment}: there is no review to show, and the comment says so.`);
});

/** Somebody may delete a comment while we look at it. @returns {Promise<unknown>} */
async function unlessGone(/** @type {Promise<unknown>} */ request) {
  try {
    return await request;
  } catch (error) {
    if (error instanceof GitHubError && error.status === 404) return "gone";
    throw error;
  }
}

/** Instead of an old review that would pass for the newest. */
function noReview(/** @type {string} */ environment) {
  return `${reviewMarker(environment)}
## ${environment}: no review

It could not even begin. [This run](${runUrl()}) says why.
`;
}

function tooLong(/** @type {string} */ environment, /** @type {string} */ review) {
  return `${reviewMarker(environment)}
## ${headlineOf(review)}

The whole review is too long for a comment. Read it in the summary of [this run](${runUrl()}) before you approve.
`;
}
