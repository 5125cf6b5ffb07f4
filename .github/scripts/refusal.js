// How an apply is refused before it begins.
"use strict";

const REVIEW_AGAIN = "Open a pull request from main, with an empty commit if need be, review it and merge it.";

/** @param {string} why - a clause, without a full stop */
function nothingApplied(why) {
  return new Error(`Nothing was applied: ${why}. ${REVIEW_AGAIN}`);
}

module.exports = { nothingApplied };
