import type { Problem } from "../environments/problem";
import { reasonOf } from "./reason";
import { ToolError } from "./tool-error";

/** The parts of an error of the AWS SDK that tell what it is about. */
interface SdkError {
  readonly name?: string;
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const NO_CREDENTIALS = /^(CredentialsProviderError|TokenProviderError)$/;
const REFUSED_CREDENTIALS =
  /^(ExpiredToken(Exception)?|RequestExpired|InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|InvalidToken|SignatureDoesNotMatch|AuthFailure)$/;
const UNREACHABLE =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|TimeoutError|NetworkingError)$/;

/** The HTTP status with which AWS answered, if it did. */
export function statusOf(error: unknown): number | undefined {
  return (error as SdkError | undefined)?.$metadata?.httpStatusCode;
}

/** Runs a question to AWS; whatever goes wrong becomes one line that says where, what and what to do. */
export async function askingAws<Answer>(where: string, question: () => Promise<Answer>): Promise<Answer> {
  try {
    return await question();
  } catch (error) {
    throw awsError(where, error);
  }
}

/** An error of the AWS SDK in our words; an error that is not AWS's stays what it is. */
export function awsError(where: string, error: unknown): unknown {
  const problem = problemIn(error);
  return problem === undefined ? error : new ToolError({ where, ...problem });
}

function problemIn(error: unknown): Omit<Problem, "where"> | undefined {
  if (typeof error !== "object" || error === null || error instanceof ToolError) return undefined;
  const { name = "", code = "" } = error as SdkError;
  const said = reasonOf(error).replace(/\.$/, "");
  if (name === "AbortError") return undefined;
  if (NO_CREDENTIALS.test(name)) {
    return {
      what: `no AWS credentials were found: ${said}`,
      remedy: "Sign in (`aws sso login`, `aws configure`), or name a profile with AWS_PROFILE.",
    };
  }
  if (REFUSED_CREDENTIALS.test(name)) {
    return {
      what: `AWS refused the credentials: ${said}`,
      remedy: "Sign in again, or name another profile with AWS_PROFILE.",
    };
  }
  if (UNREACHABLE.test(name) || UNREACHABLE.test(code)) {
    return {
      what: `AWS cannot be reached: ${said}`,
      remedy:
        "Check the network, the region, and AWS_ENDPOINT_URL if it is set. A proxy (HTTPS_PROXY) is not used for these questions.",
    };
  }
  if (name === "RequestTimeTooSkewed" || name === "RequestInTheFuture") {
    return { what: `the clock of this machine is off: ${said}`, remedy: "Set it, best by a time server." };
  }
  const status = statusOf(error);
  if (status === undefined) return undefined;
  if (/\b(Deserialization error|XML parse error)/.test(said)) {
    return {
      what: `what answers there is not AWS (HTTP status ${String(status)})`,
      remedy: "Check AWS_ENDPOINT_URL: a scheme, a host and a port, and no path.",
    };
  }
  // An answer to HEAD has no body, so that the SDK has nothing but the status to tell.
  const what = /^(\d+|UnknownError|Unknown)$/.test(name) ? `HTTP status ${String(status)}` : `${name}: ${said}`;
  // Services that speak JSON, such as ECS, refuse with 400.
  if (status === 403 || name.startsWith("AccessDenied")) {
    return {
      what: `AWS does not allow it: ${what}`,
      remedy: "Ask for the permissions that docs/state.md and docs/ci.md name.",
    };
  }
  return { what: `AWS answered ${what}`, remedy: "See what it says; AWS documents the error under that name." };
}
