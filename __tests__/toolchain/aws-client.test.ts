import { connectionOfShell, ifFound } from "../../toolchain/aws-client";
import { rejection } from "./support/fake-programs";

const [any, s3] = ["https://aws.example.com", "https://s3.example.com"];

describe("the AWS that the shell names", () => {
  test.each<[Record<string, string | undefined>, string | undefined]>([
    [{}, undefined],
    [{ AWS_ENDPOINT_URL: any }, any],
    [{ AWS_ENDPOINT_URL_S3: s3 }, s3],
    [{ AWS_ENDPOINT_URL: any, AWS_ENDPOINT_URL_S3: s3 }, s3],
    [{ AWS_ENDPOINT_URL: any, AWS_ENDPOINT_URL_S3: "" }, any],
    [{ AWS_ENDPOINT_URL: "", AWS_ENDPOINT_URL_S3: "" }, undefined],
    [{ AWS_ENDPOINT_URL: undefined }, undefined],
    [{ AWS_ENDPOINT_URL_STS: any }, undefined],
    [{ AWS_ENDPOINT_URL: any, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" }, undefined],
    [{ AWS_ENDPOINT_URL_S3: s3, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" }, undefined],
    [{ AWS_ENDPOINT_URL: any, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "false" }, any],
    [{ AWS_ENDPOINT_URL: any, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "" }, any],
  ])("with %j has S3 at %j", (shell, s3Endpoint) => {
    expect(connectionOfShell(shell, "eu-west-1")).toStrictEqual({
      region: "eu-west-1",
      ...(s3Endpoint === undefined ? {} : { s3Endpoint }),
    });
  });

  test("is asked in the region that is given, whatever the shell's is, as whom the SDK finds there", () => {
    const shell = {
      AWS_REGION: "us-west-2",
      AWS_DEFAULT_REGION: "us-west-2",
      AWS_PROFILE: "prod",
      AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
      AWS_SECRET_ACCESS_KEY: "x",
    };
    expect(connectionOfShell(shell, "eu-west-1")).toStrictEqual({ region: "eu-west-1" });
  });
});

describe("an answer of AWS", () => {
  const failing = (name: string): Promise<string> => Promise.reject(Object.assign(new Error("x"), { name }));

  test("is given as it is", async () => {
    expect(await ifFound(Promise.resolve("answer"))).toBe("answer");
  });

  test.each(["NotFound", "NoSuchKey", "NoSuchBucketPolicy", "ServerSideEncryptionConfigurationNotFoundError"])(
    "%s: there is no such thing",
    async (name) => {
      expect(await ifFound(failing(name))).toBeUndefined();
    },
  );

  test.each(["AccessDenied", "TimeoutError", ""])("%j stays an error", async (name) => {
    expect(await rejection(ifFound(failing(name)))).toMatchObject({ name, message: "x" });
  });
});
