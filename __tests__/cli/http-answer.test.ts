import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from "node:net";
import { askOverHttp, type ConnectTo, type HttpAnswer, resolve } from "../../cli/http-answer";

const NAME = "Fargate-ALB-1.us-east-1.elb.amazonaws.com";

/** What runs, to be closed after the test. */
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listening(server: Server | TcpServer): Promise<ConnectTo> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { host: "127.0.0.1", port: (server.address() as AddressInfo).port };
}

/** A load balancer that answers so. */
async function loadBalancer(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<ConnectTo> {
  const server = createServer(answer);
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  return listening(server);
}

async function answerOf(connectTo: ConnectTo, patienceMs = 5_000): Promise<HttpAnswer> {
  return askOverHttp(NAME, { connectTo, patienceMs });
}

describe("what the load balancer answers", () => {
  test.each([200, 404, 500, 502, 503, 504])("%d", async (status) => {
    const connectTo = await loadBalancer((_, response) => {
      response.writeHead(status).end("<html></html>");
    });
    expect(await answerOf(connectTo)).toEqual({ kind: "answered", status, location: undefined });
  });

  test("a redirect says where to, and is not followed", async () => {
    const paths: (string | undefined)[] = [];
    const location = `https://${NAME}:443/`;
    const connectTo = await loadBalancer(({ url }, response) => {
      paths.push(url);
      response.writeHead(301, { location }).end();
    });
    expect(await answerOf(connectTo)).toEqual({ kind: "answered", status: 301, location });
    expect(paths).toEqual(["/"]);
  });

  test("it is asked for / under its own name, though another address is connected to", async () => {
    let asked: Pick<IncomingMessage, "method" | "url" | "headers"> | undefined;
    const connectTo = await loadBalancer((request, response) => {
      asked = request;
      response.end();
    });
    await answerOf(connectTo);
    expect(asked).toMatchObject({ method: "GET", url: "/", headers: { host: NAME } });
  });

  test("the status is enough: a body without an end does not keep anybody", async () => {
    const connectTo = await loadBalancer((_, response) => {
      response.writeHead(200).write("and so on");
    });
    expect(await answerOf(connectTo)).toMatchObject({ kind: "answered", status: 200 });
  });
});

describe("what is no answer", () => {
  test("nobody listens: refused", async () => {
    const server = createTcpServer();
    const connectTo = await listening(server);
    await new Promise((done) => server.close(done));
    expect(await answerOf(connectTo)).toEqual({ kind: "refused" });
  });

  test("it takes the request and is silent: given up after its patience, and the connection is let go", async () => {
    let gone: Promise<unknown> | undefined;
    const connectTo = await loadBalancer((request) => {
      gone = new Promise((done) => request.on("close", done));
    });
    const startedAt = performance.now();
    expect(await answerOf(connectTo, 100)).toEqual({ kind: "silent" });
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    await gone;
  });

  test("it closes the connection without a word: failed, in the system's words", async () => {
    const connectTo = await loadBalancer(({ socket }) => socket.destroy());
    expect(await answerOf(connectTo)).toEqual({ kind: "failed", why: "socket hang up" });
  });

  test("it resets the connection in the middle: failed", async () => {
    const connectTo = await loadBalancer(({ socket }) => socket.resetAndDestroy());
    expect(await answerOf(connectTo)).toMatchObject({ kind: "failed", why: expect.stringMatching(/\w/) as string });
  });

  test("it speaks no HTTP: failed", async () => {
    const server = createTcpServer((socket) => socket.resume().end("220 smtp.example ESMTP\r\n"));
    closing.push(async () => {
      await new Promise((done) => server.close(done));
    });
    expect(await answerOf(await listening(server))).toMatchObject({
      kind: "failed",
      why: expect.stringContaining("Parse Error") as string,
    });
  });

  test("the name does not resolve: failed, with the name", async () => {
    const connectTo = { host: "no-load-balancer.invalid", port: 80 };
    // A resolver may be slow to say so.
    const { kind, ...rest } = await answerOf(connectTo, 15_000);
    expect(kind).toBe("failed");
    expect(JSON.stringify(rest)).toContain("no-load-balancer.invalid");
  }, 20_000);
});

describe("the addresses of a name", () => {
  test("localhost has some", async () => {
    const addresses = await resolve("localhost");
    expect(addresses.length).toBeGreaterThan(0);
    for (const address of addresses) expect(["127.0.0.1", "::1"]).toContain(address);
  });

  test("a name that does not exist has none, and that is no error", async () => {
    expect(await resolve("no-load-balancer.invalid")).toEqual([]);
  }, 20_000);
});
