// node .github/scripts/newest-commit.js
//
// Refuses an apply of anything but the newest commit of its branch. An older one, whose run was repeated or had to wait, may
// still equal its review, where what was merged since has undone it: it would do it again.
"use strict";

const { eventually } = require("./eventually");
const { GitHub } = require("./github");
const { nothingApplied } = require("./refusal");
const { main, required } = require("./workflow-commands");

/** @throws if the branch of this run is at another commit than this run is of */
async function refuseUnlessNewest(/** @type {GitHub} */ github) {
  const sha = required("GITHUB_SHA");
  const branch = required("GITHUB_REF_NAME");
  let tip = "";
  const newest = await eventually(async () => {
    tip = (await github.get(`/git/ref/heads/${branch}`)).object.sha;
    return tip === sha ? tip : undefined;
  });
  if (newest === undefined) {
    throw nothingApplied(`${branch} is at ${tip} by now, and this is ${sha}: what was merged since goes before`);
  }
}

if (require.main === module) main(async () => refuseUnlessNewest(new GitHub()));

module.exports = { refuseUnlessNewest };
