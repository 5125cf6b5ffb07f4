import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import { type LocalAws, startLocalAws } from "../../toolchain/local-aws";
import { createWorkspace, type Workspace } from "../../toolchain/workspace";
import { type FaithfulS3, startFaithfulS3 } from "../toolchain/support/faithful-s3";
import { type SelfSigned, selfSigned } from "../toolchain/support/self-signed";

/** An AWS account as a user has it: reached by what the shell says, and by nothing else. */
export interface UserAws {
  readonly aws: LocalAws;
  /** For commands to work in; removed at the end. */
  readonly temporaryFolder: string;
  /** What the user's shell says of it. */
  readonly shell: Readonly<Record<string, string | undefined>>;
  /** Asks it for the test. */
  readonly s3: S3Client;
  stop(): Promise<void>;
}

const REGION = "us-east-1";

/** moto as it is, over plain HTTP. */
export async function startUserAws(): Promise<UserAws> {
  const { workspace, temporaryFolder, aws } = await start();
  const s3 = new S3Client({ region: REGION, endpoint: aws.url, credentials: CREDENTIALS, forcePathStyle: true });
  const stop = async (): Promise<void> => {
    s3.destroy();
    await aws.stop();
    workspace.remove();
    rmSync(temporaryFolder, { recursive: true, force: true });
  };
  return { aws, temporaryFolder, shell: shellFor(aws.url), s3, stop };
}

/** An S3 that does what AWS does (see faithful-s3.ts), over TLS. */
export async function startUserAwsWithTls(
  foreignBuckets: readonly string[] = [],
): Promise<UserAws & { readonly faithful: FaithfulS3; readonly certificate: SelfSigned }> {
  const { workspace, temporaryFolder, aws } = await start();
  const certificate = selfSigned(workspace.path);
  const faithful = await startFaithfulS3({ url: aws.url, certificate, foreignBuckets });
  const s3 = new S3Client({
    region: REGION,
    endpoint: faithful.httpsUrl,
    credentials: CREDENTIALS,
    forcePathStyle: true,
    requestHandler: { httpsAgent: { ca: certificate.cert } },
  });
  const stop = async (): Promise<void> => {
    s3.destroy();
    await faithful.stop();
    await aws.stop();
    workspace.remove();
    rmSync(temporaryFolder, { recursive: true, force: true });
  };
  const { certFile } = certificate;
  const shell = { ...shellFor(faithful.httpsUrl), AWS_CA_BUNDLE: certFile, NODE_EXTRA_CA_CERTS: certFile };
  return { aws, temporaryFolder, shell, s3, stop, faithful, certificate };
}

/** Any will do. */
export const CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" };

async function start(): Promise<{ workspace: Workspace; temporaryFolder: string; aws: LocalAws }> {
  const workspace = createWorkspace("front-door-test");
  const temporaryFolder = mkdtempSync(join(tmpdir(), "front-door-test-"));
  // One of its own: a bucket's name may be taken in one that many share.
  const aws = await startLocalAws({ workspace, env: { ...process.env, AWS_EMULATOR_URL: undefined }, region: REGION });
  return { workspace, temporaryFolder, aws };
}

/** The variables that a user exports, and none of the machine's own. */
function shellFor(url: string): Record<string, string | undefined> {
  const none = Object.keys(process.env).filter((name) => name.startsWith("AWS_"));
  return {
    ...Object.fromEntries(none.map((name) => [name, undefined])),
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: "true",
  };
}
