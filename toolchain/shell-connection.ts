import { readFileSync } from "node:fs";

import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";

import { type AwsConnection, clientConfig, type Credentials, using } from "./aws-client";
import type { ShellEnvironment } from "./aws-environment";
import { reasonOf } from "./reason";
import { ToolError } from "./tool-error";

/**
 * How the AWS SDK reaches the AWS that this process's own environment names, with the user's own credentials, as terraform does:
 * variables, profiles, endpoints.
 *
 * @param env - this process's own environment: the SDK reads it, too
 * @throws ToolError when AWS_CA_BUNDLE cannot be read
 */
export async function connectionOfShell(env: ShellEnvironment, region: string): Promise<AwsConnection> {
  const connection = { region, ...credentialsIn(env), ...certificatesIn(env) };
  const s3Endpoint = await endpointOfS3(connection);
  return { ...connection, ...(s3Endpoint === undefined ? {} : { s3Endpoint }) };
}

/**
 * Where both are set, this SDK prefers AWS_PROFILE, and terraform and the AWS CLI the keys. All must be the same identity.
 */
function credentialsIn(env: ShellEnvironment): { credentials?: Credentials } {
  const [accessKeyId, secretAccessKey] = [env["AWS_ACCESS_KEY_ID"], env["AWS_SECRET_ACCESS_KEY"]];
  if (!accessKeyId || !secretAccessKey) return {};
  const sessionToken = env["AWS_SESSION_TOKEN"];
  return { credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) } };
}

/** Terraform and the AWS CLI read AWS_CA_BUNDLE; this SDK does not. */
function certificatesIn(env: ShellEnvironment): { ca?: string } {
  const file = env["AWS_CA_BUNDLE"];
  if (!file) return {};
  try {
    return { ca: readFileSync(file, "utf8") };
  } catch (error) {
    throw new ToolError({
      where: "AWS_CA_BUNDLE",
      what: `${file} cannot be read: ${reasonOf(error)}`,
      remedy: "Name a file of certificates, or unset it.",
    });
  }
}

/** Where the SDK would ask S3: it is let go as far as the address, and no farther. Undefined when that is AWS. */
async function endpointOfS3(connection: AwsConnection): Promise<string | undefined> {
  let found: string | undefined;
  const stop = new Error("far enough");
  // Nothing is sent, so nobody has to be signed in.
  const credentials = { accessKeyId: "nobody", secretAccessKey: "nobody" };
  await using(new S3Client({ ...clientConfig(connection), credentials }), async (client) => {
    client.middlewareStack.add(
      () => (args) => {
        const { protocol, hostname, port } = args.request as { protocol: string; hostname: string; port?: number };
        found = `${protocol}//${hostname}${port === undefined ? "" : `:${String(port)}`}`;
        return Promise.reject(stop);
      },
      { step: "build" },
    );
    await client.send(new ListBucketsCommand({})).catch((error: unknown) => {
      if (error !== stop) throw error;
    });
  });
  return found === undefined || isAws(found) ? undefined : found;
}

/** Source: AWS General Reference, Amazon S3 endpoints, of all partitions; VPC endpoints end in the same way. */
function isAws(endpoint: string): boolean {
  const { hostname } = new URL(endpoint);
  return /(^|\.)(amazonaws\.(com|com\.cn|eu)|api\.aws|c2s\.ic\.gov|sc2s\.sgov\.gov|adc-e\.uk|csp\.hci\.ic\.gov)$/.test(
    hostname,
  );
}
