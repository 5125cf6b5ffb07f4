import { askingAws, awsError, statusOf } from "../../toolchain/aws-error";
import { ToolError } from "../../toolchain/tool-error";
import { rejection } from "./support/fake-programs";

/** An error as the AWS SDK throws it. */
function sdkError(name: string, message: string, more: { code?: string; status?: number } = {}): Error {
  const { code, status } = more;
  return Object.assign(new Error(message), {
    name,
    ...(code === undefined ? {} : { code }),
    ...(status === undefined ? { $metadata: { attempts: 1 } } : { $metadata: { httpStatusCode: status } }),
  });
}

/** The line that an error becomes. */
function lineOf(error: unknown): string {
  const inOurWords = awsError("s3://b-1", error);
  if (!(inOurWords instanceof ToolError)) throw inOurWords;
  return inOurWords.message;
}

const SIGN_IN = "Sign in (`aws sso login`, `aws configure`), or name a profile with AWS_PROFILE.";
const SIGN_IN_AGAIN = "Sign in again, or name another profile with AWS_PROFILE.";
const CHECK_NETWORK =
  "Check the network, the region, and AWS_ENDPOINT_URL if it is set. A proxy (HTTPS_PROXY) is not used for these questions.";
const ASK_FOR_PERMISSIONS = "Ask for the permissions that docs/state.md and docs/ci.md name.";
const SEE_DOCUMENTATION = "See what it says; AWS documents the error under that name.";

test.each([
  ["CredentialsProviderError", "Could not load credentials from any providers"],
  ["TokenProviderError", "Token is expired."],
])("%s: nobody is signed in", (name, message) => {
  expect(lineOf(sdkError(name, message))).toBe(
    `s3://b-1: no AWS credentials were found: ${message.replace(/\.$/, "")}. ${SIGN_IN}`,
  );
});

test.each([
  ["ExpiredToken", 400],
  ["ExpiredTokenException", 403],
  ["RequestExpired", 400],
  ["InvalidClientTokenId", 403],
  ["UnrecognizedClientException", 400],
  ["InvalidAccessKeyId", 403],
  ["InvalidToken", 400],
  ["SignatureDoesNotMatch", 403],
  ["AuthFailure", 401],
])("%s: the credentials are refused, and no permission is missing", (name, status) => {
  expect(lineOf(sdkError(name, "The provided token is no good.", { status }))).toBe(
    `s3://b-1: AWS refused the credentials: The provided token is no good. ${SIGN_IN_AGAIN}`,
  );
});

test.each(["RequestTimeTooSkewed", "RequestInTheFuture"])(
  "%s: the clock is off, and no permission is missing",
  (name) => {
    expect(lineOf(sdkError(name, "The difference is too large.", { status: 403 }))).toBe(
      "s3://b-1: the clock of this machine is off: The difference is too large. Set it, best by a time server.",
    );
  },
);

test.each([
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
])("the code %s: AWS cannot be reached", (code) => {
  expect(lineOf(sdkError("Error", `connect ${code} 10.0.0.1:443`, { code }))).toBe(
    `s3://b-1: AWS cannot be reached: connect ${code} 10.0.0.1:443. ${CHECK_NETWORK}`,
  );
});

test.each(["TimeoutError", "NetworkingError", "ECONNREFUSED"])("the name %s: AWS cannot be reached", (name) => {
  expect(lineOf(sdkError(name, "socket hang up"))).toBe(
    `s3://b-1: AWS cannot be reached: socket hang up. ${CHECK_NETWORK}`,
  );
});

test("an error that says nothing but a code is told by its code: both addresses of a name refused", () => {
  const error = Object.assign(new AggregateError([], ""), { code: "ECONNREFUSED" });
  expect(lineOf(error)).toBe(`s3://b-1: AWS cannot be reached: ECONNREFUSED. ${CHECK_NETWORK}`);
});

test("of an error that says many lines, the first is told", () => {
  expect(lineOf(sdkError("CredentialsProviderError", "No session.\nat somewhere\nat elsewhere"))).toBe(
    `s3://b-1: no AWS credentials were found: No session. ${SIGN_IN}`,
  );
});

