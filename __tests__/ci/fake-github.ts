import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** The token that it takes; any other is answered with 401. */
export const TOKEN = "ghs_0123456789abcdefSECRET";
export const REPOSITORY = "acme/front-door";
/** Who writes with that token. */
export const BOT = "github-actions[bot]";

/** A comment of a pull request or an issue. */
export interface Comment {
  id: number;
  issue: number;
  body: string;
  user: { login: string } | null;
}

export interface Issue {
  number: number;
  title: string;
  body: string | null;
  user: { login: string } | null;
  state: "open" | "closed";
  state_reason: string | null;
  labels: { name: string }[];
  /** Only pull requests have it. */
  pull_request?: object;
}

/** One request, as the server saw it: `PATCH /issues/comments/3`, below the repository. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An answer that is given instead of the real one. */
export interface Fault {
  readonly status: number;
  readonly message: string;
  /** @default an error with the message */
  readonly data?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The request is carried out all the same, and only its answer is lost. @default false */
  readonly carriedOut?: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * GitHub's REST API as far as our scripts use it: pages and the Link header, 401, 404, 422 for a body that is too long, and
 * rate limits. Source: "REST API endpoints for issue comments", "... for issues", "... for workflow runs", "... for commits",
 * "... for Git references", GitHub Docs.
 */
export class FakeGitHub {
  readonly seen: SeenRequest[] = [];
  comments: Comment[] = [];
  issues: Issue[] = [];
  /** By commit. */
  pulls: Record<string, Json[]> = {};
  /** The newest commit of each branch. */
  tips: Record<string, string> = {};
  /** What one push brought, by `BEFORE...AFTER`; the oldest commit first. */
  pushes: Record<string, { sha: string; parents: { sha: string }[] }[]> = {};
  runs: Json[] = [];
  /** By run; several may have the same name. */
  artifacts: Record<number, Json[]> = {};
  /** What the next answers are to requests with this method; the first fault first. */
  faults: { readonly method: string; readonly fault: Fault }[] = [];
  /** GitHub gives less if asked for less; 100 is the most. */
  largestPage = 100;
  private nextId = 1000;
  private readonly server = createServer((request, response) => {
    this.answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  /** The requests that changed something, `POST /issues/7/comments`. */
  get writes(): string[] {
    return this.seen.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "" } = request;
    const url = new URL(request.url ?? "", this.url);
    const sent = await text(request);
    const body = (sent === "" ? {} : JSON.parse(sent)) as Json;
    const [, path] = new RegExp(`^/repos/${REPOSITORY}(/.*)$`).exec(url.pathname) ?? [];
    const seen = { method, path: path ?? url.pathname, query: url.searchParams, body };
    this.seen.push(seen);

    const index = this.faults.findIndex((fault) => fault.method === method);
    const [failing] = index < 0 ? [] : this.faults.splice(index, 1);
    const carriedOut =
      failing && failing.fault.carriedOut !== true ? undefined : this.carryOut(seen, request.headers.authorization);
    if (failing) {
      const { status, message, data = { message }, headers } = failing.fault;
      give(response, status, data, headers);
    } else if (carriedOut?.status === 200 && method === "GET") this.givePage(response, url, carriedOut.data);
    else give(response, carriedOut?.status ?? 500, carriedOut?.data);
  }

  private carryOut(request: SeenRequest, authorization: string | undefined): { status: number; data?: unknown } {
    if (authorization !== `Bearer ${TOKEN}`) return { status: 401, data: { message: "Bad credentials" } };
    const { method, path, body, query } = request;
    const [, first = ""] = /\/(\d+)/.exec(path) ?? [];
    const id = Number(first);
    if (typeof body["body"] === "string" && body["body"].length > 65_536) {
      const errors = [
        { resource: "IssueComment", code: "unprocessable", message: "body is too long (maximum is 65536 characters)" },
      ];
      return { status: 422, data: { message: "Validation Failed", errors } };
    }
    const found = this.find(method, path, id, query, body);
    return found ?? { status: 404, data: { message: "Not Found" } };
  }

  private find(method: string, path: string, id: number, query: URLSearchParams, body: Json) {
    const comment = this.comments.find((one) => one.id === id);
    const issue = this.issues.find((one) => one.number === id);
    if (/^\/issues\/\d+\/comments$/.test(path)) {
      if (method === "GET") return { status: 200, data: this.comments.filter((one) => one.issue === id) };
      const written = { id: this.nextId++, issue: id, body: String(body["body"]), user: { login: BOT } };
      this.comments.push(written);
      return { status: 201, data: written };
    }
    if (/^\/issues\/comments\/\d+$/.test(path) && comment !== undefined) {
      if (method === "DELETE") {
        this.comments = this.comments.filter((one) => one !== comment);
        return { status: 204 };
      }
      comment.body = String(body["body"]);
      return { status: 200, data: comment };
    }
    if (path === "/issues" && method === "GET") {
      const [state, label] = [query.get("state"), query.get("labels")];
      const data = this.issues.filter((one) => one.state === state && one.labels.some(({ name }) => name === label));
      return { status: 200, data };
    }
    if (path === "/issues") {
      const labels = (body["labels"] as string[]).map((name) => ({ name }));
      const opened: Issue = {
        number: this.nextId++,
        title: String(body["title"]),
        body: String(body["body"]),
        user: { login: BOT },
        state: "open",
        state_reason: null,
        labels,
      };
      this.issues.push(opened);
      return { status: 201, data: opened };
    }
    if (/^\/issues\/\d+$/.test(path) && issue !== undefined) {
      Object.assign(issue, body);
      return { status: 200, data: issue };
    }
    const [, sha] = /^\/commits\/([0-9a-f]+)\/pulls$/.exec(path) ?? [];
    if (sha !== undefined) return { status: 200, data: this.pulls[sha] ?? [] };
    const [, branch] = /^\/git\/ref\/heads\/(.+)$/.exec(path) ?? [];
    const tip = this.tips[branch ?? ""];
    if (tip !== undefined) {
      return { status: 200, data: { ref: `refs/heads/${branch ?? ""}`, object: { type: "commit", sha: tip } } };
    }
    const [, between] = /^\/compare\/(.+)$/.exec(path) ?? [];
    const commits = this.pushes[between ?? ""];
    if (commits !== undefined) return { status: 200, data: { commits } };
    if (path === "/actions/workflows/review.yml/runs") {
      const asked = (run: Json) => run["head_sha"] === query.get("head_sha") && run["event"] === query.get("event");
      return { status: 200, data: { workflow_runs: this.runs.filter(asked) } };
    }
    if (/^\/actions\/runs\/\d+\/artifacts$/.test(path)) {
      return { status: 200, data: { artifacts: this.artifacts[id] ?? [] } };
    }
    return undefined;
  }

  /** "Using pagination in the REST API", GitHub Docs: 30 unless asked for more, 100 at most, and a link to the next page. */
  private givePage(response: ServerResponse, url: URL, data: unknown): void {
    const asked = Math.min(Number(url.searchParams.get("per_page") ?? 30), this.largestPage);
    const page = Number(url.searchParams.get("page") ?? 1);
    const [key, all] = Array.isArray(data)
      ? [undefined, data as unknown[]]
      : (Object.entries(data as Record<string, unknown[]>)[0] ?? [undefined, []]);
    if (!Array.isArray(all)) {
      give(response, 200, data);
      return;
    }
    const items = all.slice((page - 1) * asked, page * asked);
    const next = new URL(url);
    next.searchParams.set("page", String(page + 1));
    const link = page * asked < all.length ? { link: `<${next.href}>; rel="next", <${next.href}>; rel="last"` } : {};
    give(response, 200, key === undefined ? items : { total_count: all.length, [key]: items }, link);
  }
}

function give(
  response: ServerResponse,
  status: number,
  data?: unknown,
  headers: Readonly<Record<string, string>> = {},
) {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  response.end(data === undefined ? "" : JSON.stringify(data));
}
