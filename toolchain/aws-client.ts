import { localCredentials } from "./aws-environment";

/** Which AWS is asked, and as whom. */
export interface AwsConnection {
  readonly region: string;
  /**
   * A loopback URL, see loopback.ts.
   * @default what the SDK finds: AWS_ENDPOINT_URL, a profile's, AWS itself
   */
  readonly endpoint?: string;
  /**
   * See localCredentials().
   * @default what the SDK finds: variables, profiles, a role
   */
  readonly credentials?: Credentials;
  /** Where S3 answers if that is not AWS: a URL without a path. */
  readonly s3Endpoint?: string;
  /** The certificates to trust instead of Node's own, in PEM. */
  readonly ca?: string;
}

/** A key, and the token of a session where it is of one. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** How the AWS SDK reaches a local AWS. Nothing of the user's own configuration is read: all that the SDK needs is given. */
export function connectionTo(
  aws: { url: string },
  region: string,
  accountId?: string,
): AwsConnection & { readonly endpoint: string; readonly credentials: Credentials } {
  return { endpoint: aws.url, region, credentials: localCredentials(accountId), s3Endpoint: aws.url };
}

/** What every client of ours is made with. A network that is not there must show in seconds, not in minutes. */
export function clientConfig({ endpoint, region, credentials, ca }: AwsConnection) {
  // The SDK warns on Node 20 of versions to come; ours are locked, and the warning would stand in the middle of our output.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";
  return {
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(credentials === undefined ? {} : { credentials }),
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: 5_000,
      requestTimeout: 30_000,
      // Else it only warns.
      throwOnRequestTimeout: true,
      ...(ca === undefined ? {} : { httpsAgent: { ca } }),
    },
  };
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
