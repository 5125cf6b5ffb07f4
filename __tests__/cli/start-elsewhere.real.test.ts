import { mkdtempSync, rmSync } from "node:fs";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectionTo } from "../../toolchain/aws-client";
import { type LocalAws, startLocalAws } from "../../toolchain/local-aws";
import { listStateObjects } from "../../toolchain/state-bucket";
import { createWorkspace, type Workspace } from "../../toolchain/workspace";
import { describeWith } from "../needs";
import { Start } from "./start-process";

jest.setTimeout(600_000);

const REGION = "us-east-1";

describeWith(["terraform", "local-aws"], "npm start on a local AWS that runs already", () => {
  let workspace: Workspace;
  let aws: LocalAws;
  let temporaryFolder: string;
  /** Stands before the local AWS, and may change what it answers. */
  let front: Server;
  let url: string;
  let answer: (body: string) => string;

  beforeAll(async () => {
    workspace = createWorkspace("front-door-test");
    temporaryFolder = mkdtempSync(join(tmpdir(), "front-door-test-"));
    const { AWS_EMULATOR_URL, ...env } = process.env;
    aws = await startLocalAws({ workspace, env, region: REGION });
    front = createServer((incoming, outgoing) => {
      const { hostname, port } = new URL(aws.url);
      const { method, url: path, headers } = incoming;
      const onward = request({ hostname, port, method, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const body = Buffer.concat(chunks);
          const changed = answer(body.toString());
          // What is not changed goes through byte by byte: states in S3 are no text to us.
          const sent = changed === body.toString() ? body : Buffer.from(changed);
          const isLength = (name: string): boolean => /^(content-length|transfer-encoding)$/i.test(name);
          const kept = Object.entries(response.headers).filter(([name]) => !isLength(name));
          const length = method === "HEAD" ? response.headers["content-length"] : sent.length;
          outgoing.writeHead(response.statusCode ?? 500, {
            ...Object.fromEntries(kept),
            ...(length === undefined ? {} : { "content-length": length }),
          });
          outgoing.end(sent);
        });
      });
      incoming.pipe(onward);
    });
    await new Promise<void>((listening) => front.listen(0, "127.0.0.1", listening));
    url = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    front.close();
    await aws.stop();
    workspace.remove();
    rmSync(temporaryFolder, { recursive: true, force: true });
  });

  test("it is used and goes on, without anything of the run left in it", async () => {
    answer = (body) => body;
    const start = new Start(temporaryFolder, [], { AWS_EMULATOR_URL: url });
    expect({ status: await start.exit(), output: start.output }).toMatchObject({ status: 0 });
    expect(start.output).toContain(`✔ Local AWS: AWS_EMULATOR_URL at ${url}, account `);
    expect(start.output).toContain("✔ Remove the state bucket front-door-dev-state");
    expect(start.output).toContain(`✔ The local AWS at ${url} is not ours, and goes on`);
    const bucket = { connection: connectionTo(aws, REGION), bucket: "front-door-dev-state" };
    await expect(listStateObjects(bucket)).rejects.toMatchObject({ name: "NoSuchBucket" });
  });

  test("where it does not report what was deployed, the line says so, the second plan too, and the status is 1", async () => {
    // GIVEN a local AWS that takes the health check's path for another
    answer = (body) => body.replaceAll("<HealthCheckPath>/health<", "<HealthCheckPath>/elsewhere<");
    const start = new Start(temporaryFolder, [], { AWS_EMULATOR_URL: url });
    // THEN
    expect(await start.exit()).toBe(1);
    expect(start.output).toMatch(
      /✖ Health check {7}HTTP GET \/elsewhere every 30 s.* {2}expected HTTP GET \/health every 30 s/,
    );
    expect(start.output).toContain("✔ Target group       Fargate-TG: ip, HTTP:6060, HTTP1\n");
    expect(start.output).toContain(
      "what was just deployed would change: aws_lb_target_group.fargate_tg: update (health_check). Give these attributes " +
        "the value that AWS reports for them",
    );
    expect(start.output).toContain(`What was deployed so far stays at ${url}.\n`);
    expect(start.output).not.toContain("gone again");
  });
});
