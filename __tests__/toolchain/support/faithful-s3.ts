import { createServer as createHttpServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { text } from "node:stream/consumers";

import { type EvaluatedPolicy, isDenied } from "./policy-evaluation";
import { neededFor } from "./policy-gate";
import { type SelfSigned } from "./self-signed";

export interface FaithfulS3Options {
  /** moto, which does the rest. */
  readonly url: string;
  readonly certificate: SelfSigned;
  /** Buckets of another account: nothing about them is answered, and their names are taken. @default none */
  readonly foreignBuckets?: readonly string[];
  /** Buckets of another account that are open to all. Who says whose bucket it expects is told that it is not. @default none */
  readonly openForeignBuckets?: readonly string[];
}

/** A local AWS whose S3 does what moto's does not, over TLS and over plain HTTP. */
export interface FaithfulS3 {
  /** A loopback URL without a path, with https. */
  readonly httpsUrl: string;
  /** The same over plain HTTP. */
  readonly httpUrl: string;
  stop(): Promise<void>;
}

/**
 * Stands before moto and does for S3 what AWS does and moto 5.2 does not:
 * - a bucket policy is evaluated with its conditions, and `aws:SecureTransport` is what it says: moto refuses every request
 *   to an object as soon as a statement denies it, whatever the condition;
 * - a lifecycle configuration is given back as it was put: moto forgets NewerNoncurrentVersions;
 * - a bucket of another account is closed to us.
 */
export async function startFaithfulS3(options: FaithfulS3Options): Promise<FaithfulS3> {
  const { url, certificate, foreignBuckets = [], openForeignBuckets = [] } = options;
  const { hostname, port } = new URL(url);
  const policies = new Map<string, string>();
  const lifecycles = new Map<string, string>();

  async function answer(incoming: IncomingMessage, response: ServerResponse, isTls: boolean): Promise<void> {
    const { method = "", url: path = "" } = incoming;
    const [place = "", query = ""] = path.split("?");
    const [, bucket = "", ...key] = decodeURIComponent(place).split("/");
    const setting = key.join("/") === "" ? new URLSearchParams(query) : new URLSearchParams();

    if (foreignBuckets.includes(bucket)) {
      const isCreation = method === "PUT" && query === "";
      refuse(incoming, response, isCreation ? [409, "BucketAlreadyExists"] : [403, "AccessDenied"]);
    } else if (openForeignBuckets.includes(bucket) && incoming.headers["x-amz-expected-bucket-owner"] !== undefined) {
      refuse(incoming, response, [403, "AccessDenied"]);
    } else if (isDeniedByPolicy(bucket, incoming, isTls)) {
      refuse(incoming, response, [403, "AccessDenied"]);
    } else if (setting.has("policy")) {
      await keep(policies, bucket, incoming, response, "NoSuchBucketPolicy");
    } else if (setting.has("lifecycle") && (method !== "GET" || lifecycles.has(bucket))) {
      await keep(lifecycles, bucket, incoming, response, "NoSuchLifecycleConfiguration");
    } else {
      if (method === "DELETE" && key.join("/") === "" && query === "") {
        policies.delete(bucket);
        lifecycles.delete(bucket);
      }
      pass(incoming, response);
    }
  }

  function isDeniedByPolicy(bucket: string, incoming: IncomingMessage, isTls: boolean): boolean {
    const policy = policies.get(bucket);
    if (policy === undefined) return false;
    const needed = neededFor(incoming);
    if (needed === undefined) throw new Error(`it is not known what ${String(incoming.url)} needs`);
    const context = { "aws:SecureTransport": String(isTls) };
    const documents = [JSON.parse(policy) as EvaluatedPolicy];
    return needed.some((permission) => isDenied(documents, { ...permission, context }));
  }

  function pass(incoming: IncomingMessage, response: ServerResponse): void {
    const { method, url: path, headers } = incoming;
    const onward = request({ host: hostname, port, method, path, headers, agent: false }, (answered) => {
      response.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(response);
    });
    onward.on("error", (error) => response.destroy(error));
    incoming.pipe(onward);
  }

  const handler = (isTls: boolean) => (incoming: IncomingMessage, response: ServerResponse) => {
    answer(incoming, response, isTls).catch((error: unknown) => {
      response.writeHead(500);
      response.end(String(error));
    });
  };
  const https = createHttpsServer({ key: certificate.key, cert: certificate.cert }, handler(true));
  const http = createHttpServer(handler(false));
  await Promise.all([https, http].map(listen));
  return {
    httpsUrl: `https://127.0.0.1:${portOf(https)}`,
    httpUrl: `http://127.0.0.1:${portOf(http)}`,
    stop: async () => {
      for (const server of [https, http]) {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        await closed;
      }
    },
  };
}

/** Keeps what is put, byte for byte, and gives it back. */
async function keep(
  kept: Map<string, string>,
  bucket: string,
  incoming: IncomingMessage,
  response: ServerResponse,
  missing: string,
): Promise<void> {
  const body = await text(incoming);
  if (incoming.method === "PUT") kept.set(bucket, body);
  if (incoming.method === "DELETE") kept.delete(bucket);
  if (incoming.method !== "GET") {
    response.writeHead(incoming.method === "PUT" ? 200 : 204).end();
    return;
  }
  const found = kept.get(bucket);
  if (found === undefined) {
    refuse(incoming, response, [404, missing]);
    return;
  }
  response.writeHead(200, {
    "content-type": found.startsWith("{") ? "application/json" : "application/xml",
    // Of a lifecycle; S3 API Reference, GetBucketLifecycleConfiguration.
    "x-amz-transition-default-minimum-object-size": "all_storage_classes_128K",
  });
  response.end(found);
}

function refuse(incoming: IncomingMessage, response: ServerResponse, [status, code]: [number, string]): void {
  incoming.resume();
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  response.writeHead(status, { "content-type": "application/xml" }).end(incoming.method === "HEAD" ? "" : body);
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
}

function portOf(server: Server): string {
  return String((server.address() as AddressInfo).port);
}
