// A run that is repeated keeps what its earlier attempts left behind, under the same names. So our names end with the attempt:
// `review-dev.2` is of the second. A dot, because no environment's name has one.
"use strict";

/** The highest attempt among names such as `review-dev.2`, where `of` is `review-dev`. */
function newestAttempt(/** @type {readonly string[]} */ names, /** @type {string} */ of) {
  const attempts = names
    .filter((name) => name.startsWith(`${of}.`))
    .map((name) => name.slice(of.length + 1))
    .filter((attempt) => /^[1-9]\d*$/.test(attempt))
    .map(Number);
  return attempts.length === 0 ? undefined : Math.max(...attempts);
}

module.exports = { newestAttempt };
