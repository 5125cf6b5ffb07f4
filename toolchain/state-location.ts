import type { Environment } from "../environments/environment";
import { lockKey, stateKey } from "../environments/state-key";
import type { AwsConnection } from "./aws-client";

/** Where one stack's state is. */
export interface StateLocation {
  /** Its region is the bucket's. */
  readonly connection: AwsConnection;
  readonly bucket: string;
  readonly key: string;
  readonly lockKey: string;
  /** @default S3's own keys */
  readonly kmsKeyArn?: string | undefined;
  /** The environment's name, and the stack's name within it. */
  readonly environment: string;
  readonly stack: string;
}

/** The state of a stack of an environment. */
export function stateLocation(
  connection: AwsConnection,
  { name, state }: Pick<Environment, "name" | "state">,
  stack: string,
): StateLocation {
  const { bucket, kmsKeyArn } = state;
  return {
    connection,
    bucket,
    key: stateKey(name, stack),
    lockKey: lockKey(name, stack),
    kmsKeyArn,
    environment: name,
    stack,
  };
}

/** How a state is encrypted when it is written, as the S3 backend does it with `encrypt` and `kms_key_id`. */
export function encryptionOf({ kmsKeyArn }: Pick<StateLocation, "kmsKeyArn">) {
  return kmsKeyArn === undefined
    ? { ServerSideEncryption: "AES256" as const }
    : { ServerSideEncryption: "aws:kms" as const, SSEKMSKeyId: kmsKeyArn };
}
