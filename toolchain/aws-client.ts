import { localCredentials } from "./aws-environment";

/** Which local AWS is asked. Nothing of the user's own configuration is read: all that the SDK needs is given. */
export interface AwsConnection {
  /** A loopback URL, see loopback.ts. */
  readonly endpoint: string;
  readonly region: string;
  /** See localCredentials(). */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** How the AWS SDK reaches a local AWS. */
export function connectionTo(aws: { url: string }, region: string, accountId?: string): AwsConnection {
  return { endpoint: aws.url, region, credentials: localCredentials(accountId) };
}

/** What every client of ours is made with: a local AWS either answers or does not, and one more try is enough to tell. */
export function clientConfig(connection: AwsConnection): AwsConnection & { maxAttempts: number } {
  const { endpoint, region, credentials } = connection;
  // The SDK warns on Node 20 of versions to come; ours are locked, and the warning would stand in the middle of our output.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  return { endpoint, region, credentials, maxAttempts: 2 };
}

/** Uses a client and lets go of its connections afterwards, so that the process can exit. */
export async function using<Client extends { destroy(): void }, Result>(
  client: Client,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  try {
    return await use(client);
  } finally {
    client.destroy();
  }
}

/** Everything that a paginated call gives, page after page. */
export async function everyPage<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...(itemsOf(page) ?? []));
  return items;
}

/** An answer of AWS, or undefined where it says that there is no such thing. Other errors stay errors. */
export async function ifFound<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (/NotFound|NoSuch/.test((error as Partial<Error>).name ?? "")) return undefined;
    throw error;
  }
}
