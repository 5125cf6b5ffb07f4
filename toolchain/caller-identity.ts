import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

import { clientConfig, connectionTo, using } from "./aws-client";

/** Which local AWS is asked, as whom. */
export interface CallerQuestion {
  readonly url: string;
  readonly region: string;
  readonly accountId?: string | undefined;
  /** How long one answer may take, in milliseconds. @default 3000 */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
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
  const config = { ...clientConfig(connectionTo({ url }, region, accountId)), maxAttempts: 1 };
  return using(new STSClient(config), async (client) => {
    const { Account } = await client.send(new GetCallerIdentityCommand({}), { abortSignal });
    if (Account === undefined) throw new Error("the answer names no account");
    return Account;
  });
}
