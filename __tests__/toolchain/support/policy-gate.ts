import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

import { type EvaluatedPolicy, isAllowed } from "./policy-evaluation";

/** What a request needs, once for each action that S3 checks. */
export interface Permission {
  /** An IAM action, such as `s3:GetObject`. */
  readonly action: string;
  /** An ARN, or `*`. */
  readonly resource: string;
}

export interface PolicyGateOptions {
  /** The local AWS behind the gate. */
  readonly url: string;
  /** All that whoever comes through the gate may do. */
  readonly policies: readonly EvaluatedPolicy[];
  /** Condition keys of every request. @default none */
  readonly context?: Readonly<Record<string, string>>;
}

/** A local AWS as somebody sees it who has certain policies. */
export interface PolicyGate {
  /** A loopback URL without a path. */
  readonly url: string;
  /** What has been asked for so far, in that order. */
  readonly asked: readonly Permission[];
  /** What of it was refused. */
  readonly refused: readonly Permission[];
  /** The requests that were refused because the gate does not know what they need. */
  readonly unknown: readonly string[];
  /** Closes the gate and all that comes through it. */
  stop(): Promise<void>;
}

/**
 * Puts a gate before a local AWS, which by itself lets everybody do everything: an S3 request passes unchanged if the
 * policies allow it, and is answered as S3 would if not. Everybody may ask STS who they are, as on AWS. Any other request is
 * not known, and never passes.
 */
export async function startPolicyGate({ url, policies, context = {} }: PolicyGateOptions): Promise<PolicyGate> {
  const { hostname, port } = new URL(url);
  // A connection for each request: what is behind may close one just when it is used again.
  const agent = new Agent({ keepAlive: false });
  const [asked, refused, unknown]: [Permission[], Permission[], string[]] = [[], [], []];

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    if (serviceOf(incoming) === "sts") {
      const body = await text(incoming);
      if (new URLSearchParams(body).get("Action") === "GetCallerIdentity") {
        pass(incoming, response).end(body);
        return;
      }
    }
    const needed = neededFor(incoming);
    if (needed === undefined) {
      unknown.push(`${String(incoming.method)} ${String(incoming.url)}`);
      deny(incoming, response, "the policy gate does not know this request");
      return;
    }
    asked.push(...needed);
    const lacking = lackingOf(needed);
    if (lacking.length === 0) incoming.pipe(pass(incoming, response));
    else refuse(incoming, response, lacking);
  }

  /** The request to what is behind; its body is yet to be written. */
  function pass(incoming: IncomingMessage, response: ServerResponse) {
    const { method, url: path, headers } = incoming;
    return request({ host: hostname, port, method, path, headers, agent }, (answered) => {
      const lacking = answered.statusCode === 404 ? lackingToKnowWhatIsMissing(incoming) : [];
      if (lacking.length > 0) {
        answered.resume();
        refuse(incoming, response, lacking);
        return;
      }
      response.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(response);
    }).on("error", (error) => response.destroy(error));
  }

  /** "If the object you request doesn't exist", 404 is answered only with s3:ListBucket ("GetObject", Amazon S3 API Reference). */
  function lackingToKnowWhatIsMissing({ method, url: path = "" }: IncomingMessage): Permission[] {
    const { bucket, key } = locationIn(path);
    const isObjectRead = key !== "" && (method === "GET" || method === "HEAD");
    return isObjectRead ? lackingOf([{ action: "s3:ListBucket", resource: arn(bucket, "") }]) : [];
  }

  function lackingOf(needed: readonly Permission[]): Permission[] {
    return needed.filter((permission) => !isAllowed(policies, { ...permission, context }));
  }

  function refuse(incoming: IncomingMessage, response: ServerResponse, lacking: readonly Permission[]): void {
    refused.push(...lacking);
    const why = lacking.map(({ action, resource }) => `${action} on ${resource}`).join(", ");
    deny(incoming, response, `not allowed: ${why}`);
  }

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    asked,
    refused,
    unknown,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      agent.destroy();
      await closed;
    },
  };
}

/** "Error responses", Amazon S3 API Reference. To HEAD there is no more than the status. */
function deny(incoming: IncomingMessage, response: ServerResponse, why: string): void {
  incoming.resume();
  response.writeHead(403, { "content-type": "application/xml" });
  const message = why.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const error = `<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`;
  response.end(incoming.method === "HEAD" ? "" : `<?xml version="1.0" encoding="UTF-8"?>\n${error}`);
}

/** The service that a request was signed for, `s3` or `sts` ("Signing AWS API requests", AWS IAM User Guide). */
function serviceOf({ headers }: IncomingMessage): string | undefined {
  return /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\/aws4_request/.exec(headers.authorization ?? "")?.[1];
}

/**
 * What S3 checks before it answers a request, or undefined where that is not known.
 * Source: "Required permissions for Amazon S3 API operations", Amazon S3 User Guide.
 */
