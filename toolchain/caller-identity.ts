import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

import { type AwsConnection, clientConfig, connectionTo, using } from "./aws-client";
import { ToolError } from "./tool-error";

/** Which local AWS is asked, as whom. */
export interface CallerQuestion {
  readonly url: string;
  readonly region: string;
  readonly accountId?: string | undefined;
  /** How long one answer may take, in milliseconds. @default 3000 */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Whom AWS takes us for. */
export interface CallerIdentity {
  /** 12 digits. */
  readonly account: string;
  /** The ARN of the user or of the role's session. */
  readonly arn: string;
}

/** How one question is asked. */
interface Asking {
  readonly maxAttempts?: number;
  readonly abortSignal?: AbortSignal | undefined;
}

/**
 * Whom AWS takes us for.
 *
 * @throws the SDK's error when there are no credentials, they are refused, or nothing answers
 */
export async function callerIdentity(
  connection: AwsConnection,
  { abortSignal, maxAttempts = 2 }: Asking = {},
): Promise<CallerIdentity> {
  return using(new STSClient({ ...clientConfig(connection), maxAttempts }), async (client) => {
    const options = abortSignal === undefined ? {} : { abortSignal };
    const { Account, Arn = "" } = await client.send(new GetCallerIdentityCommand({}), options);
    if (Account === undefined) {
      throw new ToolError({
        where: "AWS",
        what: "the answer names no account: what answers there is not AWS",
        remedy: "Check AWS_ENDPOINT_URL.",
      });
    }
    return { account: Account, arn: Arn };
  });
}

/**
 * The account that a local AWS works in. The simplest question there is, so it also tells whether anything answers.
 *
 * @throws the SDK's error when nothing does
 */
export async function askForAccount({
  url,
  region,
  accountId,
  timeoutMs = 3_000,
  signal,
}: CallerQuestion): Promise<string> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const abortSignal = signal === undefined ? timeout : AbortSignal.any([timeout, signal]);
  const { account } = await callerIdentity(connectionTo({ url }, region, accountId), { maxAttempts: 1, abortSignal });
  return account;
}
