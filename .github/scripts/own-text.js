// Comments and issues that these scripts wrote themselves: how they are known again, and how they are written.
"use strict";

const { FIRST_PAUSE, GitHubError, LONGEST_BODY } = require("./github");

/** Who writes with GITHUB_TOKEN. With the token of a GitHub App of your own, its name followed by [bot]. */
const AUTHOR = process.env.COMMENT_AUTHOR ?? "github-actions[bot]";

/** @typedef {{ user: { login: string } | null, body: string | null }} Text */

/** Whether it is ours and begins with the marker. Anybody may write a marker, so the marker alone says nothing. */
function isOwn(/** @type {Text} */ { user, body }, /** @type {string} */ marker) {
  return user?.login === AUTHOR && (body ?? "").startsWith(marker);
}

/** Whether two bodies say the same: GitHub may give line ends back in another form. */
function isSame(/** @type {string | null} */ one, /** @type {string} */ other) {
  const normal = (/** @type {string} */ text) => text.replaceAll("\r\n", "\n").trim();
  return normal(one ?? "") === normal(other);
}

/**
 * Writes a body, or a shorter one in its stead where GitHub takes no more.
 * @param {(body: string) => Promise<T>} write
 * @template T
 */
async function writeFitting(write, /** @type {string} */ body, /** @type {string} */ shorter) {
  if (body.length > LONGEST_BODY) return write(shorter);
  try {
    return await write(body);
  } catch (error) {
    if (error instanceof GitHubError && error.isTooLong) return write(shorter);
    throw error;
  }
}

/**
 * Brings something about that begins with looking at what is there. Where GitHub fails so that nobody knows whether it was
 * carried out, it begins anew: it then finds what it wrote, instead of writing it twice.
 * @param {() => Promise<T>} attempt
 * @template T
 */
async function bringAbout(attempt) {
  for (let left = 2; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0 || !(error instanceof GitHubError && error.isUncertain)) throw error;
      await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE));
    }
  }
}

module.exports = { bringAbout, isOwn, isSame, writeFitting };
