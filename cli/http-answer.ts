import { lookup } from "node:dns/promises";
import { type IncomingHttpHeaders, request } from "node:http";

/** What came of a request to the load balancer. */
export type HttpAnswer =
  | { readonly kind: "answered"; readonly status: number; readonly location: string | undefined }
  /** Nobody listens there. */
  | { readonly kind: "refused" }
  /** Nothing came back in time. */
  | { readonly kind: "silent" }
  /** Something else, in the system's words. */
  | { readonly kind: "failed"; readonly why: string };

/** Where the request goes instead of the DNS name's port 80. */
export interface ConnectTo {
  readonly host: string;
  readonly port: number;
}

/** How long an answer may take, in milliseconds. */
export const PATIENCE_MS = 10_000;

/** The addresses of a DNS name; none when it does not resolve. */
export async function resolve(dnsName: string): Promise<string[]> {
  try {
    return (await lookup(dnsName, { all: true })).map(({ address }) => address);
  } catch {
    return [];
  }
}

/** Asks for `/` over plain HTTP, as a browser would. */
export async function askOverHttp(
  dnsName: string,
  {
    connectTo,
    patienceMs = PATIENCE_MS,
  }: { readonly connectTo?: ConnectTo | undefined; readonly patienceMs?: number } = {},
): Promise<HttpAnswer> {
  const { host, port } = connectTo ?? { host: dnsName, port: 80 };
  return new Promise((done) => {
    const asked = request({ host, port, path: "/", headers: { host: dnsName }, agent: false }, (response) => {
      response.resume();
      done({ kind: "answered", status: response.statusCode ?? 0, location: locationIn(response.headers) });
      asked.destroy();
    });
    // The whole of it, connecting included.
    const timer = setTimeout(() => {
      done({ kind: "silent" });
      asked.destroy();
    }, patienceMs);
    asked.on("close", () => {
      clearTimeout(timer);
    });
    asked.on("error", (error: NodeJS.ErrnoException) => {
      done(error.code === "ECONNREFUSED" ? { kind: "refused" } : { kind: "failed", why: error.message });
    });
    asked.end();
  });
}

function locationIn({ location }: IncomingHttpHeaders): string | undefined {
  return location;
}
