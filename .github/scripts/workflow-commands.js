// What a step tells the runner. Source: "Workflow commands for GitHub Actions", GitHub Docs.
"use strict";

const { appendFileSync } = require("node:fs");

/** A line for the log that also stands at the top of the run. */
function annotate(/** @type {"error" | "warning" | "notice"} */ level, /** @type {string} */ message) {
  const escaped = message.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  process.stdout.write(`::${level}::${escaped}\n`);
}

/** A value for later steps. @throws if it has more than one line, so that no value can pass for another output */
function setOutput(/** @type {string} */ name, /** @type {string} */ value) {
  if (/[\r\n]/.test(value)) throw new Error(`the output ${name} must be one line`);
  appendFileSync(required("GITHUB_OUTPUT"), `${name}=${value}\n`);
}

/** A variable that the workflow has to set. @throws if it is missing or empty */
function required(/** @type {string} */ name) {
  const value = process.env[name];
  if (!value) throw new Error(`the variable ${name} is not set: the workflow has to pass it`);
  return value;
}

/** Where this run can be seen. */
function runUrl() {
  const [server, repository, run] = ["GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID"].map(required);
  return `${server}/${repository}/actions/runs/${run}`;
}

/** Runs a script: what it throws becomes an error of the run, without a stack trace, and exit status 1. */
function main(/** @type {() => Promise<void>} */ script) {
  script().catch((/** @type {unknown} */ error) => {
    const message = error instanceof Error ? error.message : String(error);
    const token = process.env.GITHUB_TOKEN;
    annotate("error", token ? message.replaceAll(token, "***") : message);
    process.exitCode = 1;
  });
}

module.exports = { annotate, main, required, runUrl, setOutput };