export function neededFor(incoming: IncomingMessage): Permission[] | undefined {
  const { method = "", url = "", headers } = incoming;
  // With a bucket in the host name it would be another request than its path says.
  const isPathStyle = /^(localhost|127(\.\d+){3}|\[::1\]):\d+$/.test(headers.host ?? "");
  if (serviceOf(incoming) !== "s3" || !isPathStyle || Object.keys(headers).some(isUnknownHeader)) return undefined;

  const { bucket, key, query } = locationIn(url);
  const parameters = [...query.keys()].filter((name) => !SAYS_ONLY_HOW_TO_LIST.has(name)).sort();
  const requests = bucket === "" ? ROOT_REQUESTS : key === "" ? BUCKET_REQUESTS : OBJECT_REQUESTS;
  const action = requests[[method, ...parameters].join(" ")];
  if (action === undefined || (bucket === "" && key !== "")) return undefined;

  const resource = bucket === "" ? "*" : arn(bucket, key);
  const needed = [{ action, resource }];
  for (const [header, more] of Object.entries(key === "" ? BUCKET_HEADERS : OBJECT_HEADERS)) {
    const value = headers[header];
    const isRead = method === "GET" || method === "HEAD";
    // A bucket that is private anyway may be asked for without ("CreateBucket", Amazon S3 API Reference, Permissions).
    const isNothingMore = isRead || (key === "" && value === "private");
    if (value !== undefined && !isNothingMore) needed.push({ action: more, resource });
  }
  const copied = headers["x-amz-copy-source"];
  if (typeof copied === "string") {
    const source = locationIn(copied.startsWith("/") ? copied : `/${copied}`);
    const read = source.query.has("versionId") ? "s3:GetObjectVersion" : "s3:GetObject";
    needed.push({ action: read, resource: arn(source.bucket, source.key) });
  }
  return needed;
}

function locationIn(url: string): { bucket: string; key: string; query: URLSearchParams } {
  const [path = "", query = ""] = url.split("?");
  const [, bucket = "", ...key] = decodeURIComponent(path).split("/");
  return { bucket, key: key.join("/"), query: new URLSearchParams(query) };
}

function arn(bucket: string, key: string): string {
  return `arn:aws:s3:::${key === "" ? bucket : `${bucket}/${key}`}`;
}

/** The settings of a bucket, by the parameter that asks for them, and what their actions are called after Get and Put. */
const BUCKET_SETTINGS: Readonly<Record<string, string>> = {
  accelerate: "AccelerateConfiguration",
  acl: "BucketAcl",
  cors: "BucketCORS",
  encryption: "EncryptionConfiguration",
  lifecycle: "LifecycleConfiguration",
  logging: "BucketLogging",
  notification: "BucketNotification",
  "object-lock": "BucketObjectLockConfiguration",
  ownershipControls: "BucketOwnershipControls",
  policy: "BucketPolicy",
  publicAccessBlock: "BucketPublicAccessBlock",
  replication: "ReplicationConfiguration",
  requestPayment: "BucketRequestPayment",
  tagging: "BucketTagging",
  versioning: "BucketVersioning",
  website: "BucketWebsite",
};

/** Actions by method and parameters, of the account's buckets, of one bucket, and of an object. */
const ROOT_REQUESTS: Readonly<Record<string, string>> = { GET: "s3:ListAllMyBuckets" };
const BUCKET_REQUESTS: Readonly<Record<string, string>> = {
  HEAD: "s3:ListBucket",
  GET: "s3:ListBucket",
  "GET versions": "s3:ListBucketVersions",
  "GET location": "s3:GetBucketLocation",
  PUT: "s3:CreateBucket",
  DELETE: "s3:DeleteBucket",
  "DELETE policy": "s3:DeleteBucketPolicy",
  // To remove one of these is to put it.
  "DELETE encryption": "s3:PutEncryptionConfiguration",
  "DELETE lifecycle": "s3:PutLifecycleConfiguration",
  "DELETE ownershipControls": "s3:PutBucketOwnershipControls",
  "DELETE publicAccessBlock": "s3:PutBucketPublicAccessBlock",
  "DELETE tagging": "s3:PutBucketTagging",
  ...Object.fromEntries(
    Object.entries(BUCKET_SETTINGS).flatMap(([parameter, name]) => [
      [`GET ${parameter}`, `s3:Get${name}`],
      [`PUT ${parameter}`, `s3:Put${name}`],
    ]),
  ),
};
const OBJECT_REQUESTS: Readonly<Record<string, string>> = {
  HEAD: "s3:GetObject",
  GET: "s3:GetObject",
  "HEAD versionId": "s3:GetObjectVersion",
  "GET versionId": "s3:GetObjectVersion",
  PUT: "s3:PutObject",
  "POST uploads": "s3:PutObject",
  "PUT partNumber uploadId": "s3:PutObject",
  "POST uploadId": "s3:PutObject",
  "DELETE uploadId": "s3:AbortMultipartUpload",
  DELETE: "s3:DeleteObject",
  "DELETE versionId": "s3:DeleteObjectVersion",
};

/** Headers that ask for more, which needs an action of its own. */
const BUCKET_HEADERS: Readonly<Record<string, string>> = {
  "x-amz-acl": "s3:PutBucketAcl",
  "x-amz-object-ownership": "s3:PutBucketOwnershipControls",
};
const OBJECT_HEADERS: Readonly<Record<string, string>> = {
  // "Enforce conditional deletes on Amazon S3 buckets" and the same of writes, Amazon S3 User Guide.
  "if-match": "s3:GetObject",
  "x-amz-acl": "s3:PutObjectAcl",
  "x-amz-tagging": "s3:PutObjectTagging",
};

/** Headers that would need actions which this gate does not know. */
function isUnknownHeader(name: string): boolean {
  return /^x-amz-(grant-|object-lock-|bypass-)/.test(name);
}

/** Parameters that change the answer and not what is needed for it. SDKs name the operation in `x-id`. */
const SAYS_ONLY_HOW_TO_LIST = new Set([
  "continuation-token",
  "delimiter",
  "encoding-type",
  "fetch-owner",
  "key-marker",
  "list-type",
  "marker",
  "max-keys",
  "prefix",
  "start-after",
  "version-id-marker",
  "x-id",
]);
