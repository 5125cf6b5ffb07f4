import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { connectionOfShell } from "../../toolchain/shell-connection";
import { rejection } from "./support/fake-programs";

const [any, s3] = ["https://aws.example.com", "https://s3.example.com:8443"];

describe("the AWS that the shell names", () => {
  const before = { ...process.env };
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "front-door-test-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  afterEach(() => {
    process.env = { ...before };
  });

  /** Asks in a shell that has these variables of AWS and no others. */
  const connectionIn = async (shell: Readonly<Record<string, string>>) => {
    const others = Object.entries(before).filter(([name]) => !name.startsWith("AWS_"));
    const none = join(folder, "none");
    process.env = {
      ...Object.fromEntries(others),
      AWS_CONFIG_FILE: none,
      AWS_SHARED_CREDENTIALS_FILE: none,
      ...shell,
    };
    return connectionOfShell(process.env, "eu-west-1");
  };

  test.each<[Record<string, string>, string | undefined]>([
    [{}, undefined],
    [{ AWS_ENDPOINT_URL: any }, any],
    [{ AWS_ENDPOINT_URL_S3: s3 }, s3],
    [{ AWS_ENDPOINT_URL: any, AWS_ENDPOINT_URL_S3: s3 }, s3],
    [{ AWS_ENDPOINT_URL: "http://127.0.0.1:5000" }, "http://127.0.0.1:5000"],
    [{ AWS_ENDPOINT_URL_STS: any }, undefined],
    [{ AWS_ENDPOINT_URL: any, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" }, undefined],
    // AWS by another name.
    [{ AWS_ENDPOINT_URL_S3: "https://s3.dualstack.eu-west-1.amazonaws.com" }, undefined],
    [{ AWS_ENDPOINT_URL_S3: "https://bucket.vpce-1a2b.s3.eu-west-1.vpce.amazonaws.com" }, undefined],
    [{ AWS_ENDPOINT_URL_S3: "https://s3.cn-north-1.amazonaws.com.cn" }, undefined],
    // And what only looks like it.
    [{ AWS_ENDPOINT_URL_S3: "https://notamazonaws.com" }, "https://notamazonaws.com"],
    [{ AWS_ENDPOINT_URL_S3: "https://amazonaws.com.example.org" }, "https://amazonaws.com.example.org"],
  ])("with %j has S3 at %j", async (shell, s3Endpoint) => {
    expect((await connectionIn(shell)).s3Endpoint).toBe(s3Endpoint);
  });

  test("an endpoint of a profile is found, too", async () => {
    const config = join(folder, "config");
    writeFileSync(config, "[profile local]\nendpoint_url = http://127.0.0.1:4566\n");
    const shell = { AWS_CONFIG_FILE: config, AWS_PROFILE: "local" };
    expect((await connectionIn(shell)).s3Endpoint).toBe("http://127.0.0.1:4566");
    expect((await connectionIn({ AWS_CONFIG_FILE: config })).s3Endpoint).toBeUndefined();
  });

  test("is asked in the region that is given, whatever the shell's is", async () => {
    expect(await connectionIn({ AWS_REGION: "us-west-2" })).toStrictEqual({ region: "eu-west-1" });
  });

  test("keys go before a profile, as for terraform and the AWS CLI", async () => {
    const keys = { AWS_ACCESS_KEY_ID: "an id", AWS_SECRET_ACCESS_KEY: "a secret" };
    const credentials = { accessKeyId: "an id", secretAccessKey: "a secret" };
    expect((await connectionIn({ ...keys, AWS_PROFILE: "prod" })).credentials).toStrictEqual(credentials);
    expect((await connectionIn({ ...keys, AWS_SESSION_TOKEN: "a token" })).credentials).toStrictEqual({
      ...credentials,
      sessionToken: "a token",
    });
  });

  test.each<Record<string, string>>([{}, { AWS_ACCESS_KEY_ID: "an id" }, { AWS_SECRET_ACCESS_KEY: "a secret" }])(
    "with %j the SDK finds the credentials itself",
    async (shell) => {
      expect((await connectionIn(shell)).credentials).toBeUndefined();
    },
  );

  test("AWS_CA_BUNDLE is read, and one that cannot be read is said", async () => {
    const bundle = join(folder, "ca.pem");
    writeFileSync(bundle, "certificates");
    expect((await connectionIn({ AWS_CA_BUNDLE: bundle })).ca).toBe("certificates");
    const missing = join(folder, "missing.pem");
    expect(await rejection(connectionIn({ AWS_CA_BUNDLE: missing }))).toMatchObject({
      message: expect.stringMatching(
        /^AWS_CA_BUNDLE: \S+missing\.pem cannot be read: ENOENT.*\. Name a file of certificates, or unset it\.$/,
      ) as string,
    });
  });
});
