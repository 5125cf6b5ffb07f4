// What `npm run review` has written, as it was handed over by the job that ran it.
"use strict";

const { existsSync, readdirSync, readFileSync } = require("node:fs");
const { join } = require("node:path");

const { newestAttempt } = require("./attempts");

/** Where the newest attempt's files are, in a folder that has those of several: `dev.1`, `dev.2`. Or the folder itself. */
function newestReviewIn(/** @type {string} */ folder, /** @type {string} */ environment) {
  const attempt = existsSync(folder) ? newestAttempt(readdirSync(folder), environment) : undefined;
  return attempt === undefined ? folder : join(folder, `${environment}.${attempt}`);
}

/** The hidden first line of review.md. */
function reviewMarker(/** @type {string} */ environment) {
  return `<!-- front-door review: ${environment} -->`;
}

/**
 * The text of review.md, or undefined where no review came about.
 * @throws if it is another environment's
 */
function readReview(/** @type {string} */ folder, /** @type {string} */ environment) {
  const file = join(folder, "review.md");
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, "utf8");
  const [first] = text.split(/\r?\n/, 1);
  if (first !== reviewMarker(environment)) {
    throw new Error(`review.md of ${environment} does not begin with ${reviewMarker(environment)}`);
  }
  return text;
}

/**
 * "no changes", "changes" or "error"; an error, too, where no review came about.
 * @throws if review.json says anything else
 */
function readOutcome(/** @type {string} */ folder) {
  const file = join(folder, "review.json");
  if (!existsSync(file)) return "error";
  const { outcome } = JSON.parse(readFileSync(file, "utf8"));
  if (!["no changes", "changes", "error"].includes(outcome)) {
    throw new Error(`review.json has the outcome ${JSON.stringify(outcome)}, which is not known`);
  }
  return /** @type {"no changes" | "changes" | "error"} */ (outcome);
}

/** Its headline, without the mark of a heading. */
function headlineOf(/** @type {string} */ review) {
  const heading = review.split(/\r?\n/).find((line) => line.startsWith("#"));
  return heading?.replace(/^#+\s*/, "") ?? "the review";
}

/** An environment's name as a file or a comment may hold it. @throws if it is none */
function checkedEnvironment(/** @type {string | undefined} */ name) {
  if (!/^[a-z][a-z0-9-]*$/.test(name ?? "")) throw new Error(`${JSON.stringify(name)} is no environment's name`);
  return /** @type {string} */ (name);
}

module.exports = { checkedEnvironment, headlineOf, newestReviewIn, readOutcome, readReview, reviewMarker };