describe("403: AWS does not allow it", () => {
  test("with a body, in its words", () => {
    const error = sdkError("AccessDenied", "User ada is not authorized to perform: s3:GetObject.", { status: 403 });
    expect(lineOf(error)).toBe(
      `s3://b-1: AWS does not allow it: AccessDenied: User ada is not authorized to perform: s3:GetObject. ${ASK_FOR_PERMISSIONS}`,
    );
  });

  test("also where a service refuses with 400, as ECS does", () => {
    const error = sdkError("AccessDeniedException", "User ada is not authorized.", { status: 400 });
    expect(lineOf(error)).toContain("AWS does not allow it: AccessDeniedException: User ada is not authorized.");
    expect(lineOf(sdkError("ClusterNotFoundException", "No.", { status: 400 }))).not.toContain("does not allow");
  });

  test.each(["403", "UnknownError", "Unknown"])("without one (HEAD), by its status: %s", (name) => {
    expect(lineOf(sdkError(name, "UnknownError", { status: 403 }))).toBe(
      `s3://b-1: AWS does not allow it: HTTP status 403. ${ASK_FOR_PERMISSIONS}`,
    );
  });
});

describe("any other answer", () => {
  test.each([
    ["SlowDown", "Please reduce your request rate.", 503, "SlowDown: Please reduce your request rate"],
    ["InternalError", "We encountered an internal error", 500, "InternalError: We encountered an internal error"],
    ["NoSuchBucket", "The specified bucket does not exist", 404, "NoSuchBucket: The specified bucket does not exist"],
    ["UnknownError", "UnknownError", 502, "HTTP status 502"],
    ["301", "301", 301, "HTTP status 301"],
  ])("%s is told as it is", (name, message, status, told) => {
    expect(lineOf(sdkError(name, message, { status }))).toBe(`s3://b-1: AWS answered ${told}. ${SEE_DOCUMENTATION}`);
  });

  test("has a status, which no other error has", () => {
    expect(statusOf(sdkError("SlowDown", "x", { status: 503 }))).toBe(503);
    expect(statusOf(sdkError("TimeoutError", "x"))).toBeUndefined();
    expect(statusOf(new Error("x"))).toBeUndefined();
    expect(statusOf(undefined)).toBeUndefined();
    expect(statusOf("x")).toBeUndefined();
  });
});

const calledOff = sdkError("AbortError", "Request aborted", { code: "ECONNRESET", status: 403 });
const ours = new ToolError({ where: "state", what: "it is locked", remedy: "Wait." });

describe("what is not AWS's stays what it is", () => {
  test.each<[string, unknown]>([
    ["a request that was called off", calledOff],
    ["an error of our own", ours],
    ["a mistake in the code", new TypeError("x is not a function")],
    ["a file that is not there", Object.assign(new Error("ENOENT: no such file"), { code: "ENOENT" })],
    ["a text", "ECONNREFUSED"],
    ["nothing", undefined],
    ["null", null],
  ])("%s", (_, error) => {
    expect(awsError("s3://b-1", error)).toBe(error);
  });
});

describe("a question to AWS", () => {
  test("is answered", async () => {
    await expect(askingAws("AWS", () => Promise.resolve(42))).resolves.toBe(42);
  });

  test("fails in one line that says where", async () => {
    const error = await rejection(
      askingAws("AWS", () => Promise.reject(sdkError("ExpiredToken", "The token has expired", { status: 400 }))),
    );
    expect(error).toBeInstanceOf(ToolError);
    expect(error.message).toBe(`AWS: AWS refused the credentials: The token has expired. ${SIGN_IN_AGAIN}`);
  });

  test("that fails within another keeps the words of the inner one", async () => {
    const inner = () => askingAws("s3://b-1", () => Promise.reject(sdkError("ENOTFOUND", "no such host")));
    const error = await rejection(askingAws("AWS", inner));
    expect(error.message).toBe(`s3://b-1: AWS cannot be reached: no such host. ${CHECK_NETWORK}`);
  });

  test("that throws at once fails in the same way", async () => {
    const error = await rejection(
      askingAws("AWS", () => {
        throw sdkError("TimeoutError", "too late");
      }),
    );
    expect(error.message).toBe(`AWS: AWS cannot be reached: too late. ${CHECK_NETWORK}`);
  });
});
