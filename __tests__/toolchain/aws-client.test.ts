import { ifFound } from "../../toolchain/aws-client";
import { rejection } from "./support/fake-programs";

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
