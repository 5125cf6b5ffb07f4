// GitHub's REST API, as much of it as these scripts need. No dependency: they run before `npm ci`, or without it, so that no
// package gets hold of the token.
"use strict";

const { required } = require("./workflow-commands");

/** How often a request is sent before it is given up. */
const ATTEMPTS = 5;
/** The longest that one pause may be, in seconds. */
const LONGEST_PAUSE = 60;
/** The first pause; each further one is twice as long. In milliseconds; tests make it short. */
const FIRST_PAUSE = Number(process.env.GITHUB_RETRY_PAUSE_MS ?? 1000);
/** Bodies of comments and issues that are longer are refused with 422. */
const LONGEST_BODY = 65_536;

/** @typedef {"GET" | "POST" | "PATCH" | "DELETE"} Method */

/** A request that GitHub refused. */
class GitHubError extends Error {
  /**
   * @param {number} status - of the answer, or 0 where there was none
   * @param {string} message - in GitHub's words
   */
  constructor(/** @type {string} */ request, status, message) {
    super(`GitHub: ${request}: ${status || "no answer"}: ${message}`);
    this.status = status;
  }

  /** Whether nobody knows if it was carried out. */
  get isUncertain() {
    return this.status === 0 || this.status >= 500;
  }

  /** Whether the body was too long. */
  get isTooLong() {
    return this.status === 422 && /too long/i.test(this.message);
  }
}

/** One repository, seen with the token of the workflow. Paths are below that of the repository. */
class GitHub {
  constructor() {
    this.repository = required("GITHUB_REPOSITORY");
    this.token = required("GITHUB_TOKEN");
    this.root = `${(process.env.GITHUB_API_URL ?? "https://api.github.com").replace(/\/$/, "")}/repos/${this.repository}`;
  }

  /** @returns {Promise<any>} */
  async get(/** @type {string} */ path) {
    return (await this.send("GET", `${this.root}${path}`)).json();
  }

  /**
   * All pages of a list.
   * @param {string} [key] - the property that holds the list, where the answer is an object
   * @returns {Promise<any[]>}
   */
  async list(/** @type {string} */ path, key) {
    const items = [];
    /** @type {string | undefined} */
    let url = `${this.root}${path}${path.includes("?") ? "&" : "?"}per_page=100`;
    while (url !== undefined) {
      const response = await this.send("GET", url);
      const page = /** @type {any} */ (await response.json());
      items.push(...(key === undefined ? page : page[key]));
      url = nextPage(response.headers.get("link"));
      // The token goes nowhere else, whatever an answer says.
      if (url !== undefined && new URL(url).origin !== new URL(this.root).origin) {
        throw new Error(`GitHub: the next page of ${path} is on another server`);
      }
    }
    return items;
  }

  /** Where GitHub fails, it is not sent again: it may have been carried out. @returns {Promise<any>} */
  async post(/** @type {string} */ path, /** @type {object} */ body) {
    return (await this.send("POST", `${this.root}${path}`, body)).json();
  }

  /** @returns {Promise<any>} */
  async patch(/** @type {string} */ path, /** @type {object} */ body) {
    return (await this.send("PATCH", `${this.root}${path}`, body)).json();
  }

  async delete(/** @type {string} */ path) {
    await this.send("DELETE", `${this.root}${path}`);
  }

  /**
   * @param {object} [body]
   * @throws {GitHubError} if it is refused, or still fails after ATTEMPTS
   */
  async send(/** @type {Method} */ method, /** @type {string} */ url, body) {
    const request = `${method} ${new URL(url).pathname}`;
    for (let attempt = 1; ; attempt++) {
      const answer = await fetch(url, {
        method,
        headers: {
          accept: "application/vnd.github+json",
          authorization: `Bearer ${this.token}`,
          "user-agent": "front-door",
          "x-github-api-version": "2022-11-28",
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }).catch((/** @type {Error} */ error) => reasonOf(error));
      if (typeof answer !== "string" && answer.ok) return answer;

      const refusal =
        typeof answer === "string"
          ? new GitHubError(request, 0, answer)
          : new GitHubError(request, answer.status, messageIn(await answer.text()));
      const limited = typeof answer !== "string" && isRateLimit(answer, refusal.message);
      const again = limited || (refusal.isUncertain && method !== "POST");
      if (!again || attempt === ATTEMPTS) throw refusal;
      await pause(typeof answer === "string" ? undefined : answer.headers, attempt);
    }
  }
}

/** "Rate limits for the REST API", GitHub Docs: 403 or 429. A 403 without these signs is a refusal like any other. */
function isRateLimit(/** @type {Response} */ { status, headers }, /** @type {string} */ message) {
  if (status === 429) return true;
  const says = headers.has("retry-after") || headers.get("x-ratelimit-remaining") === "0";
  return status === 403 && (says || /rate limit/i.test(message));
}

/** As long as GitHub asks for, and otherwise a little longer each time. */
async function pause(/** @type {Headers | undefined} */ headers, /** @type {number} */ attempt) {
  const after = headers?.get("retry-after");
  const reset = headers?.get("x-ratelimit-remaining") === "0" ? headers.get("x-ratelimit-reset") : undefined;
  const asked = after ? Number(after) * 1000 : reset ? Number(reset) * 1000 - Date.now() : undefined;
  const milliseconds = asked !== undefined && asked >= 0 ? asked : FIRST_PAUSE * 2 ** (attempt - 1);
  await new Promise((resolve) => setTimeout(resolve, Math.min(milliseconds, LONGEST_PAUSE * 1000)));
}

/** "Using pagination in the REST API", GitHub Docs. */
function nextPage(/** @type {string | null} */ link) {
  return /<([^>]+)>;\s*rel="next"/.exec(link ?? "")?.[1];
}

/** The message of an error, and of a 422 what is wrong with which field. */
function messageIn(/** @type {string} */ text) {
  try {
    const { message, errors = [] } = JSON.parse(text);
    const details = errors.map((/** @type {any} */ error) => error.message ?? error.code ?? String(error));
    return [message, ...details].join("; ");
  } catch {
    return text.slice(0, 200).trim() || "no message";
  }
}

function reasonOf(/** @type {Error} */ error) {
  return error.cause instanceof Error ? error.cause.message : error.message;
}

module.exports = { FIRST_PAUSE, GitHub, GitHubError, LONGEST_BODY };
